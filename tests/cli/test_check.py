"""``postmortem check``: files in, findings with their places out, and an exit code to build on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from blocks import language_words
from bot.language.finding import Category
from tests.cli.checking import REWRITE, checked, found, write
from tests.cli.promised import findings
from tests.cli.terminal import Terminal

BLAME = "Bob should have checked the config before the deploy."
CLEAN = "The rollout went to all regions at once."


# -- with the real check --------------------------------------------------------------------------


def test_a_blaming_sentence_is_found_with_its_place_and_a_clean_one_is_not(terminal: Terminal) -> None:
    write(terminal, "a.md", f"# Outage\n\n{CLEAN} {BLAME}\n")
    write(terminal, "b.md", f"{CLEAN}\n")
    said = terminal.run("check", "a.md", "b.md")
    assert said.code == 1
    assert said.out.startswith(f"a.md:3:{len(CLEAN) + 2}: counterfactual: ")
    assert said.err == "1 finding in 1 file of 2\n"
    clean = terminal.run("check", "b.md")
    assert (clean.code, clean.out, clean.err) == (0, "", "Nothing found in 1 file\n")


def test_the_json_has_the_promised_form(terminal: Terminal) -> None:
    write(terminal, "a.md", f"{BLAME}\n")
    said = terminal.run("check", "a.md", "--format", "json")
    findings(json.loads(said.out), "findings")
    assert json.loads(said.out)["findings"][0]["text"] in BLAME
    assert (said.code, said.err) == (1, "")


def test_an_ignored_sentence_is_left(terminal: Terminal) -> None:
    write(terminal, "a.md", f"<!-- postmortem-check: ignore counterfactual, omission -->\n{BLAME}\n")
    assert terminal.run("check", "a.md").code == 0


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input_is_called_a_dash(arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "bot", "check", *arguments]
    said = subprocess.run(command, input=f"\n{BLAME}".encode(), capture_output=True, check=False, timeout=60)
    assert said.returncode == 1
    assert said.stdout.decode().startswith("-:2:1: counterfactual: ")


# -- places, levels and forms ---------------------------------------------------------------------


def test_a_line_says_where_what_kind_why_and_what_to_write_instead(terminal: Terminal) -> None:
    write(terminal, "a.md", "It was\nBob.\n\nThey asked.\n")
    why = language_words.why(Category.COUNTERFACTUAL)
    assert checked(terminal, "a.md").out.splitlines() == [
        f"a.md:2:1: counterfactual: {why} Try: {REWRITE}",
        f"a.md:4:6: counterfactual: {why} Ask: What did the view show?",
    ]


def test_a_hint_alone_is_no_alarm_and_is_printed_when_asked_for(terminal: Terminal) -> None:
    write(terminal, "a.md", "It hinted.\n")
    plain = checked(terminal, "a.md")
    assert (plain.code, plain.out) == (0, "")
    assert plain.err == "Nothing found in 1 file; 1 hint not shown (--hints)\n"
    asked = checked(terminal, "a.md", hints=True)
    assert (asked.code, asked.err) == (0, "1 finding in 1 file of 1\n")
    assert asked.out.startswith("a.md:1:4: counterfactual: hint: ")


def test_the_json_holds_hints_and_warnings_alike(terminal: Terminal) -> None:
    write(terminal, "a.md", "Bob hinted.\n\nThey asked.\n")
    all_ = found(terminal, "a.md")
    assert [(one["level"], one["suggestions"]) for one in all_] == [
        ("warning", [REWRITE]), ("hint", []), ("warning", ["What did the view show?"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"one\r\ntwo\r\n  x Bob\r\n", 3, 5),
        (b"one\rtwo\rx Bob", 3, 3),
        ("\ufeffé🎉 Bob".encode(), 1, 4),
        (b"a\tBob", 1, 3),
        (b"\n\n\n- [ ] Bob", 4, 7),
        (b"| a | Bob |\n", 1, 7),
        (b"**Bob**", 1, 3),
    ],
)
def test_lines_and_columns_count_characters_from_one(
    terminal: Terminal, raw: bytes, line: int, column: int
) -> None:
    write(terminal, "a.md", raw)
    (one,) = found(terminal, "a.md")
    assert (one["line"], one["column"]) == (line, column)
    shown = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")[line - 1]
    assert shown[column - 1 :].startswith(one["text"])


def test_indented_text_is_no_code_in_a_plain_text_file(terminal: Terminal) -> None:
    write(terminal, "a.txt", "Title\n\n    It was\n    Bob.\n")
    write(terminal, "a.md", "Title\n\n    It was\n    Bob.\n")
    (one,) = found(terminal, "a.txt", "a.md")
    assert (one["file"], one["line"], one["column"]) == ("a.txt", 4, 5)


def test_a_folder_is_searched_for_texts_and_no_file_is_read_twice(terminal: Terminal) -> None:
    for name in ("d/b.md", "d/a.markdown", "d/e/c.TXT", "d/.git/x.md", "d/x.py", "d/node_modules/y.md"):
        write(terminal, name, "Bob\n")
    files = [one["file"] for one in found(terminal, "d", "d/b.md")]
    assert files == ["d/a.markdown", "d/b.md", "d/e/c.TXT"]
    assert checked(terminal, "d").err == "3 findings in 3 files of 3\n"


# -- what cannot be checked -----------------------------------------------------------------------


def test_what_cannot_be_read_is_told_and_the_rest_is_checked(terminal: Terminal) -> None:
    write(terminal, "a.md", "Bob\n")
    write(terminal, "latin.md", "one\ntwo fianc\xe9\n".encode("latin-1"))
    (terminal.home / "empty").mkdir()
    said = checked(terminal, "none.md", "latin.md", "empty", "a.md", "a\0b")
    assert said.code == 2
    assert said.out.startswith("a.md:1:1: ")
    assert said.err.splitlines() == [
        "postmortem: empty holds no .md, .markdown or .txt file.",
        "postmortem: none.md is not there.",
        "postmortem: latin.md is not UTF-8 (byte 0xe9 at 13, in line 2); save it as UTF-8.",
        "postmortem: a\0b can't be read (its name is none).",
        "1 finding in 1 file of 1",
    ]


def test_a_typing_error_in_an_ignore_comment_is_told_with_its_place(terminal: Terminal) -> None:
    text = (
        "A.\n\n<!-- postmortem-check: ignore hindsigth -->\nBob.\n\n<!-- postmortem-check: offf -->\n\nBob.\n"
    )
    write(terminal, "a.md", text)
    said = checked(terminal, "a.md", hints=True)
    assert said.code == 2
    assert said.out.count("\n") == 2
    assert said.err.splitlines()[:2] == [
        "postmortem: a.md:3:31: “hindsigth” is not known in a postmortem-check comment; "
        "did you mean “hindsight”?",
        "postmortem: a.md:6:24: “offf” is not known in a postmortem-check comment; did you mean “off”?",
    ]


def test_nothing_to_say_is_said_of_no_file(terminal: Terminal) -> None:
    assert checked(terminal, "none.md").err.splitlines()[-1] == "Nothing to check."


# -- the copy -------------------------------------------------------------------------------------


@pytest.mark.parametrize("category", list(Category))
def test_every_kind_has_a_name_a_line_and_an_explanation_with_an_example(category: Category) -> None:
    assert 0 < len(language_words.label(category)) <= 40
    why = language_words.why(category)
    assert why[0].islower()
    assert why[-1] in ".?"
    assert len(why) <= 110
    explained = language_words.explained(category)
    assert "Instead of “" in explained
    assert "” write “" in explained
    assert 3 <= sum(explained.count(end) for end in (". ", "? ", "” ", ".”", "?”")) <= 9
    assert len(explained) <= 600


def test_the_page_about_it_names_every_kind() -> None:
    page = (Path(__file__).parents[2] / "docs" / "check.md").read_text(encoding="utf-8")
    rows = [f"| `{category}` | {language_words.label(category)} |" for category in Category]
    assert [row for row in rows if row not in page] == []
