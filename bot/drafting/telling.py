"""Telling how far a draft has come: a row that the card is drawn from, and a lease kept alive with it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from types import TracebackType

from bot.drafting.progress import Progress
from bot.errors import Retryable
from bot.ports import Clock, Store
from bot.rows import Claim

OFTEN = timedelta(milliseconds=250)  # the card takes one update a second; more rows than this help nobody
FEW = 100  # slices and sections are few: each is told


@dataclass
class Telling:
    """A ``Tell`` for the claimed postmortem; a writer may call it from several threads.

    Left with anything but Retryable (which is tried again), it takes back what it told: no draft will come.
    """

    store: Store
    clock: Clock
    claim: Claim
    _last: Progress | None = None
    _at: datetime | None = None
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, progress: Progress) -> None:
        with self._lock:
            if not self._is_news(progress):
                return
            self._last, self._at = progress, self.clock.now()
            self.store.tell_progress(int(self.claim.subject), progress)
            with suppress(Retryable):  # somebody else's by now: whoever saves first has written it
                self.store.extend(self.claim)

    def __enter__(self) -> Telling:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is not None and not issubclass(kind, Retryable):
            self.store.forget_progress(int(self.claim.subject))

    def _is_news(self, progress: Progress) -> bool:
        last = self._last
        if last is None or self._at is None or last.step is not progress.step:
            return True
        soon = self.clock.now() - self._at < OFTEN
        return progress != last and (progress.of <= FEW or progress.done >= progress.of or not soon)
