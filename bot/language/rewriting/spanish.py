"""Spanish: the question that leads to a sentence without blame, about what the sentence speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.finding import Category, Suggestion
from bot.language.matching import Match, Sentence

_ARTICLES = frozenset("el la los las este esta estos estas ese esa esos esas".split())
_FAINT = frozenset(
    """culpa que vez veces día días noche tarde mañana hora horas minuto minutos semana mes cosas
    cosa gente parte otro otra mismo misma único única final lado verdad caso casos siguiente
    guardia nuevo nueva lunes martes miércoles jueves viernes sábado domingo causa raíz
    responsabilidad responsable responsables culpable culpables cuidado idea tiene tuvo dos tres
    cuatro cinco seis diez próximo próxima próximos próximas primero primera segundo segunda
    equipo peor mejor lógico normal correcto quien cual""".split()
)
_BLAMING = (
    "trait trait_noun error fault scorn scorn_weak star feat mess human_error human maybe verb fn".split()
)
# For each kind with the thing, and without one. What they say is true whatever happened.
_ASKED: dict[Category, tuple[str, str]] = {
    Category.INDIVIDUAL: (
        "¿Qué protección faltaba para {thing} en ese momento?",
        "¿Qué protección faltaba en ese momento?",
    ),
    Category.TEAM: (
        "¿Qué información sobre {thing} no llegó de un lado al otro?",
        "¿Qué información no llegó de un lado al otro?",
    ),
    Category.COUNTERFACTUAL: (
        "¿Qué se veía de {thing} en ese momento, y qué control faltaba?",
        "¿Qué se veía en ese momento, y qué control faltaba?",
    ),
    Category.OMISSION: (
        "¿Qué aviso o paso del proceso habría dejado ver {thing} a tiempo?",
        "¿Qué aviso o paso del proceso lo habría dejado ver a tiempo?",
    ),
    Category.CHARACTER: (
        "¿En qué condiciones se trabajaba con {thing}?",
        "¿Qué ocurrió exactamente, y en qué condiciones se trabajaba?",
    ),
    Category.HUMAN_ERROR: (
        "¿Qué hizo fácil la confusión con {thing}, y difícil notarla o deshacerla?",
        "¿Qué hizo fácil ese paso, y difícil notarlo o deshacerlo?",
    ),
    Category.HINDSIGHT: (
        "¿Qué mostraban los paneles sobre {thing} antes de saber el resultado?",
        "¿Qué mostraban los paneles antes de saber el resultado?",
    ),
    Category.SARCASM: (
        "¿Cuántas veces ha ocurrido algo así con {thing}, y en qué fechas?",
        "¿Cuántas veces ha ocurrido, y en qué fechas?",
    ),
    Category.INTENT: (
        "¿Qué información había sobre {thing} en ese momento?",
        "¿Qué información había en ese momento?",
    ),
    Category.PUNITIVE: (
        "¿Qué control técnico protegería {thing} sin depender de la memoria?",
        "¿Qué control técnico lo impediría sin depender de la memoria?",
    ),
    Category.SECOND_PERSON: (
        "¿Qué mostraba la herramienta sobre {thing} en ese momento?",
        "¿Qué mostraba la herramienta en ese momento?",
    ),
    Category.PASSIVE: (
        "¿Qué ocurrió con {thing}, y qué salvaguarda faltaba?",
        "¿Qué ocurrió exactamente, y qué salvaguarda faltaba?",
    ),
    Category.WHO_WHY: (
        "¿Qué pasos llevaron a ese resultado con {thing}?",
        "¿Qué pasos llevaron a ese resultado?",
    ),
    Category.SELF_BLAME: (
        "Gracias por contarlo: ¿qué mostraba la herramienta sobre {thing}?",
        "Gracias por contarlo: ¿qué mostraba la herramienta en ese momento?",
    ),
    Category.ANIMATED: (
        "¿Qué dato describe mejor lo ocurrido con {thing}?",
        "¿Qué dato describe mejor lo ocurrido?",
    ),
}


def suggested(text: str, sentence: Sentence, match: Match) -> Suggestion:
    """The question for what was found in the sentence, which is ``text`` as it was written."""
    about, plain = _ASKED[match.category]
    for thing in _things(text, sentence, match):
        asked = about.format(thing=thing).replace(" de el ", " del ")
        if sentence.is_clean(asked):
            return Suggestion(asked, asks=True)
    return Suggestion(plain, asks=True)


def _things(text: str, sentence: Sentence, match: Match) -> Iterator[str]:
    """What the sentence speaks of, as "el certificado", "la base de datos": behind the verb first."""
    count = len(sentence.read.tokens)
    begin = match.verb if match.verb is not None else match.first
    for first in (*range(begin, count), *range(begin)):
        last = _end_of_thing(sentence, first)
        if last:
            tokens = sentence.read.tokens
            said = text[tokens[first].start - sentence.start : tokens[last - 1].end - sentence.start]
            yield said[:1].lower() + said[1:]


def _end_of_thing(sentence: Sentence, first: int) -> int | None:
    """Past the last word of what begins with the article at ``first``; None where nothing is named."""
    tokens = sentence.read.tokens
    if tokens[first].word not in _ARTICLES or not _is_noun(sentence, first + 1):
        return None
    last = first + 2
    while last + 1 < len(tokens) and tokens[last].word in ("de", "del"):
        noun = last + 1 + (tokens[last + 1].word in _ARTICLES)
        if not _is_noun(sentence, noun):
            break
        last = noun + 1
    return last


def _is_noun(sentence: Sentence, at: int) -> bool:
    tokens = sentence.read.tokens
    if at >= len(tokens) or not tokens[at].word.isalpha() or tokens[at].word in _FAINT:
        return False
    characters = (sentence.known.tags.character(tag) for tag in _BLAMING)
    return not any(character in tokens[at].tags for character in characters)
