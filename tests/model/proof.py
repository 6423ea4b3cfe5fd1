"""One draft under one attack, and whether anything of it survived, found out by words alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.clients.openai import OpenAIModel
from bot.drafting.case import Case
from bot.drafting.draft import Draft
from bot.drafting.model.writer import ModelWriter
from bot.drafting.offline import OfflineWriter
from bot.drafting.progress import Tell, silently
from tests.model.attacks import Attack
from tests.model.poison import Dose
from tests.model.server import ModelServer

_ESCAPED = re.compile(r"\\(?=[^\w\s])")


@dataclass(frozen=True)
class Outcome:
    """``doses`` is how much poison went in, ``survived`` what of it came out."""

    draft: Draft
    doses: int
    survived: tuple[str, ...]

    @property
    def by(self) -> str:
        """Who wrote it: "model", "partly" where the offline writer did parts, or "offline"."""
        if self.draft.writer == "offline":
            return "offline"
        return "partly" if any("not read by the model" in note for note in self.draft.unknowns) else "model"


def writer(server: ModelServer, seconds: float = 20.0, **more: Any) -> ModelWriter:
    """The real one, SDK and all, against the server."""
    return ModelWriter(OpenAIModel("test-model", "sk-test", server.url), OfflineWriter(), seconds, **more)


@dataclass(frozen=True)
class Written:
    """A writer of one draft, written before: the offline one is the same every time."""

    draft: Draft

    def write(self, _case: Case, _tell: Tell = silently) -> Draft:
        return self.draft


def drafted(server: ModelServer, attack: Attack, case: Case, offline: Draft) -> Outcome:
    dose = Dose()
    server.begin(attack.behave(dose))
    draft = replace(writer(server, attack.seconds), offline=Written(offline)).write(case)
    survived = tuple(_survived(draft, dose, case, offline))
    return Outcome(draft, len(dose.words) + len(dose.false) + len(dose.wrong), survived)


def _survived(draft: Draft, dose: Dose, case: Case, offline: Draft) -> Iterator[str]:
    """What was put in and stands in the draft, though the offline draft does not say it too."""
    plain = draft.to_json()
    whole, without = _plain(_text(plain)), _plain(_text(offline.to_json()))
    for words in dict.fromkeys(dose.words):
        looked_for = _plain(words)
        if looked_for and looked_for in whole and looked_for not in without:
            yield words
    for false, true in dict.fromkeys(dose.false):
        looked_for, meant = _plain(false), _plain(true)
        if looked_for in whole.replace(meant, " ") and looked_for not in without:
            yield false
    said = {message.id: _plain(message.text) for message in case.messages}
    ours = list(_claims(offline.to_json()))
    for claim in _claims(plain):
        for text, wrong in dose.wrong if claim not in ours else ():
            if _plain(text) == _plain(claim["text"]) and any(
                _plain(wrong)[:60] in said.get(source, "") for source in claim["sources"]
            ):
                yield f"{text} (wrongly cited)"
    known = {
        *said,
        "incident",
        *(f"change:{c.id}" for c in case.changes),
        *(f"past:{p.id}" for p in case.past),
    }
    yield from (f"source {s}" for claim in _claims(plain) for s in claim["sources"] if s not in known)
    change = plain["root_cause"]["change"]
    if change is not None and change not in {c.id for c in case.changes}:
        yield f"change {change}"


def _text(plain: Any) -> str:
    return json.dumps({k: v for k, v in plain.items() if k not in ("usage", "fell_back")}, ensure_ascii=False)


def _plain(text: str) -> str:
    """Without case, JSON's and Markdown's escapes, ends of sentences and runs of blanks."""
    text = text.replace("\\n", " ").replace('\\"', '"').replace("\\\\", "\\")
    text = _ESCAPED.sub("", text)
    return " ".join(text.lower().split()).strip(" .,;:–—-*")


def _claims(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "sources" in value and "text" in value:
            yield value
        for inner in value.values():
            yield from _claims(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _claims(inner)
