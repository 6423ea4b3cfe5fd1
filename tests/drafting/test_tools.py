from __future__ import annotations

import pytest

from bot.drafting.tools import headline, public_words
from bot.drafting.transcript import Evidence, transcribe
from tests.drafting.builders import case, post


def posted(text: str, tool: str = "Watcher") -> Evidence:
    return transcribe(case(post(1, text, tool))).evidence[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[FIRING:2] KioskErrors (prod)\n4 kiosks fail", "Alert firing: KioskErrors (prod). 4 kiosks fail."),
        ("Triggered #9: [FIRING:1] KioskErrors\nAssigned: Bo", "Triggered #9: KioskErrors. Assigned: Bo."),
        ("INC-1 declared by Bo\nType `/inc help` for commands. Runbook: Kiosks", "INC-1 declared by Bo."),
        ("Print failed: timeout\nState: Ongoing First Seen: 26 minutes ago", "Print failed: timeout."),
        ("Job sync #3 failed (exit 1)\nsync #3 failed", "Job sync #3 failed (exit 1)."),
    ],
)
def test_a_tool_is_told_in_a_line_without_its_fields(text: str, told: str) -> None:
    assert headline(posted(text)) == f"Watcher: {told}"


def test_a_status_page_is_told_by_its_state_and_its_words() -> None:
    page = posted("Tickets are blank\nMonitoring - Kiosks print again. Thank you.", "Status")
    assert headline(page) == "Status, monitoring: Kiosks print again. Thank you."
    assert public_words(page) == "Kiosks print again. Thank you."


def test_a_long_failure_is_cut_at_a_clause() -> None:
    text = (
        "The sync of kiosk-prod has failed at noon with the following error, one or more synchronization "
        "tasks completed unsuccessfully, for the reason that " + "jobs " * 60
    )
    assert headline(posted(text)).endswith("completed unsuccessfully…")
