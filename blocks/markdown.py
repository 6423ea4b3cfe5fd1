"""The whole postmortem as one Markdown document, for people to keep and for other tools to render."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from datetime import UTC

from markdown_it import MarkdownIt

from blocks import web_words as words
from bot.postmortem import Section, Source
from bot.showing import Shown

CITATION = re.compile(r"\[(\d{1,4})\]")
_CITED = re.compile(r"(?<![\\\[!])\[(\d{1,4})\](?!\()")
_DEFINITION = re.compile(r"^([ >]*)\[(\d{1,4}\]:)", re.MULTILINE)
_TICKS = re.compile(r"`+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])|(&)(?=#?\w+;)")
_AT_START = re.compile(r"^(\d+)([.)])(?=\s)|^([#+=-])")
_OPEN_HTML = re.compile(r"^( {0,3})<", re.MULTILINE)


def reader() -> MarkdownIt:
    """CommonMark with tables and strikethrough; raw HTML is text.

    Reference definitions are off: "[3]: https://…" in a section must not take over the citation [3].
    """
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})
    return markdown.enable(["table", "strikethrough"]).disable("reference")


def export(shown: Shown, *, base_url: str = "") -> str:
    """The postmortem as Markdown: title, facts, the sections as they stand, and the sources they cite."""
    links = {s.number: link for s in shown.postmortem.sources if (link := words.web_link(s.link))}
    changed = {drift.number: drift.deleted for drift in shown.drift}
    parts = [f"# {escape(shown.postmortem.title)}", _facts(shown), *_people(shown)]
    for section in shown.postmortem.sections:
        parts += [f"## {escape(section.heading)}", _linked(_closed(_body(section)), links)]
    if shown.draft and shown.draft.unknowns:
        parts += [f"## {words.UNKNOWNS}", "\n".join(f"- {escape(said)}" for said in shown.draft.unknowns)]
    if shown.postmortem.sources:
        parts += ["## Sources", "\n".join(_source(source, changed) for source in shown.postmortem.sources)]
    if receipt := words.receipt(shown):
        parts.append(f"*{escape(receipt)}*")
    if shown.postmortem.slug and base_url:
        parts.append(f"---\n\n<{base_url.rstrip('/')}/p/{shown.postmortem.slug}>")
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Text as Markdown that shows just that text, on one line."""
    plain = _SPECIAL.sub(lambda found: "\\" + found[0], words.line(text))
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", plain)


def _facts(shown: Shown) -> str:
    incident, postmortem = shown.incident, shown.postmortem
    minutes = incident.duration_minutes
    facts = [
        f"**{escape(incident.severity)}**" if incident.severity else "",
        escape(", ".join(incident.services)),
        words.lasted(minutes) if minutes is not None else "",
        words.period(incident.started_at, incident.resolved_at),
        escape(f"{postmortem.id}, {incident.id}" if incident.id else postmortem.id),
        words.STATE[postmortem.state]
        + (f" {words.short_day(at)}" if (at := postmortem.published_at) else ""),
    ]
    return " · ".join(fact for fact in facts if fact)


def _people(shown: Shown) -> list[str]:
    if not shown.people:
        return []
    rows = (
        ("Written by", shown.postmortem.authors),
        ("Approved by", shown.postmortem.approvals),
    )
    return [f"{role} {escape(', '.join(words.names(shown, people)))}." for role, people in rows if people]


def _source(source: Source, changed: Mapping[int, bool]) -> str:
    said = [f"{source.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"] if source.at else []
    said += [escape(source.author)] if source.author else []
    text = ", ".join(said) or ("" if source.quote else "Kept inside the workspace")
    if source.quote:
        text += (": " if said else "") + f"“{escape(words.quoted(source.quote))}”"
    if source.number in changed:
        text += f" ({words.DELETED_SINCE if changed[source.number] else words.CHANGED_SINCE})"
    link = words.web_link(source.link)
    return f"- [{source.number}] {text}" + (f" ([{words.opens(source).lower()}](<{link}>))" if link else "")


def _body(section: Section) -> str:
    return words.visible(section.body.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")


def _closed(body: str) -> str:
    """The body with whatever it leaves open closed, so that it cannot swallow the sections after it."""
    body = _OPEN_HTML.sub(r"\1\\<", body) if _runs_on(body, "html_block", html=True) else body
    fence = _runs_on(body, "fence", html=False)
    return f"{body}\n{fence}" if fence else body


def _runs_on(body: str, kind: str, *, html: bool) -> str:
    """The markup of a last block of this kind that would take in a line added after it, else ""."""
    probe = "\n\nafter it"
    tokens = MarkdownIt("commonmark", {"html": html}).disable("inline").parse(body + probe)
    last = tokens[-1] if tokens else None
    if last is None or last.type != kind or last.level or not last.content.rstrip().endswith("after it"):
        return ""
    return last.markup or kind


def _linked(body: str, links: Mapping[int, str]) -> str:
    """Citations that have a link become one; what stands in code is left as it is."""

    def linked(found: re.Match[str]) -> str:
        link = links.get(int(found[1]))
        return f"[{found[0]}](<{link}>)" if link else found[0]

    lines = body.split("\n")
    for start, end in _written_lines(body):
        text = _DEFINITION.sub(r"\1\\[\2", "\n".join(lines[start:end]))
        lines[start:end] = _outside_code(text, lambda piece: _CITED.sub(linked, piece)).split("\n")
    return "\n".join(lines)


def _written_lines(body: str) -> list[tuple[int, int]]:
    """The ranges of lines that hold running text: no fences, no indented code."""
    maps = {
        tuple(token.map)
        for token in reader().disable("inline").parse(body)
        if token.type == "inline" and token.map
    }
    return sorted((found[0], found[1]) for found in maps)


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """``change`` applied to what is not between backticks (a run of them closes with as many)."""
    ends: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        ends.setdefault(len(run[0]), []).append(run.start())
    pieces, at, run_at = [], 0, _TICKS.search(text)
    while run_at:
        length = len(run_at[0])
        if _is_escaped(text, run_at.start()):  # its first backtick is just a character
            length -= 1
        starts = ends.get(length, [])
        closing = bisect_left(starts, run_at.end())
        after = run_at.end()
        if length and closing < len(starts):
            pieces += [change(text[at : run_at.start()]), text[run_at.start() : starts[closing] + length]]
            at = after = starts[closing] + length
        run_at = _TICKS.search(text, after)
    return "".join((*pieces, change(text[at:])))


def _is_escaped(text: str, at: int) -> bool:
    before = text[:at] if at < 64 else text[at - 64 : at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
