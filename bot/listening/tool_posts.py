"""What a tool's post says: of the incident itself, or only of one alert.

Incident tools speak of the incident because a person told them to. A monitor, or a pager that a monitor
resolves, speaks of one alert, and alerts recover before, without and after the incident.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.listening.meaning import Signal

HEAD = 1500  # a post's state stands at its head; what follows are values, links and buttons

_INCIDENT_TOOL = re.compile(
    r"incident[ ._-]?(?:io|bot|manager|commander)|rootly|firehydrant|blameless|statuspage|status page"
    r"|instatus|grafana incident|"
    r"dispatch|jeli|squadcast incident|datadog incident|zenduty|spike\.sh|better ?stack incident"
    r"|^incidents?$",
    re.IGNORECASE,
)
_PAGER = re.compile(
    r"pager ?duty|ops ?genie|victorops|splunk on-?call|on-?call|xmatters|allquiet|squadcast", re.IGNORECASE
)
_OTHER_TOOL = re.compile(
    r"git ?hub|git ?lab|bitbucket|jira|linear|argo ?cd|jenkins|circle ?ci|buildkite|travis|terraform"
    r"|atlantis|calendar|zoom|"
    r"launchdarkly|slackbot|vercel|netlify|sonar|dependabot|renovate|spacelift|zendesk|intercom|freshdesk"
    r"|\brss\b|deploy|release|"
    r"trello|asana|notion|confluence|standup|donut|polly|twitter|postmortem|servicenow|unleash|spinnaker"
    r"|flux",
    re.IGNORECASE,
)
_MARKED_RESOLVED = re.compile(
    r"\b(?:marked|declared|set|moved|changed|updated)\b[^\n]{0,120}\b(?:resolved|closed|all clear)\b"
    r"|\b(?:status|state)\b[^\n]{0,60}(?:->|→|➜|\bto\b|:|="
    r"|\bis\b)[\s*_`]*(?:now )?(?:\S{1,30} )?(?:resolved|closed)\b"
    r"|\b(?:incident|outage|(?:inc|sev)-?\d+)\b[^\n]{0,100}\b(?:resolved|closed|is over|has ended)\b"
    r"|^\W{0,8}(?:\w+: )?(?:resolved|closed)\b"
    r"|\b(?:incidente|incidencia|vorfall|st[öo]e?rung|incident)\b[^\n]{0,100}\b(?:resuelt[oa]|resolvido"
    r"|encerrado|behoben|geschlossen|gelöst|résolu|clos)\b",
    re.IGNORECASE | re.MULTILINE,
)
_INCIDENT_RESOLVED = re.compile(
    r"\b(?:incident|outage|(?:inc|sev)-?\d+)\b[^\n]{0,100}\b(?:resolved|closed|is over|has ended)\b"
    r"|\b(?:marked|declared|set|moved|changed)\b[^\n]{0,60}\b(?:incident|outage"
    r"|inc-\d+)\b[^\n]{0,60}\b(?:resolved|closed)\b",
    re.IGNORECASE,
)
_MONITOR = re.compile(
    r"datadog|grafana|alertmanager|prometheus|cloudwatch|chatbot|sentry|crashlytics|firebase|bugsnag"
    r"|rollbar|pingdom|new ?relic|"
    r"zabbix|nagios|icinga|uptime|statuscake|checkly|honeycomb|dynatrace|kibana|elastic|splunk|appdynamics"
    r"|sensu|site24x7|"
    r"better ?stack|monitor|alert|scada|lightstep|signalfx|stackdriver|opsview|solarwinds|prtg"
    r"|thousandeyes|catchpoint",
    re.IGNORECASE,
)
_NOT_MARKED = re.compile(
    r"\b(?:mark|resolve|close) (?:this |the )?(?:incident |as )|when (?:it is |it's )?resolved|/incident"
    r"|not (?:yet )?resolved|"
    r"from [\s*_`]*(?:resolved|closed)|until resolved|once resolved|action item|follow-?up|time to resolve"
    r"|similar incidents?|"
    r"(?:resolved|closed) incidents?\b|is it resolved|resolved\?|last (?:week|month|year)",
    re.IGNORECASE,
)
_REOPENED = re.compile(r"\bre-?opened\b|from [\s*_`]*(?:resolved|closed)[\s*_`]* (?:to|->|→)", re.IGNORECASE)
_COMPONENT = re.compile(r"\bcomponents?\b[^\n]{0,160}\boperational\b", re.IGNORECASE)
_BY_PERSON = re.compile(
    r"\b(?:resolved|closed)\b[^\n]{0,40}\bby\b[\s:*_]*(?!(?:the )?(?:api|auto|integration|service|monitor"
    r"|datadog|grafana|"
    r"prometheus|alertmanager|cloudwatch|new ?relic|sentry|events?|timeout|trigger|system|webhook|pingdom"
    r"|zabbix|nagios))[<@\w]",
    re.IGNORECASE,
)
_CLEARED = re.compile(
    r"\[(?:resolved|ok|recovered|closed|cleared)\b[^\]\n]{0,12}\]|\b(?:resolved|recovered|recovery"
    r"|auto-?resolved|auto-?closed)\b"
    r"|\b(?:is|are|now|back|state|status|alarm|->|→|to)[\s:*_\"'`]*(?:ok|okay|normal|healthy|operational"
    r"|up|closed|cleared|green|resuelto|behoben)\b"
    r"|^\W{0,8}ok\b|\bback (?:to normal|up|online)\b|\b(?:alert|issue|incident|alarm) (?:\S{1,40} )?closed\b",
    re.IGNORECASE | re.MULTILINE,
)
_FIRING = re.compile(
    r"\[(?:firing|alert(?:ing)?|triggered|critical|warning|problem|down|p[1-5])\b[^\]\n]{0,12}\]"
    r"|\b(?:firing|(?:re-?)?triggered|alerting|alarm|no data|"
    r"new alert|new incident|opened|went down|is down|unreachable)\b|\b(?:is|now|->|→"
    r"|to)[\s:*_\"'`]*(?:critical|alert|down|alarm|warn(?:ing)?)\b",
    re.IGNORECASE,
)
_RETRIGGERED = re.compile(r"\bre-?trigger|\bre-?open|\bre-?fir", re.IGNORECASE)
_ACKNOWLEDGED = re.compile(r"\backnowledged\b|\bre-?assigned\b|\bescalated\b|\bsnoozed\b", re.IGNORECASE)
_VENDOR = re.compile(
    r"\b(?:aws|amazon|azure|gcp|google|cloudflare|fastly|stripe|twilio|github|gitlab|okta|auth0|akamai"
    r"|adyen|sendgrid)\b",
    re.I,
)
_UNSAID = frozenset(
    """
    resolved recovered recovery firing triggered retriggered alert alarm alerting closed opened incident
    status state now back normal critical warning high urgency low pagerduty datadog grafana monitor
    service alertmanager by from the for was has been via auto automatically and https http www com over
    under above below value threshold current on at is ok
