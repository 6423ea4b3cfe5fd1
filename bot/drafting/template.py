"""The default template: a draft as seven sections of Markdown, and as one document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.conversation import Person
from bot.drafting.case import Case
from bot.drafting.draft import Candidate, Claim, Draft
from bot.drafting.headings import headings
from bot.drafting.sources import cite, number_sources
from bot.drafting.sourcing import list_sources
from bot.drafting.transcript import Transcript, clean, transcribe
from bot.postmortem import Source

QUOTED = 80  # characters of a source's words in the list of sources


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """One section as drafted: ``body`` is Markdown without the heading, with [n] citations."""

    key: str
    heading: str
    body: str


def sections(
    draft: Draft,
    case: Case,
    numbers: Mapping[str, int] | None = None,
    transcript: Transcript | None = None,
) -> tuple[SectionDraft, ...]:
    """The seven sections of the default template, in its order; none has an empty body.

    Headings are in the channel's language. ``numbers``: by which to cite, where the sources are numbered
    already.
    """
    page = _Page(draft, case, number_sources(draft) if numbers is None else numbers)
    bodies: Mapping[str, Callable[[], str]] = {
        "summary": page.summary,
        "timeline": page.timeline,
        "root_cause": page.root_cause,
        "contributing_factors": page.contributing_factors,
        "impact": page.impact,
        "action_items": page.action_items,
        "lessons": page.lessons,
    }
    named = headings((transcript or transcribe(case)).evidence)
    return tuple(SectionDraft(key, named[key], body()) for key, body in bodies.items())


def markdown(draft: Draft, case: Case, transcript: Transcript | None = None) -> str:
    """The whole draft: title, sections, similar incidents, unknowns, the receipt and the list of sources."""
    read = transcript or transcribe(case)
    numbers = number_sources(draft)
    parts = [f"# {escape(draft.title)}"]
    parts += [f"## {part.heading}\n\n{part.body}" for part in sections(draft, case, numbers, read)]
    if draft.similar_incidents:
        parts.append("## Similar Incidents\n\n" + _similar(draft, case, numbers))
    if draft.unknowns:
        parts.append("## What Could Not Be Told\n\n" + "\n".join(f"- {escape(u)}" for u in draft.unknowns))
    listed = list_sources(numbers, case, read, lambda _: None)
    parts.append("## Sources\n\n" + source_list(listed))
    return "\n\n".join((*parts, receipt(draft))) + "\n"


def _similar(draft: Draft, case: Case, numbers: Mapping[str, int]) -> str:
    """A line for each, and below it what was promised then and is still open."""
    lines = []
    for similar in draft.similar_incidents:
        lines.append(f"- {escape(similar.id)}: {escape(similar.why)} {cite([f'past:{similar.id}'], numbers)}")
        for promise in draft.promises:
            if promise.of == similar.id:
                since = f", since {_day(promise.made_at)}" if promise.made_at else ""
                owner = case.people.get(promise.owner or "")
                who = f" ({escape(clean(owner.shown))})" if owner else ""
                lines.append(f"  - Promised then and still open{since}: {escape(promise.text)}{who}")
    return "\n".join(lines)


def receipt(draft: Draft) -> str:
    """How much was read, in a line: "102 of 102 messages read, 14 threads, 9 tools' posts"."""
    coverage = draft.coverage
    secrets = sum(redaction.count for redaction in draft.redactions)
    parts = [
        f"{coverage.read} of {_count(coverage.messages, 'message')} read",
        _count(coverage.threads, "thread"),
    ]
    if coverage.tools:
        parts.append("1 tool's post" if coverage.tools == 1 else f"{coverage.tools:,} tools' posts")
    if coverage.dropped:
        parts.append(f"{coverage.dropped} dropped")
    if secrets:
        parts.append(f"{_count(secrets, 'secret')} redacted")
    return "*" + ", ".join(parts) + f"; {_written(draft)}.*"


def _written(draft: Draft) -> str:
    if draft.usage is None:
        why = f" ({draft.fell_back.rstrip('.')})" if draft.fell_back else ""
        return f"written {draft.writer}{why}" if draft.writer == "offline" else f"written by {draft.writer}"
    usage = draft.usage
    cost = "" if usage.cost is None else f", ${usage.cost:.2f}"
    tokens = usage.prompt_tokens + usage.completion_tokens
    by = "offline, after" if draft.writer == "offline" else "by"
    return f"written {by} {escape(usage.model)}, {tokens:,} tokens{cost}"


def source_list(sources: Sequence[Source]) -> str:
    """A line for each source: its number, time, author and first words."""
    return "\n".join(map(_source_line, sources)) or "No sources."


def _source_line(source: Source) -> str:
    said = ", ".join(filter(None, (_clock(source.at) if source.at else "", escape(source.author))))
    quote = _clip(_URL.sub("(link)", source.quote))
    if quote:
        said += f": “{escape(quote)}”"
    return f"{source.number}. {said}{_link(source.link)}"


@dataclass(frozen=True, slots=True)
class _Page:
    draft: Draft
    case: Case
    numbers: Mapping[str, int]

    def summary(self) -> str:
        return " ".join(map(self._said, self.draft.summary)) or "The conversation says nothing of it."

    def timeline(self) -> str:
        lines: list[str] = []
        day = None
        for moment in self.draft.timeline:
            at = moment.at.astimezone(UTC)
            if at.date() != day:
                day = at.date()
                lines += ([""] if lines else []) + [f"**{_day(at)}**", ""]
            said = f" *(said at {moment.said_at:%H:%M})*" if moment.said_at else ""
            lines.append(
                f"- {at:%H:%M} UTC — {escape(moment.text)} {cite(moment.sources, self.numbers)}{said}"
            )
        return "\n".join(lines) or "Unknown: nothing in the conversation can be placed in time."

    def root_cause(self) -> str:
        cause = self.draft.root_cause
        stated = cause.statements or (Claim(cause.text, cause.sources),)
        parts = [" ".join(map(self._said, stated))]
        rows = [line for candidate in cause.candidates for line in self._candidate(candidate)]
        if rows:
            parts.append("Changes considered:\n\n" + "\n".join(rows))
        return "\n\n".join(parts)

    def contributing_factors(self) -> str:
        return self._list(self.draft.contributing_factors) or "None found in the conversation."

    def impact(self) -> str:
        impact = self.draft.impact
        minutes = impact.duration_minutes
        lasted = "unknown" if minutes is None else _count(minutes, "minute")
        services = ", ".join(map(escape, impact.services)) or "unknown"
        lines = [f"- **Duration:** {lasted}", f"- **Services affected:** {services}"]
        facts = self._list(impact.facts) or "- Customers affected: unknown."
        return "\n".join((*lines, facts))

    def action_items(self) -> str:
        if not self.draft.action_items:
            return "None agreed in the conversation."
        rows = ["| Action | Owner | Due Date | Priority |", "| --- | --- | --- | --- |"]
        for item in self.draft.action_items:
            action = f"{escape(item.text)} {cite(item.sources, self.numbers)}"
            due = item.due.isoformat() if item.due else "—"
            rows.append(f"| {action} | {self._person(item.owner)} | {due} | {item.priority or '—'} |")
        return "\n".join(rows)

    def lessons(self) -> str:
        return self._list(self.draft.lessons) or "To be written in the review."

    def _candidate(self, candidate: Candidate) -> list[str]:
        change = next((c for c in self.case.changes if c.id == candidate.change), None)
        named = f"**{escape(candidate.change)}**" + (f" ({escape(clean(change.title))})" if change else "")
        rows = [f"- {named}"]
        rows += [f"  - For: {self._said(claim)}" for claim in candidate.for_]
        rows += [f"  - Against: {self._said(claim)}" for claim in candidate.against]
        return rows

    def _list(self, claims: tuple[Claim, ...]) -> str:
        """The claims, those that are only possible below the others."""
        sure = [f"- {self._said(claim)}" for claim in claims if not claim.possible]
        possible = [f"- {self._said(claim)}" for claim in claims if claim.possible]
        parts = ["\n".join(sure), "Said as well, for you to judge:", "\n".join(possible)]
        return "\n\n".join(filter(None, parts if possible else parts[:1]))

    def _said(self, claim: Claim) -> str:
        return f"{escape(claim.text)} {cite(claim.sources, self.numbers)}"

    def _person(self, owner: str | None) -> str:
        if owner is None:
            return "—"
        person = self.case.people.get(owner) or Person(owner, "")
        return escape(clean(person.shown))


_URL = re.compile(r"\b[a-z]{2,20}://\S+", re.IGNORECASE)
_SPECIAL = re.compile(r"([\\*\[\]<>|])|(?<![A-Za-z0-9])(_)|(_)(?![A-Za-z0-9])|(~)(?=~)|(&)(?=#?\w+;)")
_AT_START = re.compile(r"^([#+=-]|\d+(?=[.)]\s))")


def escape(text: str) -> str:
    """Text as Markdown that shows just that text on one line: no link, image, list, table cell or HTML.

    What stands between single backticks stays code, as long as they pair up.
    """
    text = " ".join(text.split())
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return _escape_plain(text.replace("`", "'"))
    shown = [
        f"`{piece.replace('|', chr(92) + '|')}`" if index % 2 and piece.strip() else _escape_plain(piece)
        for index, piece in enumerate(pieces)
    ]
    return _AT_START.sub(_backslash, "".join(shown))


def _escape_plain(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def _backslash(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _link(url: str | None) -> str:
    """A link to a record, if it is one that a page may show."""
    if not url or not re.fullmatch(r"https?://[^\s<>()\"'`\\|\[\]]{1,500}", url):
        return ""
    return f" (<{clean(url)}>)"


def _clip(text: str) -> str:
    return text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
