"""A text's passages, each with its part of the postmortem."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings

from bot.language import ignoring
from bot.language.finding import Category, Field
from bot.language.markdown import passages
from tests.language.growth import HOSTILE, growth
from tests.language.test_masking import TEXTS

EVERY = frozenset(Category)


def said(text: str) -> list[str]:
    return [text[one.start : one.end] for one in passages(text)]


def field_of(words: str, text: str) -> Field | None:
    """The field of the one passage with these words."""
    (found,) = [one.field for one in passages(text) if words in text[one.start : one.end]]
    return found


def ignored_in(text: str) -> dict[str, frozenset[Category]]:
    return {text[one.start : one.end]: one.ignored for one in passages(text)}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Root Cause", Field.ROOT_CAUSE), ("3. Root cause", Field.ROOT_CAUSE), ("Cause", Field.ROOT_CAUSE),
        ("🔍 Probable cause(s)", Field.ROOT_CAUSE), ("Root cause of the outage", Field.ROOT_CAUSE),
        ("Root cause analysis", Field.ROOT_CAUSE), ("5 Whys", Field.ROOT_CAUSE),
        ("What happened", Field.SUMMARY), ("Executive summary", Field.SUMMARY), ("TL;DR", Field.SUMMARY),
        ("Timeline (all times UTC)", Field.TIMELINE), ("Sequence of events", Field.TIMELINE),
        ("Contributing factors", Field.CONTRIBUTING_FACTORS), ("Impact", Field.IMPACT),
        ("Customer impact", Field.IMPACT), ("Action items", Field.ACTION_ITEMS),
        ("Corrective and preventative measures", Field.ACTION_ITEMS), ("Follow-ups", Field.ACTION_ITEMS),
        ("Next steps", Field.ACTION_ITEMS), ("Remediation", Field.ACTION_ITEMS),
        ("Actions", Field.ACTION_ITEMS),
        ("Lessons learned", Field.LESSONS), ("What went wrong?", Field.LESSONS),
        ("What didn’t go well", Field.LESSONS), ("Where we got lucky", Field.LESSONS),
        ("Ursache", Field.ROOT_CAUSE), ("Grundursachen", Field.ROOT_CAUSE), ("Maßnahmen", Field.ACTION_ITEMS),
        ("Nächste Schritte", Field.ACTION_ITEMS), ("Begünstigende Faktoren", Field.CONTRIBUTING_FACTORS),
        ("Zusammenfassung", Field.SUMMARY), ("Was ist passiert?", Field.SUMMARY),
        ("Zeitlicher Ablauf", Field.TIMELINE),
        ("Auswirkungen", Field.IMPACT), ("Erkenntnisse", Field.LESSONS), ("Was lief gut", Field.LESSONS),
        ("Causa raíz", Field.ROOT_CAUSE), ("Resumen", Field.SUMMARY), ("¿Qué pasó?", Field.SUMMARY),
        ("Cronología", Field.TIMELINE), ("Factores contribuyentes", Field.CONTRIBUTING_FACTORS),
        ("Impacto", Field.IMPACT), ("Acciones", Field.ACTION_ITEMS), ("Próximos pasos", Field.ACTION_ITEMS),
        ("Lecciones aprendidas", Field.LESSONS), ("Cause racine", Field.ROOT_CAUSE),
        ("Oorzaak", Field.ROOT_CAUSE),
        ("Grundorsak", Field.ROOT_CAUSE), ("Przyczyna", Field.ROOT_CAUSE), ("Ações", Field.ACTION_ITEMS),
        ("Background", None), ("Actions taken", None), ("Because of this", None), ("Causeway", None),
        ("What we know about a cause that nobody had thought of before", None), ("", None), ("?!", None),
    ],
)  # fmt: skip
def test_a_heading_says_what_stands_below_it(heading: str, field: Field | None) -> None:
    assert field_of("Bob did", f"Intro.\n\n## {heading}\n\nBob did.\n") is field


@pytest.mark.parametrize(
    "heading",
    ["# Root cause", "###### Root cause ######", "Root cause\n==========", "Root cause\n---",
     "**Root cause**",
     "*Root cause*", "__Root cause__", "**Root cause:**", "Root cause:", "Root cause", "ROOT CAUSE:",
     "## **Root cause**",
     "## 2.1 Root cause:"],
)  # fmt: skip
def test_headings_come_in_many_forms(heading: str) -> None:
    assert field_of("Bob did", f"## Summary\n\nIntro.\n\n{heading}\n\nBob did.") is Field.ROOT_CAUSE


@pytest.mark.parametrize("heading", ["*Root cause*", "**Root cause:**", "Root cause:"])
def test_a_heading_may_stand_right_on_top_of_its_text(heading: str) -> None:
    text = f"## Summary\n\n{heading}\nBob did.\n\nAna did."
    assert field_of("Bob did", text) is field_of("Ana did", text) is Field.ROOT_CAUSE


@pytest.mark.parametrize(
    "line", ["Impact is unknown", "**Bob did it.**", "**Bob**\ndid it", "Causes: three", "Causes."]
)
def test_a_sentence_is_no_heading(line: str) -> None:
    assert field_of("Ana did", f"## Summary\n\n{line}\n\nAna did.") is Field.SUMMARY


def test_a_heading_that_says_nothing_belongs_to_the_one_above_until_that_ends() -> None:
    text = "## Root cause\n### Details\nOne.\n\n**The bridge**\n\nTwo.\n## Other\nThree.\n"
    assert [field_of(word, text) for word in ("One", "Two", "Three")] == [Field.ROOT_CAUSE] * 2 + [None]


def test_a_document_s_title_says_nothing_of_all_its_parts() -> None:
    assert field_of("Bob did", "# Root cause of the March outage\n\nBob did.") is None
    assert field_of("Bob did", "# Root cause\n\nBob did.") is Field.ROOT_CAUSE


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Root cause: Bob did", Field.ROOT_CAUSE), ("**Root cause:** Bob did", Field.ROOT_CAUSE),
        ("- **Root cause**: Bob did", Field.ROOT_CAUSE), ("Action: Bob did", Field.ACTION_ITEMS),
        ("AI-3: Bob did", Field.ACTION_ITEMS), ("* [x] Follow-up: Bob did", Field.ACTION_ITEMS),
        ("TODO: Bob did", Field.ACTION_ITEMS), ("Contributing factors: Bob did", Field.CONTRIBUTING_FACTORS),
        ("Lessons: Bob did", Field.LESSONS), ("## Root cause: Bob did", Field.ROOT_CAUSE),
        ("Ursache: Bob did", Field.ROOT_CAUSE), ("14:03 Bob did", Field.SUMMARY),
        ("Note: Bob did", Field.SUMMARY),
    ],
)  # fmt: skip
def test_a_label_decides_over_the_heading(line: str, field: Field) -> None:
    assert field_of("Bob did", f"# Summary\n\n{line}") is field


def test_a_label_holds_for_its_own_block_only() -> None:
    assert field_of("Bob did", "## Impact\n\nRoot cause: a typo\n\nBob did.") is Field.IMPACT


def test_hard_wrapped_lines_belong_together_and_blocks_do_not() -> None:
    text = (
        "One is\nwrapped\n\n- an item\n  goes on\n- another\n1. first\n2) second\n• third\nTitle\n---\nEnd\n"
    )
    assert said(text) == [
        "One is\nwrapped", "an item\n  goes on", "another", "first", "second", "third\nTitle", "End",
    ]  # fmt: skip


def test_one_sentence_a_line_with_blank_lines_between_gives_one_passage_each() -> None:
    lines = [f"Bob should have checked number {number}." for number in range(50)]
    assert said("\n\n".join(lines) + "\n") == lines
    assert said("\r\n\r\n".join(lines) + "\r\n") == lines


def test_entries_of_a_timeline_do_not_run_into_each_other() -> None:
    text = "14:03 Bob deployed\n14:05 it broke\nand burned\n14:09 Ana saw it"
    assert said(text) == ["14:03 Bob deployed", "14:05 it broke\nand burned", "14:09 Ana saw it"]


def test_a_sentence_may_be_wrapped_before_a_number() -> None:
    assert said("It ran version\n2. That was old.") == ["It ran version\n2. That was old."]


TABLE = """\
| Action | Owner | Due Date | Root cause | Comment |
|:---|---|---:|---|---|
| Add `a \\| b` | Bob | 2026-03-09 | Bob did | fine |
| Page Ana | Ana | Friday | Ana did | |
"""


def test_cells_stand_apart_and_owners_and_dates_are_no_prose() -> None:
    assert said(TABLE) == [
        "Action", "Root cause", "Comment", "Add `a \\| b`", "Bob did", "fine", "Page Ana", "Ana did",
    ]  # fmt: skip
    assert field_of("Page Ana", TABLE) is Field.ACTION_ITEMS
    assert field_of("Ana did", TABLE) is Field.ROOT_CAUSE
    assert field_of("fine", f"## Impact\n\n{TABLE}") is Field.IMPACT


def test_a_table_without_outer_bars_and_one_of_keys_and_values() -> None:
    assert said("Action | Owner\n--- | ---\nAdd it | Bob\n\nEnd") == ["Action", "Add it", "End"]
    table = "| | |\n|-|-|\n| **Root cause** | Bob did |\n| Owner | Bob |\n"
    assert said(table) == ["**Root cause**", "Bob did"]
    assert field_of("Bob did", table) is Field.ROOT_CAUSE


def test_code_quotes_and_comments_are_no_passages() -> None:
    assert said("a\n```\nb\n```\n> c\n\n    d\n\n<!-- e -->\n---\nf") == ["a", "f"]


def test_a_comment_ignores_the_next_block() -> None:
    text = "Zero.\n\n<!-- postmortem-check: ignore -->\n\nOne\nstill one.\n\nTwo."
    assert ignored_in(text) == {"Zero.": frozenset(), "One\nstill one.": EVERY, "Two.": frozenset()}


def test_a_comment_at_a_line_s_end_ignores_that_line_s_block() -> None:
    found = ignored_in("- One. <!-- postmortem-check: ignore hindsight -->\n- Two.")
    assert list(found.values()) == [{Category.HINDSIGHT}, frozenset()]


def test_a_comment_may_name_several_categories_and_add_to_another() -> None:
    text = (
        "<!-- postmortem-check: ignore counterfactual, omission -->\n"
        "<!--postmortem-check:IGNORE passive_blame-->\nOne."
    )
    assert ignored_in(text) == {"One.": {Category.COUNTERFACTUAL, Category.OMISSION, Category.PASSIVE}}


def test_a_stretch_is_left_out_between_off_and_on() -> None:
    text = "A.\n\n<!-- postmortem-check: off -->\nB.\n\nC.\n<!-- postmortem-check: on -->\nD.\n"
    assert ignored_in(text) == {"A.": frozenset(), "B.": EVERY, "C.": EVERY, "D.": frozenset()}
    assert ignored_in("A.\n\n<!-- postmortem-check: off -->\n\nB.")["B."] == EVERY


def test_a_whole_file_is_left_out() -> None:
    assert set(ignored_in("A.\n\n- B.\n\n<!-- postmortem-check: ignore-file -->").values()) == {EVERY}


def test_a_table_is_ignored_whole_by_a_comment_above_it_and_by_the_row_from_inside() -> None:
    table = "| a | b |\n|---|---|\n| c | d |\n| e | f <!-- postmortem-check: ignore --> |\n"
    inside = {words[0] for words, left in ignored_in(table).items() if left}
    assert inside == {"e", "f"}
    above = ignored_in(
        "One.\n\n<!-- postmortem-check: ignore -->\n" + table.replace("postmortem", "x") + "\nEnd."
    )
    assert {words[0] for words, left in above.items() if left} == set("abcdef")


def test_a_comment_inside_of_code_is_only_shown() -> None:
    text = "```\n<!-- postmortem-check: ignore-file -->\n```\n`<!-- postmortem-check: of -->`\n\nOne."
    assert not any(ignored_in(text).values())
    assert not ignoring.mistakes(text)


def test_what_a_comment_says_wrongly_is_found_with_its_place() -> None:
    text = "A.\n<!-- postmortem-check: ignore counterfactul, hindsight -->\n<!-- postmortem-check: of -->"
    found = [(text[one.place :][: len(one.word)], one.word, one.category) for one in ignoring.mistakes(text)]
    assert found == [("counterfactul", "counterfactul", True), ("of", "of", False)]
    assert [one.word for one in ignoring.mistakes("<!-- postmortem-check: off hindsight -->")] == [
        "hindsight"
    ]
    assert [one.word for one in ignoring.mistakes("<!-- postmortem-check -->")] == [""]


@given(TEXTS)
@settings(max_examples=300)
def test_passages_lie_in_the_text_apart_and_in_order(text: str) -> None:
    found = passages(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in itertools.pairwise(found))
    assert all(words == words.strip() for words in said(text))


@given(TEXTS)
def test_comments_can_say_anything(text: str) -> None:
    passages(f"One.\n<!-- postmortem-check: {text} -->\nTwo.")
    ignoring.mistakes(f"One.\n<!-- postmortem-check: {text} -->\nTwo.")


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    assert growth(passages, unit) < 10
