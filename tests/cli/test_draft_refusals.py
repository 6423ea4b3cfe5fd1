"""What ``postmortem draft`` cannot read is one line: the file, the place in it, and the mend."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests import incidents
from tests.cli.terminal import Terminal

INCIDENT = {"id": "INC-1", "title": "Lifts stop"}
SAID = {"type": "message", "user": "U1", "ts": "1772460180.000100", "text": "hello"}


def bundle(**fields: Any) -> dict[str, Any]:
    return {"incident": INCIDENT, "messages": [SAID], **fields}


BROKEN: list[tuple[Any, str, str]] = [
    ("", "empty", "save"),
    ("not json", "line 1 column 1", "correct it there"),
    ('{"incident": {"id": "INC-1"},\n "messages": [', "line 2", "correct it there"),
    ("[" * 60_000, "nested", "not an incident"),
    ('{"n": ' + "9" * 5000 + "}", "number far too long", "shorten"),
    ([], "expected an object, found a list", "write it as {…}"),
    ("null", "expected an object, found nothing", "write it as {…}"),
    ({}, "incident: it is missing", 'add "incident"'),
    ({"incident": INCIDENT}, "messages: it is missing", 'add "messages"'),
    (bundle(messages=None), "messages: expected a list, found nothing", "write []"),
    (bundle(messages="x"), "messages: expected a list, found text", "write it as […]"),
    (bundle(messages=[SAID, []]), "messages[1]: expected an object", "write it as {…}"),
    (bundle(messages=[{"ts": "NaN"}]), "messages[0].ts", 'write it as "1772460180.000100"'),
    (bundle(messages=[SAID | {"text": {"a": 1}}]), "messages[0].text: expected text", "quotes"),
    (bundle(channel=[1]), "channel: expected an object, found a list", "write it as {…}"),
    (bundle(incident={"severity": "SEV1"}), "incident: it has neither an id nor a title", "add"),
    (bundle(incident=INCIDENT | {"started_at": "noon"}), "incident.started_at", "2026-03-02T14:03:00Z"),
    (bundle(incident=INCIDENT | {"resolved_at": True}), "incident.resolved_at", "2026-03-02T14:03:00Z"),
    (bundle(incident=INCIDENT | {"services": [["a"]]}), "incident.services[0]", "quotes"),
    (bundle(users={"U1": "ana"}), "users: expected a list, found an object", "write it as […]"),
    (bundle(changes=[{"id": "c", "at": "0000-00-00"}]), "changes[0].at", "2026-03-02T14:03:00Z"),
    (bundle(past=[{"id": []}]), "past[0].id: expected text, found a list", "quotes"),
]


@pytest.mark.parametrize(("value", "place", "mend"), BROKEN, ids=[place for _, place, _ in BROKEN])
def test_a_malformed_bundle_is_told_with_its_place_and_the_mend(
    terminal: Terminal, value: Any, place: str, mend: str
) -> None:
    file = terminal.home / "bundle.json"
    file.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    told = terminal.run("draft", file).sentence
    assert told.startswith(str(file))
    assert place in told
    assert mend in told


EXPORTS: list[tuple[dict[str, Any], str, str, str]] = [
    ({"users.json": []}, "", "holds no channel", "export the channel's history"),
    ({"a/2026-03-02.json": {}}, "", "neither a bundle.json nor a Slack export", "give one"),
    ({"users.json": [], "a/2026-03-02.json": [SAID], "b/2026-03-02.json": [SAID]}, "", "2 channels (a, b)",
     "give the folder of one"),
    ({"users.json": {"U1": 1}, "a/2026-03-02.json": [SAID]}, "users.json", "expected a list",
     "write it as […]"),
    ({"users.json": [{"name": "x"}], "a/2026-03-02.json": [SAID]}, "users.json", "[0].id: it is missing",
     'add "id"'),
    ({"users.json": [], "a/2026-03-02.json": {"messages": [SAID]}}, "2026-03-02.json", "expected a list",
     "write it as […]"),
    ({"users.json": [], "a/2026-03-02.json": ["hello"]}, "2026-03-02.json", "[0]: expected an object",
     "write it as {…}"),
    ({"users.json": [], "a/2026-03-02.json": [{"text": "x"}]}, "2026-03-02.json", "[0].ts: it is missing",
     'add "ts"'),
    ({"users.json": [], "a/2026-03-02.json": [{"ts": "noon"}]}, "2026-03-02.json", "[0].ts",
     'write it as "1772460180.000100"'),
    ({"users.json": [], "a/2026-03-02.json": "{"}, "2026-03-02.json", "line 1", "correct it there"),
    ({"channels.json": [7], "a/2026-03-02.json": [SAID]}, "channels.json", "[0]: expected an object",
     "write it as {…}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "named", "place", "mend"), EXPORTS, ids=[place for *_, place, _ in EXPORTS]
)
def test_a_malformed_slack_export_is_told_with_its_file(
    terminal: Terminal, files: dict[str, Any], named: str, place: str, mend: str
) -> None:
    folder = terminal.home / "export"
    for name, value in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    told = terminal.run("draft", folder).sentence
    assert str(folder) in told
    assert place in told
    assert mend in told
    assert named in told


@pytest.mark.parametrize("name", ["nowhere.json", "x" * 5000, "bundle.json/below", "\x1b[31m"])
def test_what_is_not_there_is_told_in_one_line(terminal: Terminal, name: str) -> None:
    (terminal.home / "bundle.json").write_text("{}")
    told = terminal.run("draft", terminal.home / name).sentence
    assert len(told) < 400


def test_what_is_not_utf8_or_is_packed_is_told(terminal: Terminal) -> None:
    latin, packed = terminal.home / "latin.json", terminal.home / "export.zip"
    latin.write_bytes('{"incident": "é"}'.encode("latin-1"))
    packed.write_bytes(b"PK")
    assert "save it as UTF-8" in terminal.run("draft", latin).sentence
    assert "unpack it" in terminal.run("draft", packed).sentence


JUNK: list[Any] = [None, True, -1, 1e308, "", "x", "\x00", "\ud800", [], [[]], {}, {"a": []}, "9" * 30, "نص"]


def spoiled(value: Any, chance: random.Random) -> Any:
    """The same JSON with something in it replaced by junk, taken out or said twice."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        rest = {k: v for k, v in value.items() if k != key}
        return rest if chance.random() < 0.1 else rest | {key: spoiled(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        return [*value[:at], spoiled(value[at], chance), *value[at:][chance.randrange(2) :]]
    return chance.choice(JUNK)


def test_no_spoiled_bundle_ever_ends_in_a_traceback(terminal: Terminal) -> None:
    whole = json.loads(incidents.text("tram"))
    file = terminal.home / "bundle.json"
    codes = set()
    for seed in range(150):
        file.write_text(json.dumps(spoiled(whole, random.Random(seed))))
        said = terminal.run("draft", file, "--format", "json")
        codes.add(said.code)
        assert said.sentence if said.code else json.loads(said.out), seed
    assert codes == {0, 2}


def test_the_help_names_every_command(terminal: Terminal) -> None:
    said = terminal.run("--help")
    assert said.code == 0
    for command in ("demo", "serve", "draft", "export", "db", "doctor"):
        assert command in said.out
        assert terminal.run(command, "--help").code == 0


@pytest.mark.parametrize(
    "argv", [[], ["nonsense"], ["draft"], ["db", "downgrade"], ["draft", "x", "--format", "pdf"]]
)
def test_a_command_that_does_not_exist_is_refused_with_the_usage(terminal: Terminal, argv: list[str]) -> None:
    said = terminal.run(*argv)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("usage: postmortem")


@pytest.mark.parametrize(
    "argv",
    [["--port", "99999"], ["--port", "-1"], ["--seconds", "nan"], ["--seconds", "0"], ["--seconds", "x"]],
)
def test_a_demo_that_cannot_run_as_asked_is_refused_before_it_starts(
    terminal: Terminal, argv: list[str]
) -> None:
    said = terminal.run("demo", *argv)
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines()[-1].startswith(f"postmortem demo: error: argument {argv[0]}")


@pytest.mark.parametrize("name", ["nowhere.json", "broken.json"])
def test_a_demo_of_what_cannot_be_read_is_refused_in_one_line(terminal: Terminal, name: str) -> None:
    (terminal.home / "broken.json").write_text("{")
    assert name in terminal.run("demo", terminal.home / name).sentence


def test_a_path_may_have_any_letters(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "Störung — 東京 'n' \"co\""
    folder.mkdir()
    assert terminal.run("draft", incidents.path("tram", folder)).code == 0
