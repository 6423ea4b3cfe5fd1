"""The ``postmortem`` command line: parse, build, call, print."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.language.finding import Field

if TYPE_CHECKING:
    from bot.ports import Writer


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. What a person can mend is one sentence on standard error, with exit code 2."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except UserError as problem:
        print(f"postmortem: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # `postmortem draft … | head` is no error, nor is what is flushed on leaving
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="postmortem", description="The postmortem bot for Slack.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    demo = commands.add_parser(
        "demo", help="the whole bot on this machine, with a Slack workspace in the browser"
    )
    demo.add_argument("bundle", nargs="?", type=Path, help="an incident bundle to replay instead of ours")
    demo.add_argument(
        "--port", type=_port, default=3100, help="of the page (default 3100; another if it is taken)"
    )
    demo.add_argument("--seconds", type=_seconds, default=60, help="how long the replay takes (default 60)")
    demo.set_defaults(run=_demo)

    serve = commands.add_parser("serve", help="the bot: Slack, web pages, worker and schedule")
    serve.set_defaults(run=_serve)

    draft = commands.add_parser("draft", help="one incident bundle, or a Slack export folder, to a draft")
    draft.add_argument("bundle", type=Path)
    draft.add_argument("--format", choices=["md", "json"], default="md")
    draft.add_argument("--writer", choices=["offline", "openai"], default="offline")
    draft.add_argument("--out", type=Path, help="a file to write instead of standard output")
    draft.set_defaults(run=_draft)

    check = commands.add_parser("check", help="finds blaming language in Markdown and text files")
    check.add_argument(
        "files", nargs="*", metavar="FILE", help="files or folders; - or nothing: standard input"
    )
    check.add_argument("--format", choices=["text", "json"], default="text")
    check.add_argument("--roster", type=Path, help="a file of people: handle TAB full name, one a line")
    check.add_argument(
        "--field",
        choices=[field.value for field in Field],
        default=Field.OTHER.value,
        help="the part of a postmortem that text under no telling heading is",
    )
    check.add_argument(
        "--config", type=Path, help="settings (default: .postmortem-check.toml in the repository)"
    )
    check.add_argument("--hints", action="store_true", help="print hints as well")
    check.set_defaults(run=_check)

    export = commands.add_parser("export", help="a stored postmortem")
    export.add_argument("id", help="PM-12, or 12")
    export.add_argument("--format", choices=["md", "json"], default="md")
    export.set_defaults(run=_export)

    db = commands.add_parser("db", help="migrations")
    db.add_argument("action", choices=["upgrade", "current"])
    db.set_defaults(run=_db)

    doctor = commands.add_parser("doctor", help="what is configured and reachable, and how to mend the rest")
    doctor.set_defaults(run=_doctor)
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:6]) < 65536):
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _seconds(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found <= 86_400:
        raise argparse.ArgumentTypeError("give a number of seconds above 0, up to a day's 86400")
    return found


def _demo(arguments: argparse.Namespace) -> int:
    from bot.cli.demo import demonstrate

    return demonstrate(arguments.bundle, port=arguments.port, seconds=arguments.seconds)


def _serve(_arguments: argparse.Namespace) -> int:
    from bot.cli.serve import serve

    return serve()


def _draft(arguments: argparse.Namespace) -> int:
    from bot.drafting.bundle import read_bundle
    from bot.drafting.ending import with_end

    try:
        case = with_end(read_bundle(arguments.bundle))
    except OSError as problem:  # a name too long, a folder that may not be looked into
        name = str(arguments.bundle)
        shown = name if len(name) <= 100 else name[:99] + "…"
        reason = (problem.strerror or "unknown reason").lower()
        raise UserError(f"{shown}: it can't be read ({reason}); check the path and its rights.") from None
    draft = _writer(arguments.writer).write(case)
    text = (
        draft.markdown
        if arguments.format == "md"
        else json.dumps(draft.to_json(), ensure_ascii=False, indent=1)
    )
    return _put(text, arguments.out)


def _writer(name: str) -> Writer:
    from bot.drafting.offline import OfflineWriter

    if name == "offline":  # which needs no settings, and nothing heavy
        return OfflineWriter()
    from bot.app import model_writer
    from bot.config import settings

    return model_writer(settings())


def _check(arguments: argparse.Namespace) -> int:
    from bot.cli.check import run

    return run(arguments)


def _export(arguments: argparse.Namespace) -> int:
    from bot.cli.stored import export
    from bot.config import settings

    return _put(export(settings(), arguments.id, arguments.format), None)


def _db(arguments: argparse.Namespace) -> int:
    from bot.cli.stored import migrated
    from bot.config import settings

    at = migrated(settings(), upgrade=arguments.action == "upgrade")
    return _put(at or "empty: run `postmortem db upgrade`", None)


def _doctor(_arguments: argparse.Namespace) -> int:
    from bot.cli.doctor import examine

    return examine()


def _put(text: str, out: Path | None) -> int:
    if out is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # as a file would get it, whatever the terminal is
        sys.stdout.write(text.rstrip("\n") + "\n")
        sys.stdout.flush()
        return 0
    try:
        out.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    except OSError as problem:
        raise UserError(f"{out} can't be written: {problem.strerror}.") from None
    return 0


if __name__ == "__main__":
    sys.exit(main())
