"""What the timeline, the impact and the factors choose among what was said."""

from __future__ import annotations

from datetime import timedelta

from bot.drafting.draft import Draft
from bot.drafting.offline import OfflineWriter
from tests.drafting.builders import BO, at, case, post, say, ts

GUESS, COUNT, STEP, STEP_ON, FINDING, OVER, PROMISE = 8, 50, 20, 21.5, 30, 45, 60


def drafted() -> Draft:
    return OfflineWriter().write(
        case(
            post(1, "[FIRING:1] Kiosks print blank tickets"),
            say(3, "morning everybody :wave:"),
            say(5, "kiosks print blank tickets since 09:58 UTC, all stations"),
            say(GUESS, "about 30% of all tickets sold are blank, 4,000 customers"),
            say(STEP, "rolled 12 of 40 kiosks back to 8.3.2", BO),
            say(STEP_ON, "28 of 40 now, errors from 12% to 5%", BO),
            say(25, "lol"),
            say(
                FINDING,
                "found it: the font is missing because the nightly clean-up deletes it",
            ),
            say(33, "no alert looks at blank tickets, that's why we heard of it from the stations"),
            say(OVER, "40 of 40 print again, no error for 15 minutes. INC-1 is resolved, thank you"),
            say(COUNT, "final numbers: not 30%, it was 7% of the tickets, 1,204 customers"),
            say(PROMISE, "TODO: an alert on blank tickets, I'll do it by Friday. P1", BO),
            resolved=OVER,
        )
    )


def test_the_timeline_tells_the_steps_and_no_chatter_in_order() -> None:
    timeline = drafted().timeline
    told = {source for moment in timeline for source in moment.sources}
    assert {ts(STEP), ts(FINDING), ts(OVER)} <= told
    assert not {ts(3), ts(25)} & told
    assert [moment.at for moment in timeline] == sorted(moment.at for moment in timeline)


def test_what_somebody_goes_on_to_say_is_one_line() -> None:
    (line,) = [moment for moment in drafted().timeline if ts(STEP) in moment.sources]
    assert line.sources == (ts(STEP), ts(STEP_ON))
    assert "12 of 40" in line.text
    assert "28 of 40" in line.text


def test_a_time_that_was_said_places_the_line_and_is_shown_beside_when_it_was_said() -> None:
    (began,) = [moment for moment in drafted().timeline if ts(5) in moment.sources]
    assert (began.at, began.said_at) == (at(-2), at(5))
    assert "09:58 UTC — " in drafted().markdown
    assert "*(said at 10:05)*" in drafted().markdown


def test_action_items_have_a_section_of_their_own_and_no_line_in_the_timeline() -> None:
    draft = drafted()
    assert ts(PROMISE) in draft.action_items[0].sources
    assert not any(ts(PROMISE) in moment.sources for moment in draft.timeline)


def test_a_first_guess_that_was_taken_back_is_no_fact() -> None:
    facts = {source for fact in drafted().impact.facts for source in fact.sources}
    assert ts(COUNT) in facts
    assert ts(GUESS) not in facts


def test_what_is_only_possible_stands_apart() -> None:
    draft = drafted()
    assert {factor.possible for factor in draft.contributing_factors} == {True, False}
    _, _, factors = draft.markdown.partition("## Contributing Factors")
    likely, _, possible = factors.partition("Said as well, for you to judge:")
    for factor in draft.contributing_factors:
        assert factor.text in (possible if factor.possible else likely)


def test_the_lines_of_a_long_talk_are_at_most_half_of_it() -> None:
    talk = [say(n, f"step {n}: restarted worker {n} of 90, error rate is {90 - n}%") for n in range(90)]
    draft = OfflineWriter().write(case(*talk))
    assert len({source for moment in draft.timeline for source in moment.sources}) <= 46
    assert draft.timeline[0].at >= at(0) - timedelta(minutes=1)


def test_the_timeline_of_a_huge_channel_stays_readable_and_says_what_it_leaves_out() -> None:
    talk = [say(n, f"restarted worker {n} of 900, error rate is {n % 90}% now") for n in range(900)]
    draft = OfflineWriter().write(case(*talk))
    assert len({source for moment in draft.timeline for source in moment.sources}) <= 241
    assert any("The timeline tells the 240 likeliest of about" in sentence for sentence in draft.unknowns)
