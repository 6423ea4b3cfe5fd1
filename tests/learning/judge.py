"""How good the drafts are of incidents that the weights were not learned from: ``make judge``.

Every worked incident is drafted by weights learned from the others, and what stands in the draft is held
against the right answers. ``--held-out`` drafts those of tests/incidents/held_out by the weights that come
with the bot. ``--out FOLDER`` writes bundle, gold and draft of each beside it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.drafting.draft import Draft
from bot.drafting.ending import with_end
from bot.drafting.offline import OfflineWriter
from bot.drafting.weighing import Weights, learned, read_weights
from tests.incidents import script
from tests.learning.learn import earlier, examples, learn
from tests.learning.worked import Worked, packed, scripts

FOLDS = 12
HELD_OUT = script.HERE.with_name("held_out")
Scores = dict[str, float]


def measure(worked: Worked, draft: Draft) -> Scores:
    """Shares from 0 to 1, the higher the better, but for noise; length is lines for each that must stand."""
    gold, plain = worked.gold, draft.to_json()
    told = _sources(plain["timeline"])
    must, noise = set(gold["timeline"]["must"]), set(gold["timeline"]["noise"])
    facts, want_facts = _sources(plain["impact"]["facts"]), set(gold["impact"]["fact_ts"])
    factors = _sources(plain["contributing_factors"])
    want_factors = {factor["ts"] for factor in gold["contributing"]}
    cause, want_cause = set(plain["root_cause"]["sources"]), set(gold["root_cause_ts"])
    similar, want_similar = {one["id"] for one in plain["similar_incidents"]}, set(gold["similar"])
    return {
        "resolved": float(draft.resolved_by == gold["resolved_ts"]),
        "must": _share(told & must, must),
        "noise": _share(told & noise, told),
        "length": len(draft.timeline) / max(1, len(must)),
        "facts": _share(facts & want_facts, want_facts),
        "facts_p": _share(facts & want_facts, facts),
        "change": float(draft.root_cause.change == gold["root_cause_change"]),
        "cause": float(bool(cause & want_cause) or not want_cause),
        "contrib": _share(factors & want_factors, want_factors),
        "contrib_p": _share(factors & want_factors, factors),
        "similar": _share(similar & want_similar, similar | want_similar),
        **_actions(gold["actions"], plain["action_items"]),
    }


def _actions(wanted: Sequence[Mapping[str, Any]], items: Sequence[Mapping[str, Any]]) -> Scores:
    """How many of the action items are right, how many were found, and whose owner and day are right."""
    left = list(items)
    pairs = []
    for action in wanted:
        found = next((item for item in left if action["ts"] in item["sources"]), None)
        if found is not None:
            left.remove(found)
            pairs.append((action, found))
    return {
        "act_p": len(pairs) / len(items) if items else float(not wanted),
        "act_r": len(pairs) / len(wanted) if wanted else 1.0,
        "owner": sum(a["owner"] == item["owner"] for a, item in pairs) / max(1, len(pairs)),
        "due": sum(a["due"] == item["due"] for a, item in pairs) / max(1, len(pairs)),
    }


def _sources(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    return {source for row in rows for source in row["sources"]}


def _share(part: set[str], whole: set[str]) -> float:
    return len(part) / len(whole) if whole else 1.0


def by_others(incidents: Sequence[Worked]) -> Iterator[tuple[Worked, Weights]]:
    """Each incident with weights that have not seen it."""
    read = [examples(worked) for worked in incidents]
    for fold in range(FOLDS):
        others = [number for number in range(len(incidents)) if number % FOLDS != fold]
        known = earlier(incidents[number] for number in others)
        weights = read_weights(learn([read[number] for number in others], known))
        yield from ((worked, weights) for worked in incidents[fold::FOLDS])


def held_out() -> Iterator[tuple[Worked, Weights]]:
    return ((worked, learned()) for worked in scripts(HELD_OUT))


def draft_of(worked: Worked, weights: Weights) -> Draft:
    return OfflineWriter(weights).write(with_end(worked.case, weights))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--out", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    rows: list[tuple[str, Scores]] = []
    for worked, weights in held_out() if asked.held_out else by_others([*packed(), *scripts()]):
        draft = draft_of(worked, weights)
        rows.append((worked.name, measure(worked, draft)))
        if asked.out:
            _write(asked.out / worked.name, bundle=worked.bundle, gold=worked.gold, draft=draft.to_json())
    columns = list(rows[0][1])
    print(" " * 28 + "".join(f"{column:>10}" for column in columns))
    mean = {column: sum(scores[column] for _, scores in rows) / len(rows) for column in columns}
    for name, scores in (*sorted(rows, key=lambda row: row[0]), (f"mean of {len(rows)}", mean)):
        print(f"{name[:27]:<28}" + "".join(f"{scores[column]:10.2f}" for column in columns))


def _write(folder: Path, **values: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in values.items():
        (folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
