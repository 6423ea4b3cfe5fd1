"""Whether a text may speak of a change, by the ids of the changes and by the words of their titles."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from bot.drafting.stems import Stems

FEW = 64  # names that are looked for one after the other


class Known:
    """Names that may stand in a text; what it costs to look does not grow with how many there are."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_length: dict[int, set[str]] = {}
        self._names = frozenset(names)
        for name in self._names:
            self._by_length.setdefault(len(name), set()).add(name)

    def any_in(self, text: str) -> bool:
        if len(self._names) <= FEW:
            return any(map(text.__contains__, self._names))
        return any(
            text[at : at + length] in names
            for length, names in self._by_length.items()
            for at in range(len(text) - length + 1)
        )


class Titles:
    """Which words stand together in the title of a change."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._having: dict[str, set[int]] = {}  # a word -> the titles it stands in
        self._together: dict[tuple[str, str], bool] = {}
        stems = Stems()
        for number, title in enumerate(titles):
            for word in stems(title):
                if word[0] != "<":
                    self._having.setdefault(word, set()).add(number)

    def any_like(self, words: set[str]) -> bool:
        """Whether two of the words stand in one title."""
        shared = sorted(self._having.keys() & words)
        return len(shared) > 1 and any(map(self._are_together, combinations(shared, 2)))

    def _are_together(self, pair: tuple[str, str]) -> bool:
        known = self._together.get(pair)
        if known is None:
            first, second = (self._having[word] for word in pair)
            known = self._together[pair] = not first.isdisjoint(second)
        return known
