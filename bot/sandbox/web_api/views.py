"""views.*: modals and the App Home."""

from __future__ import annotations

from typing import Any

from bot.sandbox.surfaces import check_view
from bot.sandbox.web_api.call import Call, Method

Json = dict[str, Any]


def open_view(call: Call) -> Json:
    """views.open."""
    view = check_view(call.data("view"), surface="modal")
    return {"view": call.sandbox.views.open(call.text("trigger_id"), view)}


def push(call: Call) -> Json:
    """views.push."""
    view = check_view(call.data("view"), surface="modal")
    return {"view": call.sandbox.views.push(call.text("trigger_id"), view)}


def update(call: Call) -> Json:
    """views.update: by view_id or external_id; with a hash only when nobody was faster."""
    given = call.data("view")
    surface = "home" if isinstance(given, dict) and given.get("type") == "home" else "modal"
    view = check_view(given, surface=surface)
    view_id, external_id = call.optional("view_id"), call.optional("external_id")
    if view_id is None and external_id is None:
        call.text("view_id")
    return {"view": call.sandbox.views.update(view, view_id, external_id, call.optional("hash"))}


def publish(call: Call) -> Json:
    """views.publish."""
    view = check_view(call.data("view"), surface="home")
    user = call.text("user_id", error="user_not_found")
    return {"view": call.sandbox.views.publish(user, view, call.optional("hash"))}


METHODS: dict[str, Method] = {
    "views.open": open_view,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
