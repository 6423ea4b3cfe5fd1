"""Messages that only one person sees, and the response URLs that make or change them."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import Any

from bot.sandbox.config import Config
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace import Change, Workspace

Json = dict[str, Any]

_CONTENT = ("text", "blocks", "attachments")


@dataclass
class ResponseUrl:
    """Where a response URL leads: the person and channel, and the message it was born from, if any."""

    user: str
    channel: str
    deadline: float
    uses_left: int
    message_ts: str | None = None
    ephemeral: bool = False
    thread_ts: str | None = None


class Ephemerals:
    """What is shown to one person in one channel, oldest first."""

    def __init__(self, workspace: Workspace, config: Config) -> None:
        self._workspace = workspace
        self._config = config
        self._shown: dict[tuple[str, str], dict[str, Json]] = {}
        self._urls: dict[str, ResponseUrl] = {}
        workspace.subscribe(self._on_change)

    def show(self, channel: str, user: str, fields: Json, ts: str | None = None) -> Json:
        """Show a message to one person (in the stead of the one at `ts`, when given) and return it."""
        with self._workspace.lock:
            bot = self._workspace.bot
            ts = ts or self._workspace.clock.next_ts()
            author = {"user": bot.user_id, "bot_id": bot.bot_id}
            message = {"type": "message", **author, "text": "", **fields, "ts": ts, "is_ephemeral": True}
            self._shown.setdefault((user, channel), {})[ts] = message
            self._workspace.tell(Change("ephemeral", channel, user=user, message=message))
            return message

    def dismiss(self, channel: str, user: str, ts: str) -> None:
        """Take a message away; one that is gone already is no error."""
        with self._workspace.lock:
            if self._shown.get((user, channel), {}).pop(ts, None) is not None:
                self._workspace.tell(Change("ephemeral_deleted", channel, user=user, data={"ts": ts}))

    def of(self, user: str, channel: str) -> list[Json]:
        """What this person sees in this channel and nobody else does."""
        with self._workspace.lock:
            return list(self._shown.get((user, channel), {}).values())

    def find(self, user: str, channel: str, ts: str) -> Json:
        """One of them; SlackError message_not_found."""
        with self._workspace.lock:
            message = self._shown.get((user, channel), {}).get(ts)
        if message is None:
            raise SlackError("message_not_found")
        return message

    def new_url(
        self,
        user: str,
        channel: str,
        message_ts: str | None = None,
        *,
        ephemeral: bool = False,
        thread_ts: str | None = None,
    ) -> str:
        """A response URL on this server, good for the configured uses and time."""
        key = secrets.token_urlsafe(18)
        deadline = time.monotonic() + self._config.response_url_seconds
        uses = self._config.response_url_uses
        self._urls[key] = ResponseUrl(user, channel, deadline, uses, message_ts, ephemeral, thread_ts)
        return f"{self._config.base_url}/_response/{key}"

    def respond(self, key: str, body: Json) -> None:
        """What the bot sent to a response URL; SlackError used_url, expired_url or what is wrong with it."""
        with self._workspace.lock:
            url = self._urls.get(key)
            if url is None or time.monotonic() > url.deadline:
                raise SlackError("expired_url")
            if url.uses_left <= 0:
                raise SlackError("used_url")
            url.uses_left -= 1
            if body.get("delete_original"):
                self._delete_original(url)
            elif body.get("replace_original") and url.message_ts:
                self._replace_original(url, body)
            else:
                self.answer(url.user, url.channel, body, url)

    def answer(self, user: str, channel: str, body: Json, url: ResponseUrl | None = None) -> Json:
        """A new message from an answer's body: ephemeral unless it says in_channel."""
        fields = {key: body[key] for key in _CONTENT if body.get(key)}
        thread_ts = body.get("thread_ts") or (url.thread_ts if url else None)
        if thread_ts:
            fields["thread_ts"] = thread_ts
        if not fields.get("text") and not fields.get("blocks") and not fields.get("attachments"):
            raise SlackError("no_text")
        if body.get("response_type") == "in_channel":
            bot = self._workspace.bot
            marks = {"user": bot.user_id, "bot_id": bot.bot_id, "app_id": bot.app_id, "text": ""}
            return self._workspace.post(channel, {**marks, **fields})
        message = self.show(channel, user, fields)
        if url is not None and url.message_ts is None:
            url.message_ts, url.ephemeral = message["ts"], True
        return message

    def _delete_original(self, url: ResponseUrl) -> None:
        if url.message_ts is None:
            raise SlackError("message_not_found")
        if url.ephemeral:
            self.dismiss(url.channel, url.user, url.message_ts)
        else:
            self._workspace.delete(url.channel, url.message_ts)

    def _replace_original(self, url: ResponseUrl, body: Json) -> None:
        assert url.message_ts is not None
        new = {"text": "", **{key: body[key] for key in _CONTENT if body.get(key)}}
        if not url.ephemeral:
            gone: Json = dict.fromkeys(_CONTENT)
            self._workspace.edit(url.channel, url.message_ts, gone | new, by=self._workspace.bot.user_id)
            return
        kept = {"thread_ts": url.thread_ts} if url.thread_ts else {}
        self.show(url.channel, url.user, kept | new, ts=url.message_ts)

    def _on_change(self, change: Change) -> None:
        if change.kind == "world":
            self._shown.clear()
            self._urls.clear()
