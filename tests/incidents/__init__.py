"""Small incidents of our own, bundles with made-up secrets that are put together only when loaded.

The secrets stand here in halves, so that nobody's scanner takes the repository for a leak.
"""

from __future__ import annotations

import json
from pathlib import Path

from bot.drafting.bundle import read_case
from bot.drafting.case import Case
from bot.drafting.json_file import Node

SECRETS = {
    "{aws-id}": "AKIA" + "Z7QXB3LM5TRW9KPD",
    "{aws-secret}": "q8Jr2LxT/fWc0NvYb5Hs" + "Zu7DmKe1GpAo4Iy9RtX6",
    "{password}": "k7mB" + "vQ2xWz",
}
_HERE = Path(__file__).parent


def text(name: str) -> str:
    """The bundle called ``name`` as JSON, secrets and all."""
    found = (_HERE / f"{name}.json").read_text(encoding="utf-8")
    for mark, secret in SECRETS.items():
        found = found.replace(mark, secret)
    return found


def load(name: str) -> Case:
    """The incident called ``name`` ("bakery", "tram")."""
    return read_case(Node(json.loads(text(name)), f"{name}.json"))


def path(name: str, folder: Path) -> Path:
    """Writes the bundle called ``name`` into ``folder`` and gives the file's path."""
    file = folder / "bundle.json"
    file.write_text(text(name), encoding="utf-8")
    return file
