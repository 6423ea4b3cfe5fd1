"""A small incident as a bundle, to be spoiled in one way or another; its draft, held to what is promised."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.drafting.bundle import read_bundle
from bot.drafting.case import Case
from bot.drafting.draft import Draft
from bot.drafting.ending import with_end
from bot.drafting.grounding import Grounds
from bot.drafting.offline import OfflineWriter
from bot.drafting.transcript import transcribe
from tests.cli import promised
from tests.drafting.test_offline import statements

MONDAY = 1_772_460_000  # 2026-03-02T14:00:00Z, when the incident began
ANA = {"id": "U1", "name": "ana", "real_name": "Ana Lima", "tz": "America/Sao_Paulo"}
BO = {"id": "U2", "name": "bo", "real_name": "Bo Chen", "tz": "Asia/Shanghai"}
RECORD = {
    "id": "INC-7",
    "title": "Kiosks print blank tickets",
    "severity": "SEV2",
    "services": ["kiosk"],
    "started_at": "2026-03-02T14:00:00Z",
    "detected_at": "2026-03-02T14:05:00Z",
    "resolved_at": "2026-03-02T15:00:00Z",
}
DEPLOY = {
    "id": "dep-17",
    "kind": "deploy",
    "service": "kiosk",
    "at": "2026-03-02T13:58:00Z",
    "title": "Release 5.18.0: new ticket font",
    "author": "U1",
}
WORDS = (
    "kiosks at hall B print blank tickets since 14:00",
    "dep-17 shipped a font the printers do not have",
    "rolling dep-17 back now",
    "still blank",
    "tickets print again, about 410 passengers travelled without one",
    "I'll add a print test to the release by Friday",
    "lol, my coffee is blank too",
)


def said(minute: float, text: str, user: str = "U1", **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "ts": f"{MONDAY + minute * 60:.6f}", "text": text, **more}


def posted(minute: float, text: str) -> dict[str, Any]:
    ts = f"{MONDAY + minute * 60:.6f}"
    return {
        "type": "message",
        "subtype": "bot_message",
        "bot_id": "B1",
        "username": "Watcher",
        "ts": ts,
        "text": text,
    }


def told(*more: dict[str, Any]) -> list[dict[str, Any]]:
    """A short incident, told until the word that it was over, and ``more``."""
    story = [said(2 + 8 * index, text, "U1" if index % 2 else "U2") for index, text in enumerate(WORDS)]
    return [*story, said(60, "resolved, all kiosks print"), *more]


def bundle(
    messages: Sequence[Any] | None = None, record: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """``record`` is laid over the usual one."""
    whole = {
        "incident": RECORD | (record or {}),
        "channel": {"id": "C1", "name": "inc-7"},
        "messages": told() if messages is None else list(messages),
        "users": [ANA, BO],
        "changes": [DEPLOY],
    }
    return whole | more


def without(*keys: str) -> dict[str, Any]:
    return {"incident": {key: value for key, value in RECORD.items() if key not in keys}}


def drafted(case: Case) -> Draft:
    """The offline draft, held to the promised form and to its sources."""
    case = with_end(case)
    draft = OfflineWriter().write(case)
    plain = json.loads(json.dumps(draft.to_json()))
    json.dumps(plain, ensure_ascii=False).encode("utf-8")  # no half of a character
    promised.draft(plain, "draft")
    grounds = Grounds(case, transcribe(case))
    assert all(grounds.holds(text, sources) for text, sources in statements(draft))
    assert draft.coverage.read == draft.coverage.messages == len(case.messages)
    return draft


def draft_of(bundle: dict[str, Any], folder: Path) -> Draft:
    file = folder / "bundle.json"
    file.write_text(json.dumps(bundle), encoding="utf-8")
    return drafted(read_bundle(file))
