"""Writers for the stories: one that takes its time, and a room whose bot drafts with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.app import App
from bot.drafting.case import Case
from bot.drafting.draft import Draft
from bot.drafting.offline import OfflineWriter
from bot.drafting.progress import Progress, Step, Tell, silently
from bot.ports import Writer
from bot.publishing import Publishing
from bot.reading import Reading
from bot.redrafting import Redrafting


@dataclass
class SlowWriter:
    """Drafts as the offline writer does; ``meanwhile`` happens after each step that it tells of."""

    steps: tuple[Progress, ...] = (Progress(Step.WRITING, 4, 7),)
    meanwhile: Callable[[], object] = lambda: None
    change: Callable[[Draft], Draft] = lambda draft: draft
    written: int = 0
    trouble: list[Exception] = field(default_factory=list)

    def write(self, case: Case, tell: Tell = silently) -> Draft:
        for step in self.steps:
            tell(step)
            self.meanwhile()
        if self.trouble:
            raise self.trouble.pop()
        self.written += 1
        return self.change(OfflineWriter().write(case, tell))


def with_writer(app: App, writer: Writer, *, has_model: bool = True) -> App:
    """The app with another writer in it, as the composition root would wire it."""
    drafting = replace(app.worker.drafting, writer=writer)
    publishing: Publishing = replace(app.worker.publishing, has_model=has_model)
    reading: Reading = replace(app.cases.reading, has_model=has_model)
    for name, value in (("reading", reading), ("publishing", publishing),
                        ("redrafting", Redrafting(app.store, drafting))):  # fmt: skip
        object.__setattr__(app.cases, name, value)
    return replace(app, worker=replace(app.worker, drafting=drafting, publishing=publishing))
