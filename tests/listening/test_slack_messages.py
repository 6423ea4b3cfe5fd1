from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import Kind, Message, moment
from bot.listening.signals import Signal, signal
from bot.listening.slack_messages import Said, flatten, read_event, read_message, read_person

TS = "1802174400.000100"
LATER = "1802176200.000200"


def read(**fields: Any) -> Message:
    message = read_message({"type": "message", "ts": TS, "user": "U1", **fields})
    assert message is not None
    return message


def event(**fields: Any) -> Said:
    said = read_event("T1", {"type": "message", "channel": "C1", "ts": TS, **fields})
    assert said is not None
    return said


def test_a_persons_message_keeps_its_words_author_and_time() -> None:
    message = read(
        text="looking <@U2>", reactions=[{"name": "eyes"}], files=[{"name": "graph.png"}, {"title": "log"}]
    )
    assert (message.id, message.at, message.author, message.text) == (TS, moment(TS), "U1", "looking <@U2>")
    assert (message.kind, message.reactions, message.files) == (Kind.PERSON, ("eyes",), ("graph.png", "log"))
    assert not message.is_reply


def test_a_thread_broadcast_and_a_file_share_are_what_a_person_said() -> None:
    broadcast = read(subtype="thread_broadcast", thread_ts="1802170000.000001", text="resolved")
    assert (broadcast.kind, broadcast.is_reply) == (Kind.PERSON, True)
    share = read(subtype="file_share", text="", files=[{"name": "heap.png"}])
    assert (share.kind, share.files) == (Kind.PERSON, ("heap.png",))


def test_a_tools_post_is_read_from_its_attachments_when_its_text_is_empty() -> None:
    message = read(
        user=None,
        subtype="bot_message",
        bot_id="B1",
        username="Alertmanager",
        text="",
        attachments=[
            {
                "pretext": "prod",
                "title": "[RESOLVED] TankLevelLow",
                "text": "level is 80%",
                "fields": [{"title": "Site", "value": "north"}, {"value": "lone"}, {"title": "bare"}],
                "fallback": "not needed",
            },
            {"fallback": "only this"},
        ],
    )
    assert message.text == "prod\n[RESOLVED] TankLevelLow\nlevel is 80%\nSite: north\nlone\nbare\nonly this"
    assert (message.kind, message.author, message.author_name) == (Kind.TOOL, "B1", "Alertmanager")
    assert signal(message) is Signal.ALERT_CLEARED


def test_a_modern_bot_is_named_by_its_profile() -> None:
    assert read(bot_id="B1", bot_profile={"name": "Rootly"}, text="hi").author_name == "Rootly"


def test_blocks_are_read_in_order_without_their_controls() -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "INC-9 declared"}},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*Status:* open"},
            "fields": [{"type": "mrkdwn", "text": "*Severity*\nSEV2"}],
            "accessory": {"type": "button", "text": {"type": "plain_text", "text": "Resolve"}},
        },
        {
            "type": "actions",
            "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Mark resolved"}}],
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "by Ana"}]},
        {"type": "markdown", "text": "**done**"},
    ]
    assert (
        flatten({"bot_id": "B1", "blocks": blocks})
        == "INC-9 declared\n*Status:* open\n*Severity*\nSEV2\nby Ana\n**done**"
    )


def test_a_tools_summary_is_joined_by_its_blocks_and_a_persons_text_is_not_doubled() -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "Severity: SEV1"}}
    assert (
        flatten({"bot_id": "B1", "text": "Incident updated", "blocks": [block]})
        == "Incident updated\nSeverity: SEV1"
    )
    assert flatten({"user": "U1", "text": "Severity: SEV1", "blocks": [block]}) == "Severity: SEV1"
    assert flatten({"bot_id": "B1", "text": "*Severity:* SEV1", "blocks": [block]}) == "*Severity:* SEV1"


def test_rich_text_keeps_mentions_links_lists_quotes_and_code() -> None:
    def section(*elements: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"type": "rich_text_section", "elements": list(elements)}

    block = {
        "type": "rich_text",
        "elements": [
            section(
                {"type": "text", "text": "ask "},
                {"type": "user", "user_id": "U2"},
                {"type": "text", "text": " in "},
                {"type": "channel", "channel_id": "C2"},
                {"type": "emoji", "name": "eyes"},
                {"type": "link", "url": "https://x.example", "text": "doc"},
                {"type": "text", "text": "rm", "style": {"code": True}},
                {"type": "text", "text": "no", "style": {"strike": True}},
            ),
            {
                "type": "rich_text_list",
                "elements": [section({"type": "text", "text": t}) for t in ("one", "two")],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "resolved"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "status: resolved"}]},
        ],
    }
    message = read(text="", blocks=[block])
    assert message.text == (
        "ask <@U2> in <#C2>:eyes:<https://x.example|doc>`rm`~no~\n"
        "one\ntwo\n> resolved\n```status: resolved```"
    )
    assert signal(message) is None


