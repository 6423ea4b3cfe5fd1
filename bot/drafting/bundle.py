"""An incident from a file: a bundle.json, the folder that holds one, or a Slack export's folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.conversation import Channel, Mark, Message, Person, moment
from bot.drafting.case import Case
from bot.drafting.json_file import Node, read_json, shown
from bot.drafting.slack_export import is_export, read_export
from bot.errors import UserError
from bot.incident import Change, Incident, PastIncident
from bot.listening.slack_marks import read_marks
from bot.listening.slack_messages import read_message, read_person


def read_bundle(path: Path) -> Case:
    """The incident at ``path``, its messages in time order.

    Raises UserError, one sentence with the file, the place in it and the mend, where it cannot be read.
    """
    if not path.exists():
        raise UserError(f"{path}: there is no such file; give a bundle.json or a Slack export's folder.")
    if path.is_dir():
        if (path / "bundle.json").is_file():
            return read_case(read_json(path / "bundle.json"))
        if is_export(path):
            return read_export(path)
        raise UserError(
            f"{path}: this folder holds neither a bundle.json nor a Slack export; give one that does."
        )
    if path.suffix.lower() == ".zip":
        raise UserError(f"{path}: this is a packed archive; unpack it and give the folder.")
    if not path.is_file():
        raise UserError(f"{path}: this is not a regular file; give a bundle.json or a Slack export's folder.")
    return read_case(read_json(path))


def read_case(root: Node) -> Case:
    """A bundle's JSON as a :class:`Case`."""
    root.object()
    channel = root.get("channel")
    if channel.value is not None:
        channel.object()
        read_channel = Channel("", channel.get("id").text(), channel.get("name").text())
    else:
        read_channel = Channel("", "")
    incident = _incident(root.need("incident").object(), read_channel)
    return Case(
        incident=incident,
        channel=read_channel,
        messages=in_order(_message(node) for node in _list(root.need("messages"))),
        people={person.id: person for person in map(_person, root.get("users").items())},
        changes=tuple(sorted(map(_change, root.get("changes").items()), key=lambda c: (c.at, c.id))),
        past=tuple(map(_past, root.get("past").items())),
        marks=marks_of(root.get("messages").items(), read_channel.id),
    )


def marks_of(messages: Iterable[Node], channel: str) -> tuple[Mark, ...]:
    """The reactions and pins that message objects show, each once."""
    return tuple(dict.fromkeys(mark for node in messages for mark in read_marks(node.value, channel)))


def in_order(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Sorted by time, each id once: where two share one, the later edit stands."""
    kept: dict[str, Message] = {}
    for message in messages:
        before = kept.get(message.id)
        if before is None or _edit(message) >= _edit(before):
            kept[message.id] = message
    return tuple(sorted(kept.values(), key=lambda m: (m.at, m.id)))


def _edit(message: Message) -> float:
    try:
        return float(message.edited or 0)
    except ValueError:
        return 0.0


def _list(node: Node) -> Iterable[Node]:
    if node.value is None:
        node.wrong("expected a list, found nothing", "write [] if nothing was said")
    return node.items()


def _incident(node: Node, channel: Channel) -> Incident:
    title, key = node.get("title").text(), node.get("id").text()
    if not (title or key):
        node.wrong("it has neither an id nor a title", "add at least one")
    return Incident(
        id=key or title,
        title=title or key,
        channel=channel.id,
        severity=node.get("severity").optional(),
        team=node.get("team").optional(),
        services=node.get("services").texts(),
        started_at=node.get("started_at").time(),
        detected_at=node.get("detected_at").time(),
        resolved_at=node.get("resolved_at").time(),
        source=node.get("source").text("manual"),
        url=node.get("url").optional(),
    )


def _message(node: Node) -> Message:
    ts = node.object().need("ts")
    try:
        moment(ts.text())
    except ValueError:
        ts.wrong(f"{shown(ts.value)} is not a message's time", 'write it as "1772460180.000100"')
    node.get("text").text()
    message = read_message(node.value)
    return message or node.wrong("it is not a message", "remove it")


def _person(node: Node) -> Person:
    node.object().need("id").text()
    return read_person(node.value)


def _change(node: Node) -> Change:
    return Change(
        id=node.object().need("id").text(),
        kind=node.get("kind").text("change"),
        service=node.get("service").text(),
        at=node.need("at").needed_time(),
        title=node.get("title").text(),
        author=node.get("author").optional(),
        url=node.get("url").optional(),
    )


def _past(node: Node) -> PastIncident:
    return PastIncident(
        id=node.object().need("id").text(),
        title=node.get("title").text(),
        services=node.get("services").texts(),
        root_cause=node.get("root_cause").text(),
        summary=node.get("summary").text(),
        resolved_at=node.get("resolved_at").time(),
    )
