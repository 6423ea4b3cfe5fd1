"""How people write the day by which something is to be done, as patterns by kind of date."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.drafting import calendar_words as words
from bot.drafting.calendar_words import COUNTS, MONTHS, WEEKDAYS, any_of

# By which a deadline is named, and words that may as well name the day something happens.
_BY = (
    r"by|before|until|till?|due(?: date)?(?: by| on)?|no later than|not later than|latest|deadline|"
    r"a más tardar|antes de que (?:acabe|termine)|antes d[eo]l?|antes da|spätestens|bis(?: zum|"
    r" spätestens)?|vor|au plus tard|d['’]ici(?: à)?|"
    r"avant|jusqu['’]?[aà]u?|até(?: [oa])?|senest|senast|innen|inden|innan|før|til|till|uiterlijk|voor|"
    r"vóór|"
    r"tegen|entro|prima di|per|do|najpóźniej|przed|до|к"
)
_ON = (
    r"on|for|at|this|say|para|pra|pro|el|le|la|los|am|zum|pour|op|på|om|na|no|em|il|w|we|в|во|the|den|"
    r"this coming|coming|diesen|este|ce|questo|deze|denne|target"
)
_LEAD = (
    rf"(?:(?P<by>{_BY})(?:\s*:)?\s+(?:(?:the|el|le|la|o|den|de|di|at latest|latest|on|am|say)\s+)?|"
    rf"(?P<on>{_ON})\s+(?:(?:the|el|le|la|o|den)\s+)?)?"
)
_START = r"(?<![\w-])"
_COUNT = r"(?P<n>\d{1,2}|" + any_of(COUNTS) + r")"
_UNIT = (
    rf"(?:(?P<days>{words.DAY_UNITS})|(?P<weeks>{words.WEEK_UNITS})|(?P<hours>{words.HOUR_UNITS})|"
    rf"(?P<fortnight>fortnight))\b"
)
_WITHIN = (
    r"(?:in|within|inside|en|innerhalb(?: von)?|binnen|dans(?: les)?|sous|em|om|inom|innen|inden for|"
    r"entro|fra|tra|"
    r"za|w ciągu|через|in the next|dentro de)"
)
RULES = tuple(
    (kind, re.compile(_START + pattern, re.IGNORECASE))
    for kind, pattern in (
        ("iso", _LEAD + r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        (
            "date",
            _LEAD
            + rf"(?:(?:{any_of(WEEKDAYS)})\.?,?\s+)?(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|:e|\.)?\s+"
            rf"(?:of\s+|de\s+|d['’])?(?P<month>{any_of(MONTHS)})\b(?:,?\s+(?:de\s+)?(?P<y>20\d\d))?",
        ),
        (
            "date",
            _LEAD
            + rf"(?P<month>{any_of(MONTHS)})\.?\s+(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d)"
            r"(?:,?\s+(?P<y>20\d\d))?",
        ),
        (
            "numeric",
            _LEAD
            + rf"(?:(?:{any_of(WEEKDAYS)})\.?,?\s+)?(?<![\d.,/])(?P<a>\d{{1,2}})(?P<sep>[./])(?P<b>\d{{1,2}})"
            r"(?:(?P=sep)(?P<y>20\d\d|\d\d)\b|(?P<stop>\.)(?!\d))?(?![\w%:/]|\.\d)",
        ),
        (
            "weekday_day",
            _LEAD + rf"(?P<weekday>{any_of(WEEKDAYS)}),?\s+(?:the\s+|den\s+|le\s+)?(?P<d>\d{{1,2}})"
            r"(?:st|nd|rd|th|:e|\.)?(?![\d:]|\.\d|\s?(?:%|min|h\b|UTC|am|pm))",
        ),
        ("overmorrow", _LEAD + rf"(?:{words.OVERMORROW})\b"),
        ("tomorrow", _LEAD + rf"(?:{words.TOMORROW})\b(?!['’]s)"),
        (
            "end_month",
            _LEAD + rf"(?:{words.END})\s+(?P<month>{any_of(MONTHS)})\b",
        ),
        (
            "end_next_week",
            _LEAD + rf"(?:{words.END})\s+(?:the\s+|de\s+)?(?:(?:{words.NEXT})\s+(?:{words.WEEK})|"
            rf"(?:la\s+|da\s+)?(?:{words.WEEK})\s+(?:{words.NEXT_AFTER}))\b",
        ),
        ("end_next_month", _LEAD + rf"(?:{words.END})\s+(?:{words.NEXT})\s+(?:{words.MONTH_UNITS})\b"),
        (
            "weekday",
            _LEAD + rf"(?P<next>(?:{words.NEXT})\s+)?(?P<weekday>{any_of(WEEKDAYS)})\b(?!['’]s|-)"
            rf"(?P<that>\s+(?:{words.NEXT_AFTER}))?",
        ),
        ("eoq", _LEAD + rf"(?:the\s+)?(?:{words.END_OF_QUARTER})\b"),
        ("eom", _LEAD + rf"(?:the\s+)?(?:{words.END_OF_MONTH})\b"),
        (
            "eow",
            _LEAD + rf"(?:(?:{words.END})\s+(?:the\s+|this\s+|la\s+|da\s+|van de\s+|der\s+)?(?:{words.WEEK})|"
            rf"{words.THIS_WEEK})\b",
        ),
        ("within", _WITHIN + rf"\s+(?:the next\s+)?{_COUNT}\s+{_UNIT}"),
        ("within", _COUNT + rf"\s+{_UNIT}\s+(?:from (?:now|today)|ab (?:heute|jetzt)|à partir d['’]aujourd)"),
        ("within", rf"(?P<bare>){_COUNT}\s+{_UNIT}(?=\s*(?:max|tops)?\s*(?:[.,;!?)]|$))"),
        (
            "today",
            _LEAD + rf"(?:{words.TODAY})\b(?!['’]s)",
        ),
        (
            "day",
            rf"(?:(?P<by>(?:{_BY}|para|pra|pour|zum|säg)\s+(?:the|el|le|o|dia|den|am))\s+|(?P<on>on the|"
            rf"the|el|le|den|dia|am|by|due)\s+)?"
            r"(?P<d>\d{1,2})(?P<th>st|nd|rd|th|er|º|:e)?(?![\d:%/-]|[.,]\d|\s?\w)",
        ),
    )
)
WORD = re.compile(r"[^\W\d_]+")
# By which words a kind of date is told from afar: without one of them its pattern is not tried.
_MONTH_END = frozenset(
    "month eom mes mês monat monats monatsende mois måneden månaden måned månad maand mese miesiąca".split()
)
TOLD_BY: Mapping[str, frozenset[str]] = {
    "date": frozenset(MONTHS),
    "end_month": frozenset(MONTHS),
    "weekday_day": frozenset(part for name in WEEKDAYS for part in name.split("-")),
    "weekday": frozenset(part for name in WEEKDAYS for part in name.split("-")),
    "overmorrow": frozenset(WORD.findall(words.OVERMORROW)) - {"day", "i"},
    "tomorrow": frozenset(WORD.findall(words.TOMORROW)) - {"i", "um"},
    "today": frozenset(WORD.findall(words.TODAY)) - {"i", "of", "the", "end"},
    "eow": frozenset(WORD.findall(words.WEEK)) | {"eow"},
    "end_next_week": frozenset(WORD.findall(words.WEEK)),
    "end_next_month": _MONTH_END,
    "eom": _MONTH_END,
    "eoq": frozenset("quarter eoq quartalsende trimestre kwartaal".split()),
}
# The same of those that are told by their numbers: what they are without what leads to them.
SHAPES: Mapping[str, re.Pattern[str]] = {
    "iso": re.compile(r"20\d\d-\d\d-\d\d"),
    "numeric": re.compile(r"(?<![\d.,/])\d{1,2}[./]\d{1,2}(?!\d)"),
    "day": re.compile(r"(?<![\w-])\d{1,2}(?:st|nd|rd|th|er|º|:e)?(?![\d:%/-]|[.,]\d|\s?\w)", re.IGNORECASE),
    "within": re.compile(rf"{_START}{_COUNT}\s+{_UNIT}", re.IGNORECASE),
}
