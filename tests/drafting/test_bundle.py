from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.drafting.bundle import read_bundle
from bot.errors import UserError
from tests.incidents import path

INCIDENT = {"id": "INC-1", "title": "Lifts stop"}


def written(folder: Path, value: Any) -> Path:
    file = folder / "bundle.json"
    file.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return file


def bundle(*messages: Any, **more: Any) -> dict[str, Any]:
    return {"incident": INCIDENT, "messages": list(messages), **more}


def message(ts: Any = "1772460180.000100", text: str = "hello", **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": "U1", "ts": ts, "text": text, **more}


def complaint(source: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_bundle(source)
    text = str(caught.value)
    assert "\n" not in text
    assert text.endswith(".")
    assert str(source.name) in text
    return text


def test_a_bundle_is_read_from_its_file_and_from_its_folder(tmp_path: Path) -> None:
    file = path("bakery", tmp_path)
    case = read_bundle(file)
    assert case == read_bundle(tmp_path)
    assert (case.incident.id, case.channel.name, len(case.changes), len(case.past)) == (
        "INC-77",
        "inc-77-dark-loaves",
        3,
        2,
    )
    assert case.people["U3PILAR"].tz == "America/Bogota"


def test_reactions_and_pins_come_with_the_case(tmp_path: Path) -> None:
    marked = message(reactions=[{"name": "eyes", "users": ["U2"], "count": 1}], pinned_to=["C9"])
    for channel, kinds in ({"id": "C9"}, ["reaction", "pin"]), ({"id": "C8"}, ["reaction"]):
        read = read_bundle(written(tmp_path, bundle(marked, marked, channel=channel)))
        assert [mark.kind for mark in read.marks] == kinds


def test_messages_come_in_time_order_whatever_the_file_says(tmp_path: Path) -> None:
    read = read_bundle(written(tmp_path, bundle(message("30.5"), message("4.0"), message("7.25"))))
    assert [m.id for m in read.messages] == ["4.0", "7.25", "30.5"]


def test_of_two_messages_with_one_time_the_later_edit_stands(tmp_path: Path) -> None:
    edited = message(text="after", edited={"ts": "1772460190.0"})
    for order in ([edited, message(text="before")], [message(text="before"), edited]):
        read = read_bundle(written(tmp_path, bundle(*order)))
        assert [m.text for m in read.messages] == ["after"]


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("", "empty"),
        ('{"incident": ', "line 1 column 14"),
        ("[" * 100_000, "nested"),
        ("[1, 2]", "expected an object, found a list"),
        ({"messages": []}, "incident: it is missing"),
        ({"incident": "x", "messages": []}, "incident: expected an object, found text"),
        ({"incident": {}, "messages": []}, "neither an id nor a title"),
        ({"incident": INCIDENT}, "messages: it is missing"),
        ({"incident": INCIDENT, "messages": {}}, "messages: expected a list, found an object"),
        (bundle(message(), 7), "messages[1]: expected an object, found a number"),
        (bundle({"text": "x"}), "messages[0].ts: it is missing"),
        (bundle(message(), message("noon")), 'messages[1].ts: "noon" is not a message\'s time'),
        (bundle(message(float("inf"))), "messages[0].ts"),
        (bundle(message(text=["x"])), "messages[0].text: expected text, found a list"),  # type: ignore[arg-type]
        ({"incident": INCIDENT | {"started_at": "soon"}, "messages": []}, 'started_at: "soon" is not a time'),
        ({"incident": INCIDENT | {"services": "one"}, "messages": []}, "incident.services: expected a list"),
        (bundle(changes=[{"id": "c"}]), "changes[0].at: it is missing"),
        (bundle(changes=[{"id": "c", "at": ""}]), "changes[0].at: a time is missing"),
        (bundle(users=[{"name": "x"}]), "users[0].id: it is missing"),
        (bundle(past=[{"title": "x"}]), "past[0].id: it is missing"),
        ('{"n": ' + "9" * 5000 + "}", "number far too long"),
    ],
)
def test_a_broken_bundle_is_answered_in_one_sentence_with_its_place(
    tmp_path: Path, value: Any, place: str
) -> None:
    assert place in complaint(written(tmp_path, value))


def test_what_is_no_bundle_at_all_is_named(tmp_path: Path) -> None:
    assert "no such file" in complaint(tmp_path / "nowhere.json")
    assert "neither a bundle.json nor" in complaint(tmp_path)
    (tmp_path / "export.zip").write_bytes(b"PK")
    assert "unpack it" in complaint(tmp_path / "export.zip")
    (tmp_path / "latin.json").write_bytes('{"incident": "é"}'.encode("latin-1"))
    assert "byte 14: it is not UTF-8" in complaint(tmp_path / "latin.json")
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in complaint(tmp_path / "pipe")


def test_a_bundle_without_people_changes_or_times_is_still_read(tmp_path: Path) -> None:
    read = read_bundle(written(tmp_path, bundle(message(user="U404"))))
    assert read.people == {}
    assert read.incident.started_at is None
    assert read.incident.resolved_at is None
    assert read.channel.id == ""


def test_what_no_database_can_store_is_replaced(tmp_path: Path) -> None:
    read = read_bundle(written(tmp_path, json.dumps(bundle(message(text="a\ud800b\x00c 😀")))))
    assert read.messages[0].text == "a\ufffdb\ufffdc 😀"


def export(folder: Path, *rooms: str) -> Path:
    (folder / "users.json").write_text(json.dumps([{"id": "U1", "name": "ana", "tz": "Europe/Rome"}]))
    described = [
        {"id": f"C{i}", "name": room, "purpose": {"value": f"about {room}"}} for i, room in enumerate(rooms)
    ]
    (folder / "channels.json").write_text(json.dumps(described))
    for room in rooms:
        (folder / room).mkdir()
        guest = message("86400.0", "and me", user="U9") | {"user_profile": {"real_name": "Gus Guest"}}
        guest["reactions"] = [{"name": "eyes", "users": ["U1"], "count": 1}]
        (folder / room / "1970-01-02.json").write_text(json.dumps([guest]))
        (folder / room / "1970-01-01.json").write_text(json.dumps([message("5.0", "me first")]))
    return folder


def test_a_slack_export_is_read_day_by_day_with_its_guests(tmp_path: Path) -> None:
    case = read_bundle(export(tmp_path, "inc-12-lifts"))
    assert [m.text for m in case.messages] == ["me first", "and me"]
    assert (case.incident.id, case.incident.title) == ("INC-12", "about inc-12-lifts")
    assert case.people["U9"].shown == "Gus Guest"
    assert [(mark.message, mark.name, mark.by) for mark in case.marks] == [("86400.0", "eyes", "U1")]
    assert case.incident.started_at is None


def test_an_export_of_several_channels_asks_which_and_takes_the_channels_own_folder(tmp_path: Path) -> None:
    source = export(tmp_path, "inc-1", "inc-2")
    assert "holds 2 channels (inc-1, inc-2)" in complaint(source)
    assert read_bundle(source / "inc-2").channel.name == "inc-2"
