"""Better suggestions than the rules', where a language model writes them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from bot.errors import Permanent, Retryable
from bot.language.finding import Field, Finding
from tests.blaming import BOB, CARELESS, CARLA
from tests.core.worded import ANA, Worded, ref


@dataclass
class Writer:
    """Says what it is told to, in order."""

    says: list[str | Exception | None]
    asked: list[str] = field(default_factory=list)

    def __call__(self, text: str, finding: Finding, field: Field) -> str | None:
        assert field is Field.SUMMARY
        self.asked.append(text[slice(*finding.sentence)])
        said = self.says.pop(0)
        if isinstance(said, Exception):
            raise said
        return said


def test_a_better_suggestion_stands_from_then_on_and_is_asked_for_once(worded: Worded) -> None:
    found = worded.write(f"{BOB} {CARELESS}")
    writer = Writer(["The pipeline deployed without a check.", None])
    better = replace(worded.wording, better=writer).improve(found)
    assert better is not None
    assert better.open[0].suggestion.text == "The pipeline deployed without a check."
    assert writer.asked == [BOB, CARELESS]
    later = worded.wording.look(worded.postmortem, "summary")
    assert later.open[0].suggestion.text == "The pipeline deployed without a check."
    again = Writer(["The deploy went out unchecked."])
    assert replace(worded.wording, better=again).improve(later)
    assert again.asked == [CARELESS]
    worded.wording.use(ref(later), ANA)
    assert worded.body().startswith("The pipeline deployed without a check.")


@pytest.mark.parametrize(
    "said",
    [
        None,
        "",
        BOB,
        CARLA,
        "The deploy of the config took 40 minutes.",
        "It broke.\nIt broke.",
        "It broke " * 99,
        Retryable("busy"),
        Permanent("no"),
    ],
)
def test_what_is_no_better_replaces_nothing(worded: Worded, said: str | Exception | None) -> None:
    found = worded.write(BOB)
    assert replace(worded.wording, better=Writer([said])).improve(found) is None
    assert worded.wording.look(worded.postmortem, "summary") == found


def test_without_a_model_nothing_is_asked(worded: Worded) -> None:
    assert worded.wording.improve(worded.write(BOB)) is None
