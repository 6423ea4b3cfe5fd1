"""A terminal to type commands into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main


@dataclass(frozen=True)
class Said:
    """What a command left behind: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line of a refusal, which has to be all that was said."""
        assert (self.code, self.out) == (2, ""), self
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("postmortem: ")
        assert self.err.endswith(".\n"), self.err
        assert "Traceback" not in self.err
        return self.err.removeprefix("postmortem: ").strip()


@dataclass(frozen=True)
class Terminal:
    home: Path
    setenv: Callable[[str, str], None]
    capsys: pytest.CaptureFixture[str]

    def set(self, **settings: str) -> None:
        """Sets environment variables, named in lower case as in ``Settings``."""
        for name, value in settings.items():
            self.setenv(name.upper(), value)

    def run(self, *argv: str | Path) -> Said:
        self.capsys.readouterr()
        try:
            code = main([str(word) for word in argv])
        except SystemExit as left:  # argparse's own way out
            code = int(left.code or 0)
        out, err = self.capsys.readouterr()
        return Said(code, out, err)
