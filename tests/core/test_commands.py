"""What people type after ``/postmortem``: understood in every form, and never a crash."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import Command, Verb, parse

TABLE = {
    "": Command(Verb.STATUS),
    "   \t ": Command(Verb.STATUS),
    "status": Command(Verb.STATUS),
    "create": Command(Verb.CREATE),
    "Create please": Command(Verb.CREATE),
    "new": Command(Verb.CREATE),
    "start": Command(Verb.CREATE),
    "draft": Command(Verb.CREATE),
    "list": Command(Verb.LIST),
    "LIST": Command(Verb.LIST),
    "ls": Command(Verb.LIST),
    "list 3": Command(Verb.LIST, page=3),
    "list page 3": Command(Verb.LIST, page=3),
    "list 0": Command(Verb.LIST, page=1),
    "list -2": Command(Verb.LIST, page=1),
    "list 99999": Command(Verb.LIST, page=99999),
    "list 100000": Command(Verb.LIST, page=1),
    "list ٣": Command(Verb.LIST, page=3),
    "list ²": Command(Verb.LIST, page=1),
    "show": Command(Verb.SHOW),
    "show PM-12": Command(Verb.SHOW, number=12),
    "open pm12": Command(Verb.SHOW, number=12),
    "view 12 please": Command(Verb.SHOW, number=12),
    "PM-12": Command(Verb.SHOW, number=12),
    "12": Command(Verb.SHOW, number=12),
    "show INC-12": Command(Verb.SHOW, problem="INC-12"),
    "show PM-1234567890": Command(Verb.SHOW, problem="PM-1234567890"),
    "show " + "x" * 99: Command(Verb.SHOW, problem="x" * 40),
    "settings": Command(Verb.SETTINGS),
    "Settings please": Command(Verb.SETTINGS),
    "help": Command(Verb.HELP),
    "?": Command(Verb.HELP),
    "-h": Command(Verb.HELP),
    "--help": Command(Verb.HELP),
    "creat": Command(Verb.UNKNOWN, word="creat", nearest="create"),
    "hlep": Command(Verb.UNKNOWN, word="hlep", nearest="help"),
    "settigns": Command(Verb.UNKNOWN, word="settigns", nearest="settings"),
    "Xyzzy": Command(Verb.UNKNOWN, word="Xyzzy"),
    "PM-": Command(Verb.UNKNOWN, word="PM-"),
    "-12": Command(Verb.UNKNOWN, word="-12"),
    "unknown": Command(Verb.UNKNOWN, word="unknown"),
    "y" * 99: Command(Verb.UNKNOWN, word="y" * 40),
}


@pytest.mark.parametrize("typed", TABLE)
def test_what_is_typed_means_one_thing(typed: str) -> None:
    assert parse(typed) == TABLE[typed]


WORDS = st.one_of(
    st.sampled_from(
        ["create", "list", "show", "help", "status", "open", "PM-", "pm", "7", "-1", "²", "٣", "İ"]
    ),
    st.text(max_size=12),
    st.integers().map(str),
    st.integers(0).map("PM-{}".format),
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=4).map(" ".join)))
def test_nothing_that_is_typed_breaks_it_and_what_it_says_fits(typed: str) -> None:
    command = parse(typed)
    assert command.page >= 1
    assert command.number is None or 0 <= command.number < 2**31  # what a database takes for a number
    assert len(command.word) <= 40
    assert len(command.problem or "") <= 40
    assert command.nearest in (None, "create", "list", "show", "settings", "help")


@given(
    st.integers(0, 999_999_999), st.sampled_from(["PM-{}", "pm-{}", "Pm{}", "{}", "show PM-{}", "view {}"])
)
def test_every_id_leads_to_its_postmortem(number: int, form: str) -> None:
    assert parse(form.format(number)) == Command(Verb.SHOW, number=number)
