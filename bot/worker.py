"""The worker: drains every due stage. A schedule only calls ``tick``; the rows say what there is to do."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.drafting.writing import Drafting
from bot.errors import Permanent, Retryable, Stale, UserError
from bot.listening.hearing import Hearing
from bot.ports import Arrival, Claim, Clock, Heard, Stage, Store
from bot.publishing import Publishing

BATCH = 500  # arrivals in one transaction
AT_ONCE = 1  # a lease starts when its row is claimed, so rows are claimed one by one
MOST_FAILURES = 8  # of a defect of ours, before the row is put aside with the reason
LONGEST_WAIT = 300.0

log = structlog.get_logger("worker")


@dataclass(frozen=True)
class Worker:
    store: Store
    hearing: Hearing
    drafting: Drafting
    publishing: Publishing
    clock: Clock

    def tick(self) -> int:
        """Does all that is due now; returns how many rows were worked on."""
        done = self._heard()
        for stage, act in self._acts.items():
            while claims := self.store.claim(stage, AT_ONCE):
                for claim in claims:
                    self._do(claim, act)
                done += len(claims)
        return done

    def _heard(self) -> int:
        try:
            return self.hear()
        except Exception:  # the arrivals' lease lapses, and they are heard again
            log.exception("hearing failed")
            return 0

    @property
    def _acts(self) -> Mapping[Stage, Callable[[Claim], None]]:
        """In the order an incident passes through them, so that one tick carries it to the channel."""
        return {
            Stage.JUDGE: self.hearing.judge,
            Stage.DRAFT: self.drafting.write,
            Stage.SHOW: self.publishing.show,
        }

    def hear(self) -> int:
        """Understands and keeps all that has arrived; returns how many arrivals there were."""
        done = 0
        while arrivals := self.store.claim_unheard(BATCH):
            heard: list[Heard] = []
            understood: list[Arrival] = []
            for arrival in arrivals:
                try:
                    heard += self.hearing.understand(arrival)
                    understood.append(arrival)
                except Exception as problem:  # one that can't be read must not hold up the others
                    log.warning("put aside", key=arrival.key, reason=repr(problem))
                    self.store.spoil(arrival, f"it can't be read ({problem!r})")
            self.store.keep(heard, understood)
            done += len(arrivals)
        return done

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
