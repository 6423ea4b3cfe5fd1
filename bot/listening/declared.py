"""What a channel itself tells of its incident: its name, its topic, tools' posts and what people declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from bot.conversation import Channel, Kind, Message
from bot.incident import Incident
from bot.listening.meaning import Signal
from bot.listening.reading import own_words
from bot.listening.signals import signal
from bot.listening.tool_posts import is_incident_tool, is_pager

EARLY = timedelta(minutes=30)  # an alert later than this after the first word isn't how it started
SOURCES = (
    "pagerduty opsgenie crashlytics incident.io rootly firehydrant statuspage grafana alertmanager "
    "prometheus datadog "
    "cloudwatch sentry newrelic zabbix nagios pingdom victorops squadcast zenduty".split()
)

# Whole words between separators: "inc-12", "sev1-payments", "db-outage"; never "incubator" or "principal".
_INCIDENT_NAME = re.compile(
    r"(?:^|[-_.])(?:(?:inc|incident|incidents|incidente|vorfall|outage|sev|war-?room|warroom)\d*|(?:sev|p"
    r"|prio)-?[0-4])(?=$|[-_.])"
)
_NOT_ONE = re.compile(
    r"(?:^|[-_.])(?:review|reviews|retro|training|process|template|tools|tooling|management|response"
    r"|announcements?|updates?|"
    r"all|general|help|howto|drill|metrics|reports?|alerts|policy|discuss(?:ion)?|team|comms"
    r"|incidents)(?=$|[-_.])"
)
_NAME_PARTS = re.compile(r"^(?:inc|incident|outage|sev|p|im|maj)[-_]?\d*$")
_ID = re.compile(
    r"(?<![A-Za-z0-9])(INC|INCIDENT|IM|OUTAGE|MAJ|OPS-INC)[-_ #]{0,2}(\d{1,7})(?!\d)", re.IGNORECASE
)
_SEVERITY = re.compile(
    r"(?<![a-z0-9])(sev|severity|severidad|prio(?:rity)?|p)[\s:*_\-#]{0,4}([0-5])(?!\d|%|\.\d)", re.IGNORECASE
)
_NAMED_SEVERITY = re.compile(
    r"\bseverity\b[\s:*_]{1,6}(critical|major|minor|high|medium|low)\b", re.IGNORECASE
)
_SETS_SEVERITY = re.compile(
    r"\b(?:declar\w*|upgrad\w+|downgrad\w+|rais\w+|bump\w*|lower\w*|dropp?\w*|mak\w+|call\w*|this is|it's"
    r"|we are at|we're at|treat\w*|"
    r"escalat\w+|severity|chang\w+|now|set|opening|sub(?:o|e|imos)|baj(?:o|a|amos)|declaramos|stufe\w*"
    r"|passe|on passe|subindo|baixando)\b[^.?!\n]{0,60}$",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\?|\b(?:if|should|would|might|maybe|not|isn't|was|last|could|unless|when)\b", re.IGNORECASE
)
_SERVICES = re.compile(
    r"^[\s*_•\-]*(?:affected |impacted )?(?:services?|components?|systems?|servicios?"
    r"|dienste?)(?: affected| impacted)?[*_]*:[*_\s]*(.{1,300})$",
    re.IGNORECASE | re.MULTILINE,
)
_TITLE = re.compile(
    r"^[\s*_•\-]*(?:title|name|summary|t[íi]tulo|titel)[*_]*:[*_\s]*(.{3,200})$",
    re.IGNORECASE | re.MULTILINE,
)
_LINK = re.compile(r"https?://[^\s<>|\"']{4,1000}")
_TOPIC = re.compile(r"\btopic(?: to)?:\s*(.+)", re.IGNORECASE | re.DOTALL)
_TASK = re.compile(
    r"\b(?:follow-?up|action|ticket|todo|own|owner|due|file|task|by (?:mon|tues|wednes|thurs|fri)\w*)\b",
    re.IGNORECASE,
)
_HEADLINE = re.compile(
    r"^\W*INC[-# ]?\d+\W+(?!(?:declared|marked|changed|opened|created|resolved|closed|abierto|severity"
    r"|status|is|has)\b)"
    r"(\w.{3,200})$",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(
    r"^\W*(?:ic|incident commander|commander|lead|status|comms|scribe|bridge|zoom|doc|severity|sev\W?\d|p\d|"
    r"started|channel|runbook|next update|estado|eta)\b|https?://|^\W*$|^(?:investigating|identified"
    r"|monitoring|resolved)$",
    re.IGNORECASE,
)


def is_incident_channel(name: str) -> bool:
    """Whether a channel's name says that it is for one incident: "inc-2041-checkout", "sev1-login"."""
    name = name.lower().lstrip("#")
    return _INCIDENT_NAME.search(name) is not None and _NOT_ONE.search(name) is None


def incident_from_channel(channel: Channel, messages: Sequence[Message]) -> Incident:
    """The incident as the channel tells it; ``messages`` are its opening, in any order, at any length.

    What nobody has said stays empty: no severity, no services. It starts with the first alert, or with
    the first word where no alert stands near the beginning.
    """
    said = sorted((m for m in messages if not m.deleted), key=lambda m: (m.at, m.id))
    posts = [m for m in said if m.kind is Kind.TOOL and _keeps_incidents(m.author_name)]
    alert = next((m for m in said if signal(m) is Signal.ALERT_FIRING), None)
    first = next((m for m in said if m.kind is not Kind.NOTICE), None)
    if alert and first and alert.at - first.at > EARLY:
        alert = None
    started = alert or first
    return Incident(
        id=_id(channel, posts),
        title=_title(channel, posts, alert),
        workspace=channel.workspace,
        channel=channel.id,
        severity=_severity(channel, said),
        services=_services(posts),
        started_at=started.at if started else None,
        detected_at=_detected(alert, said),
        source=_source(alert, first),
        url=_url([*posts, *([alert] if alert else [])]),
    )


