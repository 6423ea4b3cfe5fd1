"""Requests that come at the same moment share one trip to the database and back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Together(Generic[K, V]):
    """Calls ``do`` on a thread with all that queued up while its last call ran, one call at a time.

    ``do`` gives a result, or an exception to be raised, for each of its arguments in order. There is
    no timer: alone, a request goes at once; under load, the batches grow with it.
    """

    def __init__(self, do: Callable[[Sequence[K]], Sequence[V | Exception]]) -> None:
        self._do = do
        self._waiting: list[tuple[K, asyncio.Future[V]]] = []
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, key: K) -> V:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[V] = loop.create_future()
        self._waiting.append((key, answer))
        if self._running is None or self._running.done():
            self._running = loop.create_task(self._run())
        return await answer

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            results = await asyncio.to_thread(self._outcomes, [key for key, _ in batch])
            for (_, answer), result in zip(batch, results, strict=True):
                if answer.done():  # the request was given up meanwhile
                    continue
                if isinstance(result, Exception):
                    answer.set_exception(result)
                else:
                    answer.set_result(result)

    def _outcomes(self, keys: Sequence[K]) -> Sequence[V | Exception]:
        try:
            return self._do(keys)
        except Exception as problem:  # each of the requests is told, or it would wait for ever
            return [problem] * len(keys)
