"""Whatever a channel and its record hold: a draft comes, keeps to what was said, and says what it lacked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from bot.conversation import Channel, Kind, Message
from bot.drafting.case import Case
from bot.incident import Incident, PastIncident
from tests.drafting.builders import at, ts
from tests.drafting.bundles import (
    ANA,
    BO,
    DEPLOY,
    MONDAY,
    WORDS,
    bundle,
    draft_of,
    drafted,
    posted,
    said,
    told,
    without,
)


@dataclass(frozen=True)
class Bad:
    """``lacking``: words of the sentences that the draft has to say of it."""

    what: str
    bundle: dict[str, Any]
    lacking: tuple[str, ...] = field(default=())


LONG = "the printers at hall B print blank since 14:00 and dep-17 did it. "
SWITCHED = ["\u202egnp.exe\u202c", "הכול נפל, אין כרטיסים", "كل شيء معطل منذ 14:00"]

TABLE = (
    Bad(
        "over before it began",
        bundle(record={"resolved_at": "2026-03-02T13:00:00Z"}),
        ("over before it began",),
    ),
    Bad(
        "noticed before it began",
        bundle(record={"detected_at": "2026-03-02T11:00:00Z"}),
        ("noticed before it began",),
    ),
    Bad("a record of the year before", bundle(record={"started_at": "2025-03-02T14:00:00Z"})),
    Bad(
        "a record of the next year",
        bundle(record={"started_at": "2027-03-02T14:00:00Z", "resolved_at": "2027-03-02T15:00:00Z"}),
        ("another time",),
    ),
    Bad(
        "all said long after",
        bundle([said(60 * 24 * 30, "so what was it?"), said(60 * 24 * 31, "the font")]),
        ("another time",),
    ),
    Bad("edited before it was said", bundle(told(said(61, "so", edited={"user": "U1", "ts": "1.000000"})))),
    Bad("an edit that is no time", bundle(told(said(61, "so", edited={"user": "U1", "ts": "soon"})))),
    Bad("in the year 1970", bundle([said(-MONDAY / 60, "it is down"), *told()])),
    Bad("in the year 2100", bundle(told(said(60 * 24 * 365 * 74, "still down")))),
    Bad("no start", bundle() | without("started_at"), ("When it began is not recorded",)),
    Bad(
        "no end", bundle([said(1, "it is down")]) | without("resolved_at"), ("Nothing says that it is over",)
    ),
    Bad("an end that nobody said", bundle([said(1, "it is down")]), ("nobody in the channel said so",)),
    Bad("no message", bundle([]), ("no message", "nobody in the channel said so")),
    Bad(
        "nothing at all",
        {"incident": {"id": "INC-7"}, "messages": []},
        ("no message", "When it began", "Nothing says"),
    ),
    Bad(
        "only tools",
        bundle([posted(0, "[FIRING:1] Blank"), posted(9, "[RESOLVED] Blank")]),
        ("Only tools posted",),
    ),
    Bad("only notices", bundle([said(0, "<@U1> has joined", subtype="channel_join")]), ("Nobody wrote",)),
    Bad("everything deleted", bundle([said(0, "This was deleted.", subtype="tombstone")]), ("Nobody wrote",)),
    Bad("unknown people", bundle(users=[]), ("2 of 2 people who wrote are not known by name",)),
    Bad("one unknown person", bundle(users=[BO]), ("1 of 2 people",)),
    Bad(
        "no author",
        bundle(told({"type": "message", "ts": "1772463700.000000", "text": "hm"})),
        ("1 of 3 people",),
    ),
    Bad("no services, severity or title", bundle() | without("services", "severity", "title", "detected_at")),
    Bad("no channel", bundle(channel=None)),
    Bad(
        "a change in the future", bundle(changes=[DEPLOY | {"at": "2036-03-02T14:00:00Z"}]), ("dated after",)
    ),
    Bad("a change years ago", bundle(changes=[DEPLOY | {"at": "1999-03-02T14:00:00Z"}])),
    Bad("a change in the first year", bundle(changes=[DEPLOY | {"at": "0001-01-01T00:00:00Z"}])),
    Bad(
        "a change in the last year",
        bundle(changes=[DEPLOY | {"at": "9999-12-31T23:59:59Z"}]),
        ("dated after",),
    ),
    Bad("over in the first year", bundle(record={"resolved_at": "0001-01-01T00:00:00Z"}), ("over before",)),
    Bad("two changes of one id", bundle(changes=[DEPLOY, DEPLOY | {"title": "Another one"}])),
    Bad("a change that says nothing", bundle(changes=[{"id": "x", "at": "2026-03-02T13:58:00Z"}])),
    Bad("two messages of one id", bundle(told(said(60, "it is down"), said(60, "it is down", "U2")))),
    Bad("a reply to nothing", bundle(told(said(20, "dep-17 did it", thread_ts="1500000000.000000")))),
    Bad("a reply to itself", bundle(told(said(20.5, "dep-17 did it", thread_ts=said(20.5, "")["ts"])))),
    Bad(
        "replies to each other",
        bundle([said(1, "a?", thread_ts=said(2, "")["ts"]), said(2, "b", thread_ts=said(1, "")["ts"])]),
    ),
    Bad("nothing earlier", bundle(past=[])),
    Bad(
        "earlier ones without a word",
        bundle(past=[{"id": "PM-1"}, {"id": "PM-2", "title": "", "root_cause": ""}]),
    ),
    Bad("one person under two ids", bundle(users=[ANA, ANA | {"id": "U2"}])),
    Bad("one id for two people", bundle(users=[ANA, BO | {"id": "U1"}]), ("1 of 2 people",)),
    Bad(
        "a time zone that is none", bundle(users=[ANA | {"tz": "Mars/Base"}, BO | {"tz": "../../etc/passwd"}])
    ),
    Bad(
        "messages of one character",
        bundle([said(n / 10, character) for n, character in enumerate("x?.!-:1é漢`*_~<&|🔥" * 5)]),
    ),
    Bad(
        "messages of 40,000 characters",
        bundle(told(said(70, LONG * 620), said(71, "x" * 40_000), said(72, "1 " * 20_000))),
    ),
    Bad("right to left", bundle(told(*(said(30 + n, text) for n, text in enumerate(SWITCHED))))),
    Bad("two hundred services", bundle(record={"services": [f"svc-{n}" for n in range(200)]})),
    Bad("services of one name", bundle(record={"services": ["kiosk", "kiosk", ""]})),
)


@pytest.mark.parametrize("bad", TABLE, ids=lambda bad: bad.what)
def test_a_draft_appears_and_says_what_it_could_not_tell(bad: Bad, tmp_path: Path) -> None:
    draft = draft_of(bad.bundle, tmp_path)
    for words in bad.lacking:
        assert [sentence for sentence in draft.unknowns if words in sentence], draft.unknowns
    for sentence in draft.unknowns:
        assert sentence.endswith(".")
        assert sentence in draft.markdown


def test_where_all_is_told_nothing_is_lacking(tmp_path: Path) -> None:
    draft = draft_of(bundle(), tmp_path)
    assert draft.unknowns == ()
    assert "Could Not Be Told" not in draft.markdown


NAMES = (
    "(a+)+$",
    "[*",
    "\\d{2,",
    "*bold* _it_ ~no~",
    "<@U2>",
    "<!channel>",
    "| a | b |",
    "# Ana",
    "![x](http://evil.example/x.png)",
    "[click](http://evil.example)",
    "<script>alert(1)</script>",
    "\u202eanA\u202c",
    "🦊" * 50,
    "resolved",
    "2026",
    "-",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_read_as_anything_but_a_name(name: str, tmp_path: Path) -> None:
    people = [ANA | {"real_name": name, "name": name}, BO]
    asked = said(61, f"{name} can you add a print test by Friday?", "U2")
    given = bundle(
        told(asked), {"title": name, "services": [name]}, users=people, changes=[DEPLOY | {"title": name}]
    )
    markdown = draft_of(given, tmp_path).markdown
    assert not re.search(r"(?<!\\)\]\(http", markdown)
    assert "<script" not in markdown.replace("\\<script", "")


@pytest.mark.parametrize("text", ["a \ud800 b", "nul \x00 byte", "\udfff", "\x00", "💥\ud83d"])
def test_half_characters_and_nuls_do_not_get_into_a_draft(text: str, tmp_path: Path) -> None:
    given = bundle(told(said(61, f"decision: we stop {text} now")), {"title": f"Blank {text}"})
    draft = draft_of(given | {"past": [{"id": "PM-1", "title": text, "root_cause": text}]}, tmp_path)
    assert "\x00" not in json.dumps(draft.to_json(), ensure_ascii=False)


def test_a_case_that_never_was_a_file_is_drafted_too() -> None:
    """As the store and the platforms give it: ids that repeat, a thread without its first message."""
    again = Message(ts(1), at(1), "U1", "it is down")
    messages = (
        again,
        again,
        Message(ts(2), at(2), "U9", "why?", thread="1.000000"),
        Message(ts(3), at(3), "", ""),
    )
    gone = Message(ts(4), at(4), "B1", "", Kind.TOOL, deleted=True, edited="x")
    past = (PastIncident("PM-1", ""), PastIncident("PM-1", ""))
    case = Case(
        Incident("INC-1", "Kiosks", resolved_by="7.000000"), Channel("", ""), (*messages, gone), past=past
    )
    draft = drafted(case)
    assert [sentence for sentence in draft.unknowns if "not known by name" in sentence]


def many(number: int) -> list[dict[str, Any]]:
    """A channel in which one message of three is of the incident."""
    words = [text if n % 3 == 0 else "hm, my coffee is cold too" for n, text in enumerate(WORDS * 3)]
    return [said(n / 50, f"{words[n % len(words)]} ({n})", f"U{n % 9}") for n in range(number)]


MANY_PEOPLE = [
    ANA | {"id": f"U{n}", "name": f"user{n}", "real_name": f"First{n} Last{n}"} for n in range(10_000)
]
MANY_CHANGES = [
    DEPLOY
    | {
        "id": f"dep-{n}",
        "service": f"svc-{n % 200}",
        "title": f"Release {n}.1.0: pool {n}",
        "author": f"U{n % 3}",
    }
    for n in range(10_000)
]


@pytest.mark.parametrize(
    "given",
    [
        bundle(many(20_000)),
        bundle(many(300), changes=MANY_CHANGES),
        bundle(many(300), users=MANY_PEOPLE),
        bundle(told(*(said(70 + n, LONG * 600) for n in range(10)))),
    ],
    ids=["20,000 messages", "10,000 changes", "10,000 people", "ten messages of 40,000 characters"],
)
def test_a_great_deal_of_anything_takes_seconds(given: dict[str, Any], tmp_path: Path) -> None:
    began = process_time()
    draft = draft_of(given, tmp_path)
    assert draft.timeline
    assert process_time() - began < 40  # about 5 on two slow cores; what grows with a square takes minutes
