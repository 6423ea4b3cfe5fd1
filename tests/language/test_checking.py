"""Each kind of blame is found and named, and what stands close to it is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.language.checking import check
from bot.language.finding import Category, Field, Level

BLAME = [
    (Category.INDIVIDUAL, "Marcus broke the login page with his hotfix."),
    (Category.INDIVIDUAL, "The outage was caused by Marcus."),
    (Category.TEAM, "The storage team broke the nightly export."),
    (Category.TEAM, "The networks team took the office offline."),
    (Category.COUNTERFACTUAL, "Marcus ought to have asked before the cutover."),
    (Category.COUNTERFACTUAL, "If only Marcus had asked for a second pair of eyes."),
    (Category.OMISSION, "Marcus forgot to renew the certificate."),
    (Category.OMISSION, "Marcus ignored the warning for an hour."),
    (Category.CHARACTER, "Marcus was careless with the production keys."),
    (Category.CHARACTER, "That was sloppy work by Marcus."),
    (Category.HUMAN_ERROR, "The root cause was human error."),
    (Category.HUMAN_ERROR, "Marcus made a mistake."),
    (Category.HINDSIGHT, "Any competent engineer would have seen it."),
    (Category.HINDSIGHT, "It was obvious to anyone that the disk would fill up."),
    (Category.SARCASM, "Great job, Marcus, another Friday without checkout."),
    (Category.SARCASM, "Marcus always breaks the build."),
    (Category.INTENT, "Marcus didn't care about the customers."),
    (Category.INTENT, "Marcus hid the failed deploy from the team."),
    (Category.PUNITIVE, "Remind Marcus to be more careful."),
    (Category.PUNITIVE, "Put Marcus on a performance improvement plan."),
    (Category.SECOND_PERSON, "You broke the build again."),
    (Category.SECOND_PERSON, "Why did you restart the primary?"),
    (Category.PASSIVE, "Mistakes were made during the migration."),
    (Category.PASSIVE, "The table was dropped by the intern without asking."),
    (Category.WHO_WHY, "Who approved this change?"),
    (Category.WHO_WHY, "Whose idea was it to deploy on a Friday?"),
    (Category.SELF_BLAME, "I should have checked the region first."),
    (Category.SELF_BLAME, "My fault, I deleted the bucket."),
    (Category.ANIMATED, "This is a ridiculous way to run an on-call rotation."),
    (Category.ANIMATED, "It is absurd that Marcus still has access."),
]
INNOCENT = [
    (Category.INDIVIDUAL, "The hotfix broke the login page."),
    (Category.INDIVIDUAL, "The broker was restarted by Marcus at 09:15."),
    (Category.TEAM, "The storage cluster broke the nightly export."),
    (Category.TEAM, "The storage team restored the nightly export at 04:10."),
    (Category.COUNTERFACTUAL, "The job should have finished by 04:00."),
    (Category.COUNTERFACTUAL, "The retry could have taken a minute longer."),
    (Category.OMISSION, "The cron job failed to start."),
    (Category.OMISSION, "Marcus did not receive the page."),
    (Category.CHARACTER, "The lazy loader fetched each row twice."),
    (Category.CHARACTER, "The careful review by Marcus found it within minutes."),
    (Category.HUMAN_ERROR, "The parser error took the line down."),
    (Category.HUMAN_ERROR, "Errors are retried three times."),
    (Category.HINDSIGHT, "In retrospect the first signal was the queue depth."),
    (Category.HINDSIGHT, "The cause became obvious once the graph was split by region."),
    (Category.SARCASM, "Great job by Marcus: the rollback took four minutes."),
    (Category.SARCASM, "The load is higher on Mondays, as usual."),
    (Category.INTENT, "The cache deliberately serves stale rows."),
    (Category.INTENT, "The load balancer hides failed nodes."),
    (Category.PUNITIVE, "Retrain the fraud model on fresh data."),
    (Category.PUNITIVE, "Remind customers to rotate their keys."),
    (Category.SECOND_PERSON, "Can you share the graph from 10:42?"),
    (Category.SECOND_PERSON, "You can find the graph under the second tab."),
    (Category.PASSIVE, "The certificate was renewed by the automation."),
    (Category.PASSIVE, "The rollout was approved by the change board at 09:00."),
    (Category.WHO_WHY, "Who is on call this week?"),
    (Category.WHO_WHY, "Which service owns the queue?"),
    (Category.SELF_BLAME, "I rolled the change back at 10:42."),
    (Category.SELF_BLAME, "I asked the vendor for the log."),
    (Category.ANIMATED, "The disk filled at a ridiculous rate of 4 GB a second."),
    (Category.ANIMATED, "The traffic was insane on launch day."),
]


@pytest.mark.parametrize(("category", "text"), BLAME)
def test_blame_is_found_and_its_kind_is_named(category: Category, text: str) -> None:
    found = check(text)
    assert category in {finding.category for finding in found}
    assert all(finding.level is Level.WARNING for finding in found)


@pytest.mark.parametrize(("category", "text"), INNOCENT)
def test_what_stands_close_to_blame_is_left_alone(category: Category, text: str) -> None:
    assert check(text) == (), f"close to {category}"


def test_every_kind_has_its_sentences() -> None:
    for rows in (BLAME, INNOCENT):
        assert {category for category, _ in rows} == set(Category)


def test_a_finding_marks_its_words_and_the_sentence_around_them() -> None:
    text = "The disk was full. Marcus should have checked it. The disk is larger now."
    (finding,) = check(text)
    assert text[finding.start : finding.end] == finding.text == "Marcus should have checked"
    assert text[slice(*finding.sentence)] == "Marcus should have checked it."
    assert finding.suggestion.text


def test_findings_stand_in_the_order_of_the_text_and_apart() -> None:
    text = " ".join(text for _, text in BLAME)
    found = check(text)
    assert len(found) >= len(BLAME) * 0.9
    assert all(one.end <= other.start for one, other in pairwise(found))


ACT = "Marcus deployed the new config."


@pytest.mark.parametrize("field", [Field.ROOT_CAUSE, Field.CONTRIBUTING_FACTORS])
def test_a_persons_act_is_a_finding_as_the_cause(field: Field) -> None:
    (finding,) = check(ACT, field=field)
    assert finding.category is Category.INDIVIDUAL


@pytest.mark.parametrize("field", [Field.TIMELINE, Field.SUMMARY, Field.IMPACT, Field.LESSONS, Field.OTHER])
def test_a_persons_act_is_no_finding_as_an_event(field: Field) -> None:
    assert check(ACT, field=field) == ()


@pytest.mark.parametrize(
    "head", ["## Root cause\n\n", "**Root cause**\n\n", "Root Cause\n==========\n\n", "Root cause: "]
)
def test_a_heading_tells_where_a_text_stands(head: str) -> None:
    assert check(head + ACT) != ()


def test_a_headings_word_ends_at_the_next_heading() -> None:
    text = f"## Root cause\n\nThe disk was full.\n\n## Timeline\n\n{ACT}\n"
    assert check(text) == ()
    assert check(text.replace("Timeline", "Contributing factors")) != ()


def test_a_heading_counts_for_more_than_what_the_caller_says() -> None:
    assert check(f"## Timeline\n\n{ACT}\n", field=Field.ROOT_CAUSE) == ()


def test_blame_for_ourselves_is_a_hint() -> None:
    for text in ("We should have tested the failover.", "We failed to test the failover."):
        assert [finding.level for finding in check(text)] == [Level.HINT]
