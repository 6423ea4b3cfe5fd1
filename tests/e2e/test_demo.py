"""What a newcomer does in the demo, click by click, in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.e2e


def test_from_the_replay_to_the_published_page(demo: str, page: Any, picture: Any) -> None:
    page.goto(demo)
    page.get_by_test_id("replay-start").click()
    asking = page.locator("[data-testid^=message-]", has=page.get_by_test_id("action-pm_ask")).first
    asking.wait_for()
    card = page.get_by_test_id(asking.get_attribute("data-testid")).first
    page.get_by_text(re.compile(r"DRAFT|Draft")).first.wait_for()
    picture("draft-in-channel")

    card.get_by_test_id("action-pm_read").click()
    page.get_by_test_id("modal").wait_for()
    picture("read")
    page.keyboard.press("Escape")

    card.get_by_test_id("action-pm_edit").click()
    page.get_by_test_id("modal").wait_for()
    field = page.get_by_test_id("modal").locator("textarea").first
    field.fill("Nobody could buy a ticket for most of the morning.")
    picture("edit")
    page.get_by_test_id("modal-submit").click()
    page.get_by_test_id("modal").wait_for(state="detached")
    card.get_by_text("Nobody could buy a ticket for most of the morning.").wait_for()

    card.get_by_test_id("action-pm_ask").click()
    modal = page.get_by_test_id("modal")
    modal.wait_for()
    modal.get_by_test_id("action-people").click()
    somebody = page.locator("[data-testid^=option-U]").last
    reviewer = str(somebody.get_attribute("data-testid")).removeprefix("option-")
    somebody.click()
    page.keyboard.press("Tab")
    picture("ask")
    page.get_by_test_id("modal-submit").click()
    modal.wait_for(state="detached")
    card.get_by_test_id("action-pm_approve").wait_for()

    page.get_by_test_id("act-as").click()
    page.get_by_test_id(f"act-as-{reviewer}").click()
    card.get_by_test_id("action-pm_approve").click()
    card.get_by_test_id("action-pm_publish").wait_for()
    picture("approved")

    card.get_by_test_id("action-pm_publish").click()
    modal.wait_for()
    modal.get_by_text("Public", exact=False).last.click()
    picture("publish")
    page.get_by_test_id("modal-submit").click()
    modal.wait_for(state="detached")
    with page.context.expect_page() as opening:
        card.get_by_text("Open page").click()
    published = opening.value
    published.get_by_role("heading", name="Root Cause").wait_for()
    assert "Nobody could buy a ticket" in published.content()
    picture("published-page", published)
