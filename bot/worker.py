"""The worker: drains every due stage. A schedule only calls it; the rows say what there is to do."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog

from bot.drafting.writing import Drafting
from bot.errors import Permanent, Retryable, Stale, UserError
from bot.listening.hearing import Hearing
from bot.ports import Clock, Store
from bot.publishing import Publishing
from bot.rows import Arrival, Claim, Heard, Stage

BATCH = 100  # arrivals in one transaction: larger ones make requests wait for the database in between
AT_ONCE = 1  # a lease starts when its row is claimed, so rows are claimed one by one
MOST_FAILURES = 8  # of a defect of ours, before the row is put aside with the reason
LONGEST_WAIT = 300.0
SURE = 3  # arrivals that fail one after the other before the database is thought to be away

log = structlog.get_logger("worker")

Understood = tuple[Arrival, Sequence[Heard]]


@dataclass(frozen=True)
class Worker:
    store: Store
    hearing: Hearing
    drafting: Drafting
    publishing: Publishing
    clock: Clock

    def tick(self) -> int:
        """Does all that is due now; returns how many rows were worked on."""
        return sum(part() for part in self.parts.values())

    @property
    def parts(self) -> Mapping[str, Callable[[], int]]:
        """What may run beside each other, since a platform slow to take a post must not hold up hearing.

        In the order in which an incident passes through them, so that one tick carries it to the channel.
        """
        return {
            "listen": self._listen,
            "draft": partial(self._drain, Stage.DRAFT, self.drafting.write),
            "show": partial(self._drain, Stage.SHOW, self.publishing.show),
        }

    def _listen(self) -> int:
        try:
            heard = self.hear()
        except Exception:  # the arrivals' lease lapses, and they are heard again
            log.exception("hearing failed")
            heard = 0
        return heard + self._drain(Stage.JUDGE, self.hearing.judge)

    def _drain(self, stage: Stage, act: Callable[[Claim], None]) -> int:
        done = 0
        while claims := self.store.claim(stage, AT_ONCE):
            for claim in claims:
                self._do(claim, act)
            done += len(claims)
        return done

    def hear(self) -> int:
        """Understands and keeps all that has arrived; returns how many arrivals there were."""
        done = 0
        while arrivals := self.store.claim_unheard(BATCH):
            understood: list[Understood] = []
            for arrival in arrivals:
                try:
                    understood.append((arrival, self.hearing.understand(arrival)))
                except Exception as problem:  # one that can't be read must not hold up the others
                    self._put_aside(arrival, problem)
            self._keep(understood)
            done += len(arrivals)
        return done

    def _keep(self, understood: Sequence[Understood]) -> None:
        """All in one transaction; if that fails, each alone, so that one fails alone."""
        try:
            self.store.keep([h for _, heard in understood for h in heard], [a for a, _ in understood])
        except Exception:
            failed: list[tuple[Arrival, Exception]] = []
            for number, (arrival, heard) in enumerate(understood, 1):
                try:
                    self.store.keep(heard, [arrival])
                except Exception as problem:
                    failed.append((arrival, problem))
                if len(failed) == number == SURE:
                    raise  # it is the database, not what is written to it
            for arrival, reason in failed:
                if arrival.attempts >= MOST_FAILURES:
                    self._put_aside(arrival, reason)

    def _put_aside(self, arrival: Arrival, problem: Exception) -> None:
        log.warning("put aside", key=arrival.key, reason=repr(problem))
        self.store.spoil(arrival, f"it can't be read ({problem!r})")

    def _do(self, claim: Claim, act: Callable[[Claim], None]) -> None:
        try:
            act(claim)
        except Retryable as problem:
            self._again(claim, str(problem), problem.after)
        except Stale as problem:  # a person saved meanwhile: their version is weighed at once
            self._again(claim, str(problem), 0.0)
        except (Permanent, UserError) as problem:
            log.warning("gave up", stage=claim.stage, subject=claim.subject, reason=str(problem))
            self.store.give_up(claim, str(problem))
        except Exception as problem:
            log.exception("failed", stage=claim.stage, subject=claim.subject)
            reason = f"a defect of the bot's ({type(problem).__name__}); its log says more"
            if claim.attempts >= MOST_FAILURES:
                self.store.give_up(claim, reason)
            else:
                self._again(claim, reason, None)
        else:
            self.store.finish(claim)

    def _again(self, claim: Claim, reason: str, after: float | None) -> None:
        wait = after if after is not None else min(LONGEST_WAIT, 2.0 ** min(claim.attempts, 16))
        jitter = random.uniform(0, wait / 10)  # replicas that failed together don't return together
        self.store.postpone(claim, self.clock.now() + timedelta(seconds=wait + jitter), reason)
