"""Requests of the same moment share one call; each gets its own answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from handlers.slack.together import Together


def test_what_queues_up_during_a_call_goes_into_the_next_one_together() -> None:
    batches: list[list[int]] = []
    go = threading.Event()

    def double(keys: Sequence[int]) -> list[int | Exception]:
        batches.append(list(keys))
        go.wait(5)
        return [key * 2 for key in keys]

    async def main() -> list[int]:
        together: Together[int, int] = Together(double)
        first = asyncio.create_task(together(1))
        await asyncio.sleep(0.05)
        rest = [asyncio.create_task(together(n)) for n in (2, 3, 4)]
        await asyncio.sleep(0.05)
        go.set()
        return list(await asyncio.gather(first, *rest))

    assert asyncio.run(main()) == [2, 4, 6, 8]
    assert batches == [[1], [2, 3, 4]]


def test_one_that_fails_fails_alone() -> None:
    def only_even(keys: Sequence[int]) -> list[int | Exception]:
        return [key if key % 2 == 0 else ValueError(str(key)) for key in keys]

    async def main() -> list[int | BaseException]:
        together: Together[int, int] = Together(only_even)
        return list(await asyncio.gather(*(together(n) for n in (2, 3, 4)), return_exceptions=True))

    two, three, four = asyncio.run(main())
    assert (two, four) == (2, 4)
    assert isinstance(three, ValueError)


def test_when_the_call_fails_everybody_is_told_and_the_next_call_is_made() -> None:
    calls: list[Sequence[int]] = []

    def once_broken(keys: Sequence[int]) -> list[int | Exception]:
        calls.append(keys)
        if len(calls) == 1:
            raise RuntimeError("the database is away")
        return [7]

    async def main() -> int:
        together: Together[int, int] = Together(once_broken)
        with pytest.raises(RuntimeError, match="away"):
            await together(1)
        return await together(2)

    assert asyncio.run(main()) == 7


def test_a_request_that_went_away_holds_up_nobody() -> None:
    def echo(keys: Sequence[int]) -> list[int | Exception]:
        return list(keys)

    async def main() -> int:
        together: Together[int, int] = Together(echo)
        gone = asyncio.create_task(together(1))
        await asyncio.sleep(0)
        gone.cancel()
        return await together(2)

    assert asyncio.run(main()) == 2
