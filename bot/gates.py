"""Gates: what has to be so before a postmortem may be approved or published, asked in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.errors import UserError
from bot.postmortem import Act, Postmortem


class Held(UserError):
    """Something has to be done first. ``section`` is the key of where to begin, if it is in the text."""

    def __init__(self, told: str, section: str | None = None) -> None:
        super().__init__(told)
        self.section = section


class Gate(Protocol):
    def __call__(self, postmortem: Postmortem, act: Act) -> None:
        """Raises Held where ``act`` (approve, publish) has to wait, with what to do and who can."""


def pass_gates(gates: Sequence[Gate], postmortem: Postmortem, act: Act) -> None:
    """Raises the first gate's refusal."""
    for gate in gates:
        gate(postmortem, act)
