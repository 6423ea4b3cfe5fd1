"""Whether time grows with a text's length, told by a ratio and never by a clock's figure."""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 3


def growth(work: Callable[[str], object], unit: str, size: int = 10_000, times: int = 4) -> float:
    """How many times longer ``times`` as much text takes: about ``times`` if linear, its square if quadratic.

    The quickest of several rounds counts, since a busy machine only ever makes one slower.
    """
    short, long = (unit * (length // len(unit) + 1) for length in (size, size * times))
    return _quickest(work, long) / max(_quickest(work, short), 1e-4)


def _quickest(work: Callable[[str], object], text: str) -> float:
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work(text)
        took.append(time.perf_counter() - began)
    return min(took)


# What has led patterns of this kind astray, one unit of each to repeat.
HOSTILE = (
    "<", "`", '"', '"a ', "'a ", "' ", "[", "](", "](a", "<a ", "<!--", "* ", "_", "\\", "a", "a ", "a@", "@",
    "a://", "://", "&a", "|", "| a ", "|-|\n", "```", "```\n", "- ", "-", "#", "\n", "> ", "<pre>", "“", "„",
    "``` `", "``a`", "'a'", "<@", "<a@", "1:", "[1,", "[^", "[a]: ", "\t", "key=", 'key="', "<code>", "(a(",
    "](((", "~", "***", "x'y ", "\ue000", "- a\n", "a\n", "10:42 a\n", "---\na: b\n", "a|b\n-|-\n", "a:",
    "# a: b\n", "**a**\n\n", "<!-- postmortem-check: ignore -->",
    "<!-- postmortem-check: ignore -->|a|\n|-|\n|b|\n",
    "|<!-- postmortem-check: ignore -->|a",
    "<!-- postmortem-check: off -->a\n<!-- postmortem-check: on -->\nb\n",
)  # fmt: skip
