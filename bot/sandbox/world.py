"""The people, channels and bot of a workspace, and how they look in Slack's answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.sandbox.errors import SlackError
from bot.sandbox.message_log import MessageLog

Json = dict[str, Any]

DEFAULT_WORLD: Json = {
    "team": {"id": "T0SANDBOX", "name": "Sandbox"},
    "users": [
        {"id": "U0ANA", "name": "ana", "real_name": "Ana", "tz": "Europe/Lisbon", "email": "ana@example.com"},
        {"id": "U0JONAS", "name": "jonas", "real_name": "Jonas", "tz": "Europe/Berlin"},
        {"id": "U0PRIYA", "name": "priya", "real_name": "Priya", "tz": "Asia/Kolkata"},
    ],
    "channels": [{"id": "C0GENERAL", "name": "general", "topic": "Company-wide announcements"}],
    "bot": {
        "user_id": "U0POSTMORTEM",
        "bot_id": "B0POSTMORTEM",
        "app_id": "A0POSTMORTEM",
        "name": "postmortem",
    },
    "commands": [
        {"command": "/postmortem", "description": "Postmortems, from draft to done", "usage_hint": "help"}
    ],
    "shortcuts": [],
}


@dataclass
class User:
    """A member of the workspace; `tz` is an IANA name."""

    id: str
    name: str
    real_name: str
    is_bot: bool = False
    tz: str = "Etc/UTC"
    email: str | None = None
    deleted: bool = False
    is_admin: bool = False


@dataclass
class Channel:
    """A conversation; `members` keeps the order in which people came."""

    id: str
    name: str
    kind: str = "channel"  # channel | private | im | mpim
    topic: str = ""
    purpose: str = ""
    members: dict[str, None] = field(default_factory=dict)
    archived: bool = False
    created: int = 0
    with_user: str | None = None
    log: MessageLog = field(default_factory=MessageLog)

    @property
    def event_type(self) -> str:
        """What Slack calls the kind in events: channel, group, im or mpim."""
        return "group" if self.kind == "private" else self.kind


@dataclass(frozen=True)
class Bot:
    """The app under test."""

    user_id: str
    bot_id: str
    app_id: str
    name: str


@dataclass
class World:
    """Everything that stands before the first message."""

    team_id: str
    team_name: str
    bot: Bot
    users: dict[str, User]
    channels: dict[str, Channel]
    commands: list[Json]
    shortcuts: list[Json]


def build_world(given: Json) -> World:
    """A world from JSON; whatever it leaves out comes from `DEFAULT_WORLD`.

    A channel without a list of members has everybody, the bot too.
    """
    data = {**DEFAULT_WORLD, **given}
    bot_data = {**DEFAULT_WORLD["bot"], **data["bot"]}
    bot = Bot(bot_data["user_id"], bot_data["bot_id"], bot_data["app_id"], bot_data["name"])
    users = {item["id"]: _user(item) for item in data["users"]}
    users[bot.user_id] = User(bot.user_id, bot.name, bot.name, is_bot=True)
    world = World(
        team_id=data["team"]["id"],
        team_name=data["team"].get("name", "Sandbox"),
        bot=bot,
        users=users,
        channels={},
        commands=list(data["commands"]),
        shortcuts=list(data["shortcuts"]),
    )
    for item in data["channels"]:
        world.channels[item["id"]] = _channel(item, world)
    for user in list(users.values()):
        if not user.is_bot:
            im = direct_message(world, user)
            world.channels[im.id] = im
    return world


def direct_message(world: World, user: User) -> Channel:
    """The conversation between the bot and one person; its id follows from the person's."""
    members = {user.id: None, world.bot.user_id: None}
    return Channel(id=f"D{user.id[1:]}", name="", kind="im", members=members, with_user=user.id)


def _user(item: Json) -> User:
    if not {"id", "name"} <= item.keys():
        raise SlackError("invalid_world", f"a user needs an id and a name: {item}")
    return User(
        id=item["id"],
        name=item["name"],
        real_name=item.get("real_name") or item["name"],
        is_bot=bool(item.get("is_bot")),
        tz=item.get("tz") or "Etc/UTC",
        email=item.get("email") or f"{item['name']}@example.com",
        deleted=bool(item.get("deleted")),
        is_admin=bool(item.get("is_admin")),
    )


def _channel(item: Json, world: World) -> Channel:
    everybody = [user.id for user in world.users.values() if not user.deleted]
    members = item.get("members") or everybody
    return Channel(
        id=item["id"],
        name=item["name"],
        kind="private" if item.get("is_private") else "channel",
        topic=item.get("topic", ""),
        purpose=item.get("purpose", ""),
        members=dict.fromkeys(members),
        archived=bool(item.get("is_archived")),
        created=int(item.get("created", 0)),
    )


def user_object(user: User, world: World) -> Json:
    """A person as `users.info` shows them."""
    profile: Json = {
        "real_name": user.real_name,
        "display_name": user.name,
        "real_name_normalized": user.real_name,
        "display_name_normalized": user.name,
        "team": world.team_id,
    }
    if user.email and not user.is_bot:
        profile["email"] = user.email
    if user.id == world.bot.user_id:
        profile |= {"bot_id": world.bot.bot_id, "api_app_id": world.bot.app_id}
    shown: Json = {
        "id": user.id,
        "team_id": world.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "profile": profile,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if user.deleted:
        return shown
    return shown | {
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": _offset(user.tz),
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
    }


def _offset(tz: str) -> int:
    """Seconds east of UTC today; 0 for a zone this machine does not know."""
    try:
        offset = datetime.now(ZoneInfo(tz)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return 0
    return int(offset.total_seconds()) if offset else 0


def channel_object(channel: Channel, world: World, *, count: bool = False) -> Json:
    """A conversation as `conversations.info` shows it to the bot."""
    shown: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_org_shared": False,
        "context_team_id": world.team_id,
    }
    if channel.kind == "im":
        return shown | {"user": channel.with_user, "is_user_deleted": False, "is_open": True, "priority": 0}
    shown |= {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "private",
        "is_private": channel.kind != "channel",
        "is_general": channel.name == "general",
        "is_shared": False,
        "is_member": world.bot.user_id in channel.members,
        "creator": next(iter(channel.members), ""),
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
        "previous_names": [],
    }
    if count:
        shown["num_members"] = len(channel.members)
    return shown
