"""A date that somebody named, said against the day they said it: "by Friday", "mañana", "1 July"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = (
    "monday mon lunes lundi montag segunda-feira segunda mandag måndag maandag lunedì",
    "tuesday tue tues martes mardi dienstag terça-feira terça tirsdag tisdag dinsdag martedì",
    "wednesday wed miércoles miercoles mercredi mittwoch quarta-feira quarta onsdag woensdag mercoledì",
    "thursday thu thur thurs jueves jeudi donnerstag quinta-feira quinta torsdag donderdag giovedì",
    "friday fri viernes vendredi freitag sexta-feira sexta fredag vrijdag venerdì",
    "saturday sat sábado sabado samedi samstag lørdag lördag zaterdag sabato",
    "sunday sun domingo dimanche sonntag søndag söndag zondag domenica",
)
_MONTHS = (
    "january jan enero janvier januar janeiro januari gennaio",
    "february feb febrero février februar fevereiro februari febbraio",
    "march mar marzo mars märz março maart",
    "april apr abril avril aprile",
    "may mayo mai maio maj mei maggio",
    "june jun junio juin juni junho giugno",
    "july jul julio juillet juli julho luglio",
    "august aug agosto août augusti augustus",
    "september sep sept septiembre septembre setembro settembre",
    "october oct octubre octobre oktober outubro ottobre",
    "november nov noviembre novembre novembro",
    "december dec diciembre décembre dezember dezembro desember december dicembre",
)
_DAY_OF = {name: index for index, names in enumerate(_WEEKDAYS) for name in names.split()}
_MONTH_OF = {name: index for index, names in enumerate(_MONTHS, 1) for name in names.split()}
_COUNTS = dict(
    zip(
        "a an one two three four five six seven ten un una uno dos tres ein eine zwei drei".split(),
        (1, 1, 1, 2, 3, 4, 5, 6, 7, 10, 1, 1, 1, 2, 3, 1, 1, 2, 3),
        strict=True,
    )
)


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_BEFORE = (
    r"(?:(?:due|done|ready|no later than|a más tardar|spätestens|au plus tard|senest|uiterlijk)\s+)?"
    r"(?:(?:by|on|before|until|till|for|due|para|antes de|bis|am|zum|vor|avant|pour|d'ici|até|innen|"
    r"før|til|tegen|voor|op)\s+)?"
    r"(?:(?:the|el|le|la|o|den|de)\s+)?"
)
_NOT_DUE = "".join(
    f"(?<!{word} )" for word in "since last past every each from desde pasado seit depuis".split()
)
_RULES = tuple(
    (kind, re.compile(_NOT_DUE + r"(?<![\w-])" + _BEFORE + _NOT_DUE + pattern, re.IGNORECASE))
    for kind, pattern in (
        ("iso", r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        (
            "overmorrow",
            r"(?:day after tomorrow|pasado mañana|übermorgen|après-demain|depois de amanhã|overmorgen|"
            r"i overmorgen)\b",
        ),
        (
            "tomorrow",
            r"(?:tomorrow|tmrw|tmr|mañana(?! por)|morgen(?! früh um)|demain|amanhã|i morgen|imorgen|"
            r"imorgon|domani)\b",
        ),
        (
            "date",
            rf"(?:(?:{_any(_DAY_OF)})\.?,?\s+)?(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|"
            rf"\.)?\s+(?:of\s+|de\s+)?(?P<month>{_any(_MONTH_OF)})\b",
        ),
        (
            "date",
            rf"(?P<month>{_any(_MONTH_OF)})\.?\s+(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d)",
        ),
        (
            "weekday_day",
            rf"(?P<weekday>{_any(_DAY_OF)})\s+(?:the\s+|den\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th|"
            rf"\.)?(?![\d:.]|\s?(?:%|min|h\b|UTC|am|pm))",
        ),
        (
            "weekday",
            rf"(?P<next>next\s+|nächsten\s+|próximo\s+|"
            rf"neste\s+)?(?P<weekday>{_any(_DAY_OF)})\b(?P<that>\s+(?:que viene|prochain))?",
        ),
        (
            "end_month",
            rf"(?:the\s+)?(?:end of|eo|fin(?:ales)? de|ende|fin|fim de|slutten av|"
            rf"eind)\s+(?P<month>{_any(_MONTH_OF)})\b",
        ),
        (
            "eom",
            r"(?:the\s+)?(?:end of (?:the |this )?month|eom|fin de mes|monatsende|fin du mois|"
            r"fim do mês)\b",
        ),
        (
            "eow",
            r"(?:the\s+)?(?:end of (?:the |this )?week|eow|this week|fin de semana|ende der woche|"
            r"wochenende|esta semana|diese woche|cette semaine)\b",
        ),
        (
            "today",
            r"(?:today|tonight|eod|end of (?:the )?day|hoy|heute|aujourd'hui|hoje|i dag|idag|vandaag|"
            r"oggi)\b",
        ),
        (
            "within",
            r"(?:in|within|en|innerhalb von|dans|em|om|binnen)\s+(?:the next\s+)?"
            r"(?P<n>\d{1,2}|"
            + "|".join(_COUNTS)
            + r")\s+(?P<unit>days?|d[ií]as?|tage[n]?|jours?|weeks?|semanas?|wochen?|semaines?|dager?|uker?|"
            r"dagen|weken)\b",
        ),
        (
            "day",
            r"(?:the|el|le)\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?![\d:.%]|\s+\w*(?:min|test|pod|node|per|"
            r"of))\b",
        ),
    )
)
_SAFE_WEEKDAYS = frozenset("mon tue wed thu fri sat sun segunda terça quarta quinta sexta".split())


_WORD = re.compile(r"[^\W\d_]+(?:-feira)?")
_DAY_NUMBER = re.compile(r"20\d\d-\d\d|\b(?:by|before|due|on|until|el|le) (?:the )?\d")
_HINTS = (
    _DAY_OF.keys()
    | _MONTH_OF.keys()
    | frozenset(
        "tomorrow tmrw tmr today tonight eod eow eom eo month week day mañana hoy pasado fin morgen "
        "heute übermorgen ende "
        "wochenende monatsende demain aujourd hui après amanhã hoje fim imorgen imorgon overmorgen "
        "slutten vandaag eind "
        "domani oggi dag idag semana woche semaine days weeks día días dia dias tag tage tagen jour "
        "jours semanas wochen "
        "semaines dager uke uker dagen weken".split()
    )
)


@dataclass(frozen=True, slots=True)
class Due:
    """A date, and where in the text it is named."""

    day: date
    start: int
    end: int


def find_due(text: str, said: date) -> Due | None:
    """The first date named in ``text``, as of the day ``said`` in its author's zone."""
    if not (_HINTS.intersection(_WORD.findall(text.lower())) or _DAY_NUMBER.search(text)):
        return None
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            day = _day(kind, match, said)
            if day is not None:
                return Due(day, match.start(), match.end())
    return None


