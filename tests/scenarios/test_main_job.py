"""The main job, end to end: a resolved incident becomes a reviewed, published postmortem."""

from __future__ import annotations

import httpx2

from blocks import ids
from tests.scenarios.room import ANA, FOLLOW_UP, JONAS, MARIA, Room, part, served, words


def section_value(view: dict[str, object], text: str) -> dict[str, object]:
    """The values of an edit modal with ``text`` in its first input and nothing in the others."""
    inputs = [b["block_id"] for b in view["blocks"] if b["type"] == "input"]  # type: ignore[attr-defined]
    return {block: {ids.TEXT: {"value": text if block == inputs[0] else None}} for block in inputs}


def ask_for_review(room: Room, by: str = MARIA, *reviewers: str) -> None:
    room.click(ids.ASK, by)
    asked = room.submit(by, {ids.REVIEWERS: {ids.PEOPLE: {"selected_users": list(reviewers or (ANA,))}}})
    assert not asked.get("errors"), asked
    room.tick()


def publish(room: Room, by: str, visibility: str) -> dict[str, object]:
    room.click(ids.PUBLISH, by)
    view = room.modal(by)
    radio = next(b for b in view["blocks"] if b["block_id"] == ids.VISIBILITY)["element"]
    option = next(o for o in radio["options"] if o["value"] == visibility)
    done = room.submit(by, {ids.VISIBILITY: {radio["action_id"]: {"selected_option": option}}})
    room.tick()
    return done


def test_a_resolved_incident_becomes_a_reviewed_published_postmortem(room: Room) -> None:
    room.play()
    room.tick()
    card = room.card()
    assert "INC-2041" in words(card)
    assert "DRAFT" in words(card).upper()
    assert "7 of 7 messages" in words(card)
    thread = [part(m) for m in room.ours() if m.get("thread_ts") == card["ts"] and m is not card]
    assert [p.split("/")[1] for p in thread if p.startswith("section/")] == [
        "summary", "timeline", "root_cause", "contributing_factors", "impact", "action_items", "lessons",
    ]  # fmt: skip

    room.click(ids.EDIT, MARIA)
    edited = room.submit(MARIA, section_value(room.modal(MARIA), "Checkout failed for 25 minutes."))
    assert not edited.get("errors")
    room.tick()
    assert "Checkout failed for 25 minutes." in words(room.card())

    ask_for_review(room)
    assert "IN REVIEW" in words(room.card()).upper()
    assert any("review" in words(m).lower() for m in room.direct(ANA))

    room.click(ids.APPROVE, ANA)
    room.tick()
    assert "APPROVED" in words(room.card()).upper()

    publish(room, MARIA, "public")
    card = room.card()
    assert "PUBLISHED" in words(card).upper()
    assert len(room.cards()) == 1
    assert [part(m) for m in room.ours()].count("published") == 1

    found = room.app.store.recent_postmortems("T0TEST", 1)[0]
    with served(room.app) as url:
        page = httpx2.get(f"{url}/p/{found.slug}", trust_env=False)
    assert page.status_code == 200
    assert "Checkout failed for 25 minutes." in page.text


def test_the_card_is_updated_in_place_and_never_posted_again(room: Room) -> None:
    room.play()
    room.tick()
    first = room.card()["ts"]
    ask_for_review(room)
    room.click(ids.APPROVE, ANA)
    room.tick()
    assert room.card()["ts"] == first


def test_requested_changes_come_back_to_the_draft_with_the_comment(room: Room) -> None:
    room.play()
    room.tick()
    ask_for_review(room)
    room.click(ids.CHANGES, ANA)
    room.submit(ANA, {ids.COMMENT: {ids.TEXT: {"value": "Add when the bank noticed."}}})
    room.tick()
    assert "DRAFT" in words(room.card()).upper()
    assert any("Add when the bank noticed." in words(m) for m in room.ours())


def test_an_edit_in_review_voids_the_approval_and_tells_the_reviewers(room: Room) -> None:
    room.play()
    room.tick()
    ask_for_review(room, MARIA, ANA, JONAS)
    room.click(ids.APPROVE, ANA)
    room.click(ids.EDIT, MARIA)
    room.submit(MARIA, section_value(room.modal(MARIA), "Something else."))
    room.tick()
    found = room.app.store.recent_postmortems("T0TEST", 1)[0]
    assert found.state == "draft"
    assert found.approvals == ()
    assert any("draft" in words(m).lower() for m in room.direct(ANA))


def test_nobody_approves_what_they_put_up_for_review(room: Room) -> None:
    room.play()
    room.tick()
    room.click(ids.ASK, ANA)
    refused = room.submit(ANA, {ids.REVIEWERS: {ids.PEOPLE: {"selected_users": [ANA]}}})
    assert ids.REVIEWERS in refused["errors"]


def test_somebody_who_was_not_asked_is_told_who_can_approve(room: Room) -> None:
    room.play()
    room.tick()
    ask_for_review(room)
    room.click(ids.APPROVE, JONAS)
    assert any(f"<@{ANA}>" in text for text in room.private(JONAS))
    assert room.app.store.recent_postmortems("T0TEST", 1)[0].approvals == ()


def test_a_click_on_a_card_of_an_older_text_approves_nothing(room: Room) -> None:
    room.play()
    room.tick()
    ask_for_review(room)
    old = room.card()
    room.app.cases.editing.edit(1, "summary", "Changed.", MARIA, seen=1)
    room.app.cases.reviewing.ask(1, [ANA], MARIA)
    room.click(ids.APPROVE, ANA, old)
    assert any("changed" in text.lower() for text in room.private(ANA))
    assert room.app.store.postmortem(1).approvals == ()  # type: ignore[union-attr]


