"""The command line as a person runs it: in an empty folder, with nothing set but what a test sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.config import Settings
from bot.sandbox import SandboxServer
from tests.cli.terminal import Terminal
from tests.scenarios.room import TOKEN, WORLD


@pytest.fixture
def terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Terminal]:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    yield Terminal(home, monkeypatch.setenv, capsys)
    structlog.reset_defaults()  # `serve` points the log at this test's standard error


@pytest.fixture(scope="session")
def slack() -> Iterator[SandboxServer]:
    with SandboxServer(WORLD, bot_token=TOKEN, app_token="xapp-sandbox") as running:
        yield running
