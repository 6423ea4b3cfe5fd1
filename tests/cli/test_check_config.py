"""The linter's settings: what reaches the check, and what is said of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.finding import Category, Field
from tests.cli.checking import Checker, checked, write
from tests.cli.terminal import Terminal

BLAME = "Bob should have checked the config before the deploy."


def test_the_settings_reach_the_check(terminal: Terminal) -> None:
    write(terminal, "people.tsv", "bob\tBob Doe\n")
    write(terminal, "more.tsv", "# who else\nana\tAna Roe\n")
    write(
        terminal,
        ".postmortem-check.toml",
        'strictness = "strict"\nroles = ["skipper"]\nservices = ["karen"]\nexempt = ["Bob Ross"]\n'
        'off = ["timeline", "impact"]\nroster = "people.tsv"\n[terms]\n"cowboy" = "character_judgement"\n',
    )
    write(terminal, "a.md", "It hinted.")
    checker = Checker()
    said = checked(terminal, "a.md", checker=checker, roster=Path("more.tsv"), field="root_cause")
    assert "hint: " in said.out  # a strict organization wants to see them
    assert checker.field is Field.ROOT_CAUSE
    assert [one.name for one in checker.people] == ["Bob Doe", "Ana Roe"]
    policy = checker.policy
    assert (policy.roles, policy.services, policy.exempt) == (("skipper",), ("karen",), ("Bob Ross",))
    assert policy.terms == (("cowboy", Category.CHARACTER),)
    assert policy.off == {Field.TIMELINE, Field.IMPACT}


def test_terms_may_be_a_list_of_tables(terminal: Terminal) -> None:
    write(terminal, "s.toml", '[[terms]]\nword = "cowboy"\ncategory = "animated"\n')
    checker = Checker()
    checked(terminal, write(terminal, "a.md", ""), checker=checker, config=Path("s.toml"))
    assert checker.policy.terms == (("cowboy", Category.ANIMATED),)


def test_the_settings_of_the_repository_hold_in_its_folders_and_not_beyond(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(terminal, ".postmortem-check.toml", 'exempt = ["outside"]')
    write(terminal, "repo/.git/HEAD", "")
    write(terminal, "repo/docs/a.md", "")
    checker = Checker()
    monkeypatch.chdir(terminal.home / "repo" / "docs")
    checked(terminal, "a.md", checker=checker)
    assert not checker.policy.exempt
    write(terminal, "repo/.postmortem-check.toml", 'exempt = ["inside"]')
    checked(terminal, "a.md", checker=checker)
    assert checker.policy.exempt == ("inside",)


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('strictnes = "strict"', "s.toml: “strictnes” is not known; did you mean “strictness”?"),
        ('strictness = "strickt"', "s.toml: “strictness” cannot be “strickt”; did you mean “strict”?"),
        ("strictness = 3", "s.toml: “strictness” cannot be “3”: it is one of gentle, standard, strict."),
        ('roles = "skipper"', 's.toml: “roles” has to be a list of words, such as ["one", "two"].'),
        ('exempt = [""]', 's.toml: “exempt” has to be a list of words, such as ["one", "two"].'),
        ('off = ["timelin"]', "s.toml: “off” cannot be “timelin”; did you mean “timeline”?"),
        ('terms = ["x"]', 's.toml: “terms” has to be a table, such as {"cowboy" = "character_judgement"}.'),
        ('[terms]\nx = "omision"', "s.toml: “terms.x” cannot be “omision”; did you mean “omission”?"),
        ('[[terms]]\nword = "x"', "s.toml: “terms” needs a “word” and a “category” in each [[terms]], "),
        ('roster = 3', "s.toml: “roster” has to be the name of a file, such as “people.tsv”."),
        ('roster = "none.tsv"', "none.tsv can't be read: no such file or directory."),
        ("roles = [", "s.toml is not TOML: "),
        (b"\xff", "s.toml is not UTF-8 (byte 0); save it as UTF-8."),
    ],
)  # fmt: skip
def test_a_broken_setting_is_named(terminal: Terminal, toml: str | bytes, told: str) -> None:
    write(terminal, "s.toml", toml)
    write(terminal, "a.md", BLAME)
    said = terminal.run("check", "a.md", "--config", "s.toml")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"postmortem: {told}")
    assert said.err.count("\n") == 1


def test_a_broken_roster_is_told_by_its_line(terminal: Terminal) -> None:
    write(terminal, "people.tsv", "bob\tBob Doe\nana Ana Roe\n")
    write(terminal, "a.md", BLAME)
    assert terminal.run("check", "a.md", "--roster", "people.tsv").sentence == (
        "people.tsv: line 2 is not “handle<TAB>full name”: ana Ana Roe."
    )
    assert terminal.run("check", "a.md", "--roster", "no.tsv").sentence.startswith("no.tsv can't be read")
