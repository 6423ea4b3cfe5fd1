"""The worked incidents to learn from: the scripts and the packed bundles beside the tests."""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.drafting.bundle import read_case
from bot.drafting.case import Case
from bot.drafting.json_file import Node
from tests.incidents import script

PACKED = Path(script.__file__).with_name("worked.tar.gz")
Gold = Mapping[str, Any]


@dataclass(frozen=True)
class Worked:
    """An incident with its right answers (``gold``, as the bundles' README describes it)."""

    name: str
    bundle: Mapping[str, Any]
    gold: Gold

    @property
    def case(self) -> Case:
        return read_case(Node(self.bundle, self.name))

    def labels(self, id: str) -> tuple[bool, ...]:
        """What is true of a message, in the order of ``weighing.LABELS``."""
        gold = self.gold
        return (
            id in gold["timeline"]["must"],
            id in gold["timeline"]["noise"],
            id in gold["impact"]["fact_ts"],
            id in gold["root_cause_ts"],
            any(id == factor["ts"] for factor in gold["contributing"]),
            any(id == action["ts"] for action in gold["actions"]),
            id == gold["resolved_ts"],
            id in gold["blame_ts"],
            id in gold["injection"],
        )


def scripts(folder: Path = script.HERE) -> Iterator[Worked]:
    """The scripts of a folder, by name."""
    for path in sorted(folder.glob("*.txt")):
        try:
            bundle, gold = script.read(path.read_text(encoding="utf-8"))
        except ValueError as problem:  # somebody is writing it just now; a test holds that all can be read
            print(f"{path.name}: left out, {problem}", file=sys.stderr)
            continue
        yield Worked(path.stem, bundle, gold)


def packed(archive: Path = PACKED) -> Iterator[Worked]:
    """The bundles of an archive: folders that hold a bundle.json and a gold.json."""
    with tarfile.open(archive) as tar:
        files = {name: tar.extractfile(name) for name in sorted(tar.getnames()) if name.endswith(".json")}
        read = {name: json.load(file) for name, file in files.items() if file}
    for name, bundle in read.items():
        if name.endswith("/bundle.json"):
            folder = name.removesuffix("/bundle.json")
            yield Worked(folder.rpartition("/")[2], bundle, read[f"{folder}/gold.json"])
