"""Each finding comes with a sentence that could stand in its place, or with a question that leads to one."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.checking import check
from bot.language.finding import Field, Finding, Suggestion
from bot.language.policy import Named

PEOPLE = (
    Named("Bob Tanner", "bob", "U1"),
    Named("Priya Natarajan", "priya", "U2"),
    Named("Sven Lindqvist", "sven", "U3"),
    Named("Ines Costa", "icosta", "U4"),
)
NAMES = re.compile(
    r"\b(?:bob|tanner|priya|natarajan|sven|lindqvist|ines|costa|icosta|he|she|you|your)\b|@", re.I
)

# Sentences of several trades, and what the check would put in their place.
STATED = [
    (
        "Bob should have tested the restore before the upgrade.",
        "The restore was not tested before the upgrade",
    ),
    ("Priya forgot to bump the chart version.", "The chart version was not bumped"),
    (
        "Sven ignored three separate alerts from the kiln.",
        "Three separate alerts were not acted on from the kiln",
    ),
    ("The night engineer failed to acknowledge the page for 22 minutes.", "not acknowledged for 22 minutes"),
    ("Had Ines verified the checksum, the image would never have shipped.", "The checksum was not verified"),
    (
        "Nobody on the payments team thought to look at the connection pool.",
        "The connection pool was not looked at",
    ),
    (
        "Priya took down checkout at 14:03 when she pushed the feature flag change.",
        "Checkout went down at 14:03 when the feature flag change was pushed.",
    ),
    ("Sven broke the payments API with his hotfix.", "The payments API stopped working after the hotfix."),
    (
        "The platform team broke deploys by upgrading the runner image on Friday.",
        "Deploys stopped working when the runner image was upgraded on Friday.",
    ),
    (
        "The outage was caused by Bob, who restarted the broker at 09:15.",
        "The broker was restarted at 09:15, and the outage followed.",
    ),
    ("Sven let the signing certificate lapse in March.", "The signing certificate lapsed in March"),
    (
        "Careless copy-paste from the infra folks put the staging DSN in prod.",
        "The staging DSN was put in prod.",
    ),
    (
        "The alert was silenced by the on-call without justification.",
        "The alert was silenced without justification.",
    ),
    ("My bad, I deleted the production mailbox.", "The production mailbox was deleted."),
]
ASKED = [
    ("Who merged this without a review?", "How did this come to be merged without a review?"),
    ("@icosta why did you restart the primary?", "How did the primary come to be restarted?"),
    ("Why didn't you run the migration on staging first?", "come not to be run on staging first?"),
    (
        "Sven must have realised that a two-day TTL rules out a quick rollback.",
        "What showed at the time that a two-day TTL rules out a quick rollback?",
    ),
    ("Security never answers pages, so we just guessed.", "How often has this happened with the pages"),
    ("Bob is not senior enough to be touching the load balancer.", "the load balancer"),
]


def findings(text: str, field: Field = Field.OTHER) -> tuple[Finding, ...]:
    return check(text, PEOPLE, field)


def put(text: str, field: Field = Field.OTHER) -> Suggestion:
    found = findings(text, field)
    assert found, f"the check finds nothing in: {text}"
    return found[0].suggestion


@pytest.mark.parametrize(("text", "wanted"), STATED)
def test_what_somebody_did_is_told_as_what_happened(text: str, wanted: str) -> None:
    said = put(text)
    assert wanted in said.text
    assert not said.asks


@pytest.mark.parametrize(("text", "wanted"), ASKED)
def test_where_nothing_can_be_told_the_sentence_becomes_a_question(text: str, wanted: str) -> None:
    said = put(text)
    assert wanted in said.text
    assert said.asks
    assert said.text.endswith("?")


@pytest.mark.parametrize("text", [text for text, _ in STATED + ASKED])
def test_what_is_put_in_place_names_nobody_and_is_clean(text: str) -> None:
    for finding in findings(text):
        assert not NAMES.search(finding.suggestion.text)
        assert check(finding.suggestion.text, PEOPLE) == ()


def test_a_cause_keeps_its_label_and_says_that_no_guard_was_there() -> None:
    said = put("Root cause: Priya deployed an untested migration to production.", Field.ROOT_CAUSE)
    assert said.text.startswith("Root cause: An untested migration was deployed to production, and n")


def test_a_punishment_becomes_a_control_with_an_owner() -> None:
    said = put("Action: written reprimand for the technician who opened the cabinet.", Field.ACTION_ITEMS)
    assert said.text.startswith("Action: ")
    assert "the cabinet" in said.text
    assert "owner: to be named" in said.text
    assert "reprimand" not in said.text


@pytest.mark.parametrize(
    "text",
    [
        "Sven sailed past the torque warning and kept the line rolling.",
        "Priya turned a blind eye to the fan tray alarm on the core chassis.",
    ],
)
def test_an_idiom_is_asked_about_and_never_told_of_the_thing(text: str) -> None:
    said = put(text)
    assert said.asks
    assert "torque warning" in said.text or "fan tray alarm" in said.text
    assert not re.search(r"sailed|eye|walked|kept", said.text)


@pytest.mark.parametrize(
    "text",
    [
        "Give Priya read-only from now on.",
        "Take Bob off the payments rota.",
        "AI-5: dock the line lead's shift bonus for June.",
        "Action: revoke Sven's production access until he passes the quiz.",
        "HR to look into the conduct of the presentation scheduler.",
    ],
)
def test_no_control_is_built_into_a_punishment(text: str) -> None:
    said = put(text, Field.ACTION_ITEMS)
    assert said.asks
    assert not re.search(r"\b(?:now|rota|bonus|june|access|quiz|conduct)\b", said.text, re.I)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Surprise, surprise, the scheduling desk left the playlist on loop.",
            "The playlist was left on loop.",
        ),
        ("It makes my blood boil that the photo desk ran an unblurred plate.", "An unblurred plate was run."),
        (
            "The photos were overwritten by an adjuster acting off his own bat.",
            "The photos were overwritten.",
        ),
    ],
)
def test_no_team_is_left_as_the_one_who_did_it(text: str, wanted: str) -> None:
    assert put(text).text == wanted


def test_a_given_name_in_small_letters_is_still_a_name() -> None:
    assert "nils" not in put("oh good, nils is refactoring auth again, see you all at 3").text.lower()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("look what you did to the quorum", "the quorum"),
        (
            "Accountability for the late payouts of 14 March rests squarely with the onboarding squad.",
            "the payouts of 14 March, ",
        ),
        ("On whose watch did the land registry index go stale?", "the land registry index?"),
        ("Bob walked straight past the amber LED on UPS B, twice.", "the amber LED"),
        ("Do you ever read the MOP before you rack something, @sven?", "the MOP"),
        ("You should never lift a floor tile without logging it in the hall register.", "the hall register"),
    ],
)
def test_what_is_asked_about_ends_before_its_verb(text: str, wanted: str) -> None:
    said = put(text)
    assert said.asks
    assert wanted in said.text


def test_what_should_not_have_been_done_is_told_as_done() -> None:
    said = put("Ines ought never to have released the ACH file with the totals still amber.")
    assert said.text.startswith("The ACH file was released with the totals still amber")


def test_several_things_take_were_and_one_takes_was() -> None:
    assert "Both fibres were not checked" in put("Bob should have checked both fibres.").text
    assert "The status was not checked" in put("Bob should have checked the status.").text


def test_code_citations_and_emphasis_stay_as_they_were_written() -> None:
    said = put("Bob forgot to raise `max_conns` on the **primary** database [3].")
    assert "`max_conns`" in said.text or "max_conns" in said.text
    assert said.text.count("**") % 2 == 0
    assert said.text.count("`") % 2 == 0
    kept = put("Bob should have checked the **primary** database [3] before the cutover.")
    assert "The **primary** database [3] was not checked before the cutover" in kept.text


def test_the_mark_at_the_end_stays() -> None:
    assert put("Bob broke the build").text == "The build stopped working"
    assert put("Bob broke the build.").text == "The build stopped working."


def test_what_blame_stands_beside_is_kept() -> None:
    said = put(
        "Ines left out the key rotation when she rebuilt the channel, and every TV got a black screen."
    )
    assert said.text == (
        "The key rotation was missing when the channel was rebuilt, and every TV got a black screen."
    )


def test_a_hyperbole_is_not_told_as_a_fact() -> None:
    assert put("Sven invariably pushes firewall rules at five to six.").asks


def test_different_sentences_get_different_words() -> None:
    said = [put(text).text for text, _ in STATED + ASKED]
    assert len(set(said)) == len(said)


WORDS = st.sampled_from(
    """Bob Priya @sven <@U1> she they you I we nobody the a his your should have could not never forgot to
    failed ignored broke took down deleted checked because when who that and , ; : ( ) ? ! . … `x` ** [3]
    config alerts 14:03 9,000 by without telling anyone human error careless obviously always must be
    retrained let lapse 's n't whose idea was it""".split()
)


@settings(max_examples=250, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_whatever_words_stand_together_something_clean_is_offered(text: str) -> None:
    for finding in findings(text):
        assert finding.suggestion.text.strip()
        assert not NAMES.search(finding.suggestion.text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_around_blame_makes_it_fail(before: str, after: str) -> None:
    for finding in findings(f"{before} Bob should have checked the config {after}"):
        assert finding.suggestion.text.strip()


def test_a_long_sentence_is_put_otherwise_in_time_that_grows_with_it() -> None:
    def seconds(times: int) -> float:
        text = "Bob should have checked the config " + "and then the queue of the gateway " * times
        begin = perf_counter()
        findings(text)
        return perf_counter() - begin

    seconds(2)
    short, long = min(seconds(10) for _ in range(3)), min(seconds(40) for _ in range(3))
    assert long < short * 16 + 0.05
