"""``postmortem draft``: a bundle in, the promised draft out, the same one every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import incidents
from tests.cli import promised
from tests.cli.terminal import Terminal

NAMES = ("bakery", "tram")


def drafted(terminal: Terminal, file: Path) -> dict[str, Any]:
    said = terminal.run("draft", file, "--format", "json")
    assert (said.code, said.err) == (0, "")
    found: dict[str, Any] = json.loads(said.out)
    return found


def cited(value: Any) -> set[str]:
    """Every source named anywhere in a draft."""
    if isinstance(value, dict):
        own = {str(item) for item in value.get("sources", [])}
        return own.union(*map(cited, value.values()))
    return set().union(*map(cited, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("name", NAMES)
def test_the_json_has_the_promised_form_and_nothing_else(
    terminal: Terminal, name: str, tmp_path: Path
) -> None:
    found = drafted(terminal, incidents.path(name, tmp_path))
    promised.draft(found, "draft")
    assert found["writer"] == "offline"
    assert found["coverage"]["dropped"] == 0
    assert found["summary"]
    assert found["timeline"]


@pytest.mark.parametrize("name", NAMES)
def test_every_source_is_something_in_the_bundle(terminal: Terminal, name: str, tmp_path: Path) -> None:
    file = incidents.path(name, tmp_path)
    given = json.loads(file.read_text(encoding="utf-8"))
    there = {m["ts"] for m in given["messages"]} | {"incident"}
    there |= {f"change:{c['id']}" for c in given["changes"]} | {f"past:{p['id']}" for p in given["past"]}
    assert cited(drafted(terminal, file)) <= there


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_that_was_pasted_is_printed(terminal: Terminal, name: str, tmp_path: Path) -> None:
    file = incidents.path(name, tmp_path)
    printed = terminal.run("draft", file).out + terminal.run("draft", file, "--format", "json").out
    assert not [secret for secret in incidents.SECRETS.values() if secret in printed]


def test_markdown_is_what_is_printed_unless_json_is_asked_for(terminal: Terminal, tmp_path: Path) -> None:
    file = incidents.path("tram", tmp_path)
    said = terminal.run("draft", file)
    assert said.out.startswith("# ")
    assert said.out.strip() == drafted(terminal, file)["markdown"].strip()


def test_the_folder_of_a_bundle_gives_the_same_draft(terminal: Terminal, tmp_path: Path) -> None:
    file = incidents.path("bakery", tmp_path)
    assert drafted(terminal, file) == drafted(terminal, tmp_path)


def test_a_file_is_written_as_it_would_have_been_printed(terminal: Terminal, tmp_path: Path) -> None:
    file, out = incidents.path("bakery", tmp_path), tmp_path / "draft.md"
    said = terminal.run("draft", file, "--out", out)
    assert (said.code, said.out, said.err) == (0, "", "")
    assert out.read_text(encoding="utf-8") == terminal.run("draft", file).out


def test_a_file_that_cannot_be_written_is_named(terminal: Terminal, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "draft.md"
    told = terminal.run("draft", incidents.path("tram", tmp_path), "--out", nowhere).sentence
    assert str(nowhere) in told


def export_of(folder: Path) -> Path:
    """A Slack export with one short incident."""
    room = folder / "inc-12-lifts"
    room.mkdir(parents=True)
    (folder / "users.json").write_text(json.dumps([{"id": "U1", "name": "ana"}]))
    (folder / "channels.json").write_text(json.dumps([{"id": "C1", "name": room.name}]))
    said = [
        {"type": "message", "user": "U1", "ts": "1772460180.000100", "text": "lift-control is down"},
        {"type": "message", "user": "U1", "ts": "1772463780.000100", "text": "Resolved, lifts run again"},
    ]
    (room / "2026-03-02.json").write_text(json.dumps(said))
    return folder


def test_a_slack_export_gives_a_draft_of_the_same_form(terminal: Terminal, tmp_path: Path) -> None:
    found = drafted(terminal, export_of(tmp_path / "export"))
    promised.draft(found, "draft")
    assert found["coverage"]["messages"] == 2
    assert found["resolved_by"] == "1772463780.000100"


def process(*argv: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own; hashing is seeded anew there."""
    around = {**os.environ, "PYTHONHASHSEED": "random", **environment}
    command = [sys.executable, "-m", "bot", *argv]
    return subprocess.run(command, capture_output=True, env=around, timeout=60, check=False)


def test_another_process_prints_the_same_bytes_whatever_the_terminal_speaks(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = incidents.path("bakery", tmp_path)
    done = process("draft", str(file), PYTHONPATH=str(Path(__file__).parents[2]), PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == terminal.run("draft", file).out


def test_a_reader_that_stops_reading_is_no_error(terminal: Terminal, tmp_path: Path) -> None:
    file = incidents.path("tram", terminal.home)
    command = f"'{sys.executable}' -m bot draft '{file}' | true; exit ${{PIPESTATUS[0]}}"
    around = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, env=around, timeout=60, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_broken_bundle_is_told_in_one_line_by_a_real_process(tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    file.write_text('{"incident": {"id": "INC-1"}, "messages": [{"text": "no time"}]}')
    done = process("draft", str(file), PYTHONPATH=str(Path(__file__).parents[2]))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (f'postmortem: {file}, messages[0].ts: it is missing; add "ts".\n')
