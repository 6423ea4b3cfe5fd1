"""The dialogs: within Slack's limits, and read back exactly as they were filled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blocks import ids
from blocks.slack import modals
from blocks.slack.editing import split
from bot.errors import UserError
from bot.postmortem import Section
from tests.blocks import samples
from tests.blocks.slack_limits import all_texts, check_view, units

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=500)


def sent(view: dict[str, Any], **typed: str | None) -> dict[str, Any]:
    """The view as Slack sends it back, with each field as it was drawn or as ``typed`` by its number."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            text = block["element"].get("initial_value")
            n = block["block_id"].rpartition("/")[2]
            value = typed.get(f"n{n}", text)
            values[block["block_id"]] = {block["element"]["action_id"]: {"value": value}}
    return {**view, "state": {"values": values}}


def fields(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in view["blocks"] if block["type"] == "input"]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(TEXT, max_size=6), st.integers(1, 40), st.sampled_from(["\n\n", "\n", " ", "", "\n\n\n"]))
@example(["\n" * 500], 40, "")
@example(["😀" * 500], 40, "")
@example([" "], 40, " " * 200)
def test_a_text_of_any_kind_comes_back_from_the_dialog_unchanged(
    texts: list[str], times: int, gap: str
) -> None:
    body = gap.join(texts * times)[:60_000]
    view = modals.edit_modal(samples.with_body(body), "timeline")
    check_view(view)
    assert modals.edited_text(sent(view)) == body


def test_a_long_text_is_divided_at_paragraphs_with_room_left_to_write_in_each() -> None:
    body = "\n\n".join(f"Paragraph {n}. " + "word " * 80 for n in range(120))
    view = modals.edit_modal(samples.with_body(body), "timeline")
    check_view(view)
    texts = [field["element"].get("initial_value", "") for field in fields(view)]
    assert len(texts) > 20
    assert all(text.startswith("Paragraph") for text in texts if text)
    assert all(units(text) <= 2_000 for text in texts)


def test_what_was_typed_into_the_parts_is_joined_and_an_emptied_part_leaves_no_gap() -> None:
    body = "\n\n".join(letter * 1_500 for letter in "abc")
    view = modals.edit_modal(samples.with_body(body), "timeline")
    typed = modals.edited_text(sent(view, n0="first", n1=None, n2="third", n3="more"))
    assert typed == "first\n\nthird\n\nmore"
    assert modals.edited_text(sent(view, n0=None, n1=None, n2=None)) == ""


def test_another_section_or_revision_is_drawn_with_other_fields_so_that_slack_shows_its_text() -> None:
    first = fields(modals.edit_modal(samples.POSTMORTEM, "summary"))[0]["block_id"]
    other = fields(modals.edit_modal(samples.POSTMORTEM, "timeline"))[0]["block_id"]
    edited = samples.POSTMORTEM.edit("summary", "New.", "U0MARIA", samples.AT, seen=1)
    later = fields(modals.edit_modal(edited, "summary"))[0]["block_id"]
    assert (first, other, later) == ("body/summary/1/0", "body/timeline/1/0", "body/summary/2/0")


def test_the_editing_dialog_offers_every_section_and_says_who_was_there_last() -> None:
    edited = samples.POSTMORTEM.edit("summary", "New.", "U0MARIA", samples.AT, seen=1)
    view = modals.edit_modal(edited, "summary")
    [chooser] = [e for b in view["blocks"] if b["type"] == "actions" for e in b["elements"]]
    assert chooser["action_id"] == ids.CHOOSE_SECTION
    assert [o["value"] for o in chooser["options"]] == ["summary", "timeline", "root_cause", "action_items"]
    assert chooser["initial_option"]["value"] == "summary"
    assert any("Revision 2 · edited by <@U0MARIA>" in text for text in all_texts(view["blocks"]))
    metadata = modals.metadata_of(view)
    assert (metadata["number"], metadata["key"], metadata["seen"]) == (12, "summary", 2)


