"""Which messages speak of which change: by its id, version, flag, pull request, or the time it was made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from bot.conversation import Person
from bot.drafting.meaning import Reading, Sign
from bot.drafting.statements import split
from bot.incident import Change

_VERSION = re.compile(r"\bv?\d+(?:\.\d+)+\b|\bv\d+\b")
_NAMED = re.compile(r"\b[A-Za-z][\w.]*_[\w.]+\b|\b[A-Z]{2,}-\d+\b|\b[a-z]{2,}(?:-[a-z0-9]+)+\b")
_PULL = re.compile(r"/(?:pull|merge_requests|pulls)/(\d+)")
_TOKEN = re.compile(r"#?[\w](?:[\w.:/-]*\w)?")


def link(reading: Reading, candidates: Iterable[Change]) -> Mapping[str, Mapping[str, str]]:
    """For each note that speaks of candidates: their ids, each with the sentence that names it.

    A name that several changes share tells none of them apart, so it counts for none, except between a
    change and a later one that undoes it.
    """
    changes = list(candidates)
    names = {change.id: _names(change) for change in changes}
    owners = Counter(name for found in names.values() for name in found)
    undoing = {
        name for change in reading.case.changes if change not in changes for name in _versions(change.title)
    }
    index: dict[str, str] = {}
    for change in changes:
        for name in names[change.id]:
            if owners[name] == 1 and (name == change.id.lower() or name not in undoing):
                index[name] = change.id
            elif owners[name] > 1:  # the nearest to the start is the one people mean
                index[name] = max((c for c in changes if name in names[c.id]), key=lambda c: c.at).id
    times = _times(changes)
    authors = {change.id: change.author for change in changes}
    found: dict[str, Mapping[str, str]] = {}
    for note in reading.heard:
        prose = note.item.prose
        if not any(character.isdigit() or character in "_-" for character in prose):
            continue  # nothing by which a change could be named
        linked: dict[str, str] = {}
        timed: dict[str, str] = {}
        for sentence in split(prose):
            tokens = {token.lower() for token in _TOKEN.findall(sentence)}
            linked.update({index[token]: sentence for token in sorted(tokens) if token in index})
            clocks = {_clock(token) for token in tokens if ":" in token}
            timed.update({id: sentence for clock in sorted(clocks) for id in times.get(clock, ())})
        told = not linked and "?" not in prose and note.has(Sign.CHANGED, Sign.FOUND, Sign.EXCLUDED)
        linked.update({id: s for id, s in timed.items() if told or authors[id] == note.item.author})
        if linked:
            found[note.id] = linked
    return found


def _names(change: Change) -> set[str]:
    names = {change.id.lower(), *_versions(change.title)}
    names |= {name.lower() for name in _NAMED.findall(change.title)} - {change.service.lower()}
    pull = _PULL.search(change.url or "")
    return names | ({f"#{pull[1]}"} if pull else set())


def _versions(title: str) -> set[str]:
    """The versions in a title, with the short forms people use: "5.18.0" is "5.18" too."""
    found = set()
    for version in _VERSION.findall(title):
        bare = version.lower().lstrip("v")
        found |= {version.lower(), bare} if "." in bare else {version.lower()}
        if bare.count(".") >= 2:
            found.add(bare.rsplit(".", 1)[0])
    return found


def _times(changes: Iterable[Change]) -> dict[str, list[str]]:
    times: dict[str, list[str]] = {}
    for change in changes:
        for minute in (change.at, change.at + timedelta(seconds=30)):
            found = times.setdefault(f"{minute.astimezone(UTC):%H:%M}", [])
            if change.id not in found:
                found.append(change.id)
    return times


def _clock(token: str) -> str:
    """A time of day as "HH:MM", "" where it is none. People in an incident mostly write UTC."""
    hour, _, minute = token.partition(":")
    if not (hour.isdigit() and minute[:2].isdigit() and int(hour) < 24):
        return ""
    return f"{int(hour):02d}:{minute[:2]}"


def zone_of(person: Person | None) -> ZoneInfo:
    """A person's time zone; UTC where it is unknown or names no zone."""
    try:
        return ZoneInfo(person.tz) if person and person.tz else ZoneInfo("UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
