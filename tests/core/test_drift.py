"""Which sources are not any more as they were read."""

from __future__ import annotations

import pytest

from bot.conversation import Message
from bot.drift import Drifted, find_drift, messages_of
from bot.postmortem import Source
from tests.fakes import message

ID = "1773316800.000100"


@pytest.mark.parametrize(
    ("read", "stands", "drifted"),
    [
        (None, message(ID), ()),
        (None, message(ID, "other words", edited="2.0"), (Drifted(1),)),
        ("2.0", message(ID, "other words", edited="2.0"), ()),
        ("2.0", message(ID, "other words", edited="3.0"), (Drifted(1),)),
        (None, message(ID, deleted=True, edited="4.0"), (Drifted(1, deleted=True),)),
        (None, message(ID, deleted=True), (Drifted(1, deleted=True),)),
        ("4.0", message(ID, deleted=True, edited="4.0"), ()),  # what is told is the deletion
    ],
)
def test_a_source_is_held_against_the_version_that_was_read(
    read: str | None, stands: Message, drifted: tuple[Drifted, ...]
) -> None:
    assert find_drift([Source(1, ID, version=read)], {ID: stands}) == drifted


def test_what_is_no_message_and_what_nobody_knows_of_never_drifts() -> None:
    sources = [Source(1, "incident"), Source(2, "change:deploy-1"), Source(3, "past:PM-1"), Source(4, ID)]
    assert messages_of(sources) == {ID}
    assert find_drift(sources, {}) == ()
