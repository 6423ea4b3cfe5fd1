"""A workspace export from Slack, unpacked: users.json, channels.json, <channel>/<YYYY-MM-DD>.json.

Shape: https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports
"""

from __future__ import annotations

import re
from pathlib import Path

from bot.conversation import Channel, Mark, Message, Person
from bot.drafting.case import Case
from bot.drafting.json_file import Node, read_json, shown
from bot.errors import UserError
from bot.incident import Incident
from bot.listening.slack_marks import read_marks
from bot.listening.slack_messages import read_message, read_person

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
_NUMBERED = re.compile(r"\b(inc|incident|sev|pm)[-_]?(\d+)", re.IGNORECASE)


def is_export(folder: Path) -> bool:
    """Whether ``folder`` is an export, or one channel's folder inside one."""
    return (folder / "users.json").is_file() or (folder / "channels.json").is_file() or bool(_days(folder))


def read_export(folder: Path) -> Case:
    """The one channel of the export at ``folder`` (or the channel's folder itself) as a case.

    An export says nothing of the incident but its conversation: its times stay unknown.
    Raises UserError where there are several channels to choose from, or none.
    """
    room = folder if _days(folder) else _only_channel(folder)
    top = room.parent
    people = {person.id: person for person in _people(top / "users.json")}
    messages: dict[str, Message] = {}
    marks: dict[Mark, None] = {}
    for day in _days(room):
        for node in read_json(day).items():
            message = _message(node)
            messages[message.id] = message
            marks |= dict.fromkeys(read_marks(node.value))
            _name_unknown(people, node, message)
    channel = _channel(top / "channels.json", room.name)
    found = _NUMBERED.search(room.name)
    incident = Incident(
        id=f"{found[1].upper()}-{found[2]}" if found else room.name,
        title=channel.topic or room.name,
        channel=channel.id,
        source="slack-export",
    )
    ordered = tuple(sorted(messages.values(), key=lambda m: (m.at, m.id)))
    return Case(incident, channel, ordered, people, marks=tuple(marks))


def _days(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if _DAY.fullmatch(path.name) and path.is_file())


def _only_channel(folder: Path) -> Path:
    rooms = sorted(path for path in folder.iterdir() if path.is_dir() and _days(path))
    if not rooms:
        raise UserError(f"{folder}: this export holds no channel's messages; export the channel's history.")
    if len(rooms) > 1:
        names = ", ".join(room.name for room in rooms[:5]) + (" …" if len(rooms) > 5 else "")
        raise UserError(
            f"{folder}: this export holds {len(rooms)} channels ({names}); give the folder of one of them."
        )
    return rooms[0]


def _people(path: Path) -> list[Person]:
    if not path.is_file():
        return []
    found = []
    for node in read_json(path).items():
        node.object().need("id").text()
        found.append(read_person(node.value))
    return found


def _name_unknown(people: dict[str, Person], node: Node, message: Message) -> None:
    """A guest is missing from users.json; the message itself then carries the profile."""
    profile = node.value.get("user_profile")
    if message.author and message.author not in people and isinstance(profile, dict):
        people[message.author] = read_person({"id": message.author, "profile": profile} | profile)


def _message(node: Node) -> Message:
    node.object().need("ts")
    message = read_message(node.value)
    if message is None:
        ts = node.get("ts")
        ts.wrong(f"{shown(ts.value)} is not a message's time", 'write it as "1772460180.000100"')
    return message


def _channel(path: Path, name: str) -> Channel:
    if path.is_file():
        for node in read_json(path).items():
            if node.object().get("name").text() == name:
                return Channel("", node.get("id").text(name), name, _topic(node))
    return Channel("", name, name)


def _topic(node: Node) -> str:
    for key in ("purpose", "topic"):
        about = node.get(key)
        if isinstance(about.value, dict) and about.get("value").text().strip():
            return about.get("value").text().strip()
    return ""