def test_the_field_is_named_after_its_section_and_asked_for() -> None:
    [only] = fields(modals.edit_modal(samples.POSTMORTEM, "summary"))
    assert (only["label"]["text"], only["optional"]) == ("Summary", False)


def test_a_heading_before_a_long_list_gets_no_field_of_its_own() -> None:
    body = "**6 October**\n\n" + "\n".join(f"- 10:{n:02} something happened {'x' * 60}" for n in range(50))
    first = fields(modals.edit_modal(samples.with_body(body), "timeline"))[0]
    assert units(first["element"]["initial_value"]) > 1_500


def test_choosing_another_section_keeps_what_is_typed_and_not_saved() -> None:
    view = modals.edit_modal(samples.POSTMORTEM, "summary")
    assert modals.unsaved_modal(samples.POSTMORTEM, view, modals.edited_text(sent(view))) is None
    typed = sent(view, n0="Half a thought")
    kept = modals.unsaved_modal(samples.POSTMORTEM, typed, modals.edited_text(typed))
    assert kept
    check_view(kept)
    assert "“Summary” is not saved yet" in " ".join(all_texts(kept["blocks"]))
    assert fields(kept) == fields(view)  # the same ids: Slack keeps what stands in them
    [chooser] = [block for block in kept["blocks"] if block["type"] == "actions"]
    assert chooser["block_id"]
    assert chooser["elements"][0]["initial_option"]["value"] == "summary"


def test_discarding_is_asked_about_and_says_what_becomes_of_the_page() -> None:
    view = modals.discard_modal(samples.shown(samples.POSTMORTEM))
    check_view(view)
    assert (view["submit"]["text"], view["close"]["text"]) == ("Discard", "Keep it")
    assert "page" not in " ".join(all_texts(view["blocks"]))
    after = modals.discard_modal(samples.shown(samples.INTERNAL))
    assert "Its page is taken down" in " ".join(all_texts(after["blocks"]))


def test_the_way_to_a_page_is_one_button() -> None:
    view = modals.page_modal(samples.INTERNAL, "https://pm.example/enter/x")
    check_view(view)
    assert view["blocks"][0]["elements"][0]["url"] == "https://pm.example/enter/x"


def test_an_unknown_section_is_refused_kindly() -> None:
    with pytest.raises(UserError, match="not in this postmortem any more"):
        modals.edit_modal(samples.POSTMORTEM, "gone")


def test_a_conflict_shows_theirs_whole_and_keeps_mine_to_be_saved_over_it() -> None:
    theirs = "Their *words* <!channel> & more.\n" * 900
    postmortem = samples.with_body("x").edit("timeline", theirs, "U0ANA", samples.AT, seen=1)
    mine = "My own words.\n\n" * 600
    view = modals.conflict_modal(postmortem, "timeline", mine)
    check_view(view)
    raw = [b["text"]["text"] for b in view["blocks"] if b["type"] == "section"][2:]
    assert "\n".join(raw) == theirs.strip()
    assert any("<@U0ANA> saved “Timeline” while you were writing" in t for t in all_texts(view["blocks"]))
    assert modals.edited_text(sent(view)) == mine
    assert modals.metadata_of(view)["seen"] == 2


def test_a_section_beyond_what_a_dialog_holds_is_refused_not_cut() -> None:
    with pytest.raises(UserError, match="longer than a Slack dialog can hold"):
        modals.edit_modal(samples.with_body("word " * 60_000), "timeline")


def test_the_whole_document_can_be_read_page_by_page_and_nothing_is_missing() -> None:
    body = "\n".join(f"- word{n} " + "x " * 20 for n in range(900))
    shown = samples.shown(samples.with_body(body))
    seen: list[str] = []
    page, turns = 0, 0
    while True:
        view = modals.read_modal(shown, page)
        check_view(view)
        seen += all_texts(view["blocks"])
        ahead = [
            b["accessory"]["value"]
            for b in view["blocks"]
            if "accessory" in b and b["accessory"]["text"]["text"] == "Next page"
        ]
        if not ahead:
            break
        number, _, at = ahead[0].partition(":")
        assert (number, int(at)) == ("12", page + 1)
        page, turns = int(at), turns + 1
    assert turns >= 2
    said = " ".join(seen)
    assert [said.find(f"word{n} ") for n in range(900)] == sorted(said.find(f"word{n} ") for n in range(900))
    assert said.count("word") == 900
    assert "Action Items" in said


