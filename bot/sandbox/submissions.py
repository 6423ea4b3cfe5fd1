"""Modals as a person fills them in: what the fields hold, what Slack checks itself, and the bot's answer."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.interactions import Interactions
from bot.sandbox.outbound import Outbound
from bot.sandbox.surfaces import check_view
from bot.sandbox.views import Views
from bot.sandbox.workspace import Change, Workspace

Json = dict[str, Any]

TROUBLE = "We had some trouble connecting. Try again?"

_CHOICES = {
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_user": "selected_user",
    "initial_users": "selected_users",
    "initial_conversation": "selected_conversation",
    "initial_conversations": "selected_conversations",
    "initial_channel": "selected_channel",
    "initial_channels": "selected_channels",
    "initial_date": "selected_date",
    "initial_time": "selected_time",
    "initial_date_time": "selected_date_time",
    "initial_value": "value",
}
_FIELD_OF = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
}


class Submissions:
    """Submitting and closing modals."""

    def __init__(
        self, workspace: Workspace, views: Views, interactions: Interactions, outbound: Outbound
    ) -> None:
        self._workspace = workspace
        self._views = views
        self._interactions = interactions
        self._outbound = outbound

    async def submit(self, user_id: str, view_id: str, values: Json) -> Json:
        """Press Submit: {ok: true}, {errors: {block_id: text}} or {error: text}; always with `status`."""
        view = self._views.seen_by(user_id, view_id)
        filled = state_of(view, values)
        problems = client_errors(view, filled)
        if problems:
            return {"ok": False, "errors": problems, "status": None}
        view = self._views.keep_state(user_id, view_id, filled)
        payload = {
            **self._interactions.payload("view_submission", user_id),
            "trigger_id": self._views.new_trigger(user_id),
            "view": view,
            "response_urls": [],
        }
        answer = await self._outbound.interaction(payload)
        if not answer.ok:
            self._notice(user_id)
            return {"ok": False, "error": TROUBLE, "status": answer.status}
        try:
            result = self._apply(user_id, view, answer.body)
        except SlackError as refused:
            self._notice(user_id)
            return {"ok": False, "error": TROUBLE, "why": refused.body(), "status": answer.status}
        return {**result, "status": answer.status}

    async def close(self, user_id: str, view_id: str) -> Json:
        """Press Cancel or the cross; the bot is told when the view asked for it."""
        view = self._views.seen_by(user_id, view_id)
        self._views.close(user_id, view_id, whole_stack=bool(view["clear_on_close"]))
        if not view["notify_on_close"]:
            return {"ok": True, "status": None}
        payload = {
            **self._interactions.payload("view_closed", user_id),
            "view": view,
            "is_cleared": bool(view["clear_on_close"]),
        }
        answer = await self._outbound.interaction(payload)
        return {"ok": answer.ok, "status": answer.status}

    def _apply(self, user_id: str, view: Json, body: Any) -> Json:
        """Do what the acknowledgement says (docs.slack.dev, surfaces/modals, response actions)."""
        body = body if isinstance(body, dict) else {}
        action = body.get("response_action")
        if action == "errors":
            return self._errors(view, body.get("errors"))
        if action == "update":
            check_view(body.get("view"), surface="modal")
            self._views.update(body["view"], view["id"], None, None)
        elif action == "push":
            check_view(body.get("view"), surface="modal")
            self._views.push_for(user_id, body["view"])
        elif action in (None, "clear"):
            self._views.close(user_id, view["id"], whole_stack=action == "clear")
        else:
            raise SlackError("invalid_arguments", f"unknown response_action: {action}")
        return {"ok": True}

    def _errors(self, view: Json, errors: Any) -> Json:
        inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise SlackError("invalid_arguments", f"errors must name input blocks of the view: {errors}")
        return {"ok": False, "errors": errors}

    def _notice(self, user_id: str) -> None:
        self._workspace.tell(Change("notice", user=user_id, data={"level": "error", "text": TROUBLE}))


def state_of(view: Json, values: Json) -> Json:
    """`view.state.values` as Slack would send it: what was given, else each field's initial value."""
    filled: Json = {}
    for block in view["blocks"]:
        for element in _fields(block):
            given = values.get(block["block_id"], {}).get(element["action_id"])
            held = {"type": element["type"], **(_initial(element) if given is None else given)}
            filled.setdefault(block["block_id"], {})[element["action_id"]] = held
    return filled


def client_errors(view: Json, filled: Json) -> dict[str, str]:
    """What Slack's own client refuses before the bot hears of it: empty required fields, wrong lengths."""
    problems = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        held = filled[block["block_id"]][element["action_id"]]
        value = held.get(_FIELD_OF.get(element["type"], "value"))
        if not value and not block.get("optional"):
            problems[block["block_id"]] = "Please complete this required field."
        elif isinstance(value, str) and value:
            least, most = element.get("min_length", 0), element.get("max_length", 3000)
            if element["type"] == "plain_text_input" and not least <= len(value) <= most:
                problems[block["block_id"]] = f"This field takes {least} to {most} characters."
    return problems


def _fields(block: Json) -> list[Json]:
    elements = [block.get("element"), block.get("accessory"), *block.get("elements", [])]
    return [item for item in elements if isinstance(item, dict) and item.get("type") in _FIELD_OF]


def _initial(element: Json) -> Json:
    """What an untouched field holds: its initial value, else null (an empty list for several)."""
    field = _FIELD_OF[element["type"]]
    empty: Json = {field: [] if field in ("selected_options",) or field.endswith("s") else None}
    for name, target in _CHOICES.items():
        if name in element:
            return {target: element[name]}
    return empty