def _id(channel: Channel, posts: Iterable[Message]) -> str:
    for text in (channel.name, channel.topic, *(p.text[:1500] for p in posts)):
        if found := _ID.search(text):
            prefix = "INC" if found[1].lower() == "incident" else found[1].upper()
            return f"{prefix}-{found[2]}"
    return channel.name or channel.id


def _title(channel: Channel, posts: Sequence[Message], alert: Message | None) -> str:
    for post in posts:
        head = own_words(post.text[:1500])
        if is_incident_tool(post.author_name) and (found := _HEADLINE.search(head) or _TITLE.search(head)):
            return _tidy(found[1])
    for part in re.split(r"[|\n;•]| - ", own_words(channel.topic)):
        if not _LABEL.search(part.strip()) and len(_tidy(part)) >= 4:
            return _tidy(part)
    words = [
        w
        for w in re.split(r"[-_.]", channel.name)
        if not _NAME_PARTS.match(w) and not re.fullmatch(r"\d+", w)
    ]
    if any(words):
        return " ".join(words)
    return (
        _tidy(own_words(alert.text).splitlines()[0])
        if alert and own_words(alert.text).strip()
        else channel.name or channel.id
    )


def _tidy(text: str) -> str:
    """A title without its id, severity and decoration, at most 120 characters."""
    text = _SEVERITY.sub("", _ID.sub("", text))
    return re.sub(r"\s+", " ", text).strip(" -–—:|[]().,#*_")[:120].strip()


def _severity(channel: Channel, said: Iterable[Message]) -> str | None:
    found = None
    for message in said:
        found = _stated(message) or found
    return found or _first_severity(channel.topic) or _first_severity(channel.name.replace("-", " "))


def _stated(message: Message) -> str | None:
    """The severity a message sets: a topic, an incident tool's post, or a person declaring it."""
    if message.kind is Kind.NOTICE:
        topic = _TOPIC.search(message.text[:2000])
        return _first_severity(topic[1]) if topic else None
    if message.kind is Kind.TOOL:
        head = own_words(message.text[:1500])
        if not is_incident_tool(message.author_name) and not _ID.search(head):
            return None
        moved = re.search(
            r"\b(?:severity|severidad|priority)\b[^\n]{0,80}(?:->|→|\bto\b)([^\n]{1,40})", head, re.IGNORECASE
        )
        return (_first_severity(moved[1]) if moved else None) or _first_severity(head)
    return _declared_severity(own_words(message.text[:2000]))


def _declared_severity(text: str) -> str | None:
    found = None
    for sentence in re.split(r"(?<=[.!?])\s|\n", text):
        marks = list(_SEVERITY.finditer(sentence))
        if not marks or "?" in sentence or _TASK.search(sentence):
            continue
        alone = marks[-1][1].lower().startswith("s") and len(sentence.split()) <= 3
        before = sentence[: marks[-1].start()][-120:]
        if alone or (_SETS_SEVERITY.search(before) and not _DOUBTS.search(sentence)):
            found = _spelled(marks[-1])
    return found


def _first_severity(text: str) -> str | None:
    if found := _SEVERITY.search(text):
        return _spelled(found)
    named = _NAMED_SEVERITY.search(text)
    return named[1].capitalize() if named else None


def _spelled(match: re.Match[str]) -> str:
    return f"{'SEV' if match[1].lower().startswith('s') else 'P'}{match[2]}"


def _services(posts: Iterable[Message]) -> tuple[str, ...]:
    names = (
        name
        for post in posts
        for line in _SERVICES.findall(own_words(post.text[:3000]))
        for name in _listed(line)
    )
    return tuple(dict.fromkeys(names))[:10]


def _listed(line: str) -> Iterator[str]:
    for part in re.split(r"[,;]| and ", line):
        name = re.sub(r"\s*\([^)]{0,40}\)", "", part).strip(" *_`.|-")
        if 2 <= len(name) <= 60 and name.lower() not in {"none", "n/a", "unknown", "tbd"}:
            yield name


def _detected(alert: Message | None, said: Iterable[Message]) -> datetime | None:
    spoken = next((m for m in said if m.kind is Kind.PERSON), None)
    times = [m.at for m in (alert, spoken) if m]
    return min(times, default=None)


def _keeps_incidents(name: str) -> bool:
    return is_pager(name) or (is_incident_tool(name) and "status" not in name.lower())


def _source(alert: Message | None, first: Message | None) -> str:
    """The tool whose alert opened the channel; "manual" where a person spoke first."""
    origin = first if first and first.kind is Kind.TOOL and alert is None else alert
    if origin is None or (first and first.kind is Kind.PERSON and first.at < origin.at):
        return "manual"
    name = re.sub(r"[\s_]+", "", origin.author_name.lower())
    return next((s for s in SOURCES if s in name), name[:40] or "manual")


def _url(posts: Iterable[Message]) -> str | None:
    """The incident's own page where a post links one, else the first link that is no guide."""
    links = [
        found.rstrip(").,").replace("&amp;", "&")
        for post in posts
        for found in _LINK.findall(post.text[:3000])
    ]
    own = (link for link in links if "incident" in link)
    other = (link for link in links if not re.search(r"runbook|wiki|docs?\b|confluence|notion", link))
    return next(own, None) or next(other, None)
