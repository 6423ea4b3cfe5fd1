"""Learns the weights of bot/drafting/weights.json from the worked incidents: ``make learn``.

Logistic regression a label, over features that at least three incidents show. Whoever is curious how well
that carries to incidents it has not seen: ``make judge``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.drafting import weighing
from bot.drafting.features import show
from bot.drafting.similar.words import stems
from bot.drafting.transcript import transcribe
from bot.drafting.weighing import LABELS, SCALE
from tests.learning.worked import Worked, packed, scripts

INCIDENTS = 3  # in which a feature must stand to be learned: what one trade says is of no use to the next
STRENGTH = 0.3  # the inverse of the regularization
WEIGHTS = Path(weighing.__file__).with_name("weights.json")

Example = tuple[Sequence[str], tuple[bool, ...]]


def examples(worked: Worked) -> list[Example]:
    """Every message's features with its labels; once more as it is while nobody has recorded any time."""
    case = worked.case
    untimed = replace(case.incident, started_at=None, detected_at=None, resolved_at=None)
    transcript = transcribe(case)
    return [
        (shown.features, worked.labels(shown.id))
        for told in (case, replace(case, incident=untimed))
        for shown in show(told, transcript)
    ]


def learn(incidents: Sequence[Sequence[Example]], earlier: Sequence[str] = ()) -> dict[str, Any]:
    """The weights as JSON. ``earlier`` are texts of past incidents, to know common words by."""
    spread = Counter(
        feature for rows in incidents for feature in {feature for row in rows for feature in row[0]}
    )
    names = sorted(feature for feature, count in spread.items() if count >= INCIDENTS)
    index = {name: number for number, name in enumerate(names)}
    rows = [row for incident in incidents for row in incident]
    columns = [sorted({index[f] for f in features if f in index}) for features, _ in rows]
    starts = numpy.cumsum([0, *map(len, columns)])
    flat = [column for row in columns for column in row]
    shown = csr_matrix((numpy.ones(len(flat)), flat, starts), shape=(len(rows), len(names)))
    learned = []
    for label in range(len(LABELS)):
        model = LogisticRegression(C=STRENGTH, max_iter=5000)
        learned.append(model.fit(shown, [truth[label] for _, truth in rows]))
    table = {
        name: [round(SCALE * float(model.coef_[0][number])) for model in learned]
        for name, number in index.items()
    }
    stood = Counter(stem for text in earlier for stem in set(stems(text)))
    return {
        "labels": list(LABELS),
        "bias": [round(SCALE * float(model.intercept_[0])) for model in learned],
        "texts": len(earlier),
        "earlier": {stem: count for stem, count in sorted(stood.items()) if count > 1},
        "weights": {name: row for name, row in table.items() if any(abs(weight) >= 3 for weight in row)},
    }


def earlier(incidents: Iterable[Worked]) -> list[str]:
    """The texts of the incidents' past ones."""
    past = (one for worked in incidents for one in worked.bundle["past"])
    return [f"{one['title']} {one['root_cause']} {one['summary']}" for one in past]


def _a_line_each(plain: Mapping[str, Any]) -> str:
    """The JSON with a line a feature, so that what changes between two learnings can be read."""
    table = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}:{v}" for k, v in plain["weights"].items())
    head = json.dumps({k: v for k, v in plain.items() if k != "weights"}, ensure_ascii=False)
    return f'{head[:-1]},\n"weights":{{\n{table}\n}}}}\n'


def main() -> None:
    incidents = [*packed(), *scripts()]
    plain = learn([examples(worked) for worked in incidents], earlier(incidents))
    WEIGHTS.write_text(_a_line_each(plain), encoding="utf-8")
    print(f"{len(incidents)} incidents, {len(plain['weights'])} features")


if __name__ == "__main__":
    main()
