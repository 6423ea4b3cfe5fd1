"""What people do in an editing dialog that has findings in it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import httpx2
from slack_sdk.signature import SignatureVerifier

from blocks import ids
from bot.postmortem import Postmortem
from tests.scenarios.room import ANA, MARIA, SECRET, Room
from tests.scenarios.test_main_job import section_value

Json = dict[str, Any]


def postmortem(room: Room) -> Postmortem:
    found = room.app.store.postmortem(1)
    assert found
    return found


def summary(room: Room) -> str:
    return postmortem(room).section("summary").body


def save(room: Room, text: str, by: str = MARIA) -> Json:
    """Types it into the open dialog and presses Save."""
    return room.submit(by, section_value(room.modal(by), text))


def edit(room: Room, text: str, by: str = MARIA) -> None:
    room.click(ids.EDIT, by)
    done = save(room, text, by)
    assert done["ok"], done


def press(room: Room, action: str, by: str = MARIA, n: int = 0, typed: str | None = None) -> Json:
    """A click on the nth finding's button in the open dialog, with what is typed by then."""
    view = room.modal(by)
    values = {} if typed is None else section_value(view, typed)
    where = {"view_id": view["id"], "block_id": f"wording/{n}/do"}
    done = room.sandbox.control("action", user=by, action_id=action, state={"values": values}, **where)
    assert done["ok"], done
    return dict(done)


def decide(room: Room, **chosen: Any) -> None:
    """The organization's settings, as an administrator would change them."""
    before = room.app.store.language_settings("T0TEST")
    saved: Json = {"version": before.version + 1, "changed_by": ANA, "changed_at": room.clock.now()}
    room.app.store.save_language_settings("T0TEST", replace(before, **saved, **chosen))


def is_open(room: Room, by: str = MARIA) -> bool:
    return bool(room.sandbox.look("views", user=by)["views"])


def field(room: Room, by: str = MARIA) -> str:
    """What the first field of the open dialog holds if nothing is typed into it."""
    block = next(b for b in room.modal(by)["blocks"] if b["type"] == "input")
    return str(block["element"].get("initial_value", ""))


def choose(room: Room, key: str, by: str, typed: str | None = None) -> None:
    view = room.modal(by)
    chooser = next(b for b in view["blocks"] if b["type"] == "actions" and "do" not in b["block_id"])
    option = next(o for o in chooser["elements"][0]["options"] if o["value"] == key)
    values = {} if typed is None else section_value(view, typed)
    asked = {"action_id": ids.CHOOSE_SECTION, "selected_option": option, "state": {"values": values}}
    done = room.sandbox.control("action", user=by, view_id=view["id"], **asked)
    assert done["ok"], done


def again(room: Room, blocks: list[Json], **where: Any) -> None:
    """Maria's click on the first finding's "Use this", delivered once more as it was."""
    button = next(block for block in blocks if block["block_id"] == "wording/0/do")["elements"][0]
    deliver(room, type="block_actions", actions=[button], **where)


def deliver(room: Room, **payload: Any) -> Any:
    """Something of Maria's doing, sent to the bot as Slack sends it; what the bot answers."""
    person = {"user": {"id": MARIA, "team_id": "T0TEST"}, "team": {"id": "T0TEST"}}
    body = urlencode({"payload": json.dumps({"trigger_id": "the same", **person, **payload})})
    verifier, at = SignatureVerifier(SECRET), str(int(time.time()))
    signed = {
        "x-slack-request-timestamp": at,
        "x-slack-signature": verifier.generate_signature(timestamp=at, body=body) or "",
        "content-type": "application/x-www-form-urlencoded",
    }
    url = str(room.sandbox.sandbox.config.bot_url)
    answer = httpx2.post(url, content=body, headers=signed, trust_env=False)
    assert answer.status_code == 200
    return answer.json() if answer.content else None


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
