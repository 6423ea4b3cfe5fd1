"""Findings as Slack shows them, within its limits whatever was found, and the settings' dialog."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks import ids, wording_words
from blocks.slack import modals, wording
from blocks.slack.settings import FieldErrors, read_settings, settings_modal, version_of
from blocks.wording import ref_of, value_of
from bot.blameless.marking import Found, Marked, Ref, Told, digest_of, mark
from bot.blameless.settings import LanguageSettings
from bot.errors import UserError
from bot.language.finding import Category, Field, Finding, Level, Suggestion
from bot.language.policy import Strictness
from tests.blaming import BOB, BOB_PUT_WELL, CARELESS, CARLA, QUESTION, plain_check
from tests.blocks import samples
from tests.blocks.slack_limits import all_texts, check_post, check_view

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400)


def found(text: str, **fields: Any) -> Found:
    return Found(12, "summary", "Summary", text, mark(text, plain_check(text), hints=True), **fields)


def finding(words: str, suggestion: str, *, asks: bool = False) -> Marked:
    one = Finding(0, 1, words, Category.OMISSION, Level.WARNING, (0, 1), Suggestion(suggestion, asks))
    return Marked(one, words, digest_of(words), 0, one.suggestion)


def texts(value: Any) -> str:
    return "\n".join(all_texts(value))


def dialog(found_: Found | None, told: str = "") -> dict[str, Any]:
    return modals.edit_modal(samples.POSTMORTEM, "summary", found_, told=told)


# -- findings -------------------------------------------------------------------------------------


def test_each_finding_has_its_words_its_reason_another_way_to_say_it_and_three_buttons() -> None:
    view = dialog(found(f"{BOB} {CARELESS}"))
    check_view(view)
    said = texts(view)
    assert "“Bob should have”" in said
    assert wording_words.instead(BOB_PUT_WELL) in said
    assert wording_words.ask(QUESTION) in said
    rows = [b for b in view["blocks"] if str(b.get("block_id", "")).endswith("/do")]
    assert [[e["text"]["text"] for e in row["elements"]] for row in rows] == [
        ["Use this", "Keep mine", "Why?"],
        ["Keep mine", "Why?"],
    ]


def test_a_section_without_findings_is_edited_as_ever() -> None:
    assert dialog(None) == dialog(found("All is well."))
    assert dialog(None)["submit"]["text"] == "Save"


def test_what_was_saved_just_now_says_so_and_can_be_left() -> None:
    view = dialog(found(BOB), told=wording_words.saved(1))
    assert (view["submit"]["text"], view["close"]["text"]) == ("Save again", "Done")
    assert "One sentence could be read as blame" in texts(view["blocks"][0])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(TEXT, TEXT, st.booleans()), max_size=9), TEXT)
def test_findings_of_any_kind_fit(said: list[tuple[str, str, bool]], heading: str) -> None:
    marked = tuple(finding(words, suggestion, asks=asks) for words, suggestion, asks in said)
    everything = Found(12, "summary", heading, "", marked, tuple(words for words, _, _ in said))
    check_view(dialog(everything, told="Saved."))
    check_post(wording.private_post(Told("C1", "U1", everything, len(said))))


def test_a_suggestion_is_shown_whole_since_it_is_taken_whole() -> None:
    long = "It " + "broke & " * 100 + "fell."
    assert long.replace("&", "&amp;") in texts(dialog(replace(found(""), open=(finding("x", long),))))


def test_in_a_dialog_that_is_full_fewer_findings_are_shown_and_the_others_counted() -> None:
    long = "\n\n".join("word " * 390 for _ in range(92))
    everything = found(f"{BOB} {CARLA} {CARELESS}")
    view = modals.edit_modal(samples.with_body(long, "summary"), "summary", everything)
    check_view(view)
    shown = sum(str(b.get("block_id", "")).endswith("/do") for b in view["blocks"])
    assert shown < 3
    assert wording_words.more(3 - shown) in texts(view)


def test_a_dialog_drawn_anew_keeps_its_fields_and_has_one_word_above() -> None:
    view = dialog(found(f"{BOB} {CARLA}"), told="Saved.")
    once = wording.redrawn(view, found(CARLA, kept=(BOB,)), "It stays.")
    check_view(once)
    assert [b for b in once["blocks"] if b["type"] == "input"] == [
        b for b in view["blocks"] if b["type"] == "input"
    ]
    assert "Bob should have”" not in texts(once)
    assert f"Kept as it is: “{BOB}”" in texts(once)
    again = wording.noted(once, "Something else.")
    assert texts(again["blocks"][0]) == "Something else."
    assert len(again["blocks"]) == len(once["blocks"])
    assert (again["private_metadata"], again["submit"]) == (view["private_metadata"], view["submit"])


def test_a_button_carries_ids_and_hashes_and_no_text() -> None:
    ref = Ref(12, "root:cause", "a" * 16, Category.SECOND_PERSON, 3, "b" * 8)
    assert ref_of(value_of(ref)) == ref
    everything = found(BOB)
    assert "Bob" not in value_of(everything.ref(everything.open[0]))


@pytest.mark.parametrize(
    "value", ["", "12", "12:7:x", "x:0:a:b:omission:summary", "1:0:a:b:rudeness:summary", "٣٤" * 20 + ":" * 5]
)
def test_what_no_button_of_ours_carries_is_nothing(value: str) -> None:
    assert ref_of(value) is None


@pytest.mark.parametrize("category", Category)
def test_every_kind_is_explained(category: Category) -> None:
    view = modals.why_modal(category)
    check_view(view)
    assert len(texts(view["blocks"])) > 40


def test_after_the_last_click_in_a_private_message_nothing_is_left_to_do() -> None:
    blocks = wording.private_blocks(found("All is well."), wording_words.STAYS)
    assert len(blocks) == 1
    assert wording_words.SETTLED in texts(blocks)


def test_a_gate_leads_to_the_section_that_it_waits_for() -> None:
    blocks = wording.held_blocks("Not yet.", samples.POSTMORTEM, "root_cause")
    assert blocks[1]["elements"][0]["value"] == "12:3:root_cause"
    assert len(wording.held_blocks("Not yet.", samples.POSTMORTEM, "gone")) == 1


# -- settings -------------------------------------------------------------------------------------

FULL = LanguageSettings(
    is_on=True,
    strictness=Strictness.GENTLE,
    terms=(("sheepish", Category.CHARACTER), ("<!channel>", Category.ANIMATED)),
    exempt=("Karen",),
    roles=("release captain",),
    off=frozenset({Field.TIMELINE, Field.LESSONS}),
    must_settle=True,
    version=4,
    changed_by="U0ANA",
    changed_at=samples.AT,
)


def sent(view: dict[str, Any], **typed: str) -> dict[str, Any]:
    """The dialog as Slack sends it back, as drawn or with some lists ``typed``."""
    kinds = {"initial_option": "selected_option", "initial_options": "selected_options"}
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            held = {kinds[k]: v for k, v in element.items() if k in kinds}
            held |= {"value": typed.get(block["block_id"], element.get("initial_value"))}
            values[block["block_id"]] = {element["action_id"]: held}
    return {**view, "state": {"values": values}}


@pytest.mark.parametrize("language", [LanguageSettings(), FULL, replace(FULL, is_on=False, off=frozenset())])
def test_the_settings_come_back_from_their_dialog_as_they_were_drawn(language: LanguageSettings) -> None:
    view = settings_modal(language, may_change=True)
    check_view(view)
    assert read_settings(sent(view)).to_json() == language.to_json()
    assert version_of(view) == language.version


def test_who_may_only_read_them_sees_all_of_them() -> None:
    view = settings_modal(FULL, may_change=False)
    check_view(view)
    said = texts(view)
    for text in (
        "sheepish = character_judgement",
        "Karen",
        "release captain",
        "Timeline, Lessons Learned",
        "Gentle",
    ):
        assert text in said
    assert "<!channel>" not in said
    assert "submit" not in view


def test_lists_as_long_as_they_may_be_fit_into_both_dialogs() -> None:
    words = tuple(f"&{n:04}{'x' * 70}" for n in range(38))
    language = LanguageSettings(
        exempt=words, roles=words, terms=tuple((w, Category.OMISSION) for w in words[:33])
    )
    check_view(settings_modal(language, may_change=False))
    view = settings_modal(language, may_change=True)
    check_view(view)
    assert read_settings(sent(view)).to_json() == language.to_json()


def test_what_is_wrong_is_said_at_each_field() -> None:
    view = settings_modal(FULL, may_change=True)
    with pytest.raises(FieldErrors) as refused:
        read_settings(sent(view, terms="sheepish = rude", roles="a"))
    assert refused.value.errors.keys() == {ids.TERMS, ids.ROLES}


@pytest.mark.parametrize("metadata", ["", "{}", "[]", "null", json.dumps({"version": "x"})])
def test_a_dialog_that_is_none_of_ours_is_refused(metadata: str) -> None:
    with pytest.raises(UserError):
        version_of({"private_metadata": metadata})
