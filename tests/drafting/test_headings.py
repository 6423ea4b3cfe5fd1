"""A channel's own language has its headings."""

from __future__ import annotations

import pytest

from bot.drafting.headings import headings
from bot.drafting.transcript import transcribe
from tests.drafting.builders import case, post, say


def heading(*said: str) -> str:
    given = case(
        *(say(minute, text) for minute, text in enumerate(said)), post(99, "das ist der Alarm nicht")
    )
    return headings(transcribe(given).evidence)["root_cause"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("it is the cache and they have not cleared it", "Root Cause"),
        ("das ist nicht die Datenbank, ich sehe auch noch Fehler auf dem Server", "Ursache"),
        ("no es la base, los pagos están fallando pero hay una cola", "Causa raíz"),
        ("c'est pas la base, les paiements sont dans une file sur le serveur", "Cause racine"),
        ("não é o banco, os pagamentos já estão em uma fila mas não sai", "Causa raiz"),
        ("non è il database, sono anche le code che non vanno più", "Causa principale"),
        ("het is niet de database, we zien nog maar een van de wachtrijen", "Oorzaak"),
        ("det är inte databasen, vi har en kö och jag ser att den inte töms", "Grundorsak"),
        ("to nie jest baza, na kolejce już jest tylko błąd", "Przyczyna"),
        ("抓到了", "Root Cause"),
    ],
)
def test_the_headings_are_in_the_language_that_is_spoken(said: str, expected: str) -> None:
    assert heading(said) == expected


def test_a_word_here_and_there_does_not_change_the_headings() -> None:
    assert heading("it is the cache", "danke, das ist der Fix", "they have to clear it and that is it") == (
        "Root Cause"
    )
