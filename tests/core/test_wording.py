"""The language check at work: after an edit, at a click, beside another's save, and at the gates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

import pytest

from bot.access import Access
from bot.blameless.looking import Looking
from bot.blameless.marking import Found, Ref, Told
from bot.blameless.settled import Settled
from bot.blameless.wording import Overtaken, Step, Typed, Wording
from bot.conversation import Channel, Person
from bot.editing import Editing
from bot.errors import Permanent, Retryable, Stale, UserError
from bot.gates import Held
from bot.incident import Change
from bot.language.finding import Category, Field, Finding
from bot.language.policy import Named, Policy, Strictness
from bot.ports import Chat
from bot.postmortem import Postmortem, State, Visibility
from bot.publishing import Publishing
from bot.reviewing import SEEN, Reviewing
from store.sql import SqlStore
from tests.blaming import BOB, BOB_PUT_WELL, CARELESS, CARLA, CARLA_PUT_WELL, HINT, plain_check
from tests.fakes import CHANNEL, NOON, WORKSPACE, FrozenClock, drafted, heard, incident, message

ANA, BEN, EVE = "U0ANA", "U0BEN", "U0EVE"


@dataclass
class Ear:
    """A chat platform that only whispers."""

    told: list[Told] = field(default_factory=list)
    trouble: Exception | None = None

    def whisper(self, told: Told) -> None:
        if self.trouble:
            raise self.trouble
        self.told.append(told)

    def person(self, id: str) -> Person:
        return Person(id, id)


@dataclass
class Desk:
    """PM-1 with a drafted summary and root cause, and the language check beside it."""

    store: SqlStore
    clock: FrozenClock
    ear: Ear = field(default_factory=Ear)

    @property
    def looking(self) -> Looking:
        return Looking(self.store, self.clock, plain_check)

    @property
    def wording(self) -> Wording:
        editing = Editing(self.store, self.clock)
        return Wording(self.store, cast(Chat, self.ear), self.clock, self.looking, editing)

    @property
    def postmortem(self) -> Postmortem:
        found = self.store.postmortem(1)
        assert found
        return found

    def body(self, key: str = "summary") -> str:
        return self.postmortem.section(key).body

    def write(self, text: str, by: str = ANA, key: str = "summary") -> Found:
        seen = self.postmortem.section(key).revision
        return self.wording.save(1, key, text, by, seen=seen)[1]

    def typed(self, text: str) -> Typed:
        return Typed(text, self.postmortem.section("summary").revision)

    def settings(self, **chosen: object) -> None:
        before = self.store.language_settings(WORKSPACE)
        fresh = replace(before, version=before.version + 1, changed_by=ANA, changed_at=NOON, **chosen)  # type: ignore[arg-type]
        self.store.save_language_settings(WORKSPACE, fresh)


@pytest.fixture
def desk(sqlite_store: SqlStore, clock: FrozenClock) -> Desk:
    sqlite_store.save_channel(Channel(WORKSPACE, CHANNEL))
    made, _ = sqlite_store.request_postmortem(sqlite_store.save_incident(incident()), EVE)
    sqlite_store.save(drafted(made))
    return Desk(sqlite_store, clock)


def ref(found: Found, n: int = 0) -> Ref:
    return found.ref(found.open[n])


# -- after an edit --------------------------------------------------------------------------------


def test_an_edit_is_saved_whatever_is_found_in_it(desk: Desk) -> None:
    found = desk.write(f"{BOB} {CARELESS}")
    assert desk.body() == f"{BOB} {CARELESS}"
    assert [one.sentence for one in found.open] == [BOB, CARELESS]


def test_nothing_is_found_where_the_check_is_off(desk: Desk) -> None:
    desk.settings(is_on=False)
    assert desk.write(BOB).open == ()
    desk.settings(is_on=True, off=frozenset({Field.SUMMARY}))
    assert desk.write(f"{BOB} {BOB}").open == ()
    assert desk.write(BOB, key="root_cause").open


def test_the_organizations_words_count(desk: Desk) -> None:
    desk.settings(terms=(("sheepish", Category.CHARACTER),), exempt=("Carla",))
    found = desk.write(f"It was a sheepish deploy. {CARLA}")
    assert [one.sentence for one in found.open] == ["It was a sheepish deploy."]


def test_hints_are_shown_to_those_who_want_it_strict(desk: Desk) -> None:
    assert desk.write(HINT).open == ()
    desk.settings(strictness=Strictness.STRICT)
    assert desk.write(f"{HINT} Indeed.").open


def test_the_check_knows_the_incidents_people_and_services(sqlite_store: SqlStore, desk: Desk) -> None:
    sqlite_store.save_person(WORKSPACE, Person("U1", "ana.p", "Ana Prieto"))
    sqlite_store.save_person(WORKSPACE, Person("U0BOT", "robot", is_bot=True))
    sqlite_store.save_person(WORKSPACE, Person(EVE, "eve"))
    sqlite_store.keep([heard(message(text="<@U0BOT> look"))])
    sqlite_store.record_change(WORKSPACE, Change("d1", "deploy", "payments", NOON, "payments 3"))
    asked: list[tuple[Sequence[Named], Field, Policy]] = []

    def check(_: str, people: Sequence[Named], where: Field, policy: Policy) -> tuple[Finding, ...]:
        asked.append((people, where, policy))
        return ()

    wording = replace(desk.wording, looking=Looking(sqlite_store, desk.clock, check))  # type: ignore[arg-type]
    wording.look(desk.postmortem, "root_cause")
    ((people, where, policy),) = asked
    assert people == (Named("eve", "eve", EVE), Named("Ana Prieto", "ana.p", "U1"))
    assert where is Field.ROOT_CAUSE
    assert policy.services == ("checkout", "payments")


def test_what_was_not_typed_over_is_no_conflict(desk: Desk) -> None:
    opened = desk.postmortem.section("summary")
    desk.write("Ben's summary.", BEN)
    after, _ = desk.wording.save(1, "summary", opened.body, ANA, seen=opened.revision)
    assert after.section("summary").body == "Ben's summary."
    with pytest.raises(Stale):
        desk.wording.save(1, "summary", "Ana's summary.", ANA, seen=opened.revision)


# -- Use this -------------------------------------------------------------------------------------


def test_a_suggestion_replaces_its_sentence_in_what_is_typed_now(desk: Desk) -> None:
    found = desk.write(f"It broke. [1] {BOB} [1]")
    done = desk.wording.use(ref(found), ANA, desk.typed(f"It broke badly. [1] {BOB} [1]\n\nMore."))
    assert done.step is Step.CHANGED
    assert done.found.open == ()
    assert desk.body() == f"It broke badly. [1] {BOB_PUT_WELL} [1]\n\nMore."
    assert desk.postmortem.section("summary").edited_by == ANA
    assert [r.body for r in desk.store.revisions(1, "summary")][-2:] == [
        f"It broke. [1] {BOB} [1]",
        desk.body(),
    ]


def test_a_repeated_click_changes_nothing(desk: Desk) -> None:
    found = desk.write(BOB)
    typed = desk.typed(BOB)
    first = desk.wording.use(ref(found), ANA, typed)
    again = desk.wording.use(ref(found), ANA, typed)
    assert again.postmortem == first.postmortem
    assert desk.body() == BOB_PUT_WELL


def test_two_quick_clicks_on_two_findings_both_count(desk: Desk) -> None:
    found = desk.write(f"{BOB} {CARLA}")
    typed = desk.typed(found.text)
    desk.wording.use(ref(found, 0), ANA, typed)
    second = desk.wording.use(ref(found, 1), ANA, typed)
    assert second.step is Step.CHANGED
    assert desk.body() == f"{BOB_PUT_WELL} {CARLA_PUT_WELL}"


def test_beside_somebody_elses_save_nothing_is_written_over(desk: Desk) -> None:
    found = desk.write(BOB)
    typed = desk.typed(f"{BOB} More.")
    desk.write("Ben's summary.", BEN)
    with pytest.raises(Overtaken) as overtaken:
        desk.wording.use(ref(found), ANA, typed)
    assert overtaken.value.text == f"{BOB_PUT_WELL} More."
    assert desk.body() == "Ben's summary."


def test_two_quick_clicks_do_not_overrule_what_was_typed_between(desk: Desk) -> None:
    found = desk.write(f"{BOB} {CARLA}")
    typed = desk.typed(found.text)
    desk.wording.use(ref(found, 0), ANA, typed)
    with pytest.raises(Overtaken):
        desk.wording.use(ref(found, 1), ANA, replace(typed, text=f"{found.text} More."))


def test_a_sentence_that_is_not_there_any_more_is_left_alone(desk: Desk) -> None:
    found = desk.write(BOB)
    done = desk.wording.use(ref(found), ANA, desk.typed("I wrote it anew."))
    assert done.step is Step.GONE
    assert desk.body() == BOB


def test_another_suggestion_than_the_one_shown_is_never_put_in(desk: Desk) -> None:
    found = desk.write(f"{BOB} {CARELESS}")
    for wrong in (replace(ref(found), said="0" * 8), ref(found, 1)):  # a forged one, and a question
        assert desk.wording.use(wrong, ANA, desk.typed(found.text)).step is Step.OTHER
    assert desk.body() == found.text


def test_of_the_same_sentence_twice_the_one_clicked_on_is_replaced(desk: Desk) -> None:
    found = desk.write(f"{BOB}\n\nMore.\n\n{BOB}")
    desk.wording.use(ref(found, 1), ANA, desk.typed(found.text))
    assert desk.body() == f"{BOB}\n\nMore.\n\n{BOB_PUT_WELL}"


def test_what_is_published_is_reopened_by_a_suggestion_as_by_any_edit(desk: Desk) -> None:
    found = desk.write(BOB)
    asked = desk.store.save(desk.postmortem.ask_for_review([BEN], EVE, NOON))
    desk.store.save(asked.approve(BEN, NOON))
    assert desk.wording.use(ref(found), ANA).postmortem.state is State.DRAFT
    desk.store.save(desk.postmortem.discard())
    with pytest.raises(UserError, match="discarded"):
        desk.wording.use(ref(desk.wording.look(desk.postmortem, "summary", BOB)), ANA, desk.typed(BOB))


# -- Keep mine ------------------------------------------------------------------------------------


def test_a_kept_sentence_is_not_brought_up_again_for_anybody(desk: Desk) -> None:
    found = desk.write(f"{BOB} {CARLA}")
    done = desk.wording.keep(ref(found), ANA)
    assert done.step is Step.KEPT
    assert [one.sentence for one in done.found.open] == [CARLA]
    assert done.found.kept == (BOB,)
    assert [one.sentence for one in desk.write(f"More. {BOB} [1] {CARLA}", BEN).open] == [CARLA]
    assert desk.write(BOB, BEN, "root_cause").open == ()
    (kept,) = desk.store.kept_sentences(1)
    assert (kept.key, kept.category, kept.by, kept.at) == (
        "summary", Category.COUNTERFACTUAL, ANA, desk.clock.now(),
    )  # fmt: skip


def test_keeping_leaves_the_text_and_its_approvals(desk: Desk) -> None:
    found = desk.write(BOB)
    asked = desk.store.save(desk.postmortem.ask_for_review([BEN, "U0CAT"], EVE, NOON))
    before = desk.store.save(asked.approve(BEN, NOON))
    desk.wording.keep(ref(found), BEN)
    assert desk.postmortem == before


def test_keeping_twice_says_kept_and_of_a_sentence_that_is_gone_says_so(desk: Desk) -> None:
    found = desk.write(BOB)
    assert desk.wording.keep(ref(found), ANA).step is Step.KEPT
    assert desk.wording.keep(ref(found), BEN).step is Step.KEPT
    assert desk.wording.keep(replace(ref(found), digest="f" * 16), ANA).step is Step.GONE
    assert len(desk.store.kept_sentences(1)) == 1


def test_a_changed_sentence_is_looked_at_again(desk: Desk) -> None:
    desk.wording.keep(ref(desk.write(BOB)), ANA)
    assert desk.write(BOB.replace("config", "flag")).open


# -- an edit from elsewhere -----------------------------------------------------------------------


def test_an_edit_from_elsewhere_is_told_once_and_to_its_editor(desk: Desk) -> None:
    desk.write(BOB)
    desk.write(f"{CARLA} {CARELESS}", key="root_cause")
    desk.wording.tell(1, ["summary", "root_cause"], BEN)
    (told,) = desk.ear.told
    assert (told.channel, told.person, told.found.key, told.elsewhere) == (CHANNEL, BEN, "summary", 2)


def test_nothing_is_told_where_nothing_is_found(desk: Desk) -> None:
    desk.write(BOB)
    assert desk.wording.after_edit(1, ["root_cause"], BEN) is None
    desk.wording.tell(1, ["root_cause", "no_such_section"], BEN)
    assert desk.ear.told == []


@pytest.mark.parametrize("trouble", [Permanent("not in the channel"), Retryable("slow down")])
def test_that_somebody_cannot_be_told_stops_nobody(desk: Desk, trouble: Exception) -> None:
    desk.write(BOB)
    desk.ear.trouble = trouble
    desk.wording.tell(1, ["summary"], BEN)


def test_a_suggestion_taken_there_goes_into_the_text_as_it_stands(desk: Desk) -> None:
    found = desk.write(BOB)
    desk.write(f"{BOB} Ben added this.", BEN)
    assert desk.wording.use(ref(found), ANA).step is Step.CHANGED
    assert desk.body() == f"{BOB_PUT_WELL} Ben added this."
    assert desk.wording.use(ref(found), ANA).step is Step.GONE


# -- better suggestions ---------------------------------------------------------------------------


@dataclass
class Writer:
    """Says what it is told to, in order."""

    says: list[str | Exception | None]
    asked: list[str] = field(default_factory=list)

    def __call__(
        self, text: str, finding: Finding, people: Sequence[Named], field: Field, policy: Policy
    ) -> str | None:
        assert (list(people), field, policy.services) == ([], Field.SUMMARY, ("checkout",))
        self.asked.append(text[slice(*finding.sentence)])
        said = self.says.pop(0)
        if isinstance(said, Exception):
            raise said
        return said


def test_a_better_suggestion_stands_from_then_on_and_is_asked_for_once(desk: Desk) -> None:
    found = desk.write(f"{BOB} {CARELESS}")
    writer = Writer(["The pipeline deployed without a check.", None])
    better = replace(desk.wording, better=writer).improve(found)
    assert better is not None
    assert better.open[0].suggestion.text == "The pipeline deployed without a check."
    assert writer.asked == [BOB, CARELESS]
    later = desk.wording.look(desk.postmortem, "summary")
    assert later.open[0].suggestion.text == "The pipeline deployed without a check."
    again = Writer(["The deploy went out at 13:58."])
    assert replace(desk.wording, better=again).improve(later)
    assert again.asked == [CARELESS]
    desk.wording.use(ref(later), ANA)
    assert desk.body().startswith("The pipeline deployed without a check.")


@pytest.mark.parametrize(
    "said",
    [None, "", BOB, CARLA, "It broke.\nIt broke.", "It broke " * 99, Retryable("busy"), Permanent("no")],
)
def test_what_is_no_better_replaces_nothing(desk: Desk, said: str | Exception | None) -> None:
    found = desk.write(BOB)
    assert replace(desk.wording, better=Writer([said])).improve(found) is None
    assert desk.wording.look(desk.postmortem, "summary") == found


def test_without_a_model_nothing_is_asked(desk: Desk) -> None:
    assert desk.wording.improve(desk.write(BOB)) is None


# -- the gate -------------------------------------------------------------------------------------


@dataclass
class Court:
    desk: Desk

    @property
    def reviewing(self) -> Reviewing:
        chat = cast(Chat, self.desk.ear)
        return Reviewing(self.desk.store, chat, self.desk.clock, (Settled(self.desk.looking),))

    @property
    def publishing(self) -> Publishing:
        store, chat = self.desk.store, cast(Chat, self.desk.ear)
        gates = (Settled(self.desk.looking),)
        return Publishing(store, chat, self.desk.clock, Access(store, chat), gates=gates)

    def approve(self, by: str) -> Postmortem:
        return self.reviewing.approve(1, by, seen=self.desk.postmortem.content[:SEEN])

    def publish(self) -> Postmortem:
        return self.publishing.publish(1, Visibility.TEAM, ANA)


@pytest.fixture
def court(desk: Desk) -> Court:
    """Findings in two sections, put up for Ben's review; whether they matter is the test's to say."""
    desk.write(f"{BOB} {CARLA} {HINT}")
    desk.write(CARELESS, key="root_cause")
    desk.store.save(desk.postmortem.ask_for_review([BEN], EVE, NOON))
    return Court(desk)


def test_findings_hold_nothing_up_unless_the_organization_says_so(court: Court) -> None:
    assert court.approve(BEN).state is State.APPROVED
    assert court.publish().state is State.PUBLISHED


def test_an_approval_waits_until_every_finding_is_settled(court: Court) -> None:
    court.desk.settings(must_settle=True)
    with pytest.raises(Held) as held:
        court.approve(BEN)
    assert "3 sentences" in str(held.value)
    assert "2 in “Summary”, 1 in “Root Cause”" in str(held.value)
    assert held.value.section == "summary"
    assert court.desk.postmortem.state is State.IN_REVIEW
    for key, number in (("summary", 2), ("root_cause", 1)):
        for _ in range(number):
            found = court.desk.wording.look(court.desk.postmortem, key)
            court.desk.wording.keep(ref(found), BEN)
    assert court.approve(BEN).state is State.APPROVED


def test_publishing_waits_as_well(court: Court) -> None:
    court.approve(BEN)
    court.desk.settings(must_settle=True)
    with pytest.raises(Held, match="published"):
        court.publish()
    court.desk.settings(is_on=False)
    assert court.publish().state is State.PUBLISHED


def test_hints_hold_nothing_up(court: Court) -> None:
    desk = court.desk
    desk.settings(must_settle=True, strictness=Strictness.STRICT, exempt=("Bob", "Carla", "careless"))
    assert court.approve(BEN).state is State.APPROVED


def test_who_may_not_approve_is_told_that_first(court: Court) -> None:
    court.desk.settings(must_settle=True)
    with pytest.raises(UserError, match="Only the reviewers"):
        court.approve("U0MALLORY")
    with pytest.raises(UserError, match="You wrote part"):
        court.approve(ANA)


def test_a_repeated_approval_is_not_held_up_afterwards(court: Court) -> None:
    seen = court.desk.postmortem.content[:SEEN]
    court.approve(BEN)
    court.desk.settings(must_settle=True)
    assert court.reviewing.approve(1, BEN, seen=seen).state is State.APPROVED
