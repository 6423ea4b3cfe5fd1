"""What a newcomer does in the demo, click by click, in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.e2e

REVIEWER = "U2EIRIKHAU"
AUTHOR = "U1MORAGKIN"
ALL_IS_READ = "Read 79 of 79 messages"  # once the redraft has the follow-ups said after the resolution
SUMMARY = (
    "From 06:40 to 08:05 UTC the boarding gates refused tickets signed with a key that they had not fetched "
    "yet. [1] [4] 412 passengers were refused and let on board by hand; three sailings left late, the worst "
    "by 22 minutes. [3]"
)


def play(page: Any, demo: str) -> Any:
    """The card, once the incident has been replayed and the draft has everything in it."""
    page.goto(demo)
    page.get_by_test_id("replay-start").click()
    card = page.locator("[data-testid^=message-]", has=page.get_by_text("Postmortem for INC-318")).first
    card.get_by_text(ALL_IS_READ).wait_for()
    card.get_by_test_id("action-pm_ask").wait_for()
    return page.get_by_test_id(card.get_attribute("data-testid")).first


def edit(page: Any, card: Any, text: str) -> None:
    """A new summary, up to where the card shows it."""
    card.get_by_test_id("action-pm_edit").click()
    page.get_by_label("Summary", exact=True).last.fill(text)
    send(page)
    card.get_by_text(text.partition(" [")[0]).wait_for()


def ask(page: Any, card: Any, *reviewers: str) -> None:
    """The reviewers of before are chosen already when it is asked again."""
    card.get_by_test_id("action-pm_ask").click()
    modal = page.get_by_test_id("modal")
    modal.wait_for()
    for reviewer in reviewers:
        modal.get_by_test_id("action-people").click()
        page.get_by_test_id(f"option-{reviewer}").click()
        page.keyboard.press("Tab")
    send(page)
    card.get_by_test_id("action-pm_approve").wait_for()


def send(page: Any) -> None:
    page.get_by_test_id("modal-submit").click()
    page.get_by_test_id("modal").wait_for(state="detached")


def act_as(page: Any, person: str) -> None:
    for told in page.get_by_test_id("toast").all():
        told.get_by_role("button").click()
    page.get_by_test_id("act-as").click()
    page.get_by_test_id(f"act-as-{person}").click()
    page.locator(f"[data-testid=act-as][data-user={person}]").wait_for(state="attached")
    page.get_by_test_id("toast").filter(has_text="You are now").wait_for()  # all is drawn for them


def test_from_the_replay_to_the_published_page(demo: str, page: Any, picture: Any) -> None:
    card = play(page, demo)
    picture("draft-in-channel")

    card.get_by_test_id("action-pm_read").click()
    page.get_by_test_id("modal").get_by_text("Root Cause").wait_for()
    page.get_by_test_id("modal").get_by_test_id("action-pm_page").click()  # a long draft has two pages
    page.get_by_test_id("modal").get_by_text("Lessons Learned").wait_for()
    page.keyboard.press("Escape")

    card.get_by_test_id("action-pm_edit").click()
    modal = page.get_by_test_id("modal")
    modal.wait_for()
    picture("edit")
    page.keyboard.press("Escape")
    modal.wait_for(state="detached")
    edit(page, card, "Nobody could board for most of the morning.")

    ask(page, card, REVIEWER)
    act_as(page, REVIEWER)
    card.get_by_test_id("action-pm_approve").click()
    card.get_by_test_id("action-pm_publish").wait_for()

    card.get_by_test_id("action-pm_publish").click()
    modal.get_by_text("Public", exact=True).click()
    send(page)
    with page.context.expect_page() as opening:
        card.get_by_text("Open page").click()
    published = opening.value
    published.get_by_role("heading", name="Root Cause").wait_for()
    assert "Nobody could board" in published.content()


def test_changes_are_asked_for_and_made_before_the_organization_reads_it(
    demo: str, page: Any, picture: Any
) -> None:
    card = play(page, demo)
    ask(page, card, REVIEWER)
    modal = page.get_by_test_id("modal")

    act_as(page, REVIEWER)
    card.get_by_test_id("action-pm_changes").click()
    modal.locator("textarea").fill("Please say what the passengers saw.")
    send(page)
    card.get_by_text("Please say what the passengers saw.").wait_for()

    act_as(page, AUTHOR)
    edit(page, card, SUMMARY)
    assert card.get_by_text("Please say what").count() == 0  # an edit answers it
    ask(page, card)
    for told in page.get_by_test_id("toast").all():
        told.get_by_role("button").click()
    picture("review")

    card.get_by_test_id("action-pm_approve").click()
    page.locator(".ephemeral", has_text="somebody else has to approve it").wait_for()

    act_as(page, REVIEWER)
    card.get_by_test_id("action-pm_approve").click()
    card.get_by_test_id("action-pm_publish").wait_for()
    act_as(page, AUTHOR)
    card.get_by_test_id("action-pm_publish").click()
    modal.get_by_text("Organization", exact=True).click()
    send(page)

    card.get_by_test_id("action-pm_open_page").click()
    with page.context.expect_page() as opening:
        modal.get_by_text("Open in the browser").click()
    published = opening.value
    way_in = published.url
    published.get_by_role("button", name="Continue").click()
    published.get_by_role("heading", name="Root Cause").wait_for()
    assert "let on board by hand" in published.content()
    picture("published-page", published)

    published.context.clear_cookies()
    published.goto(way_in)
    published.get_by_role("button", name="Continue").click()
    published.get_by_role("heading", name="This link is no longer good").wait_for()


def test_a_reviewer_reads_and_approves_on_a_phone(demo: str, page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    card = play(page, demo)
    ask(page, card, REVIEWER)

    page.get_by_test_id("menu").click()
    act_as(page, REVIEWER)
    page.get_by_test_id("menu").click()
    page.get_by_test_id("app-home").click()
    page.get_by_text("your review").wait_for()
    page.get_by_test_id("tab-messages").click()
    asked = page.locator("[data-testid^=message-]", has_text="asks you to review PM-1")
    asked.get_by_test_id("action-pm_read").click()
    modal = page.get_by_test_id("modal")
    modal.get_by_text("Root Cause").wait_for()
    modal.get_by_text("Changes considered").scroll_into_view_if_needed()
    assert re.search(r"Boarding gates refuse valid tickets · In review", modal.inner_text())
    wider = "() => document.documentElement.scrollWidth > window.innerWidth"
    assert not page.evaluate(wider), "the page scrolls sideways"
    modal.get_by_text("Close", exact=True).click()
    asked.get_by_test_id("action-pm_approve").click()
    page.get_by_text("You approved PM-1").wait_for()
    page.get_by_text("Nobody else is needed.").wait_for()


def test_nothing_typed_is_lost_and_a_discard_asks_first(demo: str, page: Any) -> None:
    card = play(page, demo)
    modal = page.get_by_test_id("modal")
    card.get_by_test_id("action-pm_edit").click()
    field = page.get_by_label("Summary", exact=True).last
    field.fill("Half a thought")
    modal.get_by_test_id("action-pm_choose_section").click()
    page.get_by_test_id("option-timeline").click()
    modal.get_by_text("“Summary” is not saved yet").wait_for()
    assert field.input_value() == "Half a thought"
    send(page)
    card.get_by_text("Half a thought").wait_for()

    for button in ("Keep it", "Discard"):
        card.get_by_test_id("action-pm_more").click()
        page.locator("[data-testid^=option-][data-testid$=discard]").click()
        modal.get_by_text("is put aside for everybody").wait_for()
        modal.get_by_role("button", name=button, exact=True).click()
        modal.wait_for(state="detached")
    card.get_by_text("This postmortem was discarded.").wait_for()
