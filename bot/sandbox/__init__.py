"""A Slack workspace on one machine, for trying the bot and for tests.

It plays Slack's side over HTTP and WebSocket to the real bot, and imports nothing of it.
"""

from bot.sandbox.config import Config
from bot.sandbox.server import SandboxServer, create_app
from bot.sandbox.workspace import Workspace

__all__ = ["Config", "SandboxServer", "Workspace", "create_app"]
