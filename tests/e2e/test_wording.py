"""An edit with a blaming sentence in it, settled in the dialog, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.test_demo import play

pytestmark = pytest.mark.e2e

SUMMARY = (
    "From 06:40 to 08:05 UTC the boarding gates refused valid tickets. [1] "
    "Callum should have checked the key list before the rotation. [4]"
)


def test_a_blaming_sentence_is_put_well_by_a_click(demo: str, page: Any, picture: Any) -> None:
    card = play(page, demo)
    modal = page.get_by_test_id("modal")
    card.get_by_test_id("action-pm_edit").click()
    field = page.get_by_label("Summary", exact=True).last
    field.fill(SUMMARY)
    page.get_by_test_id("modal-submit").click()
    modal.get_by_text("One sentence could be read as blame").wait_for()
    picture("wording")

    modal.get_by_test_id("action-pm_wording_why").click()
    page.get_by_test_id("modal-back").click()
    modal.get_by_test_id("action-pm_wording_use").click()
    modal.get_by_text("Saved with the suggestion").wait_for()
    picture("wording-used")
    text = field.input_value()
    assert text.startswith("From 06:40 to 08:05 UTC the boarding gates refused valid tickets. [1] ")
    assert "Callum" not in text
    assert "[4]" in text
    modal.get_by_text("Done", exact=True).click()
    modal.wait_for(state="detached")
    card.get_by_text(text.partition("[1] ")[2].partition(" [4]")[0]).wait_for()


def test_an_administrator_decides_what_is_checked(demo: str, page: Any, picture: Any) -> None:
    card = play(page, demo)
    modal = page.get_by_test_id("modal")
    page.get_by_test_id("composer").fill("/postmortem settings")
    page.get_by_test_id("composer").press("Enter")
    modal.get_by_text("Check the language of edits").wait_for()
    picture("settings")
    modal.get_by_text("Check the language of edits").click()
    page.get_by_test_id("modal-submit").click()
    modal.wait_for(state="detached")

    card.get_by_test_id("action-pm_edit").click()
    page.get_by_label("Summary", exact=True).last.fill(SUMMARY)
    page.get_by_test_id("modal-submit").click()
    modal.wait_for(state="detached")  # nothing is asked
    card.get_by_text("Callum should have checked").wait_for()
