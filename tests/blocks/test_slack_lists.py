"""Private replies and App Home: within limits, each with its next step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blocks import ids
from blocks.slack import lists
from bot.postmortem import Postmortem
from tests.blocks import samples
from tests.blocks.slack_limits import all_texts, check_blocks

INCIDENTS = {1: samples.INCIDENT}


def text(blocks: list[dict[str, object]]) -> str:
    return "\n".join(all_texts(blocks))


def test_help_names_every_command() -> None:
    blocks = lists.help_blocks()
    check_blocks(blocks, most=50)
    for command in ("create", "list", "show PM-12"):
        assert f"`/postmortem {command}`" in text(blocks)


def test_a_mistyped_word_is_answered_with_the_nearest_command() -> None:
    assert "Did you mean `/postmortem create`?" in text(lists.unknown_blocks("craete", "create"))
    odd = text(lists.unknown_blocks("<!channel>`", None))
    assert "&lt;!channel&gt;" in odd
    assert "`/postmortem help`" in odd


def test_an_empty_list_says_what_would_fill_it() -> None:
    assert "/postmortem create" in text(lists.list_blocks([], {}, 1, more=False))
    assert "no such page" in text(lists.list_blocks([], {}, 7, more=False))


def test_a_list_names_each_postmortem_its_incident_and_state_and_where_more_are() -> None:
    blocks = lists.list_blocks([samples.ASKED, samples.PUBLIC], INCIDENTS, 1, more=True)
    check_blocks(blocks, most=50)
    assert "• *PM-12* · INC-2041 · Checkout declines · In review\n• *PM-12*" in text(blocks)
    assert "`/postmortem list 2`" in text(blocks)
    assert "/postmortem list" not in text(lists.list_blocks([samples.ASKED], {}, 1, more=False))


def test_a_list_of_hostile_titles_stays_within_limits() -> None:
    strange = [replace(samples.ASKED, title="<!channel> &" * 9_000, number=n) for n in range(25)]
    blocks = lists.list_blocks(strange, {}, 1, more=True)
    check_blocks(blocks, most=50)
    assert "<!channel>" not in text(blocks)


@pytest.mark.parametrize("postmortem", samples.EVERY_STATE, ids=lambda p: f"{p.state}-{p.version}")
def test_show_brings_up_the_card_of_any_state(postmortem: Postmortem) -> None:
    check_blocks(lists.status_blocks(samples.shown(postmortem)), most=50)


def test_without_an_address_the_page_is_opened_by_an_action() -> None:
    [*_, buttons] = lists.status_blocks(samples.shown(samples.PUBLIC))
    assert buttons["elements"][0]["action_id"] == ids.OPEN_PAGE
    [*_, buttons] = lists.status_blocks(samples.shown(samples.PUBLIC), samples.BASE)
    assert buttons["elements"][0]["url"] == f"{samples.BASE}/p/checkout-declines-k3"


def test_home_shows_what_waits_for_this_person_first() -> None:
    view = lists.home_view([samples.HALF, samples.PUBLIC], INCIDENTS, "U0JONAS")
    check_blocks(view["blocks"], most=100)
    waiting = view["blocks"][1]["text"]["text"]
    assert "your review" in waiting
    mine = lists.home_view([samples.RETURNED], INCIDENTS, samples.RETURNED.authors[0])
    assert "changes were asked for" in text(mine["blocks"])
    done = lists.home_view([samples.HALF], INCIDENTS, "U0ANA")
    assert "Nothing. Reviews you are asked for appear here." in text(done["blocks"])
