"""How often the check is right on labelled sentences; the bars leave some room for new sentences."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.language.score import (
    HELD_OUT,
    LEARNED,
    Score,
    files,
    main,
    misses,
    people_of,
    report,
    scored,
    sentences,
    together,
)


@cache
def of(folder: Path) -> Score:
    return together(scored(file) for file in files(folder))


@pytest.mark.parametrize(("figure", "least"), [("precision", 0.95), ("recall", 0.85), ("clean", 1.0)])
def test_the_sentences_to_learn_from_are_told_apart(figure: str, least: float) -> None:
    assert getattr(of(LEARNED), figure) >= least


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("precision", 0.93),
        ("recall", 0.65),
        ("category", 0.8),
        ("spans", 0.95),
        ("offered", 1.0),
        ("clean", 1.0),
        ("distinct", 0.8),
    ],
)
def test_sentences_that_nobody_learned_from_are_told_apart_nearly_as_well(figure: str, least: float) -> None:
    assert getattr(of(HELD_OUT), figure) >= least


def test_the_labels_mark_words_that_are_there() -> None:
    for file in (*files(LEARNED), *files(HELD_OUT)):
        for sentence in sentences(file):
            assert all(0 <= start < end <= len(sentence.text) for start, end in sentence.spans)
            assert sentence.blame != sentence.category.startswith("none:")


def test_no_held_out_sentence_is_among_those_to_learn_from() -> None:
    learned = {sentence.text for file in files(LEARNED) for sentence in sentences(file)}
    held = {sentence.text for file in files(HELD_OUT) for sentence in sentences(file)}
    assert held
    assert learned.isdisjoint(held)


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Found and right, found as another kind beside the marked words, missed, a false alarm, innocent."""
    file = tmp_path / "some.jsonl"
    file.write_text(
        '{"text": "Marcus should have asked.", "blame": true, "category": "counterfactual", '
        '"note": "spans=0-24; plain"}\n'
        '{"text": "Marcus should have read it, slowly.", "blame": true, "category": "animated", '
        '"note": "spans=28-34"}\n\n'
        '{"text": "The disk was full.", "blame": true, "category": "omission", "note": "nothing to find"}\n'
        '{"text": "Marcus broke it.", "blame": false, "category": "none:praise", "note": ""}\n'
        '{"text": "The disk is full.", "blame": false, "category": "none:reported_fact", "note": ""}\n',
        encoding="utf-8",
    )
    file.with_suffix(".roster.tsv").write_text("mrv\tMarcus Velde\n", encoding="utf-8")
    return file


def test_the_figures_are_shares_of_what_they_say(labelled: Path) -> None:
    score = scored(labelled)
    assert score.precision == pytest.approx(2 / 3)
    assert score.recall == pytest.approx(2 / 3)
    assert score.category == 0.5
    assert score.spans == 0.5
    assert score.offered == score.clean == 1.0
    assert [person.name for person in people_of(labelled)] == ["Marcus Velde"]


def test_the_report_counts_false_alarms_by_kind_and_lists_misses_when_asked(labelled: Path) -> None:
    score = scored(labelled)
    assert "some (5 sentences)" in report("some", score)
    assert "false alarms: praise 1" in report("some", score)
    assert "MISSED omission | The disk was full." in misses(score)
    assert "FALSE  none:praise" in misses(score)


def test_the_command_shows_what_it_is_asked_for(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(labelled)])
    assert "MISSED" not in capsys.readouterr().out
    main(["--misses", str(labelled)])
    assert "MISSED" in capsys.readouterr().out


def test_held_out_sentences_are_never_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--misses", str(files(HELD_OUT)[0])])
    assert "only looked at as figures" in capsys.readouterr().err
