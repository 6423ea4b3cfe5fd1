"""``postmortem draft --writer openai`` and the wiring, as the settings say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app import writer_of
from bot.config import Settings, settings
from bot.drafting.model.writer import ModelWriter
from bot.drafting.offline import OfflineWriter
from bot.errors import UserError
from tests import incidents
from tests.model.server import ModelServer


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    file = incidents.path("bakery", tmp_path)
    code = main(["draft", str(file), "--format", "json", "--writer", "openai"])
    return (code, *capsys.readouterr())


def test_the_command_line_drafts_with_the_model_that_is_set(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_MODEL", "some-model")
    code, out, err = draft(tmp_path, capsys)
    assert (code, err) == (0, "")
    assert json.loads(out)["writer"] == "openai:some-model"
    assert server.keys[0] == "Bearer none"


def test_with_nothing_set_up_it_says_what_to_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = draft(tmp_path, capsys)
    assert (code, out) == (2, "")
    assert "OPENAI_API_KEY and OPENAI_MODEL" in err
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    assert "OPENAI_MODEL is not set" in draft(tmp_path, capsys)[2]


def test_the_bot_writes_offline_unless_a_model_is_set_up() -> None:
    assert isinstance(writer_of(settings()), OfflineWriter)
    wired = writer_of(settings(openai_api_key="sk-test", openai_model="m", openai_price_prompt=""))
    assert isinstance(wired, ModelWriter)
    assert wired.seconds == 45


def test_a_key_without_a_model_and_a_deadline_beyond_the_lease_are_refused() -> None:
    with pytest.raises(UserError, match="OPENAI_MODEL"):
        writer_of(settings(openai_api_key="sk-test"))
    with pytest.raises(UserError, match="LEASE_SECONDS"):
        writer_of(settings(openai_api_key="sk-test", openai_model="m", openai_seconds=90))
    with pytest.raises(UserError, match="OPENAI_BASE_URL"):
        settings(openai_base_url="not an address")
