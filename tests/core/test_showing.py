"""Showing: what people see is made equal to what is stored, whatever happened to it in between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import Permanent, Retryable
from bot.postmortem import State
from bot.rows import Stage
from tests.core.wall import CARD, CAUSE, REVIEW, SUMMARY, Desk, changed
from tests.fakes import CHANNEL


def test_everything_is_posted_once_in_order_with_the_sections_below_the_card(desk: Desk) -> None:
    assert desk.show() == ["post card", "post section/summary/1", "post section/root_cause/1"]
    card = desk.wall.ref("card")
    threads = {m.key: m.thread for m in desk.wall.there.values()}
    assert threads == {"PM-1/card": None, "PM-1/section/summary/1": card, "PM-1/section/root_cause/1": card}
    assert {m.channel for m in desk.wall.there.values()} == {CHANNEL}


def test_showing_again_what_is_there_calls_nobody(desk: Desk) -> None:
    desk.show()
    desk.touch()
    assert desk.show() == []


def test_only_what_differs_is_updated_and_where_it_stands(desk: Desk) -> None:
    desk.show()
    before = desk.wall.ref("section/summary/1")
    desk.wall.wanted = [CARD, changed(SUMMARY), CAUSE]
    desk.touch()
    assert desk.show() == ["update section/summary/1"]
    assert desk.wall.there[before].text == "the summary, changed"
    desk.touch()
    assert desk.show() == []


def test_what_is_not_wanted_any_more_is_deleted_and_what_is_new_is_added(desk: Desk) -> None:
    desk.show()
    more = replace(SUMMARY, part="section/summary/2")
    desk.wall.wanted = [CARD, SUMMARY, more]
    desk.touch()
    assert desk.show() == ["post section/summary/2", "delete section/root_cause/1"]
    assert [posted.part for posted in desk.store.posts(1)] == ["card", SUMMARY.part, more.part]


def test_what_somebody_deleted_already_counts_as_deleted(desk: Desk) -> None:
    desk.show()
    del desk.wall.there[desk.wall.ref(CAUSE.part)]
    desk.wall.wanted = [CARD, SUMMARY]
    desk.touch()
    desk.show()
    assert [posted.part for posted in desk.store.posts(1)] == ["card", SUMMARY.part]


def test_a_card_that_somebody_deleted_comes_anew_and_its_thread_with_it(desk: Desk) -> None:
    desk.show()
    old = desk.wall.ref("card")
    del desk.wall.there[old]
    desk.wall.wanted = [changed(CARD), SUMMARY, CAUSE]
    desk.touch()
    desk.show()
    card = desk.wall.ref("card")
    assert card != old
    for part in (SUMMARY.part, CAUSE.part):
        assert desk.wall.there[desk.wall.ref(part)].thread == card
    desk.touch()
    assert desk.show() == []


@pytest.mark.parametrize(
    "broken",
    ["delete section/summary/1", "post card", "after post card", "post section/summary/1",
     "after post section/summary/1", "post section/root_cause/1"],
)  # fmt: skip
def test_a_thread_that_comes_anew_is_whole_wherever_it_was_broken_off(desk: Desk, broken: str) -> None:
    desk.show()
    del desk.wall.there[desk.wall.ref("card")]
    desk.wall.wanted = [changed(CARD), SUMMARY, CAUSE]
    desk.touch()
    desk.wall.troubles[broken] = Retryable("slow down")
    with pytest.raises(Retryable):
        desk.show()
    desk.show()
    card = desk.wall.ref("card")
    for part in (SUMMARY.part, CAUSE.part):
        assert desk.wall.there[desk.wall.ref(part)].thread == card
    assert len(desk.wall.there) == 3


def test_a_reviewer_who_has_left_keeps_nobody_else_from_being_told(desk: Desk) -> None:
    other, done = replace(REVIEW, part="review/U3", person="U3"), replace(CARD, part="published")
    desk.wall.wanted = [CARD, REVIEW, other, done]
    desk.wall.troubles["open U2"] = Permanent("This person has left.")
    with pytest.raises(Permanent, match="has left"):  # and people can see why
        desk.show()
    assert sorted(m.key for m in desk.wall.there.values()) == [
        "PM-1/card",
        "PM-1/published",
        "PM-1/review/U3",
    ]


def test_a_section_that_somebody_deleted_comes_anew_by_itself(desk: Desk) -> None:
    desk.show()
    card = desk.wall.ref("card")
    del desk.wall.there[desk.wall.ref(SUMMARY.part)]
    desk.wall.wanted = [CARD, changed(SUMMARY), CAUSE]
    desk.touch()
    assert desk.show() == ["update section/summary/1", "post section/summary/1"]
    assert desk.wall.there[desk.wall.ref(SUMMARY.part)].thread == card


def test_a_post_whose_answer_was_lost_is_found_and_not_made_twice(desk: Desk) -> None:
    desk.wall.troubles["after post card"] = Retryable("the connection broke")
    with pytest.raises(Retryable):
        desk.show()
    desk.wall.wanted = [changed(CARD), SUMMARY, CAUSE]
    assert desk.show()[:3] == ["post card", "find card", "update card"]
    assert desk.wall.there[desk.wall.ref("card")].text == "the card, changed"
    assert len(desk.wall.there) == 3


def test_a_post_that_never_arrived_is_looked_for_and_then_made(desk: Desk) -> None:
    desk.wall.troubles["post section/root_cause/1"] = Retryable("slow down")
    with pytest.raises(Retryable):
        desk.show()
    desk.wall.fresh()
    assert desk.show() == ["find section/root_cause/1", "post section/root_cause/1"]
    assert len(desk.wall.there) == 3


def test_a_reviewer_is_written_to_directly_and_found_there_again(desk: Desk) -> None:
    desk.wall.wanted = [CARD, REVIEW]
    desk.wall.troubles["after post review/U2"] = Retryable("the connection broke")
    with pytest.raises(Retryable):
        desk.show()
    desk.show()
    assert desk.wall.there[desk.wall.ref("review/U2")].channel == "DU2"
    assert len(desk.wall.there) == 2


def test_a_draft_discarded_before_anybody_saw_it_is_mentioned_to_nobody(desk: Desk) -> None:
    desk.save(lambda p: p.discard())
    assert desk.show() == []
    assert desk.store.posts(1) == []


def test_a_draft_discarded_after_it_was_shown_is_told_on_its_card(desk: Desk) -> None:
    desk.show()
    desk.wall.wanted = [changed(CARD), SUMMARY, CAUSE]
    assert desk.save(lambda p: p.discard()).state is State.DISCARDED
    assert desk.show() == ["update card"]


def test_what_is_still_being_written_is_not_shown(desk: Desk) -> None:
    desk.save(lambda p: replace(p, version=p.version + 1, sections=()))
    assert desk.show() == []


def test_who_took_so_long_that_another_took_over_posts_nothing_more(desk: Desk) -> None:
    (mine,) = desk.store.claim(Stage.SHOW, 1)
    desk.clock.advance(desk.store.db.lease.total_seconds() + 1)
    desk.show()
    with pytest.raises(Retryable):
        desk.publishing.show(mine)
    assert desk.wall.fresh() == []


def test_a_channel_that_refuses_is_permanent_and_leaves_no_card_behind_by_name(desk: Desk) -> None:
    desk.wall.troubles["post card"] = Permanent("The channel is archived.")
    with pytest.raises(Permanent, match="archived"):
        desk.show()
    assert [posted.ref for posted in desk.store.posts(1)] == [None]
