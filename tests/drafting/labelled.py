"""The labelled texts of secrets.jsonl and decoys.jsonl, and how well something tells them apart.

Every secret is cut by a mark that is taken out on reading, so that no scanner takes the files for a leak.
``python -m tests.drafting.labelled`` prints the figures, beside detect-secrets where that is installed.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bot.drafting.redaction import redact

CUT = "\u205e"
FOLDER = Path(__file__).parent
OWN = frozenset({"ana.lima@acme.io", "bo.chen@acme.io"})  # the incident's own people

Redact = Callable[[str], str]


@dataclass(frozen=True)
class Labelled:
    kind: str
    text: str
    secrets: tuple[str, ...] = ()


def read(name: str) -> list[Labelled]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").replace(CUT, "").splitlines()
    rows = [json.loads(line) for line in lines]
    return [Labelled(row["kind"], row["text"], tuple(row.get("secrets", ()))) for row in rows]


def ours(text: str) -> str:
    return redact(text, OWN).text


def figures(without: Redact, secrets: Sequence[Labelled], decoys: Sequence[Labelled]) -> tuple[float, float]:
    """Precision and recall: a text counts as found if none of its secrets is left in it."""
    found = sum(not any(secret in without(item.text) for secret in item.secrets) for item in secrets)
    wrong = sum(without(item.text) != item.text for item in decoys)
    return found / max(found + wrong, 1), found / len(secrets)


def detect_secrets(text: str) -> str:
    """The text without what detect-secrets 1.5 finds in a file of it, with its plugins as they come."""
    scan = import_module("detect_secrets.core.scan")
    settings = import_module("detect_secrets.settings")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        with settings.default_settings():
            found = [one.secret_value for one in scan.scan_file(file.name) if one.secret_value]
    for secret in sorted(found, key=len, reverse=True):
        text = text.replace(secret, "#")
    return text


def main() -> None:
    rivals: dict[str, Redact] = {"ours": ours}
    if find_spec("detect_secrets"):
        rivals |= {"detect-secrets": detect_secrets, "both": lambda text: detect_secrets(ours(text))}
    for stem in ("", "later_"):
        secrets, decoys = read(f"{stem}secrets"), read(f"{stem}decoys")
        kinds = len({item.kind for item in secrets})
        print(f"{stem or 'first '}set: {len(secrets)} secrets of {kinds} kinds, {len(decoys)} decoys")
        for name, without in rivals.items():
            precision, recall = figures(without, secrets, decoys)
            print(f"  {name:14} precision {precision:.3f} recall {recall:.3f}")


if __name__ == "__main__":
    main()
