"""What the page in the browser reads, does and is told."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from slack_sdk import WebClient

from bot.sandbox import SandboxServer
from tests.sandbox.tiny_bot import CARD, TinyBot

Json = dict[str, Any]


class Page:
    """One person's page: calls, and the events of its stream."""

    def __init__(self, sandbox: SandboxServer, user: str) -> None:
        self.user = user
        self._client = httpx2.Client(base_url=sandbox.url, timeout=10, trust_env=False)
        self._events: queue.Queue[Json] = queue.Queue()
        self._open = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        assert self._open.wait(5)

    def get(self, path: str, **query: Any) -> Json:
        answer: Json = self._client.get(f"/_ui/{path}", params={"as": self.user, **query}).json()
        return answer

    def post(self, path: str, **body: Any) -> Json:
        answer: Json = self._client.post(f"/_ui/{path}", json={"as": self.user, **body}).json()
        return answer

    def told(self, kind: str) -> Json:
        """The next event of this kind."""
        while True:
            event = self._events.get(timeout=5)
            if event["type"] == kind:
                return event

    def told_until_now(self) -> list[Json]:
        """Everything told so far: a last message is sent and waited for."""
        self.post("message", channel="C0INC", text="the end")
        told: list[Json] = []
        while not told or told[-1].get("message", {}).get("text") != "the end":
            told.append(self._events.get(timeout=5))
        return told

    def close(self) -> None:
        self._client.close()

    def _listen(self) -> None:
        try:
            with self._client.stream("GET", "/_ui/stream", params={"as": self.user}, timeout=None) as stream:
                for line in stream.iter_lines():
                    self._open.set()
                    if line.startswith("data: "):
                        self._events.put(json.loads(line.removeprefix("data: ")))
        except (httpx2.HTTPError, RuntimeError):
            return


@pytest.fixture
def ana(sandbox: SandboxServer) -> Iterator[Page]:
    page = Page(sandbox, "U0ANA")
    yield page
    page.close()


@pytest.fixture
def jonas(sandbox: SandboxServer) -> Iterator[Page]:
    page = Page(sandbox, "U0JONAS")
    yield page
    page.close()


def test_a_person_sees_their_own_workspace(ana: Page) -> None:
    state = ana.get("state")
    assert state["me"]["id"] == "U0ANA"
    kinds = {item["id"]: item["kind"] for item in state["channels"]}
    assert kinds == {"C0INC": "channel", "C0ELSE": "channel", "D0ANA": "im"}
    assert next(item for item in state["channels"] if item["kind"] == "im")["with"] == "U0POSTMORTEM"
    assert state["replay"]["state"] == "idle"
    assert state["commands"][0]["command"] == "/postmortem"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
        ("@jonas and @nobody", "<@U0JONAS> and @nobody"),
        ("<@U0JONAS> in <#C0INC>", "<@U0JONAS> in <#C0INC>"),
        ("see https://x.example/a?b=1&c=2.", "see <https://x.example/a?b=1&amp;c=2>."),
        ("<https://x.example/a>", "<https://x.example/a>"),
        ("in #inc-1, @here", "in <#C0INC|inc-1>, <!here>"),
        ("mail ana@jonas.example", "mail ana@jonas.example"),
        ("`@jonas <b>`", "`@jonas &lt;b&gt;`"),
        ("<script>", "&lt;script&gt;"),
    ],
)
def test_what_a_person_types_is_stored_as_slack_stores_it(ana: Page, typed: str, stored: str) -> None:
    ana.post("message", channel="C0INC", text=typed)
    assert ana.get("messages", channel="C0INC")["messages"][-1]["text"] == stored


def test_messages_edits_reactions_and_deletions_are_told_to_every_page(ana: Page, jonas: Page) -> None:
    ts = ana.post("message", channel="C0INC", text="hello")["ts"]
    assert jonas.told("message")["message"]["permalink"].endswith(f"/archives/C0INC/p{ts.replace('.', '')}")
    jonas.post("react", channel="C0INC", ts=ts, name="eyes")
    assert ana.told("reaction")["message"]["reactions"][0]["users"] == ["U0JONAS"]
    ana.post("edit", channel="C0INC", ts=ts, text="hello there")
    assert jonas.told("message_changed")["message"]["text"] == "hello there"
    assert jonas.post("delete", channel="C0INC", ts=ts)["error"] == "cant_delete_message"
    ana.post("delete", channel="C0INC", ts=ts)
    assert jonas.told("message_deleted")["ts"] == ts


def test_a_private_channel_is_told_only_to_its_members(ana: Page, jonas: Page) -> None:
    jonas.post("message", channel="C0SECRET", text="psst")
    assert jonas.told("message")["channel"] == "C0SECRET"
    assert ana.get("messages", channel="C0SECRET")["error"] == "channel_not_found"
    assert {event["channel"] for event in ana.told_until_now()} == {"C0INC"}


def test_unread_messages_are_counted_until_they_are_read(ana: Page, jonas: Page) -> None:
    for text in ("one", "two"):
        jonas.post("message", channel="C0INC", text=text)
    assert [item["unread"] for item in ana.get("state")["channels"] if item["id"] == "C0INC"] == [2]
    ana.get("messages", channel="C0INC")
    assert [item["unread"] for item in ana.get("state")["channels"] if item["id"] == "C0INC"] == [0]


def test_an_ephemeral_is_told_to_one_person_and_can_be_dismissed(
    ana: Page, jonas: Page, client: WebClient
) -> None:
    client.chat_postEphemeral(channel="C0INC", user="U0ANA", text="only you")
    message = ana.told("ephemeral")["message"]
    assert ana.get("messages", channel="C0INC")["ephemerals"][0]["text"] == "only you"
    assert jonas.get("messages", channel="C0INC")["ephemerals"] == []
    assert "ephemeral" not in {event["type"] for event in jonas.told_until_now()}
    ana.post("dismiss", channel="C0INC", ts=message["ts"])
    assert ana.told("ephemeral_deleted")["ts"] == message["ts"]


def test_a_click_a_modal_and_its_errors_from_the_page(ana: Page, bot: TinyBot, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0INC", text="A draft", blocks=CARD)["ts"]
    action = {"action_id": "open", "type": "button"}
    place = {"channel": "C0INC", "message_ts": ts}
    assert ana.post("action", container=place, block_id="card", action=action)["ok"] is True
    shown = ana.told("view")
    assert shown["stack"] == [shown["view"]["id"]]
    values = {"cause": {"text": {"type": "plain_text_input", "value": "Bob"}}}
    refused = ana.post("submit", view_id=shown["view"]["id"], values=values)
    assert refused["errors"] == {"cause": "Say what the process allowed."}
    ana.post("close", view_id=shown["view"]["id"])
    assert ana.told("view_closed") == {"type": "view_closed", "view_id": shown["view"]["id"], "stack": []}
    assert bot.payloads("view_closed")[0]["user"]["id"] == "U0ANA"


def test_a_silent_bot_is_told_to_the_person_who_asked(
    ana: Page, sandbox: SandboxServer, bot: TinyBot
) -> None:
    sandbox.control("config", ack_timeout=0.0001)
    answer = ana.post("command", channel="C0INC", text="/postmortem help")
    assert answer["ok"] is False
    assert ana.told("notice")["text"] == "/postmortem failed. The bot did not answer within 0.0001 seconds."
    assert bot.url


def test_a_page_that_asks_for_nonsense_is_told_what_is_missing(ana: Page) -> None:
    assert ana.post("message", channel="C0INC")["error"] == "missing: text"
    assert ana.post("message", channel="C0NONE", text="x")["error"] == "channel_not_found"
