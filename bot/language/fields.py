"""Which part of a postmortem a heading or a label announces, by its words."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.finding import Field

MOST_WORDS = 9  # of a heading that announces a part; more is a title or a sentence
LABEL_WORDS = 4
TITLE_WORDS = 2

_ABOUT = (
    r"(?:(?:the|our|its|die|der|la|las|los|root|probable|likely|suspected|main|technical|underlying|immediate|"
    r"direct|proximate|actual|primary|secondary|key|possible|overall|incident|issue|short|long|term|executive|"
    r"open|proposed|further|future|planned|concrete|customer|user|business|preventa?tive|corrective|mögliche|"
    r"wahrscheinliche|vermutliche|posible|probable|working theory)[ -]+)*"
)
# In the order in which they are tried: "contributing causes" are factors, "causes" alone the root cause. The
# languages are those in which we head our own drafts (bot.drafting.headings), and what people write beside.
_WORDS: tuple[tuple[Field, str], ...] = (
    (
        Field.CONTRIBUTING_FACTORS,
        r"contribut(?:ing|ory)|contributors|aggravating|begünstigende|beitragende|mitursachen?|"
        r"factores|causas contribuyentes|facteurs|fatores|fattori|bijdragende|bidragande|czynniki",
    ),
    (
        Field.ACTION_ITEMS,
        r"actions?(?: items?| points?| plan| list| needed| required|$)|resulting actions?|"
        r"ai[ -]?#?\d|action (?:item )?#?\d|follow[ -]?ups?|next steps?|remediations?|remedial|"
        r"(?:corrective|prevent\w+) (?:and )?(?:\w+ )?(?:actions?|measures?)|prevention|measures|"
        r"improvements?|to[ -]?dos?|recommendations?|"
        r"what (?:are )?we(?: are|'re|’re)? (?:doing|going to do|will do)|"
        r"(?:folge|gegen|sofort|präventiv|korrektur)?ma(?:ß|ss)nahmen?|nächste schritte|aufgaben|"
        r"offene punkte|acci[oó]n(?:es)?|pr[oó]ximos pasos|seguimiento|medidas|tareas|"
        r"ações|próximos passos|azioni|prossimi passi|acties|vervolgstappen|åtgärder|nästa steg|działania",
    ),
    (
        Field.ROOT_CAUSE,
        r"causes?|rca|(?:five|5) whys?|why (?:did )?(?:it|this|that) (?:happen|occur|fail|br)\w*|"
        r"what (?:caused|was the (?:root )?cause)|"
        r"(?:grund|haupt|kern|fehler)?ursachen?(?:analyse)?|warum ist|"
        r"causas?(?: ra[ií]z| principal)?|por qu[eé]|"
        r"causes? racines?|grondoorzaak|oorzaak|grundorsak|orsak|przyczyn[ay]",
    ),
    (
        Field.LESSONS,
        r"lessons?|learnings?|takeaways|what (?:we |have we |did we )?learn\w*|"
        r"(?:what|where|things)(?: that)? (?:went|did(?:n't|n’t| not)? go|we got|was|could have gone) "
        r"(?:well|wrong|poorly|badly|right|lucky|better)|where we got lucky|"
        r"erkenntnisse|lehren|gelerntes|was (?:gut |schlecht |nicht gut )?lief(?: gut| schlecht| nicht)?|"
        r"lecciones|aprendizajes|qu[eé] (?:sali[oó]|fue|funcion[oó]) (?:bien|mal)|"
        r"enseignements|lições|lezioni|geleerde lessen|lärdomar|wnioski",
    ),
    (
        Field.TIMELINE,
        r"time ?lines?|chronology|sequence of events|event log|log of events|chat logs?|events|"
        r"(?:zeitlicher )?(?:ablauf|verlauf)|zeit(?:leiste|strahl|linie|achse)|chronologie|chronik|"
        r"cronolog[ií]a|l[ií]nea de tiempo|linha do tempo|tijdlijn|tidslinje|oś czasu",
    ),
    (
        Field.IMPACT,
        r"impact|effects?|affected|blast radius|damage|scope|(?:betroffen|auswirkung)\w*|folgen|"
        r"impacto|afectados|impatto|påverkan|wpływ",
    ),
    (
        Field.SUMMARY,
        r"summary|tl;? ?dr|overview|abstract|synopsis|what happened|"
        r"zusammenfassung|überblick|kurzfassung|was (?:ist )?passiert\w*|was ist geschehen|"
        r"resumen|resumo|qu[eé] (?:pas[oó]|ocurri[oó]|sucedi[oó])|résumé|sintesi|samenvatting|sammanfattning|"
        r"podsumowanie",
    ),
)  # fmt: skip
_FIELDS = tuple((field, re.compile(rf"{_ABOUT}(?:{words})(?!\w)")) for field, words in _WORDS)
_DONE = re.compile(r"\b(?:taken|attempted|during|tomadas|getroffen)")  # actions taken are history
_NO_PROSE = re.compile(
    r"(?:action )?(?:owners?|assignees?|assigned to|dri|who|responsible|authors?|attendees|dates?|due|"
    r"due dates?|deadline|eta|when|time|priority|prio|severity|status|state|ticket|issue|jira|pr|link|id|#|"
    r"verantwortlich\w*|zuständig\w*|wer|datum|fällig\w*|frist|termin|priorität|zeit|"
    r"responsables?|encargad[oa]|qui[eé]n|fechas?|plazo|vencimiento|prioridad|estado|hora)"
    r"(?: ?\(.*\))?"
)
_NUMBERED = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.):]?|[ivx]{1,4}[.)]|[a-z][.)]|(?:part|section|step) \d+:?)\s+"
)
_MARKUP = re.compile(r"[*_`~¿¡\[\]]+|\(https?:[^)]*\)")
_FRAME = re.compile(r"^[^\w#]+|[^\w#)]+$")


@lru_cache(maxsize=1024)
def field_of(heading: str, most: int = MOST_WORDS) -> Field | None:
    """The part that a heading of at most ``most`` words announces; None if it says nothing of that."""
    words = plain(heading.partition(" (")[0])
    if not words or len(words.split()) > most or _DONE.search(words):
        return None
    for said in (words, _NUMBERED.sub("", words, count=1)):  # "5 whys" first, then "5. Root cause"
        found = next((field for field, pattern in _FIELDS if pattern.match(said)), None)
        if found:
            return found
    return None


@lru_cache(maxsize=1024)
def is_no_prose(heading: str) -> bool:
    """Whether a table's column with this heading holds owners, dates and the like."""
    return _NO_PROSE.fullmatch(plain(heading)) is not None


def plain(heading: str) -> str:
    """The words of a heading in lower case, without markup, emoji and marks around them."""
    return _FRAME.sub("", " ".join(_MARKUP.sub("", heading).lower().split()))
