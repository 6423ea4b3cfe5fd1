"""What the core needs from outside, as protocols: the store, the chat platform, the writer, the clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Protocol

from bot.blameless.marking import Told
from bot.blameless.ports import Wordings
from bot.conversation import Channel, Conversation, Mark, Message, Person
from bot.drafting.case import Case
from bot.drafting.draft import Draft
from bot.drafting.progress import Tell, silently
from bot.incident import Change, Incident, PastIncident, Promise
from bot.postmortem import Postmortem, Section
from bot.rows import Arrival, Claim, Heard, Live, Posted, Stage, Trouble, Vector
from bot.showing import Place, Post, Shown
from bot.underway import Drafts


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware, UTC."""


class Writer(Protocol):
    def write(self, case: Case, tell: Tell = silently) -> Draft:
        """A draft of the case, telling how far it has come. Raises Retryable when it can't now."""


class Embedder(Protocol):
    """An embedding model, called ``model`` by who runs it."""

    model: str

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """A vector for each text, all of one length. Raises Retryable when it can't now."""


class Inbox(Protocol):
    def put(self, arrival: Arrival) -> Future[bool]:
        """Resolves once the row is committed: True if it is new, False if it had come before.

        Raises RuntimeError once the inbox is closed.
        """


class Chat(Protocol):
    """A chat platform. All raise Retryable or Permanent, as the platform's answer means."""

    def lay_out(self, shown: Shown) -> Sequence[Post]: ...
    def open(self, place: Place) -> str:
        """The id of the conversation a place means (a person's direct messages are opened)."""

    def post(self, channel: str, thread: str | None, post: Post, key: str) -> str: ...
    def update(self, channel: str, ref: str, post: Post) -> None: ...
    def delete(self, channel: str, ref: str) -> None: ...
    def find(self, channel: str, thread: str | None, key: str) -> str | None:
        """The ref of a post that was made under ``key``, if it is there."""

    def person(self, id: str) -> Person: ...
    def channel(self, workspace: str, id: str) -> Channel: ...
    def is_member(self, channel: str, person: str) -> bool: ...
    def history(self, channel: str) -> Conversation:
        """Everything said in the channel so far, threads, reactions and pins included."""

    def link(self, channel: str, message: Message) -> str | None: ...
    def whisper(self, told: Told) -> None:
        """Tells one person something in a channel that nobody else sees there."""


# -- the store -----------------------------------------------------------------------------------


