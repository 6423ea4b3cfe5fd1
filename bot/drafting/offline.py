"""The offline writer: a draft from the evidence alone, the same every time, with no model at all."""

from __future__ import annotations

from dataclasses import replace

from bot.drafting.blameless import blameless, blameless_cause, without_blame
from bot.drafting.case import Case
from bot.drafting.causes import find_cause
from bot.drafting.commitments import find_commitments
from bot.drafting.draft import Draft
from bot.drafting.factors import find_factors
from bot.drafting.grounding import Grounds, ground
from bot.drafting.harmless import harmless
from bot.drafting.impact import measure_impact
from bot.drafting.lessons import find_lessons
from bot.drafting.meaning import understand
from bot.drafting.nameless import Nameless
from bot.drafting.progress import Progress, Step, Tell, silently
from bot.drafting.promises import find_promises
from bot.drafting.similar import find_similar
from bot.drafting.summary import summarize
from bot.drafting.template import markdown
from bot.drafting.timeline import build_timeline
from bot.drafting.transcript import clean, transcribe
from bot.drafting.unknowns import find_unknowns
from bot.drafting.weighing import Weights

SECTIONS = 7


class OfflineWriter:
    """Extracts rather than invents: every statement is somebody's words, tidied, with its source."""

    name = "offline"

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights

    def write(self, case: Case, tell: Tell = silently) -> Draft:
        case = harmless(case)
        count = len(case.messages)
        tell(Progress(Step.READING, 0, count))
        transcript = transcribe(case)
        reading = understand(case, transcript, self._weights)
        tell(Progress(Step.READING, count, count))
        commitments = find_commitments(reading)
        promised = {item.sources[0] for item in commitments}
        tell(Progress(Step.WRITING, 1, SECTIONS))
        nameless = Nameless(case, transcript)
        check = blameless(case)
        cause = blameless_cause(nameless.cause(find_cause(reading)), check)
        tell(Progress(Step.WRITING, 2, SECTIONS))
        impact = measure_impact(reading, promised)
        factors = nameless.claims(find_factors(reading, promised))
        tell(Progress(Step.WRITING, 4, SECTIONS))
        similar = find_similar(reading)
        draft = Draft(
            title=clean(case.incident.title),
            resolved_by=case.incident.resolved_by,
            summary=summarize(reading, impact, cause),
            timeline=build_timeline(reading, promised),
            impact=impact,
            root_cause=cause,
            contributing_factors=factors,
            action_items=commitments,
            lessons=find_lessons(reading, cause),
            similar_incidents=similar,
            promises=find_promises(similar, case),
            coverage=transcript.coverage,
            unknowns=find_unknowns(reading),
            redactions=transcript.redactions,
            leaks=transcript.leaks,
            writer=self.name,
        )
        tell(Progress(Step.WRITING, SECTIONS, SECTIONS))
        draft = without_blame(ground(draft, Grounds(case, transcript)), check)
        return replace(draft, markdown=markdown(draft, case, transcript))