def test_a_deletion_tells_its_time() -> None:
    gone = event(subtype="message_deleted", deleted_ts=TS, event_ts=LATER)
    assert (gone.message.deleted, gone.message.edited) == (True, LATER)


def test_a_forwarded_message_is_somebody_elses_word() -> None:
    message = read(
        text="look at this",
        attachments=[{"is_share": True, "author_name": "Uwe", "text": "Incident resolved"}],
    )
    assert message.text == "look at this\n> Uwe\n> Incident resolved"
    assert signal(message) is None


def test_an_edit_is_the_message_as_it_now_stands_at_the_time_of_the_edit() -> None:
    said = event(
        subtype="message_changed",
        ts=LATER,
        message={"ts": TS, "user": "U1", "text": "Status: resolved", "edited": {"user": "U1", "ts": LATER}},
        previous_message={"ts": TS, "user": "U1", "text": "Status: investigating"},
    )
    assert (said.message.id, said.message.text, said.message.edited) == (TS, "Status: resolved", LATER)


def test_an_unfurl_is_no_edit() -> None:
    old = {"ts": TS, "user": "U1", "text": "resolved, see https://x.example"}
    unfurled = {
        **old,
        "attachments": [{"from_url": "https://x.example", "title": "How we got here", "text": "long ago"}],
    }
    said = event(subtype="message_changed", ts=LATER, message=unfurled, previous_message=old)
    assert said.message.edited is None
    edited = {**unfurled, "edited": {"user": "U1", "ts": "1802175000.000000"}}
    again = event(
        subtype="message_changed",
        ts=LATER,
        message=edited,
        previous_message={**old, "edited": edited["edited"]},
    )
    assert again.message.edited == "1802175000.000000"


def test_a_deletion_and_a_tombstone_leave_a_deleted_message_without_words() -> None:
    gone = event(
        subtype="message_deleted", deleted_ts=TS, previous_message={"user": "U1", "text": "secret", "ts": TS}
    )
    assert (gone.message.id, gone.message.deleted, gone.message.text) == (TS, True, "")
    assert event(subtype="message_deleted", deleted_ts=TS).message.deleted
    assert read(subtype="tombstone", text="This message was deleted.").deleted


def test_slacks_own_lines_are_notices() -> None:
    assert read(subtype="channel_join", text="<@U1> has joined the channel").kind is Kind.NOTICE
    assert read(subtype="channel_topic", text="<@U1> set the channel topic: x").kind is Kind.NOTICE
    assert read(user="USLACKBOT", text="Reminder: breathe").kind is Kind.TOOL


def test_events_that_say_nothing_are_left_out() -> None:
    assert (
        read_event("T1", {"type": "message", "channel": "C1", "subtype": "message_replied", "ts": TS}) is None
    )
    assert read_event("T1", {"type": "message", "ts": TS, "text": "no channel"}) is None
    assert read_event("T1", {"type": "message", "channel": "C1", "text": "no time"}) is None
    assert read_event("T1", {"type": "message", "channel": "C1", "ts": "yesterday"}) is None


def test_a_person_is_read_from_users_info_and_from_a_plain_list() -> None:
    found = read_person(
        {
            "id": "U1",
            "name": "ana",
            "tz": "America/Lima",
            "deleted": True,
            "profile": {"email": "a@x.example"},
        }
    )
    assert (found.id, found.name, found.tz, found.email, found.left) == (
        "U1",
        "ana",
        "America/Lima",
        "a@x.example",
        True,
    )
    assert read_person({}).tz == "Etc/UTC"


@pytest.mark.parametrize("right", ["is_admin", "is_owner", "is_primary_owner"])
def test_whoever_runs_the_workspace_is_an_administrator(right: str) -> None:
    assert read_person({"id": "U1", right: True}).is_admin
    assert not read_person({"id": "U1", right: False, "is_bot": True}).is_admin


KEYS = st.sampled_from(
    (
        "ts text user bot_id subtype blocks attachments fields elements type message previous_message edited "
        "files reactions name thread_ts channel title value bot_profile profile accessory rows style "
        "is_share message_blocks deleted_ts"
    ).split()
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just(TS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEYS, JSON, max_size=8))
def test_no_shape_is_too_strange(raw: dict[str, Any]) -> None:
    for subtype in (raw.get("subtype"), "message_changed", "message_deleted"):
        read_event("T1", {"channel": "C1", "ts": TS, **raw, "subtype": subtype})
    message = read_message({**raw, "ts": TS})
    assert message is not None
    assert isinstance(message.text, str)
    read_person(raw)


def test_blocks_nested_without_end_are_read_as_deep_as_sensible() -> None:
    block: dict[str, Any] = {"type": "section", "text": "deep"}
    for _ in range(400):
        block = {"type": "section", "elements": [block]}
    assert read(text="", blocks=[block]).text == ""


@pytest.mark.parametrize("ts", [None, "", "nan", "inf", "-1", [], {}])
def test_a_message_without_a_time_is_none(ts: Any) -> None:
    assert read_message({"ts": ts, "text": "x"}) is None
