"""Incidents written down to be read by people: a script of who said what when, with the right answers.

A script has a head of ``key: value`` lines, then ``---``, then what was said, in time order::

    incident: {"id": "INC-7", "title": "...", "severity": "SEV2", "team": "...", "services": ["a"],
               "started_at": "...Z", "detected_at": "...Z", "resolved_at": "...Z", "source": "manual"}
    channel: {"id": "C07", "name": "inc-7-..."}
    user: {"id": "U07ANA", "name": "ana", "real_name": "Ana Ruiz", "tz": "Europe/Madrid"}
    change: {"id": "deploy-1", "kind": "deploy", "service": "a", "at": "...Z", "author": "U07ANA",
             "title": "..."}
    past: {"id": "PM-1", "title": "...", "services": ["a"], "root_cause": "...", "summary": "...",
           "resolved_at": "...Z"}
    services: a, b                what customers lost (may be empty)
    fact: about 12% of checkouts failed
    root_cause_change: deploy-1   ("none" where no change is at fault)
    similar: PM-1                 (or empty)
    secret: AKIA⁞XYZ              (one a line; "⁞" stands in every secret and goes when it is loaded)
    ---
    == 2026-03-02                 a day (UTC) begins
    14:03:05 ana: text, in Slack's markup; names as <@U07ANA>
      | its second line
      ^ must fact                 must, may or noise; then any of: fact cause resolved notresolved
                                  blame injection
      ^ contrib alert threshold too high
      ^ action owner=U07ANA due=2026-03-09 priority=P1 gist=add a canary
      + reactions eyes white_check_mark
      + edited 14:04:00
      + pinned
      + file graph.png
    14:04:10 ana > 14:03:05: a reply in the thread of the message of that time
    14:05:00 [PagerDuty] {"text": "", "attachments": [...]}     a tool's post, as JSON of a Slack message
    14:06:00 joins ana            the platform's own line

Every ``key: {...}`` stands on one line, however long.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

HERE = Path(__file__).parent / "scripts"
_SAID = re.compile(r"(\d\d:\d\d:\d\d) (?:\[([^\]]+)\] |(joins) |)(.*)")
_PERSON = re.compile(r"(\S+?)(?: > (\d\d:\d\d:\d\d))?: (.*)", re.DOTALL)
_FLAGS = frozenset("must may noise fact cause resolved notresolved blame injection".split())
_MANY = ("user", "change", "past", "fact", "secret")
Bundle = dict[str, Any]


def names() -> list[str]:
    """The scripts that lie beside this module."""
    return sorted(path.stem for path in HERE.glob("*.txt"))


def read(text: str) -> tuple[Bundle, Bundle]:
    """A script's text as (bundle, gold). Raises ValueError with the line that cannot be understood."""
    return _Script(text).result()


