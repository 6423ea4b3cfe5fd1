"""Slack, as what we call: ``bot.ports.Chat`` over slack_sdk's WebClient, the only file that knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from blocks.slack.posts import lay_out
from blocks.slack.wording import private_post
from bot.blameless.marking import Told
from bot.conversation import Channel, Conversation, Mark, Message, Person
from bot.errors import Gone, Permanent, Retryable, UserError
from bot.listening.slack_marks import read_marks
from bot.listening.slack_messages import read_message, read_person
from bot.showing import Place, Post, Shown

METADATA = "postmortem_post"  # how we know our own posts again after a crash
TIMEOUT = 15  # seconds a call may take; well inside a lease
PAGE = 200
USUAL_WAIT, LONGEST_WAIT = 30.0, 3600.0  # seconds to wait when Slack asks us to slow down

# What each refusal means for the person who can mend it (https://docs.slack.dev/reference/methods).
MENDS = {
    "channel_not_found": "Slack does not know the channel, or the bot is not in it: invite it there.",
    "not_in_channel": "The bot is not in the channel: invite it there.",
    "is_archived": "The channel is archived: unarchive it to have the postmortem posted.",
    "invalid_auth": "Slack refuses the bot's token: set SLACK_BOT_TOKEN anew.",
    "not_authed": "No token was sent: set SLACK_BOT_TOKEN.",
    "token_revoked": "The bot's token was revoked: install the app again and set SLACK_BOT_TOKEN.",
    "token_expired": "The bot's token has expired: install the app again and set SLACK_BOT_TOKEN.",
    "account_inactive": "The app was removed from the workspace: install it again.",
    "missing_scope": "The app lacks a permission: install it again from app.yaml.",
    "restricted_action": "The workspace does not let the bot post there.",
    "invalid_blocks": "Slack refuses the layout; this is a defect of the bot's.",
    "msg_blocks_too_long": "Slack finds the post too long; this is a defect of the bot's.",
    "user_not_found": "Slack does not know this person.",
    "cannot_dm_bot": "Bots can't be sent direct messages.",
    "user_disabled": "This person has left.",
    "user_not_in_channel": "This person is not in the channel.",
}
GONE = frozenset({"message_not_found", "cant_update_message", "cant_delete_message", "thread_not_found"})
TROUBLE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
UNKNOWN = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
_CODE = re.compile(r"[a-z0-9_]+")  # what is none is a page from something in between: a proxy, an outage


class Refused(Permanent):
    """What Slack refuses, in our words; ``code`` is Slack's own."""

    def __init__(self, told: str, code: str) -> None:
        super().__init__(told)
        self.code = code


