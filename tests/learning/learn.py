"""Learns the weights of bot/drafting/weights.json from the worked incidents: ``make learn``.

Logistic regression a label, over features that at least three incidents show. With ``--judge FOLDER`` it
writes there, for every incident, the draft that weights learned from the *other* incidents give, so that
what is measured was not learned from.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.drafting import weighing
from bot.drafting.ending import with_end
from bot.drafting.features import show
from bot.drafting.offline import OfflineWriter
from bot.drafting.transcript import transcribe
from bot.drafting.weighing import LABELS, SCALE, read_weights
from tests.learning.worked import Worked, packed, scripts

INCIDENTS = 3  # in which a feature must stand to be learned: what one trade says is of no use to the next
STRENGTH = 0.3  # the inverse of the regularization
FOLDS = 12
WEIGHTS = Path(weighing.__file__).with_name("weights.json")

Example = tuple[tuple[str, ...], tuple[bool, ...]]


def examples(worked: Worked) -> list[Example]:
    """Every message's features with its labels."""
    case = worked.case
    return [(shown.features, worked.labels(shown.id)) for shown in show(case, transcribe(case))]


def learn(incidents: Sequence[Sequence[Example]]) -> dict[str, Any]:
    """The weights as JSON."""
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
    return {
        "labels": list(LABELS),
        "bias": [round(SCALE * float(model.intercept_[0])) for model in learned],
        "weights": {name: row for name, row in table.items() if any(abs(weight) >= 3 for weight in row)},
    }


def judge(incidents: Sequence[Worked], out: Path) -> None:
    """Writes bundle, gold and draft of each incident, drafted by weights that have not seen it."""
    read = [examples(worked) for worked in incidents]
    for fold in range(FOLDS):
        others = [rows for number, rows in enumerate(read) if number % FOLDS != fold]
        weights = read_weights(learn(others))
        for worked in incidents[fold::FOLDS]:
            draft = OfflineWriter(weights).write(with_end(worked.case, weights))
            folder = out / worked.name
            folder.mkdir(parents=True, exist_ok=True)
            for name, value in (
                ("bundle", worked.bundle),
                ("gold", worked.gold),
                ("draft", draft.to_json()),
            ):
                (folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--judge", type=Path, metavar="FOLDER")
    incidents = [*packed(), *scripts()]
    out = parser.parse_args().judge
    if out:
        judge(incidents, out)
        return
    plain = learn([examples(worked) for worked in incidents])
    lines = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}:{row}" for name, row in plain["weights"].items()
    )
    head = f'"labels":{json.dumps(plain["labels"])},\n"bias":{plain["bias"]},\n"weights":{{\n'
    WEIGHTS.write_text("{" + head + lines.replace(" ", " ") + "\n}}\n", encoding="utf-8")
    print(f"{len(incidents)} incidents, {len(plain['weights'])} features")


if __name__ == "__main__":
    main()
