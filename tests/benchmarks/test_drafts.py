from __future__ import annotations

from tests.benchmarks import drafts


def fastest(messages: int) -> float:
    """Processor seconds of one draft, the best of three: what else the machine does falls on some only."""
    bundle = drafts.many(messages)
    return min(drafts.spent(lambda: drafts.written(bundle))[1] for _ in range(3))


def test_four_times_the_messages_take_about_four_times_as_long() -> None:
    drafts.written(drafts.many(100))  # weights and patterns are read once in a process
    assert fastest(2_000) < 6 * fastest(500)


def test_a_generated_channel_is_as_long_as_asked_and_in_order() -> None:
    bundle = drafts.many(700)
    stamps = [float(message["ts"]) for message in bundle["messages"]]
    assert len({message["ts"] for message in bundle["messages"]}) == 700
    assert stamps == sorted(stamps)
    draft = drafts.written(bundle)
    assert draft.coverage.read == 700
    assert draft.timeline
