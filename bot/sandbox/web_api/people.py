"""auth.*, team.*, users.*, bots.*, usergroups.*: who is here."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.web_api.call import Call, Method, page_of
from bot.sandbox.world import user_object

Json = dict[str, Any]


def api_test(call: Call) -> Json:
    """api.test: gives back what it got."""
    if call.args.get("error"):
        raise SlackError(str(call.args["error"]), args=call.args)
    return {"args": call.args}


def auth_test(call: Call) -> Json:
    """auth.test: who the token belongs to."""
    world = call.sandbox.workspace.world
    return {
        "url": f"{call.sandbox.config.base_url}/",
        "team": world.team_name,
        "user": world.bot.name,
        "team_id": world.team_id,
        "user_id": world.bot.user_id,
        "bot_id": world.bot.bot_id,
        "is_enterprise_install": False,
    }


def team_info(call: Call) -> Json:
    """team.info."""
    world = call.sandbox.workspace.world
    domain = call.sandbox.interactions.team_domain
    team = {"id": world.team_id, "name": world.team_name, "domain": domain, "email_domain": "", "icon": {}}
    return {"team": team}


def users_info(call: Call) -> Json:
    """users.info."""
    workspace = call.sandbox.workspace
    user = workspace.user(call.text("user", error="user_not_found"))
    return {"user": user_object(user, workspace.world)}


def users_list(call: Call) -> Json:
    """users.list."""
    world = call.sandbox.workspace.world
    everybody = [user_object(user, world) for user in list(world.users.values())]
    page, metadata = page_of(call, everybody, 1000, 1000)
    return {"members": page, "cache_ts": 0, "response_metadata": metadata}


def lookup_by_email(call: Call) -> Json:
    """users.lookupByEmail."""
    world = call.sandbox.workspace.world
    email = call.text("email", error="users_not_found").lower()
    for user in world.users.values():
        if user.email and user.email.lower() == email and not user.is_bot and not user.deleted:
            return {"user": user_object(user, world)}
    raise SlackError("users_not_found")


def bots_info(call: Call) -> Json:
    """bots.info: this bot, or a tool that posts into the workspace."""
    bot = call.sandbox.workspace.bot
    wanted = call.optional("bot") or bot.bot_id
    known = {bot.bot_id: bot.name}
    for channel in list(call.sandbox.workspace.world.channels.values()):
        if wanted in known:
            break
        for message in channel.log.everything():
            if message.get("bot_id") and message.get("username"):
                known.setdefault(message["bot_id"], message["username"])
    if wanted not in known:
        raise SlackError("bot_not_found")
    shown = {"id": wanted, "deleted": False, "name": known[wanted], "updated": 0, "icons": {}}
    if wanted == bot.bot_id:
        shown |= {"app_id": bot.app_id, "user_id": bot.user_id}
    return {"bot": shown}


def usergroups_list(call: Call) -> Json:
    """usergroups.list: those the world names."""
    return {"usergroups": list(call.sandbox.workspace.source.get("usergroups", []))}


def connections_open(call: Call) -> Json:
    """apps.connections.open: a socket's address, good for one connection."""
    base = call.sandbox.config.base_url.replace("http", "ws", 1)
    return {"url": f"{base}/_socket?ticket={call.sandbox.sockets.new_ticket()}"}


METHODS: dict[str, Method] = {
    "api.test": api_test,
    "auth.test": auth_test,
    "team.info": team_info,
    "users.info": users_info,
    "users.list": users_list,
    "users.lookupByEmail": lookup_by_email,
    "bots.info": bots_info,
    "usergroups.list": usergroups_list,
    "apps.connections.open": connections_open,
}
