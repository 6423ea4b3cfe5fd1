"""What an offline draft costs as channels grow: processor time, memory, and both beside parsing the JSON."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import cycle, islice
from typing import Any, TypeVar

from bot.drafting.bundle import read_case
from bot.drafting.draft import Draft
from bot.drafting.ending import with_end
from bot.drafting.json_file import Node
from bot.drafting.offline import OfflineWriter
from tests.learning.worked import Worked, packed, scripts

SIZES = (100, 1_000, 10_000, 50_000)
USUAL = 1_000  # messages beside which the other sizes' time a message is put
MEASURED = 10_000  # messages up to which memory is traced, which makes everything several times slower
PAUSE = 600  # seconds between one incident's last message and the next one's first

TIMES = frozenset({"ts", "thread_ts", "latest_reply"})

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of reading the JSON, and of all that comes after it until the draft stands."""

    messages: int
    parsing: float
    drafting: float


def main(sizes: Sequence[int] = SIZES) -> None:
    """Prints a line for each size; nothing is asserted, since machines differ."""
    written(many(USUAL))  # weights, patterns and the tables of languages are read once in a process
    texts = {size: json.dumps(many(size)) for size in sizes}
    costs = [cost(text) for text in texts.values()]
    usual = next((c.drafting / c.messages for c in costs if c.messages == USUAL), None)
    for size, spent in zip(sizes, costs, strict=True):
        print(_line(spent, usual, peak(texts[size]) if size <= MEASURED else None), flush=True)


def _line(spent: Cost, usual: float | None, memory: int | None) -> str:
    each = spent.drafting / spent.messages
    parts = [
        f"{spent.drafting:.2f} s of processor time",
        f"{spent.drafting / spent.parsing:.0f} times json.loads",
    ]
    if usual:
        parts.append(f"{each / usual:.2f} times the time a message of {USUAL:,}")
    if memory is not None:
        parts.append(
            f"{memory / 2**20:.1f} MB at its peak, {memory / spent.messages / 1024:.1f} kB a message"
        )
    return f"offline draft, {spent.messages:,} messages: " + ", ".join(parts)


def channel(source: Sequence[Worked], messages: int) -> Mapping[str, Any]:
    """A bundle of so many messages: the worked incidents one after the other, again and again.

    Its record, changes and earlier incidents are the first one's, its people everybody's.
    """
    record = source[0].bundle
    said = list(islice(_said(source, _seconds(record["incident"]["started_at"])), messages))
    end = datetime.fromtimestamp(float(said[-1]["ts"]), UTC).isoformat() if said else None
    people = {user["id"]: user for worked in source for user in worked.bundle.get("users", ())}
    incident = {**record["incident"], "resolved_at": end}
    return {**record, "incident": incident, "users": list(people.values()), "messages": said}


def many(messages: int) -> Mapping[str, Any]:
    """Such a bundle of all the worked incidents."""
    return channel(_worked(), messages)


@cache
def _worked() -> tuple[Worked, ...]:
    return (*packed(), *scripts())


def _said(source: Sequence[Worked], start: int) -> Iterator[dict[str, Any]]:
    for worked in cycle(source):
        messages = worked.bundle["messages"]
        first, last = (int(float(messages[index]["ts"])) for index in (0, -1))
        yield from (_later(message, start - first) for message in messages)
        start += last - first + PAUSE


def _later(value: Any, seconds: int) -> Any:
    """A message object with all its times shifted: they are its id and those of the messages it names."""
    if isinstance(value, Mapping):
        return {
            key: _shifted(inner, seconds) if key in TIMES and inner else _later(inner, seconds)
            for key, inner in value.items()
        }
    return [_later(inner, seconds) for inner in value] if isinstance(value, list) else value


def _shifted(ts: str, seconds: int) -> str:
    whole, _, rest = str(ts).partition(".")
    return f"{int(whole) + seconds}.{rest or '000000'}"


def _seconds(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp())


def cost(text: str) -> Cost:
    """One draft of a bundle's JSON, from the text to the Markdown."""
    bundle, parsing = spent(lambda: json.loads(text))
    draft, drafting = spent(lambda: written(bundle))
    return Cost(draft.coverage.messages, parsing, drafting)


def written(bundle: Mapping[str, Any]) -> Draft:
    return OfflineWriter().write(with_end(read_case(Node(bundle, "bundle.json"))))


def peak(text: str) -> int:
    """The most memory, in bytes, that a draft took beside the parsed JSON."""
    bundle = json.loads(text)
    tracemalloc.start()
    written(bundle)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def spent(work: Callable[[], Result]) -> tuple[Result, float]:
    """What the work gave, and the processor time that it took, in seconds."""
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


if __name__ == "__main__":
    main()
