"""Spanish through the same engine: who the subject is decides, and a verb without one is nobody's."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from bot.language import spanish
from bot.language.checking import check
from bot.language.finding import Category, Field, Finding, Level
from bot.language.policy import Named
from bot.language.tongues import tongue

SENTENCES = Path(__file__).parent / "sentences" / "spanish.jsonl"
PEOPLE = (Named("Javier Martín"), Named("Ximena Quispe"), Named("Pau Ferrer"), Named("Diego Alcántara"))


def warnings(text: str, field: Field = Field.OTHER) -> list[Finding]:
    return [finding for finding in check(text, PEOPLE, field) if finding.level is Level.WARNING]


def kinds(text: str, field: Field = Field.OTHER) -> set[Category]:
    return {finding.category for finding in warnings(text, field)}


def forms(lemma: str, kind: str) -> set[str]:
    return {form for form, said in spanish.verb(lemma) if said == kind}


def test_the_labelled_sentences_are_told_apart() -> None:
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    flagged = [(row, warnings(row["text"])) for row in rows]
    blaming = [row for row, found in flagged if found]
    assert sum(row["blame"] for row in blaming) / len(blaming) >= 0.95
    assert sum(row["blame"] for row in blaming) / sum(row["blame"] for row in rows) >= 0.9
    right = [row for row, found in flagged if row["blame"] and row["category"] in {f.category for f in found}]
    assert len(right) >= 0.9 * len(blaming)


@pytest.mark.parametrize(
    ("lemma", "kind", "wanted"),
    [
        ("olvidar", "past", {"olvidó", "olvidaron", "ha olvidado", "habían olvidado"}),
        ("olvidar", "me", {"olvidé", "he olvidado"}),
        ("olvidar", "you", {"olvidaste", "olvidasteis", "has olvidado", "habéis olvidado"}),
        ("olvidar", "sub", {"olvidara", "olvidasen", "hubiera olvidado"}),
        ("olvidarse de", "past", {"se olvidó de", "se han olvidado de"}),
        ("olvidarse de", "me", {"me olvidé de", "me he olvidado de"}),
        ("olvidarse de", "you", {"te olvidaste de", "os olvidasteis de", "os habéis olvidado de"}),
        ("liarla", "me", {"la lié", "la he liado"}),
        ("apagar", "me", {"apagué"}),
        ("comprobar", "s", {"comprueba", "comprueban"}),
        ("romper", "done", {"roto", "rota", "rotos", "rotas"}),
        ("leer", "past", {"leyó", "leyeron"}),
        ("leer", "ing", {"leyendo"}),
        ("seguir", "past", {"siguió", "siguieron"}),
        ("hacer caso", "past", {"hizo caso", "hicieron caso", "ha hecho caso"}),
        ("introducir", "past", {"introdujo", "introdujeron"}),
        ("contestar", "past", {"contestó", "contestaron"}),
        ("mandar", "past", {"mandó", "mandaron"}),
        ("mantener", "past", {"mantuvo", "mantuvieron"}),
        ("destruir", "was", {"destruía", "destruían"}),
        ("sancionar", "based", {"sancionarlo", "sancionarles"}),
    ],
)
def test_a_verb_has_the_forms_that_people_write(lemma: str, kind: str, wanted: set[str]) -> None:
    assert wanted <= forms(lemma, kind)


def test_chat_may_leave_out_accents_but_not_turn_one_person_into_another() -> None:
    assert "olvido" in forms("olvidar", "past")
    assert "olvide" not in forms("olvidar", "me")
    assert kinds("javier se olvido de renovar el dominio") == {Category.OMISSION}


def test_what_does_not_begin_with_an_infinitive_is_refused() -> None:
    with pytest.raises(ValueError, match="infinitive"):
        list(spanish.verb("rápidamente borrar"))


def test_nouns_and_adjectives_agree() -> None:
    assert ("técnicas de guardia", "plural") in set(spanish.noun("técnico/a de guardia"))
    assert {"poco riguroso", "poco rigurosas"} <= {form for form, _ in spanish.adjective("poco riguroso")}
    assert ("torpemente", "ly") in set(spanish.adjective("torpe"))


@pytest.mark.parametrize(
    "system",
    [
        "No comprobó la configuración al arrancar.",
        "El operador de Kubernetes no renovó el certificado.",
        "El administrador de paquetes rompió la dependencia.",
        "El proveedor de identidad no respondió durante ocho minutos.",
        "El script de Javier borró los registros antiguos.",
        "El equipo eléctrico de la sala dejó de funcionar.",
        "La alarma debería haber saltado al 90 %.",
        "Genera una lista de tareas y la lista de nodos afectados.",
    ],
)
def test_a_verb_without_a_person_blames_nobody(system: str) -> None:
    assert warnings(system) == []


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Olvidaste cerrar el túnel.", Category.SECOND_PERSON),
        ("Habéis roto producción dos veces.", Category.SECOND_PERSON),
        ("Se os olvidó la copia.", Category.SECOND_PERSON),
        ("Deberías haber hecho una copia.", Category.SECOND_PERSON),
        ("La he liado con los permisos.", Category.SELF_BLAME),
        ("Me olvidé de rotar la clave.", Category.SELF_BLAME),
        ("Se cometieron varios errores.", Category.PASSIVE),
    ],
)
def test_a_verb_alone_blames_whom_its_form_names(text: str, category: Category) -> None:
    assert kinds(text) == {category}


def test_what_we_should_have_done_is_a_hint() -> None:
    found = check("Deberíamos haber comprobado la cola.")
    assert [finding.level for finding in found] == [Level.HINT]


def test_the_case_of_a_person_decides() -> None:
    assert kinds("Pau rompió el balanceador.") == {Category.INDIVIDUAL}
    assert kinds("El disco de Pau rompió el balanceador.") == set()
    assert kinds("Se lo comunicó a Pau y falló el balanceador.") == set()


def test_a_team_is_blamed_as_a_team() -> None:
    assert kinds("Los de redes tumbaron la VPN.") == {Category.TEAM}


@pytest.mark.parametrize(
    "innocent",
    [
        "El fallo no fue culpa de Javier.",
        "Este análisis no busca culpables.",
        "No aceptamos el error humano como causa raíz.",
        "Pau no hizo nada mal.",
        "El registro dice quién aprobó qué cambio.",
        "Deberíamos tener un panel para la cola.",
    ],
)
def test_what_clears_people_is_left_alone(innocent: str) -> None:
    assert check(innocent, PEOPLE) == ()


def test_an_act_is_a_finding_as_the_cause_only() -> None:
    said = "Diego ejecutó la migración."
    assert kinds(said, Field.TIMELINE) == set()
    assert kinds(said, Field.ROOT_CAUSE) == {Category.INDIVIDUAL}
    assert kinds(f"## Causa raíz\n\n{said}\n\n## Cronología\n\n{said}\n") == {Category.INDIVIDUAL}


def test_the_question_speaks_of_the_thing_and_of_nobody() -> None:
    found = warnings("Pau debió avisar antes de tocar el DNS.")[0]
    assert found.suggestion.asks
    assert "del DNS" in found.suggestion.text
    assert "Pau" not in found.suggestion.text
    assert check(found.suggestion.text, PEOPLE) == ()


def test_each_passage_is_read_in_its_own_language() -> None:
    text = "Bob should have checked the config.\n\nJavier debería haber comprobado la configuración.\n"
    assert [finding.category for finding in check(text, PEOPLE)] == [Category.COUNTERFACTUAL] * 2


def test_a_passage_that_tells_nothing_is_read_as_its_neighbours_are() -> None:
    text = "El servicio se cayó por la noche.\n\nRollback: 10:42\n\nLa cola no se vació.\n"
    start = text.index("Rollback")
    assert tongue(text, start, start + len("Rollback: 10:42")) == "spanish"
    assert tongue("Rollback: 10:42", 0, 15) == "english"


def test_a_name_does_not_make_a_language() -> None:
    text = "Aaron paged José at noon and the queue drained."
    assert tongue(text, 0, len(text)) == "english"


def test_finding_the_language_costs_the_same_in_a_long_text() -> None:
    long = "rollback 10:42 " * 100_000
    began = time.perf_counter()
    for start in range(0, 15_000, 15):
        tongue(long, start, start + 15)
    assert time.perf_counter() - began < 1.0
