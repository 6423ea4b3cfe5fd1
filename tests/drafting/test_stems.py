from __future__ import annotations

from bot.drafting.stems import MOST, Stems, Vocabulary, stems


def test_words_are_cut_and_numbers_are_told_by_their_kind() -> None:
    assert stems("Expired at 14:05! 3 of 4,100 (41 %) paid £12.50, see https://x.example/1?") == [
        *("expire", "at", "<time>", "!", "<digit>", "of", "<large>", "<share>", "paid", "<money>", "see"),
        "<url>",
    ]


def test_of_a_long_text_only_the_first_words_are_looked_at() -> None:
    assert len(stems("so many words " * 1000)) == MOST
    assert Stems()("so many words " * 1000) == stems("so many words " * 1000)
    assert stems("ab " * MOST + "cd") == ["ab"] * MOST


def test_an_echo_is_a_number_or_name_that_is_said_again_later() -> None:
    said = Vocabulary(["pool_size is 20", "ok", "pool_size was 40, not 20", "and pool_size?"])
    assert said.echoes == (2, 0, 1, 0)


def test_a_word_is_common_by_the_messages_it_stands_in() -> None:
    said = Vocabulary(["kiosk kiosk down", "the kiosk", ""])
    assert said.common["kiosk"] == 2
    assert "the" not in said.common
    assert said.stems[2] == ()
