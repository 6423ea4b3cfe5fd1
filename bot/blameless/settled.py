"""A gate: where an organization wants it, findings are settled before approval and publishing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blameless.looking import Looking
from bot.blameless.marking import Found
from bot.gates import Held
from bot.language.finding import Level
from bot.postmortem import Act, Postmortem


@dataclass(frozen=True)
class Settled:
    """``bot.gates.Gate``. A finding is settled when its sentence was changed or kept; hints need not be."""

    looking: Looking

    def __call__(self, postmortem: Postmortem, act: Act) -> None:
        if not self.looking.store.language_settings(postmortem.workspace).must_settle:
            return
        rules = self.looking.rules(postmortem)
        looked = [self.looking.found(postmortem, section, rules) for section in postmortem.sections]
        unsettled = [(found, count) for found in looked if (count := _warnings(found))]
        if unsettled:
            raise Held(_told(postmortem, act, unsettled), unsettled[0][0].key)


def _warnings(found: Found) -> int:
    return sum(marked.finding.level is Level.WARNING for marked in found.open)


def _told(postmortem: Postmortem, act: Act, unsettled: Sequence[tuple[Found, int]]) -> str:
    """How many there are in which sections, and who can settle them."""
    count = sum(number for _, number in unsettled)
    said = "1 sentence still reads" if count == 1 else f"{count} sentences still read"
    where = ", ".join(f"{number} in “{found.heading}”" for found, number in unsettled)
    done = "published" if act is Act.PUBLISH else "approved"
    return (
        f"{said} as blame ({where}). Your organization wants that settled before a postmortem is {done}. "
        f"Under Edit, whoever writes in {postmortem.id} can change the words, and anybody who may see it, "
        "its reviewers too, can choose “Keep mine”."
    )