""".split()
)


def tool_signal(name: str, text: str) -> Signal | None:
    """What a tool's post, flattened, says; ``name`` is what the platform calls the tool."""
    if _OTHER_TOOL.search(name):
        return None
    head = text[:HEAD]
    pager = _PAGER.search(name) is not None
    if _INCIDENT_TOOL.search(name):
        return _incident_signal(name, head, _MARKED_RESOLVED)
    if pager or _MONITOR.search(name):
        return _alert_signal(pager, head)
    return _incident_signal(name, head, _INCIDENT_RESOLVED) or _alert_signal(pager, head)


def is_incident_tool(name: str) -> bool:
    """Whether a tool of this name keeps incidents, rather than alerts or something else."""
    return _INCIDENT_TOOL.search(name) is not None and not _OTHER_TOOL.search(name)


def is_pager(name: str) -> bool:
    """Whether a tool of this name pages people."""
    return _PAGER.search(name) is not None


def alert_words(text: str) -> frozenset[str]:
    """What an alert is about: the words of its headline, without state, numbers and addresses."""
    words: set[str] = set()
    for line in text[:800].splitlines()[:4]:
        plain = re.sub(r"<[^<>|]*\|?|https?://\S+|>", " ", line.lower())
        words |= {w for w in re.findall(r"[^\W\d_][\w.\-]*[^\W_]", plain) if w not in _UNSAID}
        if len(words) >= 3:
            break
    return frozenset(words)


def same_alert(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two headlines' words tell of the same alert: all of the shorter stands in the longer."""
    return bool(one and other) and (one <= other or other <= one)


def nearest_alert(about: frozenset[str], firing: Iterable[frozenset[str]]) -> frozenset[str] | None:
    """The firing alert that a recovery is most likely of, where at least half of the words agree."""
    likeness = {known: len(known & about) / max(1, len(known | about)) for known in firing}
    best = max(likeness, key=lambda known: likeness[known], default=None)
    return best if best is not None and (likeness[best] >= 0.5 or len(likeness) == 1) else None


def _incident_signal(name: str, head: str, over: re.Pattern[str]) -> Signal | None:
    if _REOPENED.search(head):
        return Signal.REOPENED
    if _COMPONENT.search(head) or _VENDOR.search(name):
        return None
    return Signal.RESOLVED if over.search(head) and not _NOT_MARKED.search(head) else None


def _alert_signal(pager: bool, head: str) -> Signal | None:
    if _RETRIGGERED.search(head):
        return Signal.ALERT_FIRING
    first = "\n".join(head.splitlines()[:3])
    for part in (first, head):  # the headline decides; only a headline without a state leaves it to the rest
        if _CLEARED.search(part):
            return Signal.CLAIMED if pager and _BY_PERSON.search(head) else Signal.ALERT_CLEARED
        if _FIRING.search(part):
            return None if _ACKNOWLEDGED.search(first) else Signal.ALERT_FIRING
    return None
