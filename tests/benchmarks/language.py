"""What the check for blame costs: a paragraph of ordinary prose beside a plain scan of it, and long texts.

The plain scan is the least that any check of words does: one compiled alternation of 200 names and 100
phrases that blame, with ``re.IGNORECASE``, ``finditer`` over the same text.
"""

from __future__ import annotations

import re
import statistics
import time
import tomllib
from collections.abc import Callable, Sequence
from functools import partial
from importlib import resources
from itertools import cycle, islice
from pathlib import Path

from bot.language.checking import check

ROOT = Path(__file__).parents[2]
WORDS = 67  # of a paragraph
PARAGRAPHS = 100
NAMES, PHRASES = 200, 100
ROUNDS = 7
TIMES = (1, 10, 100)
BLAMING = """Marcus pushed the new retry limit at 14:03 and broke the checkout for all in two regions.
The on-call engineer should have noticed the alert before the queue was full, and never answered the page.
The payments team forgot to renew the certificate in March. The root cause was human error, and it was obvious
to anyone that the disk would fill up. Who approved this change? Marcus was careless."""


def main() -> None:
    """Prints a line for each figure; nothing is asserted, since machines differ."""
    prose = paragraphs()
    plain = plain_scan()
    check(BLAMING)  # the tables are read once in a process
    ours, theirs = in_turn(lambda: each(check, prose), lambda: each(plain, prose))
    ratio = statistics.median(our / their for our, their in zip(ours, theirs, strict=True))
    a_paragraph = 1000 * min(ours) / len(prose)
    print(
        f"check for blame, {len(prose)} paragraphs of {WORDS} words of ordinary prose: {ratio:.1f} times "
        f"a plain scan ({a_paragraph:.2f} and {1000 * min(theirs) / len(prose):.3f} ms each)",
        flush=True,
    )
    blaming = statistics.median(in_turn(lambda: check(BLAMING))[0]) * 1000
    print(
        f"check for blame, {len(BLAMING.split())} words with {len(check(BLAMING))} findings and what to say "
        f"instead: {blaming / a_paragraph:.1f} times a paragraph without ({blaming:.2f} ms)",
        flush=True,
    )
    lengths = ", ".join(f"{times} times {took:.1f}" for times, took in growths("\n\n".join(prose[:10])))
    print(f"check for blame, time for so much more text: {lengths}", flush=True)


def paragraphs() -> list[str]:
    """The prose of our own documents, as paragraphs of ``WORDS`` words, begun again at its end."""
    files = (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs" / "decisions").glob("*.md")),
    )
    blocks = (block for file in files for block in file.read_text(encoding="utf-8").split("\n\n"))
    words = cycle(" ".join(block for block in blocks if block[:1].isalpha()).split())
    return [" ".join(islice(words, WORDS)) for _ in range(PARAGRAPHS)]


def plain_scan() -> Callable[[str], object]:
    """One expression of names and phrases, as our own tables have them."""
    tables = resources.files("bot.language") / "tables"

    def listed(path: str, kind: str) -> list[str]:
        table = tomllib.loads((tables / path).read_text(encoding="utf-8"))
        return [
            entry
            for entries in table[kind].values()
            for entry in (entries.split(",") if isinstance(entries, str) else entries)
        ]

    names = listed("common/names.toml", "words")[:NAMES]
    phrases = [entry for entry in listed("english/verbs.toml", "verbs") if "…" not in entry][:PHRASES]
    either = "|".join(re.escape(word.strip()) for word in (*names, *phrases))
    compiled = re.compile(rf"\b(?:{either})\b", re.IGNORECASE)
    return lambda text: list(compiled.finditer(text))


def each(work: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        work(text)


def in_turn(*works: Callable[[], object]) -> list[list[float]]:
    """Seconds of processor time of each, round by round, so that what else the machine does falls on all."""
    took: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, took, strict=True):
            began = time.process_time()
            work()
            times.append(time.process_time() - began)
    return took


def growths(text: str) -> list[tuple[int, float]]:
    """How many times longer so many times the text takes than the text itself."""
    texts = ["\n\n".join([text] * times) for times in TIMES]
    took = [min(in_turn(partial(check, one))[0]) for one in texts]
    return [(times, spent / took[0]) for times, spent in zip(TIMES, took, strict=True)]


if __name__ == "__main__":
    main()
