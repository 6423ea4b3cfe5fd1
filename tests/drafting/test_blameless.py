"""Our own drafts pass the language check that people's edits are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import demo
from bot.conversation import Message
from bot.drafting.blameless import blameless, without_blame
from bot.drafting.bundle import read_case
from bot.drafting.draft import UNKNOWN_CAUSE, Claim, Draft, RootCause
from bot.drafting.json_file import Node
from bot.drafting.offline import OfflineWriter
from bot.drafting.transcript import transcribe
from bot.language.checking import check
from bot.language.finding import Field, Level
from tests import incidents
from tests.drafting.builders import case, say

BLAME = "Bo should have checked the config before the deploy."
FACT = "The certificate ran out at 10:04."


def draft_of(*messages: Message) -> Draft:
    return OfflineWriter().write(case(*messages))


def sections(draft: Draft) -> dict[Field, list[str]]:
    """What a draft says, by where it says it."""
    return {
        Field.SUMMARY: [claim.text for claim in draft.summary],
        Field.TIMELINE: [moment.text for moment in draft.timeline],
        Field.IMPACT: [claim.text for claim in draft.impact.facts],
        Field.ROOT_CAUSE: [draft.root_cause.text],
        Field.CONTRIBUTING_FACTORS: [claim.text for claim in draft.contributing_factors],
        Field.ACTION_ITEMS: [item.text for item in draft.action_items],
        Field.LESSONS: [claim.text for claim in draft.lessons],
    }


@pytest.mark.parametrize(
    "text",
    [
        BLAME,
        f"{FACT} The engineers were careless.",
        "who the hell deploys on a Friday",
        '"Bo should have checked", says my boss',
    ],
)
def test_blame_is_neither_repeated_nor_quoted_beside_the_document(text: str) -> None:
    here = case(say(0, text), say(1, FACT), say(2, "resolved"))
    (blaming, plain, _) = transcribe(here).evidence
    assert not blameless(here).lets(blaming)
    assert blameless(here).lets(plain)
    draft = OfflineWriter().write(here)
    said = " ".join(said for texts in sections(draft).values() for said in texts)
    assert not [words for words in ("should have", "careless", "the hell") if words in said]


def test_a_message_keeps_its_facts_when_one_sentence_of_it_is_left_out() -> None:
    check = blameless(case())
    assert check.told(f"{FACT} {BLAME} Bo renewed it.", Field.TIMELINE) == f"{FACT} Bo renewed it."
    assert check.told(BLAME, Field.TIMELINE) == ""
    assert check.told("two  spaces,\na line", Field.TIMELINE) == "two  spaces,\na line"


def test_who_says_that_it_was_them_may_go_on_to_say_what_it_was() -> None:
    here = case(say(0, "my bad. the backup cron runs at 10:00 and takes the lock"))
    (item,) = transcribe(here).evidence
    assert blameless(here).lets(item)
    assert check(item.prose)


def test_a_statement_is_looked_at_by_the_section_that_it_stands_in() -> None:
    draft = draft_of(say(0, FACT), say(1, "resolved"))
    cause = RootCause("", change="c1").stated([Claim(BLAME, ("m1",)), Claim(FACT, ("m2",))])
    train = Claim("Retrain the on-call engineers to be more careful.", ("m1",))
    spoiled = replace(draft, root_cause=cause, contributing_factors=(train, Claim(FACT, ("m2",))))
    mended = without_blame(spoiled, blameless(case()))
    assert (mended.root_cause.text, mended.root_cause.sources) == (FACT, ("m2",))
    assert mended.root_cause.change == "c1"
    assert Claim(FACT, ("m2",)) in mended.contributing_factors


def test_a_cause_of_which_nothing_is_left_is_unknown() -> None:
    draft = draft_of(say(0, FACT), say(1, "resolved"))
    for cause in (
        RootCause(BLAME, ("m1",), "c1"),
        RootCause("", change="c1").stated([Claim(BLAME, ("m1",))]),
    ):
        left = without_blame(replace(draft, root_cause=cause), blameless(case())).root_cause
        assert (left.text, left.sources, left.change, left.statements) == (
            UNKNOWN_CAUSE,
            ("incident",),
            None,
            (),
        )


@pytest.mark.parametrize("name", ["bakery", "tram", "demo"])
def test_the_check_finds_nothing_in_a_draft(name: str) -> None:
    given = read_case(Node(demo.bundle(), "demo")) if name == "demo" else incidents.load(name)
    draft, people = OfflineWriter().write(given), blameless(given).people
    found = [
        finding.text
        for field, texts in sections(draft).items()
        for text in texts
        for finding in check(text, people, field, blameless(given).policy)
        if finding.level is Level.WARNING
    ]
    assert found == []