class Store(Drafts, Wordings, Protocol):
    """Rows, by intent. Every method is one transaction; values go in and come out, never sessions."""

    # inbox and conversation
    def claim_unheard(self, limit: int) -> Sequence[Arrival]: ...
    def purge_inbox(self, limit: int) -> int: ...
    def keep(self, heard: Sequence[Heard], arrivals: Sequence[Arrival] = ()) -> None:
        """Keeps messages (newest version wins) and closes the arrivals, in one transaction.

        A message with a signal makes its channel due for judging, and so does an edit or a deletion.
        What arrives in a channel whose postmortem is still a draft makes that due for a redraft;
        what is read up on later (no arrivals) does not.
        """

    def spoil(self, arrival: Arrival, error: str) -> None:
        """An arrival that cannot be understood is put aside with the reason."""

    def mark(self, workspace: str, channel: str, marks: Sequence[Mark]) -> None:
        """Keeps marks, put on or taken off: of each the newest stands, in whichever order they come.

        One without a time (a channel's history tells none) gives way to any with one.
        """

    def marks(self, workspace: str, channel: str) -> Sequence[Mark]:
        """The marks of the channel's messages, those that were taken off again (``gone``) among them."""

    def channel(self, workspace: str, id: str) -> Channel | None: ...
    def save_channel(self, channel: Channel) -> None: ...
    def messages(self, workspace: str, channel: str, *, deleted: bool = False) -> Sequence[Message]:
        """Everything said in the channel that still stands, in time order; with ``deleted``, what was
        deleted too: without its words, and with the time of the deletion as its edit's.
        """

    def signals(self, workspace: str, channel: str) -> Sequence[Heard]: ...
    def is_spoken_in(self, workspace: str, channel: str) -> bool:
        """Whether a person (not only tools) has said something in the channel that still stands."""

    def opening(self, workspace: str, channel: str, limit: int) -> Sequence[Message]: ...
    def people(self, workspace: str, ids: Collection[str]) -> Mapping[str, Person]: ...
    def save_person(self, workspace: str, person: Person) -> None: ...

    # incidents
    def incident(self, number: int) -> Incident | None: ...
    def incident_in(self, workspace: str, channel: str) -> Incident | None: ...
    def save_incident(self, incident: Incident) -> Incident: ...
    def record_change(self, workspace: str, change: Change) -> None: ...
    def record_past(self, workspace: str, past: PastIncident) -> None: ...
    def changes_before(self, workspace: str, at: datetime, since: datetime) -> Sequence[Change]: ...
    def past_incidents(self, workspace: str) -> Sequence[PastIncident]: ...
    def search_past(
        self, workspace: str, words: Mapping[str, float] | Sequence[str], limit: int = 50
    ) -> Sequence[PastIncident]:
        """Earlier incidents that share any of the words, the likeliest first."""

    def open_promises(self, workspace: str, ids: Collection[str]) -> Sequence[Promise]:
        """The action items of these earlier postmortems of ours that are still open, oldest first."""

    def vectors(self, workspace: str, model: str, ids: Collection[str]) -> Mapping[str, Vector]: ...
    def keep_vectors(self, workspace: str, model: str, vectors: Mapping[str, Vector]) -> None: ...

    # postmortems
    def request_postmortem(self, incident: Incident, by: str | None) -> tuple[Postmortem, bool]:
        """The incident's live postmortem, made if there is none, and whether it is new.

        It is due for drafting unless it was put up for review.
        """

    def resolve(self, incident: Incident, *, request_postmortem: bool) -> None:
        """Saves a resolved incident and, if asked, makes its postmortem due for drafting, at once."""

    def take_back(self, incident: Incident) -> bool:
        """Saves a reopened incident. True if its draft was discarded: nobody had touched it, been shown
        it, or was just being shown it.
        """

    def postmortem(self, number: int) -> Postmortem | None: ...
    def live_postmortem(self, incident: int) -> Postmortem | None: ...
    def live_in(self, channels: Sequence[tuple[str, str]]) -> Sequence[Live | None]:
        """Which postmortem the incident of each channel (workspace, id) has, in order."""

    def recent_postmortems(self, workspace: str, limit: int, offset: int = 0) -> Sequence[Postmortem]: ...
    def listed(self, workspace: str, asked_in: str, limit: int, offset: int = 0) -> Sequence[Postmortem]:
        """The same without those of private channels, but with that of the channel ``asked_in``."""

    def published(self, slug: str) -> Postmortem | None:
        """The postmortem as it was last published under ``slug``."""

    def save(self, postmortem: Postmortem, *, draft: Draft | None = None) -> Postmortem:
        """Saves over the version before ``postmortem.version`` and makes it due for showing.

        Keeps a revision of each section that changed. Raises Stale when another save came first, and
        UserError for a slug that is another's.
        """

    def draft(self, postmortem: int) -> Draft | None: ...
    def revisions(self, postmortem: int, key: str) -> Sequence[Section]: ...
    def redraft(self, postmortem: int) -> None: ...

    # stages
    def claim(self, stage: Stage, limit: int) -> Sequence[Claim]: ...
    def extend(self, claim: Claim) -> None:
        """Renews the lease. Raises Retryable when the claim is somebody else's by now."""

    def finish(self, claim: Claim) -> None: ...
    def postpone(self, claim: Claim, at: datetime, error: str) -> None: ...
    def give_up(self, claim: Claim, error: str) -> None: ...
    def revive(self) -> int:
        """Makes due again what was given up on, for one more try; returns how many rows."""

    def troubles(self, workspace: str | None = None) -> Sequence[Trouble]: ...

    # what was posted
    def posts(self, postmortem: int) -> Sequence[Posted]: ...
    def intend(self, postmortem: int, post: Post, channel: str) -> bool:
        """Notes that the post is about to be made; False if that was noted before, so it may be there."""

    def mark_shown(self, postmortem: int, part: str, ref: str, digest: str) -> None: ...
    def forget_post(self, postmortem: int, part: str) -> None: ...

    # one-use entries to pages that are not public
    def grant_entry(self, token_hash: str, person: str, workspace: str, expires: datetime) -> None: ...
    def use_entry(self, token_hash: str, now: datetime) -> str | None:
        """ "workspace:person" of an entry that stands, once."""
