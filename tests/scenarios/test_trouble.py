"""Slack in a bad mood, and requests that are not Slack's."""

from __future__ import annotations

import hashlib
import hmac
import time

import httpx2
import pytest

from tests.scenarios.room import ANA, CHANNEL, SECRET, Room, served, words


def test_a_429_is_waited_out_and_nothing_is_posted_twice(room: Room) -> None:
    room.sandbox.control("fault", method="chat.postMessage", status=429, retry_after=7, times=1, skip=2)
    room.play()
    room.tick()
    assert len(room.calls("chat.postMessage")) == 3
    room.later(6)
    assert len(room.calls("chat.postMessage")) == 3
    room.later(3)
    assert len(room.cards()) == 1
    keys = [m["metadata"]["event_payload"]["key"] for m in room.ours()]
    assert len(keys) == len(set(keys)) == 8


def test_a_connection_that_breaks_after_the_post_was_made_gives_one_card(room: Room) -> None:
    room.sandbox.control("fault", method="chat.postMessage", apply=True, times=1)
    room.play()
    room.tick()
    assert len(room.cards()) == 1
    room.later(5)
    assert len(room.cards()) == 1
    assert len(room.ours()) == 8


def test_a_connection_that_breaks_before_the_post_was_made_gives_one_card(room: Room) -> None:
    room.sandbox.control("fault", method="chat.postMessage", close=True, times=1)
    room.play()
    room.tick()
    room.later(5)
    assert len(room.cards()) == 1


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "token_revoked", "not_in_channel"])
def test_what_cannot_work_is_a_stored_visible_error_and_not_a_loop(room: Room, error: str) -> None:
    room.sandbox.control("fault", method="chat.postMessage", error=error, times=50)
    room.play()
    room.tick()
    calls = len(room.calls("chat.postMessage"))
    for _ in range(5):
        room.later(600)
    assert len(room.calls("chat.postMessage")) == calls
    (trouble,) = room.app.store.troubles("T0TEST")
    assert trouble.gave_up
    assert trouble.error in words(room.command("show PM-1")["response"])


def test_once_mended_what_was_given_up_is_posted(room: Room) -> None:
    room.sandbox.control("fault", method="chat.postMessage", error="token_revoked", times=1)
    room.play()
    room.tick()
    assert room.cards() == []
    room.app.store.revive()
    room.tick()
    assert len(room.cards()) == 1


def test_a_card_that_somebody_deleted_is_posted_anew_at_its_next_change(room: Room) -> None:
    room.play()
    room.tick()
    room.sandbox.control("delete", channel=CHANNEL, ts=room.card()["ts"])
    room.app.cases.editing.edit(1, "summary", "Changed.", ANA, seen=1)
    room.tick()
    assert len(room.cards()) == 1


def signed(body: bytes, stamp: str | None = None, signature: str | None = None) -> dict[str, str | bytes]:
    stamp = stamp if stamp is not None else str(int(time.time()))
    base = b"v0:" + stamp.encode() + b":" + body
    real = "v0=" + hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": (signature if signature is not None else real).encode(),
        "Content-Type": "application/json",
    }


BODY = b'{"type":"event_callback","team_id":"T0TEST","event_id":"Ev1","event":{"type":"message"}}'


@pytest.mark.parametrize(
    "headers",
    [
        signed(BODY, signature="v0=" + "0" * 64),
        signed(BODY, stamp=str(int(time.time()) - 3600)),
        signed(BODY, stamp="soon"),
        signed(BODY, stamp="١٢٣"),
        signed(BODY, stamp="9" * 400),
        signed(BODY, signature="v0=ü"),
        signed(BODY, signature=""),
        {"Content-Type": "application/json"},
    ],
    ids=["wrong", "old", "words", "arabic", "huge", "non-ascii", "empty", "absent"],
)
def test_a_request_that_slack_did_not_sign_is_refused_and_kept_out(
    small_room: Room, headers: dict[str, str]
) -> None:
    raw = {k: v if isinstance(v, bytes) else v.encode() for k, v in headers.items()}
    with served(small_room.app) as url:
        answer = httpx2.post(f"{url}/slack/events", content=BODY, headers=raw, trust_env=False)  # type: ignore[arg-type]
    assert answer.status_code == 401
    small_room.tick()
    assert small_room.app.store.messages("T0TEST", CHANNEL) == []


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"type":"event_callback"}', b"payload=%7B", b"\xff\xfe", b"payload=[]"],
)
def test_a_signed_body_that_makes_no_sense_is_no_server_error(small_room: Room, body: bytes) -> None:
    with served(small_room.app) as url:
        answer = httpx2.post(f"{url}/slack/events", content=body, headers=signed(body), trust_env=False)  # type: ignore[arg-type]
    assert answer.status_code < 500


def test_an_event_that_cannot_be_understood_does_not_hold_up_the_others(small_room: Room) -> None:
    from bot.rows import Arrival

    small_room.app.inbox.put(Arrival("slack:event:bad", "slack", "{}")).result()
    small_room.app.inbox.put(Arrival("slack:event:worse", "slack", '{"event":[],"team_id":1}')).result()
    small_room.play()
    small_room.tick()
    assert "7 of 7 messages" in words(small_room.card())