def test_two_people_saving_one_section_lose_nothing(room: Room) -> None:
    room.play()
    room.tick()
    room.click(ids.EDIT, MARIA)
    room.click(ids.EDIT, JONAS)
    room.submit(MARIA, section_value(room.modal(MARIA), "Maria's summary."))
    room.submit(JONAS, section_value(room.modal(JONAS), "Jonas's summary."))
    shown = words(room.modal(JONAS))
    assert "Maria's summary." in shown
    assert "Jonas's summary." in shown
    assert room.app.store.postmortem(1).section("summary").body == "Maria's summary."  # type: ignore[union-attr]
    room.submit(JONAS, section_value(room.modal(JONAS), "Jonas's summary."))
    assert room.app.store.postmortem(1).section("summary").body == "Jonas's summary."  # type: ignore[union-attr]
    assert [r.body for r in room.app.store.revisions(1, "summary")][1:] == [
        "Maria's summary.",
        "Jonas's summary.",
    ]


def test_what_is_said_after_the_draft_goes_into_it(room: Room) -> None:
    room.play()
    room.tick()
    room.say(*FOLLOW_UP)
    room.tick()
    assert "contract test" not in words(room.ours())
    room.later(30)
    assert "contract test" in words([m for m in room.ours() if part(m) == "section/action_items/1"])
    assert len(room.cards()) == 1


def test_a_draft_that_somebody_edited_is_not_written_over_by_what_is_said_later(room: Room) -> None:
    room.play()
    room.tick()
    room.click(ids.EDIT, MARIA)
    room.submit(MARIA, section_value(room.modal(MARIA), "Mine."))
    room.say(*FOLLOW_UP)
    room.tick()
    room.later(30)
    found = room.app.store.postmortem(1)
    assert found is not None
    assert found.section("summary").body == "Mine."
    assert "contract test" in found.section("action_items").body


def test_a_redraft_takes_in_what_was_said_and_leaves_what_people_wrote(room: Room) -> None:
    room.play()
    room.tick()
    room.click(ids.EDIT, MARIA)
    room.submit(MARIA, section_value(room.modal(MARIA), "Mine."))
    room.say(*FOLLOW_UP)
    room.tick()
    option = {"value": f"1:1:{ids.REDRAFT}", "text": {"type": "plain_text", "text": "Redraft"}}
    room.click(ids.MORE, MARIA, selected_option=option)
    room.submit(MARIA, {})
    room.tick()
    found = room.app.store.postmortem(1)
    assert found is not None
    assert found.section("summary").body == "Mine."
    assert "contract test" in found.section("action_items").body


def test_a_private_incident_stays_with_its_members(room: Room) -> None:
    room.say(0, ANA, "Something is leaking from vault-api", channel="C0PRIVATE")
    room.say(9, JONAS, "INC-9 is resolved", channel="C0PRIVATE")
    room.tick()
    card = room.card("C0PRIVATE")
    room.click(ids.ASK, JONAS, card, channel="C0PRIVATE")
    room.submit(JONAS, {ids.REVIEWERS: {ids.PEOPLE: {"selected_users": [ANA]}}})
    room.tick()
    room.click(ids.APPROVE, ANA, room.card("C0PRIVATE"), channel="C0PRIVATE")
    room.tick()
    room.click(ids.PUBLISH, JONAS, room.card("C0PRIVATE"), channel="C0PRIVATE")
    radio = next(b for b in room.modal(JONAS)["blocks"] if b["block_id"] == ids.VISIBILITY)["element"]
    assert [o["value"] for o in radio["options"]] == ["team"]


def test_a_private_incident_is_listed_and_shown_to_its_members_only(room: Room) -> None:
    room.say(0, ANA, "Something is leaking from vault-api", channel="C0PRIVATE")
    room.say(9, JONAS, "INC-9 is resolved", channel="C0PRIVATE")
    room.tick()
    assert "PM-1" in words(room.command("list", JONAS, "C0PRIVATE")["response"])
    assert "PM-1" in words(room.command("show PM-1", JONAS)["response"])
    assert "PM-1" not in words(room.command("list", JONAS)["response"])
    refused = words(room.command("show PM-1", MARIA)["response"])
    assert refused == words(room.command("show PM-77", MARIA)["response"]).replace("77", "1")
    room.sandbox.control("home", user=MARIA)
    assert room.sandbox.control("settle")["settled"]
    assert "PM-1" not in words(room.sandbox.look("home", user=MARIA)["view"])


def test_a_team_page_opens_for_a_member_by_a_link_that_works_once(room: Room) -> None:
    room.play()
    room.tick()
    ask_for_review(room)
    room.click(ids.APPROVE, ANA)
    room.tick()
    publish(room, MARIA, "team")
    room.click(ids.OPEN_PAGE, JONAS)
    link = str(room.modal(JONAS)["blocks"][0]["elements"][0]["url"])
    path = link.removeprefix("http://127.0.0.1:3000")
    with (
        served(room.app) as url,
        httpx2.Client(base_url=url, trust_env=False, follow_redirects=True) as browser,
    ):
        slug = room.app.store.postmortem(1).slug  # type: ignore[union-attr]
        assert browser.get(f"/p/{slug}").status_code == 404
        assert browser.get(path).status_code == 200
        entered = browser.post(path, headers={"Origin": "http://127.0.0.1:3000"})
        assert entered.status_code == 200, entered.text
        assert "Root Cause" in entered.text
        browser.cookies.clear()
        assert browser.post(path, headers={"Origin": "http://127.0.0.1:3000"}).status_code == 410
