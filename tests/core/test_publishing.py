"""Publishing: to whom, and at which address."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.conversation import Channel
from bot.errors import UserError
from bot.postmortem import State, Visibility
from tests.core.wall import Desk
from tests.fakes import CHANNEL, NOON, WORKSPACE, incident


def approve(desk: Desk, title: str = "Checkout fails") -> None:
    desk.save(lambda p: replace(p, version=p.version + 1, title=title))
    desk.save(lambda p: p.ask_for_review(["U2"], "U1", NOON))
    desk.save(lambda p: p.approve("U2", NOON))


@pytest.mark.parametrize("visibility", [Visibility.ORGANIZATION, Visibility.PUBLIC])
@pytest.mark.parametrize("channel", ["private", "unknown"])
def test_a_private_incident_is_published_to_its_members_alone(
    desk: Desk, visibility: Visibility, channel: str
) -> None:
    if channel == "private":
        desk.store.save_channel(Channel(WORKSPACE, CHANNEL, is_private=True))
    else:
        desk.store.save_incident(replace(incident(), number=1, channel="C404"))
    approve(desk)
    with pytest.raises(UserError, match="stays with its members"):
        desk.publishing.publish(1, visibility, "U1")
    assert desk.publishing.publish(1, Visibility.TEAM, "U1").state is State.PUBLISHED


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Elevated payment declines", "elevated-payment-declines"),
        ("Größe & «cœur»: 100 % down!", "groe-cur-100-down"),
        ("東京の障害", "postmortem"),
        ("../../etc/passwd?x=<script>", "etc-passwd-x-script"),
        ("-", "postmortem"),
        ("a" * 59 + " bcd", "a" * 59),
    ],
)
def test_an_address_is_readable_safe_and_not_to_be_guessed(desk: Desk, title: str, words: str) -> None:
    approve(desk, title)
    slug = desk.publishing.publish(1, Visibility.PUBLIC, "U1").slug or ""
    assert re.fullmatch(re.escape(words) + r"-[0-9a-f]{10}", slug)


def test_what_is_published_again_keeps_its_address(desk: Desk) -> None:
    approve(desk)
    first = desk.publishing.publish(1, Visibility.TEAM, "U1")
    desk.save(lambda p: p.edit("summary", "More is known.", "U1", NOON, seen=1))
    approve(desk, "Another title")
    assert desk.publishing.publish(1, Visibility.PUBLIC, "U1").slug == first.slug
