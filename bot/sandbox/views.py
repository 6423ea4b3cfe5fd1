"""Modals and App Homes: who sees which view, and the triggers that allow opening one."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import Any

from bot.sandbox.config import Config
from bot.sandbox.errors import SlackError
from bot.sandbox.surfaces import with_ids
from bot.sandbox.workspace import Change, Workspace

Json = dict[str, Any]

STACK_DEPTH = 3
"""Views in one modal's stack (docs.slack.dev, surfaces/modals)."""


@dataclass
class Trigger:
    """A person did something; for a moment the bot may open one view for them."""

    user: str
    deadline: float
    spent: bool = False


class Views:
    """The open modal of each person (a stack, the last one is seen) and their App Home."""

    def __init__(self, workspace: Workspace, config: Config) -> None:
        self._workspace = workspace
        self._config = config
        self._triggers: dict[str, Trigger] = {}
        self._stacks: dict[str, list[Json]] = {}
        self._homes: dict[str, Json] = {}
        workspace.subscribe(self._on_change)

    # What the bot does

    def new_trigger(self, user: str) -> str:
        """A trigger_id for what this person just did."""
        trigger_id = f"{time.time_ns() // 1_000_000}.{self._workspace.world.team_id}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(user, time.monotonic() + self._config.trigger_seconds)
        return trigger_id

    def open(self, trigger_id: str, view: Json) -> Json:
        """Show a new modal; SlackError for a trigger that is spent, late or unknown."""
        with self._workspace.lock:
            user = self._spend(trigger_id)
            self._refuse_same_external_id(view)
            shown = self._new(view)
            self._stacks[user] = [shown]
            self._show(user, shown)
            return shown

    def push(self, trigger_id: str, view: Json) -> Json:
        """Put a view on the open modal; SlackError push_limit_reached above three."""
        with self._workspace.lock:
            user = self._spend(trigger_id)
            return self.push_for(user, view)

    def push_for(self, user: str, view: Json) -> Json:
        """Put a view on this person's modal (an answer to a submission needs no trigger)."""
        with self._workspace.lock:
            stack = self._stacks.get(user, [])
            if not stack:
                raise SlackError("not_found")
            if len(stack) >= STACK_DEPTH:
                raise SlackError("push_limit_reached")
            self._refuse_same_external_id(view)
            shown = self._new(view, previous=stack[-1])
            stack.append(shown)
            self._show(user, shown)
            return shown

    def update(self, view: Json, view_id: str | None, external_id: str | None, hash_: str | None) -> Json:
        """Change a view where it stands; SlackError not_found or hash_conflict."""
        with self._workspace.lock:
            user, old = self._locate(view_id, external_id)
            if hash_ and hash_ != old["hash"]:
                raise SlackError("hash_conflict")
            if old["type"] != view["type"]:
                raise SlackError("invalid_arguments", "view type cannot change [json-pointer:/view/type]")
            kept = {key: old[key] for key in ("id", "root_view_id", "previous_view_id")}
            shown = {**self._new(view), **kept}
            self._put(user, shown)
            self._show(user, shown)
            return shown

    def publish(self, user: str, view: Json, hash_: str | None) -> Json:
        """Set a person's App Home; SlackError hash_conflict."""
        with self._workspace.lock:
            self._workspace.user(user)
            old = self._homes.get(user)
            if hash_ and old and hash_ != old["hash"]:
                raise SlackError("hash_conflict")
            shown = self._new(view)
            if old:
                shown |= {"id": old["id"], "root_view_id": old["id"]}
            self._homes[user] = shown
            self._workspace.tell(Change("home", user=user, data={"view": shown}))
            return shown

    # What the person does

    def stack(self, user: str) -> list[Json]:
        """This person's open views, the root first."""
        with self._workspace.lock:
            return list(self._stacks.get(user, []))

    def home(self, user: str) -> Json | None:
        """This person's App Home, once it was published."""
        with self._workspace.lock:
            return self._homes.get(user)

    def seen_by(self, user: str, view_id: str) -> Json:
        """A view that is open for this person; SlackError not_found."""
        with self._workspace.lock:
            home = self._homes.get(user)
            for view in [*self._stacks.get(user, []), *([home] if home else [])]:
                if view["id"] == view_id:
                    return view
        raise SlackError("not_found")

    def keep_state(self, user: str, view_id: str, values: Json) -> Json:
        """Remember what the fields hold (Slack carries it in `view.state`) and return the view."""
        with self._workspace.lock:
            view = {**self.seen_by(user, view_id), "state": {"values": values}}
            self._put(user, view)
            return view

    def close(self, user: str, view_id: str, *, whole_stack: bool = False) -> None:
        """Take a view (or with it the whole stack) away."""
        with self._workspace.lock:
            stack = self._stacks.get(user, [])
            left = [] if whole_stack else [view for view in stack if view["id"] != view_id]
            self._stacks[user] = left
            gone = {"view_id": view_id, "stack": [view["id"] for view in left]}
            self._workspace.tell(Change("view_closed", user=user, data=gone))

    def _spend(self, trigger_id: str) -> str:
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.spent:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() > trigger.deadline:
            raise SlackError("expired_trigger_id")
        trigger.spent = True
        return trigger.user

    def _new(self, view: Json, previous: Json | None = None) -> Json:
        world = self._workspace.world
        view_id = f"V{secrets.token_hex(5).upper()}"
        blank = {
            "callback_id": "",
            "private_metadata": "",
            "external_id": "",
            "title": {
                "type": "plain_text",
                "text": "App Home" if view["type"] == "home" else "",
                "emoji": True,
            },
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
        }
        return {
            **blank,
            **view,
            "id": view_id,
            "team_id": world.team_id,
            "app_id": world.bot.app_id,
            "app_installed_team_id": world.team_id,
            "bot_id": world.bot.bot_id,
            "blocks": with_ids(view["blocks"]),
            "state": {"values": {}},
            "hash": f"{int(time.time())}.{secrets.token_hex(4)}",
            "previous_view_id": previous["id"] if previous else None,
            "root_view_id": previous["root_view_id"] if previous else view_id,
        }

    def _locate(self, view_id: str | None, external_id: str | None) -> tuple[str, Json]:
        everywhere = [(user, view) for user, stack in self._stacks.items() for view in stack]
        everywhere += list(self._homes.items())
        for user, view in everywhere:
            if view_id == view["id"] or (external_id and external_id == view["external_id"]):
                return user, view
        raise SlackError("not_found")

    def _refuse_same_external_id(self, view: Json) -> None:
        wanted = view.get("external_id")
        if wanted and any(seen["external_id"] == wanted for stack in self._stacks.values() for seen in stack):
            raise SlackError("duplicate_external_id")

    def _put(self, user: str, shown: Json) -> None:
        if shown["type"] == "home":
            self._homes[user] = shown
            return
        self._stacks[user] = [shown if view["id"] == shown["id"] else view for view in self._stacks[user]]

    def _show(self, user: str, shown: Json) -> None:
        if shown["type"] == "home":
            self._workspace.tell(Change("home", user=user, data={"view": shown}))
            return
        stack = [view["id"] for view in self._stacks[user]]
        self._workspace.tell(Change("view", user=user, data={"view": shown, "stack": stack}))

    def _on_change(self, change: Change) -> None:
        if change.kind == "world":
            self._triggers.clear()
            self._stacks.clear()
            self._homes.clear()
