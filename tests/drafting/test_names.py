from __future__ import annotations

import pytest

from bot.drafting.names import Names
from bot.drafting.titles import FEW, Known, Titles


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ana Lima moved it, and Ana saw it", ["Ana Lima", "Ana"]),
        ("Anabel and co-Ana and Ana-like are others", []),
        ("(Ana)", ["Ana"]),
        ("ask @ops or (a+)+$ about checkout-api", ["@ops", "(a+)+$", "checkout-api"]),
        ("checkout-api2 is not it, checkout is", ["checkout"]),
        ("", []),
    ],
)
def test_names_are_found_whole_and_the_longer_one_first(text: str, found: list[str]) -> None:
    names = Names(["Ana", "Ana Lima", "@ops", "(a+)+$", "checkout-api", "checkout", ""])
    assert names.found_in(text) == found


def test_no_names_are_found_nowhere() -> None:
    assert Names([]).found_in("Ana") == []


@pytest.mark.parametrize("more", [0, FEW])
def test_a_known_id_is_found_inside_of_a_text_whether_they_are_few_or_many(more: int) -> None:
    known = Known(["dep-17", "cfg-4", *(f"other-{n}" for n in range(more))])
    assert known.any_in("it was dep-17.")
    assert known.any_in("see cfg-41")
    assert not known.any_in("it was dep-1")
    assert not known.any_in("")


def test_two_words_of_one_title_are_like_it_and_two_of_different_ones_are_not() -> None:
    titles = Titles(["lower the pool size to 20", "new ticket font"])
    assert titles.any_like({"pool", "size", "was"})
    assert not titles.any_like({"pool", "font"})
    assert not titles.any_like({"pool"})
