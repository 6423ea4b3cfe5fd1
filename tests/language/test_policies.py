"""Who is spoken of, what an organization wants, and what is never blame."""

from __future__ import annotations

import pytest

from bot.language.checking import check
from bot.language.finding import Category, Field, Level
from bot.language.policy import DEFAULT, Named, Policy, Strictness, roster

IOLANA = Named("Iolana Quispe", "iolq", "U7")
SAID = "Marcus should have tested it."


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("negated", "It was not Marcus's fault."),
        ("negated", "Nobody is to blame for this."),
        ("negated", "Marcus was not careless."),
        ("cleared", "Marcus did nothing wrong."),
        ("cleared", "Marcus could not have known that the disk was full."),
        ("quoted", 'Marcus wrote "you broke it" in the chat.'),
        ("quoted", f"> {SAID}\n"),
        ("code", f"`{SAID}` is what the tool prints."),
        ("code", f"```\n{SAID}\n```\n"),
        ("log", f"2026-03-02 14:03:11,120 ERROR {SAID}"),
        ("meta", 'A postmortem that says "human error" has stopped too early.'),
        ("meta", "The word careless has no place in a postmortem."),
        ("praise", "Marcus handled the rollback quickly and calmly."),
        ("praise", "Thanks to Marcus the queue drained within ten minutes."),
        ("praise", "Kudos to the storage team for the calm handover."),
        ("norm", "The on-call engineer should page the database team first."),
        ("norm", "Engineers must ask for a second review from now on."),
        ("norm", "The owner must renew the certificate by May."),
        ("noun", "We should have a dashboard for queue age."),
        ("event", "Marcus joined the call at 10:50 and rolled the change back at 11:02."),
        ("event", "09:15 – Marcus deployed the fix."),
        ("tool", "Jenkins failed to start the build."),
        ("tool", "Sentry ignored the event."),
        ("tool", "Chef should have restarted the agent."),
        ("tool", "Hudson broke the build."),
        ("tool", "Athena failed to load the table."),
    ],
)
def test_what_only_sounds_like_blame_is_none(kind: str, text: str) -> None:
    assert check(text) == (), kind


@pytest.mark.parametrize(
    "who", ["Iolana", "Quispe", "Iolana Quispe", "iolq", "@iolq", "<@U7>", "<@U7|iolq>", "IOLANA"]
)
def test_people_are_known_by_name_handle_and_mention(who: str) -> None:
    text = f"{who} broke the export."
    (finding,) = check(text, [IOLANA])
    assert finding.category is Category.INDIVIDUAL
    assert finding.text.startswith(who)
    assert "iolana" not in finding.suggestion.text.lower()
    assert "@" not in finding.suggestion.text


def test_a_name_that_nobody_bears_is_not_taken_for_a_person() -> None:
    assert check("Quispe broke the export.") == ()
    assert check("Quispe broke the export.", [IOLANA]) != ()


@pytest.mark.parametrize("policy", [Policy(services=("Karen",)), Policy(exempt=("karen",))])
def test_a_service_with_a_persons_name_is_a_thing(policy: Policy) -> None:
    text = "Karen broke the export."
    assert check(text) != ()
    assert check(text, policy=policy) == ()


def test_an_exempt_phrase_clears_nothing_around_it() -> None:
    policy = Policy(exempt=("forgot to",))
    assert check("Marcus forgot to renew it.", policy=policy) == ()
    text = "Marcus forgot to renew it. Marcus should have tested it."
    (finding,) = check(text, policy=policy)
    assert finding.text == text[finding.start : finding.end] == "Marcus should have tested"


def test_an_organizations_own_words_always_blame_in_their_kind() -> None:
    policy = Policy(
        terms=(("frobtastic", Category.CHARACTER), ("move fast and break things", Category.INTENT))
    )
    for text, wanted in (
        ("The deploy was frobtastic.", Category.CHARACTER),
        ("The deploy was FROBTASTIC!", Category.CHARACTER),
        ("Move fast and break things was the motto.", Category.INTENT),
    ):
        assert check(text) == ()
        (finding,) = check(text, policy=policy)
        assert finding.category is wanted
        assert finding.suggestion.text
    assert check("The frobtastical model was loaded.", policy=policy) == ()


@pytest.mark.parametrize("text", ["The beekeeper broke the export.", "The beekeepers should have closed it."])
def test_an_organizations_own_roles_are_people(text: str) -> None:
    assert check(text, policy=Policy(roles=("beekeeper",))) != ()
    assert check("The beekeeper broke the export.") == ()


def test_nothing_is_checked_where_the_check_is_off() -> None:
    policy = Policy(off=frozenset({Field.TIMELINE}))
    assert check(SAID, field=Field.TIMELINE, policy=policy) == ()
    assert check(SAID, field=Field.SUMMARY, policy=policy) != ()
    text = f"## Timeline\n\n{SAID}\n\n## Summary\n\nPetra should have tested it.\n"
    assert [finding.text for finding in check(text, policy=policy)] == ["Petra should have tested"]


HINT = "We should have tested the failover."


def test_gentle_leaves_hints_out_and_keeps_plain_blame() -> None:
    gentle = Policy(strictness=Strictness.GENTLE)
    assert check(HINT, policy=gentle) == ()
    assert check(SAID, policy=gentle) == check(SAID, policy=DEFAULT) != ()


@pytest.mark.parametrize("strictness", [Strictness.STANDARD, Strictness.STRICT])
def test_hints_are_told_from_warnings_for_those_who_show_them(strictness: Strictness) -> None:
    policy = Policy(strictness=strictness)
    assert [finding.level for finding in check(HINT, policy=policy)] == [Level.HINT]
    assert [finding.level for finding in check(SAID, policy=policy)] == [Level.WARNING]


def test_an_ignore_comment_covers_what_comes_after_it() -> None:
    assert check(f"<!-- postmortem-check: ignore counterfactual -->\n{SAID}\n") == ()
    assert check(f"<!-- postmortem-check: ignore animated -->\n{SAID}\n") != ()


def test_a_roster_is_read_from_lines() -> None:
    assert roster(["# people", "", "iolq\tIolana Quispe\n", "@otto\tOtto Berg"]) == (
        Named("Iolana Quispe", "iolq"),
        Named("Otto Berg", "otto"),
    )


@pytest.mark.parametrize("line", ["Iolana Quispe", "iolq\t", "iolq \t  "])
def test_a_line_without_a_name_is_told_with_its_number(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        roster(["a\tA B", line])
