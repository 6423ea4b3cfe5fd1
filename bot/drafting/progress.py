"""How far the writing of a draft has come, for people to see while they wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    READING = "reading"  # messages of the channel
    ASKING = "asking"  # slices of the channel given to a model
    WRITING = "writing"  # sections of the document


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``of`` messages, slices or sections."""

    step: Step
    done: int
    of: int


Tell = Callable[[Progress], None]


def silently(progress: Progress) -> None:
    """For who does not want to hear of it."""