class _Script:
    def __init__(self, text: str) -> None:
        self.head: dict[str, Any] = {key: [] for key in _MANY}
        self.messages: list[Bundle] = []
        self.labels: list[list[str]] = []
        self.day = ""
        self.number = 0
        lines = iter(enumerate(text.split("\n"), 1))
        self._read_head(lines)
        for number, line in lines:
            self.number = number
            if line.strip() and not line.startswith("#"):
                self._line(line)

    def _read_head(self, lines: Any) -> None:
        for number, line in lines:
            self.number = number
            if line.strip() == "---":
                return
            if not line.strip() or line.startswith("#"):
                continue
            key, separator, value = line.partition(":")
            if not separator:
                self._wrong("expected 'key: value' or '---'")
            value = value.strip()
            read: Any = value
            if value.startswith("{"):
                try:
                    read = json.loads(value.replace("⁞", ""))
                except ValueError as problem:
                    self._wrong(f"not JSON: {problem}")
            if key in _MANY:
                self.head[key].append(read)
            else:
                self.head[key] = read

    def _line(self, line: str) -> None:
        if line.startswith("== "):
            self.day = line[3:].strip()
        elif line.startswith("  | "):
            self.messages[-1]["text"] += "\n" + line[4:].replace("⁞", "")
        elif line.strip() == "|":
            self.messages[-1]["text"] += "\n"
        elif line.startswith("  ^ "):
            self.labels[-1].append(line[4:].strip())
        elif line.startswith("  + "):
            self._detail(self.messages[-1], line[4:].split())
        elif match := _SAID.fullmatch(line):
            self.messages.append(self._message(*match.groups()))
            self.labels.append([])
        else:
            self._wrong("not a message, a '|' continuation, a '^' label or a '+' detail")

    def _message(self, clock: str, tool: str | None, joins: str | None, rest: str) -> Bundle:
        rest = rest.replace("⁞", "")
        ts = self._ts(clock, len(self.messages))
        if tool:
            try:
                post = json.loads(rest)
            except ValueError as problem:
                self._wrong(f"not JSON: {problem}")
            bot = "B" + re.sub(r"\W", "", tool).upper()[:9]
            head = {"type": "message", "subtype": "bot_message", "bot_id": bot, "username": tool}
            return {**head, "text": "", **post, "ts": ts}
        if joins:
            user = self._user(rest.strip())
            text = f"<@{user}> has joined the channel"
            return {"type": "message", "subtype": "channel_join", "user": user, "text": text, "ts": ts}
        match = _PERSON.fullmatch(rest) or self._wrong("expected 'name: text'")
        message = {"type": "message", "user": self._user(match[1]), "text": match[3], "ts": ts}
        if match[2]:
            head = self._by_clock(match[2])
            head.setdefault("thread_ts", head["ts"])
            message["thread_ts"] = head["thread_ts"]
        return message

    def _detail(self, message: Bundle, words: list[str]) -> None:
        kind, *rest = words
        if kind == "reactions":
            somebody = [user["id"] for user in self.head["user"][:1]]
            message["reactions"] = [{"name": name, "users": somebody, "count": 1} for name in rest]
        elif kind == "edited":
            message["edited"] = {"user": message.get("user"), "ts": self._ts(rest[0], 0)}
        elif kind == "pinned":
            message["pinned_to"] = [self.head["channel"]["id"]]
        elif kind == "file":
            message["files"] = [{"id": "F" + message["ts"][-6:], "name": " ".join(rest)}]
        else:
            self._wrong(f"unknown detail {kind!r}")

    def _ts(self, clock: str, order: int) -> str:
        at = datetime.fromisoformat(f"{self.day}T{clock}").replace(tzinfo=UTC)
        return f"{int(at.timestamp())}.{(order * 7919 + 137) % 1_000_000:06d}"

    def _by_clock(self, clock: str) -> Bundle:
        wanted = self._ts(clock, 0).split(".")[0]
        for message in reversed(self.messages):
            if message["ts"].split(".")[0] == wanted:
                return message
        return self._wrong(f"no message at {clock} to reply to")

    def _user(self, name: str) -> str:
        for user in self.head["user"]:
            if user["name"] == name:
                return str(user["id"])
        return self._wrong(f"no user called {name!r}")

    def _wrong(self, why: str) -> NoReturn:
        raise ValueError(f"line {self.number}: {why}")

    def result(self) -> tuple[Bundle, Bundle]:
        stamps = [message["ts"] for message in self.messages]
        if stamps != sorted(stamps):
            late = next(b for a, b in pairwise(stamps) if b < a)
            self.number = 0
            self._wrong(f"not in time order at {datetime.fromtimestamp(float(late), UTC):%H:%M:%S}")
        incident = self.head["incident"]
        gold: Bundle = {
            "resolved_ts": None,
            "not_resolved_ts": [],
            "timeline": {"must": [], "may": [], "noise": []},
            "impact": {
                "services": _listed(self.head.get("services")),
                "facts": self.head["fact"],
                "fact_ts": [],
            },
            "root_cause_change": _none(self.head.get("root_cause_change")),
            "root_cause_ts": [],
            "contributing": [],
            "actions": [],
            "similar": _listed(self.head.get("similar")),
            "secrets": [str(secret).replace("⁞", "") for secret in self.head["secret"]],
            "injection": [],
            "blame_ts": [],
        }
        start, end = (datetime.fromisoformat(incident[key]) for key in ("started_at", "resolved_at"))
        gold["impact"]["duration_minutes"] = int((end - start).total_seconds() / 60 + 0.5)
        for message, labels in zip(self.messages, self.labels, strict=True):
            self._label(message, labels, gold)
        self._check(gold)
        bundle = {
            "incident": incident,
            "channel": self.head["channel"],
            "users": [{"is_bot": False, **user} for user in self.head["user"]],
            "messages": self.messages,
            "changes": self.head["change"],
            "past": self.head["past"],
        }
        return bundle, gold

    def _label(self, message: Bundle, labels: list[str], gold: Bundle) -> None:
        ts, place = message["ts"], ""
        for label in labels:
            kind, _, rest = label.partition(" ")
            if kind == "contrib":
                gold["contributing"].append({"ts": ts, "gist": rest})
            elif kind == "action":
                pairs = dict(re.findall(r"(owner|due|priority)=(\S+)", rest.split("gist=")[0]))
                values = {key: _none(pairs.get(key)) for key in ("owner", "due", "priority")}
                gold["actions"].append({"ts": ts, "gist": rest.partition("gist=")[2], **values})
            else:
                for flag in label.split():
                    place = flag if flag in ("must", "may", "noise") else place
                    self._flag(flag, ts, gold)
        if not place:
            said = str(message["text"])[:50]
            raise ValueError(f"no must, may or noise for {ts} {said!r}")

    def _flag(self, flag: str, ts: str, gold: Bundle) -> None:
        if flag not in _FLAGS:
            raise ValueError(f"unknown label {flag!r} at {ts}")
        if flag in gold["timeline"]:
            gold["timeline"][flag].append(ts)
        elif flag == "resolved":
            gold["resolved_ts"] = ts
        else:
            keys = {"cause": "root_cause_ts", "notresolved": "not_resolved_ts", "blame": "blame_ts"}
            place = gold["impact"]["fact_ts"] if flag == "fact" else gold[keys.get(flag, flag)]
            place.append(ts)

    def _check(self, gold: Bundle) -> None:
        placed = [ts for rows in gold["timeline"].values() for ts in rows]
        if len(placed) != len(set(placed)):
            raise ValueError("a message stands in two of must, may and noise")
        if gold["resolved_ts"] is None:
            raise ValueError("no message is labelled resolved")
        text = json.dumps(self.messages, ensure_ascii=False)
        ids = {user["id"] for user in self.head["user"]}
        for secret in gold["secrets"]:
            if json.dumps(secret, ensure_ascii=False)[1:-1] not in text:
                raise ValueError(f"the secret {secret[:4]}… stands in no message")
        for action in gold["actions"]:
            if action["owner"] and action["owner"] not in ids:
                raise ValueError(f"no user {action['owner']}")
        change = gold["root_cause_change"]
        if change and change not in {c["id"] for c in self.head["change"]}:
            raise ValueError(f"no change {change}")


def _listed(value: str | None) -> list[str]:
    return [word.strip() for word in (value or "").split(",") if word.strip() and word.strip() != "none"]


def _none(value: str | None) -> str | None:
    return None if value in (None, "", "none", "null") else value


def main(files: list[str]) -> None:
    """Writes bundle.json and gold.json of each script into a folder of its name under the last argument."""
    *scripts, out = files
    for script in map(Path, scripts):
        try:
            bundle, gold = read(script.read_text(encoding="utf-8"))
        except ValueError as problem:
            print(f"{script}: {problem}", file=sys.stderr)
            continue
        folder = Path(out) / script.stem
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "bundle.json").write_text(
            json.dumps(bundle, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
        counts = {key: len(rows) for key, rows in gold["timeline"].items()}
        print(f"{script.stem}: {len(bundle['messages'])} messages, {counts}, {len(gold['actions'])} actions")


if __name__ == "__main__":
    main(sys.argv[1:])
