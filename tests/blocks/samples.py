"""A postmortem to lay out, in any state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from blocks.slack.posts import lay_out
from bot.drafting.draft import (
    Candidate,
    Claim,
    Commitment,
    Coverage,
    Draft,
    Impact,
    Redaction,
    RootCause,
    Similar,
)
from bot.incident import Incident
from bot.postmortem import Postmortem, Section, Source, State, Visibility
from bot.showing import Post, Shown

AT = datetime(2026, 3, 2, 14, 3, tzinfo=UTC)
BASE = "https://postmortems.example.org"
PERMALINK = "https://example.slack.com/archives/C1/p1772460180000100"

INCIDENT = Incident(
    "INC-2041",
    "Checkout declines",
    workspace="T1",
    channel="C1",
    severity="SEV2",
    services=("checkout-api",),
    started_at=AT,
    resolved_at=AT + timedelta(minutes=101),
    number=1,
)
_SIGN = Claim("The first decline came a minute after it.", ("m1",))
DRAFT = Draft(
    title="Checkout declines",
    resolved_by="m9",
    summary=(
        Claim("Amounts with whole hundreds were sent as 1E+2 and declined.", ("m1", "m4")),
        Claim("It lasted 101 minutes.", ("incident",)),
    ),
    timeline=(),
    impact=Impact(),
    root_cause=RootCause(
        "The deploy changed how amounts are written.",
        ("m1",),
        "deploy-8841",
        (Candidate("deploy-8841", 0.9, (_SIGN,) * 3), Candidate("flag-1", 0.2), Candidate("db-2", 0.1)),
    ),
    contributing_factors=(),
    action_items=(
        Commitment("Alert on declines", ("m4",)),
        Commitment("Add a contract test for amounts", ("m1",), "U0ANA", date(2026, 3, 9), "P1"),
    ),
    lessons=(),
    similar_incidents=(Similar("PM-88", 0.8, "the same service"),),
    coverage=Coverage(102, 102, 14),
    redactions=(Redaction("token", 1),),
)
POSTMORTEM = Postmortem(
    incident=1,
    title="Checkout declines",
    workspace="T1",
    number=12,
    version=3,
    sections=(
        Section("summary", "Summary", "Amounts were sent as 1E+2 and declined. [1][2]"),
        Section("timeline", "Timeline", "- 14:03 UTC — the first decline [1]\n- 15:44 UTC — resolved [2]"),
        Section("root_cause", "Root Cause", "The deploy changed how amounts are written. [1]"),
        Section("action_items", "Action Items", "| Action | Owner |\n| --- | --- |\n| Alert | — |"),
    ),
    sources=(
        Source(1, "m1", link=PERMALINK),
        Source(2, "m4"),
        Source(3, "incident"),
        Source(4, "change:deploy-8841", quote="checkout-api 5.18.0"),
    ),
    created_by="U0MARIA",
)
ASKED = POSTMORTEM.ask_for_review(["U0ANA", "U0JONAS"], "U0MARIA", AT)
HALF = ASKED.approve("U0ANA", AT)
APPROVED = HALF.approve("U0JONAS", AT)
PUBLIC = APPROVED.publish(Visibility.PUBLIC, "checkout-declines-k3", "U0MARIA", AT)
INTERNAL = APPROVED.publish(Visibility.ORGANIZATION, "checkout-declines-k3", "U0MARIA", AT)
RETURNED = HALF.request_changes("U0JONAS", "Say when the bank noticed.", AT)
DISCARDED = POSTMORTEM.discard()
UNWRITTEN = replace(POSTMORTEM, sections=(), sources=())

EVERY_STATE = (POSTMORTEM, ASKED, HALF, APPROVED, PUBLIC, INTERNAL, RETURNED, DISCARDED, UNWRITTEN)


def shown(postmortem: Postmortem = POSTMORTEM, draft: Draft | None = DRAFT) -> Shown:
    return Shown(postmortem, INCIDENT, draft)


def with_body(body: str, key: str = "timeline", **fields: object) -> Postmortem:
    sections = tuple(replace(s, body=body) if s.key == key else s for s in POSTMORTEM.sections)
    return replace(POSTMORTEM, sections=sections, **fields)  # type: ignore[arg-type]


def in_state(state: State) -> Postmortem:
    return next(p for p in EVERY_STATE if p.state is state)


def laid_out(postmortem: Postmortem) -> dict[str, Post]:
    return {post.part: post for post in lay_out(shown(postmortem), BASE)}
