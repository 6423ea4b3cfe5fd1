"""All parts of a sandbox, put together."""

from __future__ import annotations

from typing import Any

from bot.sandbox.config import Config
from bot.sandbox.delivery import Delivery
from bot.sandbox.ephemerals import Ephemerals
from bot.sandbox.events import Events
from bot.sandbox.faults import CallLog, Faults, Rates
from bot.sandbox.interactions import Interactions
from bot.sandbox.outbound import Outbound
from bot.sandbox.replay import Replay
from bot.sandbox.sockets import Sockets
from bot.sandbox.stream import Stream
from bot.sandbox.submissions import Submissions
from bot.sandbox.views import Views
from bot.sandbox.workspace import Change, Workspace

Json = dict[str, Any]


class Sandbox:
    """A workspace and everything around it.  `start` and `stop` belong to the server's event loop."""

    def __init__(self, workspace: Workspace, config: Config) -> None:
        self.workspace = workspace
        self.config = config
        self.revoked: str | None = None
        self.calls = CallLog()
        self.faults = Faults()
        self.rates = Rates()
        self.read_marks: dict[tuple[str, str], str] = {}
        workspace.subscribe(self._on_change)
        self.sockets = Sockets()
        self.outbound = Outbound(config, self.sockets)
        self.delivery = Delivery(config, self.outbound, self._notice)
        self.ephemerals = Ephemerals(workspace, config)
        self.views = Views(workspace, config)
        self.events = Events(workspace, self.delivery.put, config)
        self.interactions = Interactions(workspace, self.views, self.ephemerals, self.outbound, config)
        self.submissions = Submissions(workspace, self.views, self.interactions, self.outbound)
        self.replay = Replay(workspace)
        self.stream = Stream(workspace, config)

    def start(self) -> None:
        """Open the way to the bot and begin to deliver."""
        self.outbound.start()
        self.delivery.start()

    async def stop(self) -> None:
        """Leave nothing running."""
        self.stream.close()
        await self.replay.stop()
        await self.delivery.stop()
        await self.outbound.stop()

    def revoke(self, error: str) -> None:
        """From now on every call answers `error` (token_revoked, account_inactive); the bot is told."""
        kind = "app_uninstalled" if error == "account_inactive" else "tokens_revoked"
        self.workspace.tell(Change(kind))
        self.revoked = error

    def _notice(self, level: str, text: str) -> None:
        self.workspace.tell(Change("notice", data={"level": level, "text": text}))

    def _on_change(self, change: Change) -> None:
        if change.kind == "world":
            self.revoked = None
            self.calls.clear()
            self.faults.clear()
            self.rates.clear()
            self.read_marks.clear()
            self.delivery.forget()
