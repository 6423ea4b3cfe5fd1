"""The template's headings in the language that a channel speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bot.conversation import Kind
from bot.drafting.transcript import Evidence

KEYS = ("summary", "timeline", "root_cause", "contributing_factors", "impact", "action_items", "lessons")
ENGLISH = (
    "Summary", "Timeline", "Root Cause", "Contributing Factors", "Impact", "Action Items", "Lessons Learned",
)  # fmt: skip
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "en": ENGLISH,
    "de": ("Zusammenfassung", "Zeitlicher Ablauf", "Ursache", "Begünstigende Faktoren", "Auswirkungen",
           "Maßnahmen", "Erkenntnisse"),
    "es": ("Resumen", "Cronología", "Causa raíz", "Factores contribuyentes", "Impacto", "Acciones",
           "Lecciones aprendidas"),
    "fr": ("Résumé", "Chronologie", "Cause racine", "Facteurs contributifs", "Impact", "Actions",
           "Enseignements"),
    "pt": ("Resumo", "Linha do tempo", "Causa raiz", "Fatores contribuintes", "Impacto", "Ações",
           "Lições aprendidas"),
    "it": ("Sintesi", "Cronologia", "Causa principale", "Fattori concorrenti", "Impatto", "Azioni",
           "Lezioni apprese"),
    "nl": ("Samenvatting", "Tijdlijn", "Oorzaak", "Bijdragende factoren", "Impact", "Acties",
           "Geleerde lessen"),
    "sv": ("Sammanfattning", "Tidslinje", "Grundorsak", "Bidragande faktorer", "Påverkan", "Åtgärder",
           "Lärdomar"),
    "pl": ("Podsumowanie", "Oś czasu", "Przyczyna", "Czynniki sprzyjające", "Wpływ", "Działania",
           "Wnioski"),
}  # fmt: skip
# Words that hardly any sentence of the language does without and that the others lack.
_MARKS = {
    "en": "the is was and it to of that have with not this are they",
    "de": "der die das und ist nicht ich wir ein auf für mit auch noch",
    "es": "el los las que es en por con está pero hay una más ya",
    "fr": "le les des est que pas sur une pour dans on c'est avec plus",
    "pt": "o os que não é em com uma está mas foi já pra isso",
    "it": "il che non è di per con una sono anche ho più del gli",
    "nl": "het een van niet is dat en op ik we nog maar ook voor",
    "sv": "och det att är som inte på jag vi har för med den till",
    "pl": "nie się jest to na że z jak już tylko ale w od",
}
_LANGUAGE = {word: [code for code, marks in _MARKS.items() if word in marks.split()]
             for marks in _MARKS.values() for word in marks.split()}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
SURE = 1.3  # times as many marks as English, before another language's headings are taken
READ = 400  # messages that are looked at


def headings(evidence: Iterable[Evidence]) -> Mapping[str, str]:
    """The heading of each section, in the language most of the conversation is in; English if unsure."""
    return dict(zip(KEYS, _HEADINGS[language_of(evidence)], strict=True))


def language_of(evidence: Iterable[Evidence]) -> str:
    """The code of one of the languages that there are headings for."""
    marks: Counter[str] = Counter()
    spoken = (item.prose for item in evidence if item.kind is Kind.PERSON)
    for prose, _ in zip(spoken, range(READ), strict=False):
        for word in _WORD.findall(prose.lower()[:600]):
            known = _LANGUAGE.get(word, ())
            for code in known:
                marks[code] += 1 if len(known) == 1 else 0
    best, count = max(marks.items(), key=lambda pair: (pair[1], pair[0]), default=("en", 0))
    return best if count > SURE * marks["en"] else "en"