def _day(kind: str, match: re.Match[str], said: date) -> date | None:
    try:
        if kind == "iso":
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        if kind == "date":
            return _next_date(said, _MONTH_OF[match["month"].lower()], int(match["d"]))
        if kind in ("weekday_day", "day"):
            explicit = kind == "weekday_day" or re.match(
                r"\s*(?:by|due|before|on|until|para|antes|bis|avant|até)\b", match[0], re.I
            )
            return _next_day(said, int(match["d"])) if explicit else None
        if kind == "weekday":
            return _weekday(match, said)
        if kind == "within":
            return said + timedelta(days=_days(match))
        return _relative(kind, match, said)
    except ValueError:
        return None


def _relative(kind: str, match: re.Match[str], said: date) -> date | None:
    if kind == "end_month":
        month = _MONTH_OF[match["month"].lower()]
        year = said.year + (month < said.month)
        return date(year, month, calendar.monthrange(year, month)[1])
    if kind == "eom":
        return said.replace(day=calendar.monthrange(said.year, said.month)[1])
    if kind == "eow":
        return said + timedelta(days=max(0, 4 - said.weekday()))
    return said + timedelta(days={"today": 0, "tomorrow": 1, "overmorrow": 2}[kind])


def _weekday(match: re.Match[str], said: date) -> date | None:
    """The next such day after ``said``; "next Friday" on a Tuesday is the one of the week after."""
    name = match["weekday"].lower()
    if name in _SAFE_WEEKDAYS and not re.match(r"\s*(?:by|on|due|before|until|till|até)\b", match[0], re.I):
        return None  # "sun", "sat" and "quarta" are other words too
    ahead = (_DAY_OF[name] - said.weekday() - 1) % 7 + 1
    if match["next"] and _DAY_OF[name] > said.weekday():
        ahead += 7
    return said + timedelta(days=ahead)


def _next_date(said: date, month: int, day: int) -> date:
    this_year = date(said.year, month, day)
    return this_year if this_year >= said else date(said.year + 1, month, day)


def _next_day(said: date, day: int) -> date:
    if day >= said.day:
        return said.replace(day=day)
    following = said.replace(day=28) + timedelta(days=7)
    return following.replace(day=day)


def _days(match: re.Match[str]) -> int:
    number = match["n"].lower()
    count = int(number) if number.isdigit() else _COUNTS[number]
    return count * (7 if match["unit"].lower().startswith(("week", "sem", "woch", "uke", "wek")) else 1)
