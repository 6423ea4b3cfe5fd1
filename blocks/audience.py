"""What a postmortem shows to people outside the workspace."""

from __future__ import annotations

from dataclasses import replace

from bot.drafting.draft import Draft
from bot.showing import Shown


def for_outsiders(shown: Shown) -> Shown:
    """The same document without what its reviewers did not approve for the world.

    They approved title, headings and text. The words of the messages it rests on, who wrote them and
    where they are stay inside, and so do the people who worked on it; times and numbers remain.
    """
    postmortem = shown.postmortem
    sources = tuple(replace(source, author="", quote="", link=None) for source in postmortem.sources)
    incident = replace(shown.incident, url=None)
    return replace(
        shown,
        postmortem=replace(postmortem, sources=sources),
        incident=incident,
        draft=_without_workings(shown.draft),
        people={},
        drift=(),
        notices=(),
        underway=None,
    )


def _without_workings(draft: Draft | None) -> Draft | None:
    """What it could not tell and what a model cost are the team's to know."""
    return replace(draft, unknowns=(), usage=None, fell_back=None) if draft else None
