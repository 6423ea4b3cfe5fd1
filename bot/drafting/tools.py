"""What a tool's post reports: an alert, a recovery, a deploy, a status page, in one plain line.

Tools are known by what they say, not by who they are: the words are those that monitoring, paging,
delivery and status tools share.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from bot.drafting.statements import finish, tidy
from bot.drafting.transcript import Evidence


class Report(Enum):
    FIRED = auto()
    PAGED = auto()  # a paging tool repeating the alert, or somebody acknowledging it
    RECOVERED = auto()
    DECLARED = auto()
    CLOSED = auto()  # the incident tool's own "resolved"
    PUBLIC = auto()  # the status page, to customers
    PUBLIC_END = auto()
    ROLLED_OUT = auto()
    SWITCHED = auto()  # a flag, a version or a setting changed by hand
    STEP_FAILED = auto()
    CODE = auto()  # pull requests, plans, pipelines
    OTHER = auto()


_RULES: tuple[tuple[Report, re.Pattern[str]], ...] = tuple(
    (report, re.compile(pattern, re.IGNORECASE))
    for report, pattern in (
        (
            Report.PUBLIC_END,
            r"^[^\n]*\n\W*(?:resolved|resuelto|behoben|résolu|resolvido|løst|opgelost)\W* ?[-–—]",
        ),
        (
            Report.PUBLIC,
            r"^[^\n]*\n\W*(?:investigating|identified|monitoring|update|investigando|identificado|"
            r"en observaci[oó]n|"
            r"monitor\w+|untersuch\w+|identifiziert|beobacht\w+|en cours|identifié|surveillance|"
            r"investigação)\W* ?[-–—]",
        ),
        (
            Report.CLOSED,
            r"\b(?:inc\w*[-\s]?\d+|incident)\b[^\n]{0,80}\b(?:resolved|closed|cerrado|mitigated)\b|"
            r"\bto \W*(?:closed|resolved)\b",
        ),
        (
            Report.DECLARED,
            r"\b(?:inc\w*[-\s]?\d+|incident)\b[^\n]{0,120}\b(?:declared|opened|created|abierto|"
            r"abierta|started|eröffnet|ouvert|aberto)\b|"
            r"(?s:\binc\w*-\d+.*\breporter\b)|^\W*(?::\w+:)?\W*inc\w*-\d+ [^\n]{6,}$",
        ),
        (
            Report.PAGED,
            r"\backnowledged\b|\bassigned:|\bresponders:|\bescalat\w+ to\b|\burgency:|\balert created by\b",
        ),
        (
            Report.RECOVERED,
            r"\[resolved\b|\brecovered\b|\bresolved by\b|\balert closed\b|\bissue closed\b|"
            r"\bback (?:to normal|inside)\b|\bok:",
        ),
        (
            Report.FIRED,
            r"\[firing\b|\btriggered\b|\bwarn(?:ing)?:|\balert\b|\balarm\b|\balerting\b|\bcritical\b|"
            r"\bproblem:|\bdown:",
        ),
        (Report.STEP_FAILED, r"\bfail(?:ed|ure)\b|\berror\b|\bdenied\b"),
        (
            Report.SWITCHED,
            r"\bturned\W+o(?:n|ff)\b|\bactivated\b|\btoggled\b|\benabled\b|\bdisabled\b|\bset to\b|"
            r"\brolled back\b",
        ),
        (
            Report.ROLLED_OUT,
            r"\bnow running\b|\bdeploy(?:ed|ment)?\b|\breleased?\b|\bapply complete\b|\bsynced\b|\brollout\b",
        ),
        (
            Report.CODE,
            r"\bpull request\b|\bmerge request\b|\bpipeline\b|\bcommit\b|\bplan\b|\bbuild\b|\btask\b|"
            r"\bticket\b",
        ),
    )
)
_SEVERITY_CHANGE = re.compile(r"\bsever\w+\b[^\n]{0,80}(?:→|->|\bto\b)", re.IGNORECASE)
# Lines that are handles and fields of the tool rather than words on the incident.
_LABEL = re.compile(
    r"^(?:\*?(?:source|silence|runbook|dashboard|repository|revision|sync status|labels|annotations|tags|"
    r"value|"
    r"components|componentes|guía|canal|channel|group|host|project|environment|state|status|short id|"
    r"first seen|"
    r"last seen|events|started|link|url|trace|query|generator|created by|reporter|type `?/\w+)\*?(?::| |$))|"
    r"^- \w+ = |^\W*$|^(?:resolve|archive|acknowledge|view|details|mute|more)\b\W*(?:in \w+)?$|"
    r"^\w+: `[^`]*`$",
    re.IGNORECASE,
)
_PUBLIC_LINE = re.compile(
    r"^[^\w\n]*(?P<state>[^\W\d_][\w ]{3,24}?)[^\w\n]{0,4}[-–—] (?P<words>\S.*)$", re.MULTILINE
)

_SUMMARY = re.compile(
    r"^[^\w\n]*(?:summary|description|alert)[^\w\n]{0,4}?[=:][^\w\n]{0,4}(\S.{10,160})$",
    re.IGNORECASE | re.MULTILINE,
)
_STATE = re.compile(r"^\W*\[FIRING(?::\d+)?\] ?", re.IGNORECASE)
_INNER_STATE = re.compile(r"\[(?:FIRING|RESOLVED)(?::\d+)?\] ?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|·•]\s+")


def report_of(item: Evidence) -> Report:
    """What kind of report a tool's post is."""
    if _SEVERITY_CHANGE.search(item.prose):
        return Report.OTHER
    text = item.prose[:2000]
    return next((report for report, pattern in _RULES if pattern.search(text)), Report.OTHER)


def subject(item: Evidence) -> str:
    """What the post is about, for telling a repetition: its first line without digits and state words."""
    first = item.prose.split("\n", 1)[0].lower()
    return " ".join(
        re.findall(
            r"[^\W\d_]{3,}", re.sub(r"triggered|acknowledged|resolved|recovered|firing|warn\b", " ", first)
        )
    )


def public_words(item: Evidence) -> str:
    """What a status page says to customers, without its title and its label; "" where it says nothing."""
    match = _PUBLIC_LINE.search(item.prose.partition("\n")[2])
    return match["words"] if match else ""


def headline(item: Evidence, longest: int = 240) -> str:
    """The post as one sentence: the tool's name, its first line, and the next that says something.

    Of a status page the state and the words: its title is the same every time.
    """
    if report_of(item) in (Report.PUBLIC, Report.PUBLIC_END):
        match = _PUBLIC_LINE.search(item.prose.partition("\n")[2])
        if match:
            return f"{item.speaker}, {match['state'].lower()}: {finish(tidy(match['words']), longest)}"
    summary = _SUMMARY.search(item.prose)
    prose = _INNER_STATE.sub("", _STATE.sub("Alert firing: ", item.prose))
    lines = [tidy(_SEPARATOR.sub(", ", line)) for line in prose.split("\n") if not _LABEL.match(line.strip())]
    lines = [line for line in lines if len(line) > 2]
    if summary:
        lines[1:] = [summary[1]]
    if not lines:
        return ""
    text = finish(lines[0], longest)
    more = lines[1] if len(lines) > 1 else ""
    if " " in more and len(text) + len(more) < longest and more.lower().rstrip(".") not in text.lower():
        text = f"{text} {finish(more, longest - len(text))}"
    return f"{item.speaker}: {text}"
