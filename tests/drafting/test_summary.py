from __future__ import annotations

from bot.drafting.draft import Claim, Impact, RootCause
from bot.drafting.meaning import understand
from bot.drafting.offline import OfflineWriter
from bot.drafting.summary import summarize
from bot.drafting.transcript import transcribe
from bot.incident import Change
from tests.drafting.builders import at, case, draft, post, say


def texts(*messages: object, **options: object) -> list[str]:
    written = OfflineWriter().write(case(*messages, **options))  # type: ignore[arg-type]
    return [claim.text for claim in written.summary]


def test_the_first_sentence_tells_what_the_title_leaves_out() -> None:
    first = texts(say(2, "all kiosks print blank tickets"), resolved=2)[0]
    assert first == "INC-1 was a SEV2 incident that touched kiosk."


def test_the_summary_says_when_and_how_long_as_a_person_would() -> None:
    said = texts(say(2, "kiosks print blank tickets"), say(177, "all kiosks print again"), resolved=177)
    when = "It began at 10:00 UTC on 4 March 2026 and was over at 12:57 UTC."
    assert f"{when} It lasted two hours and fifty-seven minutes." in said


def test_an_end_on_another_day_has_its_date() -> None:
    said = texts(say(2, "kiosks print blank tickets"), say(1441, "all kiosks print again"), resolved=1441)
    when = "It began at 10:00 UTC on 4 March 2026 and was over at 10:01 UTC on 5 March."
    assert f"{when} It lasted one day and one minute." in said


def test_what_customers_were_told_is_told_without_how_busy_everybody_is() -> None:
    page = post(
        5, "Tickets\nInvestigating - Some kiosks print blank tickets. We are looking into it.", "Status"
    )
    said = texts(page, say(9, "all kiosks print again"), resolved=9)
    assert said[1] == "Customers were told: “Some kiosks print blank tickets.”"


def test_it_ends_with_how_it_ended() -> None:
    over = say(9, "calling it: all kiosks print again")
    summary = draft(say(2, "kiosks print blank tickets"), over, resolved=9).summary
    assert summary[-1].text == "All kiosks print again."


def test_the_likeliest_change_is_named_by_its_title() -> None:
    told = say(4, "the print driver drops the font")
    here = case(told, changes=(Change("c1", "deploy", "kiosk", at(-3), title="Print driver 5.2"),))
    statement = Claim("The print driver drops the font.", (told.id,))
    cause = RootCause(statement.text, statement.sources, "c1", (), (statement,))
    said = [claim.text for claim in summarize(understand(here, transcribe(here)), Impact(), cause)]
    assert said[-2:] == [
        "The likeliest cause is the change c1: Print driver 5.2.",
        "The print driver drops the font.",
    ]


def test_every_statement_of_a_summary_cites_something() -> None:
    summary = draft(
        say(2, "40 kiosks print blank tickets"), say(9, "all kiosks print again"), resolved=9
    ).summary
    assert len(summary) >= 3
    assert all(claim.sources for claim in summary)


def test_the_cause_is_told_by_a_statement_that_stands_alone() -> None:
    given = case(
        say(5, "kiosks print blank tickets, 12% of all"),
        say(20, "found it: the font license of the print server expired at midnight"),
        say(21, "that one was bought by hand in 2024, it isn't in the inventory, so nothing renews it"),
        say(60, "40 of 40 print again, INC-1 is resolved"),
        resolved=60,
    )
    said = [claim.text for claim in OfflineWriter().write(given).summary]
    assert any("font license" in text for text in said)
    assert not any(text.startswith("That one") for text in said)
