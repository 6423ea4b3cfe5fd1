"""What a draft's citations point to: each source with its number, author, time, first words and link."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.drafting.blameless import blameless
from bot.drafting.case import Case
from bot.drafting.transcript import Transcript, clean
from bot.postmortem import Source

QUOTED = 200  # characters of a source's words that are shown beside the document

Linker = Callable[[str], str | None]


def list_sources(
    numbers: Mapping[str, int], case: Case, transcript: Transcript, link: Linker
) -> tuple[Source, ...]:
    """The sources in the order of their numbers. ``link`` gives the address of a message by its id.

    A message that blames somebody or gives orders to a machine is cited without its words.
    """
    changes = {f"change:{change.id}": change for change in case.changes}
    past = {f"past:{earlier.id}": earlier for earlier in case.past}
    check = blameless(case)
    found = []
    for ref, number in sorted(numbers.items(), key=lambda pair: pair[1]):
        item = transcript.by_id.get(ref)
        if item:
            quote = clip(item.text) if check.lets(item) else ""
            found.append(Source(number, ref, item.speaker, item.at, quote, link(ref), item.edited))
        elif ref in changes:
            change = changes[ref]
            quote = clip(clean(change.title))
            found.append(Source(number, ref, f"{change.kind} {change.id}", change.at, quote, change.url))
        elif ref in past:
            earlier = past[ref]
            quote = clip(clean(earlier.title))
            found.append(
                Source(number, ref, f"postmortem {earlier.id}", earlier.resolved_at, quote, earlier.url)
            )
        else:
            quote = clip(clean(case.incident.title))
            found.append(Source(number, ref, f"record of {case.incident.id}", None, quote, case.incident.url))
    return tuple(found)


def clip(text: str) -> str:
    """At most QUOTED characters on one line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else line[:QUOTED].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