class SlackChat:
    """``base_url`` ends in "/api/". The SDK's own retries are off: a dropped post is ours to look for."""

    def __init__(self, token: str, *, base_url: str, public_url: str) -> None:
        self._web = WebClient(token=token, base_url=base_url, timeout=TIMEOUT, retry_handlers=[])
        self._public_url = public_url

    def lay_out(self, shown: Shown) -> Sequence[Post]:
        return lay_out(shown, self._public_url)

    def open(self, place: Place) -> str:
        if place.person is None:
            return place.channel
        return str(self._call("conversations.open", users=place.person)["channel"]["id"])

    def post(self, channel: str, thread: str | None, post: Post, key: str) -> str:
        mark = {"event_type": METADATA, "event_payload": {"key": key}}
        said = self._call(
            "chat.postMessage",
            channel=channel,
            thread_ts=thread,
            metadata=mark,
            unfurl_links=False,
            **post.body,
        )
        return str(said["ts"])

    def update(self, channel: str, ref: str, post: Post) -> None:
        self._call("chat.update", channel=channel, ts=ref, **post.body)

    def delete(self, channel: str, ref: str) -> None:
        self._call("chat.delete", channel=channel, ts=ref)

    def whisper(self, told: Told) -> None:
        body = private_post(told).body
        self._call("chat.postEphemeral", channel=told.channel, user=told.person, **body)

    def find(self, channel: str, thread: str | None, key: str) -> str | None:
        """Looks through what we said lately: newest first in a channel, all of a thread."""
        method = "conversations.replies" if thread else "conversations.history"
        for raw in self._pages(method, pages=5, channel=channel, ts=thread, include_all_metadata=True):
            mark = raw.get("metadata") or {}
            ours = raw.get("bot_id") == self._self["bot_id"] and mark.get("event_type") == METADATA
            if ours and mark.get("event_payload", {}).get("key") == key:
                return str(raw["ts"])
        return None

    def person(self, id: str) -> Person:
        """Somebody Slack no longer knows is a person who has left, not an error."""
        try:
            return read_person(self._call("users.info", user=id)["user"])
        except Refused as problem:
            if problem.code in UNKNOWN:
                return Person(id, id, left=True)
            raise

    def channel(self, workspace: str, id: str) -> Channel:
        """Raises UserError where the bot can't look, since it is a person who pointed it there."""
        try:
            raw = self._call("conversations.info", channel=id)["channel"]
        except Permanent as problem:
            raise UserError(str(problem)) from None
        topic = (raw.get("topic") or {}).get("value") or ""
        private = bool(raw.get("is_private") or raw.get("is_im") or raw.get("is_mpim"))
        return Channel(workspace, id, raw.get("name") or "", topic, private)

    def is_member(self, channel: str, person: str) -> bool:
        try:
            pages = self._pages("conversations.members", key="members", pages=50, channel=channel)
            return any(member == person for member in pages)
        except Permanent:
            return False

    def history(self, channel: str) -> Conversation:
        messages: list[Message] = []
        marks: list[Mark] = []
        for raw in self._said(channel):
            messages += self._read(raw)
            marks += read_marks(raw, channel)
        return Conversation(tuple(messages), tuple(marks))

    def _said(self, channel: str) -> Iterator[Mapping[str, Any]]:
        """Every message object of the channel, each with its replies after it."""
        for raw in self._pages("conversations.history", pages=500, channel=channel):
            yield raw
            if raw.get("reply_count"):
                replies = self._pages("conversations.replies", pages=50, channel=channel, ts=raw["ts"])
                yield from (reply for reply in replies if reply.get("ts") != raw["ts"])

    def link(self, channel: str, message: Message) -> str | None:
        """A permalink, built and not asked for: Slack's form has been the same for years."""
        base = f"{self._self['url'].rstrip('/')}/archives/{channel}/p{message.id.replace('.', '')}"
        return f"{base}?thread_ts={message.thread}&cid={channel}" if message.is_reply else base

    def identity(self) -> Mapping[str, str]:
        """Who the token is: "team", "user", "url". For doctor and start-up."""
        return {
            key: str(self._self.get(key, ""))
            for key in ("team", "user", "url", "bot_id", "team_id", "user_id")
        }

    def check_app_token(self, token: str) -> None:
        """Whether Slack would open a socket with this app-level token. Raises Permanent if not."""
        try:
            self._call("apps.connections.open", headers={"Authorization": f"Bearer {token}"})
        except Refused as problem:
            raise Permanent(
                f"SLACK_APP_TOKEN is refused ({problem.code}): switch Socket Mode on, and make an app-level"
                " token with connections:write."
            ) from None

    @cached_property
    def _self(self) -> Mapping[str, Any]:
        return self._call("auth.test")

    def _read(self, raw: Mapping[str, Any]) -> list[Message]:
        if raw.get("bot_id") == self._self["bot_id"]:
            return []  # what we said ourselves is no evidence
        message = read_message(raw)
        return [message] if message else []

    def _pages(self, method: str, *, pages: int, key: str = "messages", **arguments: Any) -> Iterator[Any]:
        cursor = None
        for _ in range(pages):
            page = self._call(method, limit=PAGE, cursor=cursor, **arguments)
            yield from page.get(key) or []
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    def _call(
        self, method: str, *, headers: dict[str, str] | None = None, **arguments: Any
    ) -> dict[str, Any]:
        given = {key: value for key, value in arguments.items() if value is not None}
        try:
            if _takes_json(method):
                answer = self._web.api_call(method, json=given, headers=headers)
            else:
                answer = self._web.api_call(method, params=given, headers=headers)
        except SlackApiError as problem:
            raise _meaning(problem) from None
        except (URLError, HTTPException, OSError, SlackClientError) as problem:
            raise Retryable(f"Slack can't be reached ({type(problem).__name__})") from None
        data: dict[str, Any] = dict(answer.data) if isinstance(answer.data, dict) else {}
        return data


def _takes_json(method: str) -> bool:
    """Slack takes JSON where a method writes; reading methods want a form."""
    return method.startswith(("chat.", "views.", "conversations.open"))


def _meaning(problem: SlackApiError) -> Exception:
    response = problem.response
    data = response.data if isinstance(response.data, dict) else {}
    code, status = str(data.get("error") or ""), int(response.status_code)
    if status == 429 or code == "ratelimited":
        return Retryable("Slack asks us to slow down", after=_asked_to_wait(response.headers))
    if status >= 500 or code in TROUBLE or not _CODE.fullmatch(code):
        told = code if _CODE.fullmatch(code) else f"HTTP {status}"
        return Retryable(f"Slack is having trouble ({told})")
    if code in GONE:
        return Gone(f"The post is not there any more ({code}).")
    detail = "; ".join(str(m) for m in (data.get("response_metadata") or {}).get("messages") or [])
    told = MENDS.get(code, f"Slack refuses: {code}.")
    return Refused(f"{told} ({detail})" if detail else told, code)


def _asked_to_wait(headers: Mapping[str, str]) -> float:
    """Seconds of the Retry-After header, whose case is whatever lies between Slack and us likes."""
    for name, value in headers.items():
        if name.lower() == "retry-after" and value.strip().isdecimal():
            return min(float(value), LONGEST_WAIT)
    return USUAL_WAIT