def test_a_page_that_is_not_there_shows_the_last_or_first_one() -> None:
    shown = samples.shown()
    assert modals.read_modal(shown, 99)["blocks"] == modals.read_modal(shown, -1)["blocks"]


def test_a_document_of_many_small_sections_is_readable() -> None:
    many = tuple(Section(f"s{n}", "h" * 200, "") for n in range(250))
    check_view(modals.read_modal(samples.shown(replace(samples.POSTMORTEM, sections=many))))
    check_view(modals.edit_modal(replace(samples.POSTMORTEM, sections=many), "s177"))


def test_reading_what_is_still_being_written_says_so() -> None:
    view = modals.read_modal(samples.shown(samples.UNWRITTEN))
    check_view(view)
    assert "still being written" in next(all_texts(view["blocks"]))


def test_asking_again_offers_the_former_reviewers() -> None:
    view = modals.review_modal(samples.RETURNED)
    check_view(view)
    assert view["blocks"][0]["element"]["initial_users"] == ["U0ANA", "U0JONAS"]
    assert "initial_users" not in modals.review_modal(samples.POSTMORTEM)["blocks"][0]["element"]
    values = {ids.REVIEWERS: {ids.PEOPLE: {"selected_users": ["U1", "U2"]}}}
    assert modals.chosen_people({"state": {"values": values}}) == ["U1", "U2"]


def test_changes_are_asked_for_in_words() -> None:
    view = modals.changes_modal(samples.ASKED)
    check_view(view)
    assert modals.comment_of(sent(view, ncomment="Say when.")) == "Say when."
    assert modals.comment_of(sent(view)) == ""


def test_publishing_says_who_will_see_what() -> None:
    view = modals.publish_modal(samples.shown(samples.APPROVED), private=False)
    check_view(view)
    radio = view["blocks"][0]["element"]
    assert [o["value"] for o in radio["options"]] == ["team", "organization", "public"]
    assert radio["initial_option"]["value"] == "team"
    assert any("the text, names included; not the channel" in text for text in all_texts(view["blocks"]))
    values = {ids.VISIBILITY: {ids.VISIBILITY: {"selected_option": {"value": "public"}}}}
    assert modals.visibility_of({"state": {"values": values}}) == "public"
    assert modals.visibility_of({"state": {"values": {}}}) == ""


def test_a_private_channels_postmortem_is_offered_to_its_members_only_and_why() -> None:
    again = replace(samples.APPROVED, visibility=samples.PUBLIC.visibility)
    view = modals.publish_modal(samples.shown(again), private=True)
    check_view(view)
    assert [o["value"] for o in view["blocks"][0]["element"]["options"]] == ["team"]
    assert any("channel is private" in text for text in all_texts(view["blocks"]))


@pytest.mark.parametrize(
    "metadata", ["", "null", "[]", "{}", '{"number": "1"}', '{"number": true}', "[" * 9_000]
)
def test_a_dialog_that_is_not_ours_is_refused(metadata: str) -> None:
    with pytest.raises(UserError, match="not one of ours"):
        modals.metadata_of({"private_metadata": metadata})


def test_a_sent_dialog_without_its_fields_is_refused_rather_than_read_as_empty() -> None:
    view = modals.edit_modal(samples.POSTMORTEM, "summary")
    with pytest.raises(UserError, match="not one of ours"):
        modals.edited_text(view)


def test_the_first_field_is_where_a_refusal_is_shown() -> None:
    assert modals.first_input(modals.edit_modal(samples.POSTMORTEM, "summary")) == "body/summary/1/0"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("a \n😀"), max_size=200), st.integers(2, 30))
def test_parts_are_never_empty_nor_too_long(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(units(part) <= limit for part, _ in parts)
    assert all(part for part, _ in parts) or text == ""
