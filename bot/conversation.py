"""What was said in an incident channel: people, channels and messages, whatever the platform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Kind(StrEnum):
    """Who is speaking in a message."""

    PERSON = "person"
    TOOL = "tool"  # an integration's post: alerts, deploys, tickets
    NOTICE = "notice"  # the platform's own line: joins, topic changes, a deleted message's tombstone


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody (or some bot) of a workspace. ``tz`` is an IANA zone.

    ``is_admin`` is as the platform says when it is asked, and never kept: such a right may be taken away.
    """

    id: str
    name: str
    real_name: str = ""
    is_bot: bool = False
    tz: str = "Etc/UTC"
    email: str | None = None
    left: bool = False
    is_admin: bool = False

    @property
    def shown(self) -> str:
        """The name to show: the full one where there is one."""
        return self.real_name or self.name or self.id


@dataclass(frozen=True, slots=True)
class Channel:
    """A conversation the bot is in. ``workspace`` is Slack's team id or Teams' tenant id."""

    workspace: str
    id: str
    name: str = ""
    topic: str = ""
    is_private: bool = False
    caught_up: bool = False  # whether everything said before the bot came has been read


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands now, flattened to text.

    ``id`` is the platform's own (Slack's ``ts``) and unique within a channel; ``at`` is aware, UTC.
    ``text`` is the message's text in the platform's markup with everything a tool put into
    attachments, blocks and fields, a line each. ``author`` is a person's or bot's id, and
    ``author_name`` what the platform calls a tool. ``thread`` is the id of the message replied to.
    """

    id: str
    at: datetime
    author: str
    text: str
    kind: Kind = Kind.PERSON
    author_name: str = ""
    thread: str | None = None
    edited: str | None = None  # the edit's own id/time stamp as the platform orders them, if edited
    deleted: bool = False
    reactions: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def is_reply(self) -> bool:
        return self.thread is not None and self.thread != self.id


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody put on a message: a reaction, or a pin.

    ``kind`` is "reaction" (``name`` is the emoji's, without colons) or "pin". ``at`` is None where the
    platform does not tell when, as in a channel's history. ``gone`` once it was taken off again.
    """

    message: str
    kind: str
    name: str
    by: str
    at: datetime | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that was said in a channel so far, and what was put on it."""

    messages: tuple[Message, ...]
    marks: tuple[Mark, ...] = ()


def moment(ts: str) -> datetime:
    """Slack's ``ts`` ("1773324581.588439") as an aware UTC time.

    Raises ValueError for anything that is not such a number.
    """
    seconds = float(ts)
    if not 0 <= seconds < 32503680000:  # the year 3000: beyond it datetime or a database may refuse
        raise ValueError(f"not a message time: {ts}")
    return datetime.fromtimestamp(seconds, UTC)
