"""What the check says of a text: which words blame, what kind of blame, and what could be said instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """The kinds of blame; their names are part of the command line's output and of ignore comments."""

    INDIVIDUAL = "individual_attribution"
    TEAM = "team_attribution"
    COUNTERFACTUAL = "counterfactual"
    OMISSION = "omission"
    CHARACTER = "character_judgement"
    HUMAN_ERROR = "human_error"
    HINDSIGHT = "hindsight"
    SARCASM = "sarcasm_absolutes"
    INTENT = "intent_speculation"
    PUNITIVE = "punitive_action"
    SECOND_PERSON = "second_person"
    PASSIVE = "passive_blame"
    WHO_WHY = "who_why"
    SELF_BLAME = "self_blame"
    ANIMATED = "animated"


class Level(StrEnum):
    """A warning is shown at once; a hint only to those who asked for more."""

    WARNING = "warning"
    HINT = "hint"


class Field(StrEnum):
    """Where in a postmortem a text stands: a person's act is a finding as the cause, not as an event."""

    SUMMARY = "summary"
    TIMELINE = "timeline"
    ROOT_CAUSE = "root_cause"
    CONTRIBUTING_FACTORS = "contributing_factors"
    IMPACT = "impact"
    ACTION_ITEMS = "action_items"
    LESSONS = "lessons"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could stand in the sentence's place. ``asks``: no sentence could be written honestly, so this is
    the question that leads to one; it is not put into the text for the person.
    """

    text: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that blame. ``start`` and ``end`` are their place in the checked text, in characters,
    ``sentence`` that of the sentence around them, which ``suggestion`` would replace.
    """

    start: int
    end: int
    text: str
    category: Category
    level: Level
    sentence: tuple[int, int]
    suggestion: Suggestion
