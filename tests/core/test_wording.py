"""The language check at work: after an edit, at a click, beside another's save, and at the gates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.blameless.looking import Looking
from bot.blameless.wording import Overtaken, Step
from bot.conversation import Person
from bot.errors import Permanent, Retryable, Stale, UserError
from bot.incident import Change
from bot.language.finding import Category, Field, Finding
from bot.language.policy import Named, Policy, Strictness
from bot.postmortem import State
from store.sql import SqlStore
from tests.blaming import BOB, BOB_PUT_WELL, CARELESS, CARLA, CARLA_PUT_WELL, HINT
from tests.core.worded import ANA, BEN, EVE, Worded, ref
from tests.fakes import CHANNEL, NOON, WORKSPACE, heard, message

# -- after an edit --------------------------------------------------------------------------------


def test_an_edit_is_saved_whatever_is_found_in_it(worded: Worded) -> None:
    found = worded.write(f"{BOB} {CARELESS}")
    assert worded.body() == f"{BOB} {CARELESS}"
    assert [one.sentence for one in found.open] == [BOB, CARELESS]


def test_nothing_is_found_where_the_check_is_off(worded: Worded) -> None:
    worded.settings(is_on=False)
    assert worded.write(BOB).open == ()
    worded.settings(is_on=True, off=frozenset({Field.SUMMARY}))
    assert worded.write(f"{BOB} {BOB}").open == ()
    assert worded.write(BOB, key="root_cause").open


def test_the_organizations_words_count(worded: Worded) -> None:
    worded.settings(terms=(("sheepish", Category.CHARACTER),), exempt=("Carla",))
    found = worded.write(f"It was a sheepish deploy. {CARLA}")
    assert [one.sentence for one in found.open] == ["It was a sheepish deploy."]


def test_hints_are_shown_to_those_who_want_it_strict(worded: Worded) -> None:
    assert worded.write(HINT).open == ()
    worded.settings(strictness=Strictness.STRICT)
    assert worded.write(f"{HINT} Indeed.").open


def test_the_check_knows_the_incidents_people_and_services(sqlite_store: SqlStore, worded: Worded) -> None:
    sqlite_store.save_person(WORKSPACE, Person("U1", "ana.p", "Ana Prieto"))
    sqlite_store.save_person(WORKSPACE, Person("U0BOT", "robot", is_bot=True))
    sqlite_store.save_person(WORKSPACE, Person(EVE, "eve"))
    sqlite_store.keep([heard(message(text="<@U0BOT> look"))])
    sqlite_store.record_change(WORKSPACE, Change("d1", "deploy", "payments", NOON, "payments 3"))
    asked: list[tuple[Sequence[Named], Field, Policy]] = []

    def check(_: str, people: Sequence[Named], where: Field, policy: Policy) -> tuple[Finding, ...]:
        asked.append((people, where, policy))
        return ()

    wording = replace(worded.wording, looking=Looking(sqlite_store, worded.clock, check))  # type: ignore[arg-type]
    wording.look(worded.postmortem, "root_cause")
    ((people, where, policy),) = asked
    assert people == (Named("eve", "eve", EVE), Named("Ana Prieto", "ana.p", "U1"))
    assert where is Field.ROOT_CAUSE
    assert policy.services == ("checkout", "payments")


def test_what_was_not_typed_over_is_no_conflict(worded: Worded) -> None:
    opened = worded.postmortem.section("summary")
    worded.write("Ben's summary.", BEN)
    after, _ = worded.wording.save(1, "summary", opened.body, ANA, seen=opened.revision)
    assert after.section("summary").body == "Ben's summary."
    with pytest.raises(Stale):
        worded.wording.save(1, "summary", "Ana's summary.", ANA, seen=opened.revision)


# -- Use this -------------------------------------------------------------------------------------


def test_a_suggestion_replaces_its_sentence_in_what_is_typed_now(worded: Worded) -> None:
    found = worded.write(f"It broke. [1] {BOB} [1]")
    done = worded.wording.use(ref(found), ANA, worded.typed(f"It broke badly. [1] {BOB} [1]\n\nMore."))
    assert done.step is Step.CHANGED
    assert done.found.open == ()
    assert worded.body() == f"It broke badly. [1] {BOB_PUT_WELL} [1]\n\nMore."
    assert worded.postmortem.section("summary").edited_by == ANA
    assert [r.body for r in worded.store.revisions(1, "summary")][-2:] == [
        f"It broke. [1] {BOB} [1]",
        worded.body(),
    ]


def test_a_repeated_click_changes_nothing(worded: Worded) -> None:
    found = worded.write(BOB)
    typed = worded.typed(BOB)
    first = worded.wording.use(ref(found), ANA, typed)
    again = worded.wording.use(ref(found), ANA, typed)
    assert again.postmortem == first.postmortem
    assert worded.body() == BOB_PUT_WELL


def test_two_quick_clicks_on_two_findings_both_count(worded: Worded) -> None:
    found = worded.write(f"{BOB} {CARLA}")
    typed = worded.typed(found.text)
    worded.wording.use(ref(found, 0), ANA, typed)
    second = worded.wording.use(ref(found, 1), ANA, typed)
    assert second.step is Step.CHANGED
    assert worded.body() == f"{BOB_PUT_WELL} {CARLA_PUT_WELL}"


def test_beside_somebody_elses_save_nothing_is_written_over(worded: Worded) -> None:
    found = worded.write(BOB)
    typed = worded.typed(f"{BOB} More.")
    worded.write("Ben's summary.", BEN)
    with pytest.raises(Overtaken) as overtaken:
        worded.wording.use(ref(found), ANA, typed)
    assert overtaken.value.text == f"{BOB_PUT_WELL} More."
    assert worded.body() == "Ben's summary."


def test_two_quick_clicks_do_not_overrule_what_was_typed_between(worded: Worded) -> None:
    found = worded.write(f"{BOB} {CARLA}")
    typed = worded.typed(found.text)
    worded.wording.use(ref(found, 0), ANA, typed)
    with pytest.raises(Overtaken):
        worded.wording.use(ref(found, 1), ANA, replace(typed, text=f"{found.text} More."))


def test_a_sentence_that_is_not_there_any_more_is_left_alone(worded: Worded) -> None:
    found = worded.write(BOB)
    done = worded.wording.use(ref(found), ANA, worded.typed("I wrote it anew."))
    assert done.step is Step.GONE
    assert worded.body() == BOB


def test_another_suggestion_than_the_one_shown_is_never_put_in(worded: Worded) -> None:
    found = worded.write(f"{BOB} {CARELESS}")
    for wrong in (replace(ref(found), said="0" * 8), ref(found, 1)):  # a forged one, and a question
        assert worded.wording.use(wrong, ANA, worded.typed(found.text)).step is Step.OTHER
    assert worded.body() == found.text


def test_of_the_same_sentence_twice_the_one_clicked_on_is_replaced(worded: Worded) -> None:
    found = worded.write(f"{BOB}\n\nMore.\n\n{BOB}")
    worded.wording.use(ref(found, 1), ANA, worded.typed(found.text))
    assert worded.body() == f"{BOB}\n\nMore.\n\n{BOB_PUT_WELL}"


def test_what_is_published_is_reopened_by_a_suggestion_as_by_any_edit(worded: Worded) -> None:
    found = worded.write(BOB)
    asked = worded.store.save(worded.postmortem.ask_for_review([BEN], EVE, NOON))
    worded.store.save(asked.approve(BEN, NOON))
    assert worded.wording.use(ref(found), ANA).postmortem.state is State.DRAFT
    worded.store.save(worded.postmortem.discard())
    with pytest.raises(UserError, match="discarded"):
        worded.wording.use(
            ref(worded.wording.look(worded.postmortem, "summary", BOB)), ANA, worded.typed(BOB)
        )


# -- Keep mine ------------------------------------------------------------------------------------


def test_a_kept_sentence_is_not_brought_up_again_for_anybody(worded: Worded) -> None:
    found = worded.write(f"{BOB} {CARLA}")
    done = worded.wording.keep(ref(found), ANA)
    assert done.step is Step.KEPT
    assert [one.sentence for one in done.found.open] == [CARLA]
    assert done.found.kept == (BOB,)
    assert [one.sentence for one in worded.write(f"More. {BOB} [1] {CARLA}", BEN).open] == [CARLA]
    assert worded.write(BOB, BEN, "root_cause").open == ()
    (kept,) = worded.store.kept_sentences(1)
    assert (kept.key, kept.category, kept.by, kept.at) == (
        "summary", Category.COUNTERFACTUAL, ANA, worded.clock.now(),
    )  # fmt: skip


def test_keeping_leaves_the_text_and_its_approvals(worded: Worded) -> None:
    found = worded.write(BOB)
    asked = worded.store.save(worded.postmortem.ask_for_review([BEN, "U0CAT"], EVE, NOON))
    before = worded.store.save(asked.approve(BEN, NOON))
    worded.wording.keep(ref(found), BEN)
    assert worded.postmortem == before


def test_keeping_twice_says_kept_and_of_a_sentence_that_is_gone_says_so(worded: Worded) -> None:
    found = worded.write(BOB)
    assert worded.wording.keep(ref(found), ANA).step is Step.KEPT
    assert worded.wording.keep(ref(found), BEN).step is Step.KEPT
    assert worded.wording.keep(replace(ref(found), digest="f" * 16), ANA).step is Step.GONE
    assert len(worded.store.kept_sentences(1)) == 1


def test_a_changed_sentence_is_looked_at_again(worded: Worded) -> None:
    worded.wording.keep(ref(worded.write(BOB)), ANA)
    assert worded.write(BOB.replace("config", "flag")).open


# -- an edit from elsewhere -----------------------------------------------------------------------


def test_an_edit_from_elsewhere_is_told_once_and_to_its_editor(worded: Worded) -> None:
    worded.write(BOB)
    worded.write(f"{CARLA} {CARELESS}", key="root_cause")
    worded.wording.tell(1, ["summary", "root_cause"], BEN)
    (told,) = worded.ear.told
    assert (told.channel, told.person, told.found.key, told.elsewhere) == (CHANNEL, BEN, "summary", 2)


def test_nothing_is_told_where_nothing_is_found(worded: Worded) -> None:
    worded.write(BOB)
    assert worded.wording.after_edit(1, ["root_cause"], BEN) is None
    worded.wording.tell(1, ["root_cause", "no_such_section"], BEN)
    assert worded.ear.told == []


@pytest.mark.parametrize("trouble", [Permanent("not in the channel"), Retryable("slow down")])
def test_that_somebody_cannot_be_told_stops_nobody(worded: Worded, trouble: Exception) -> None:
    worded.write(BOB)
    worded.ear.trouble = trouble
    worded.wording.tell(1, ["summary"], BEN)


def test_a_suggestion_taken_there_goes_into_the_text_as_it_stands(worded: Worded) -> None:
    found = worded.write(BOB)
    worded.write(f"{BOB} Ben added this.", BEN)
    assert worded.wording.use(ref(found), ANA).step is Step.CHANGED
    assert worded.body() == f"{BOB_PUT_WELL} Ben added this."
    assert worded.wording.use(ref(found), ANA).step is Step.GONE
