"""The incident that the demo replays: made up from end to end, a morning at a ferry line.

It holds a made-up token, cut in two by a marker in the file, so that no scanner takes this repository
for a leak; loading joins it again, for the bot to find and redact.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

_CUT = "⟂"


def bundle() -> dict[str, Any]:
    """The incident as a bundle's JSON."""
    text = (files(__name__) / "bundle.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text.replace(_CUT, ""))
    return read


def write(folder: Path) -> Path:
    """Writes the incident into ``folder`` as a bundle.json and gives its path."""
    path = folder / "bundle.json"
    path.write_text(json.dumps(bundle(), ensure_ascii=False, indent=1), encoding="utf-8")
    return path
