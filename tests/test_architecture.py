"""Who may import whom: the table in CONTRIBUTING, held."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("bot", "handlers", "store", "blocks")
RIM_OF_BOT = ("bot.clients", "bot.config", "bot.app", "bot.cli", "bot.__main__", "bot.sandbox")

# Folder → what it may import besides the standard library and itself ("core" is bot without its rim).
MAY = {
    "core": {"core", "structlog"},
    "blocks": {"core", "blocks", "markdown_it", "nh3"},
    "store": {"core", "store", "sqlalchemy", "alembic", "psycopg"},
    "bot.clients": {"core", "blocks", "slack_sdk", "openai", "httpx2"},
    "handlers": {
        "core",
        "blocks",
        "handlers",
        "slack_bolt",
        "slack_sdk",
        "starlette",
        "jinja2",
        "itsdangerous",
        "structlog",
    },
    "bot.config": {"core", "pydantic", "pydantic_settings"},
    "bot.sandbox": {"bot.sandbox", "starlette", "uvicorn", "httpx2", "anyio"},
}
ANYTHING = ("bot.app", "bot.cli", "bot.__main__")


def modules() -> Iterator[tuple[str, Path]]:
    for top in OURS:
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" not in path.parts:
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def ring(module: str) -> str:
    for part in RIM_OF_BOT:
        if module == part or module.startswith(part + "."):
            return part
    top = module.partition(".")[0]
    return "core" if top == "bot" else top


def imported(path: Path, module: str) -> set[str]:
    """Every module that the file imports, anywhere in it, as full names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
                base = ".".join([*parts[: len(parts) - node.level + 1], base]).rstrip(".")
            # "from bot import config" imports bot.config as surely as "import bot.config".
            found |= {f"{base}.{alias.name}" for alias in node.names} if base in OURS else {base}
    return found


@pytest.mark.parametrize(
    ("module", "path"), list(modules()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_module_imports_only_what_its_ring_may(module: str, path: Path) -> None:
    here = ring(module)
    if here in ANYTHING:
        return
    for name in sorted(imported(path, module)):
        top = name.partition(".")[0]
        there = ring(name) if top in OURS else top
        allowed = there in MAY[here] or there in sys.stdlib_module_names
        assert allowed, f"{module} ({here}) may not import {name} ({there})"


@pytest.mark.parametrize("root", ["bot.app", "bot.cli"])
def test_nobody_imports_the_composition_root(root: str) -> None:
    for module, path in modules():
        if ring(module) not in ANYTHING:
            assert not any(name == root or name.startswith(root + ".") for name in imported(path, module)), (
                module
            )


def test_only_one_client_file_knows_each_sdk() -> None:
    knowing = [
        module
        for module, path in modules()
        if ring(module) == "bot.clients" and "slack_sdk" in str(imported(path, module))
    ]
    assert knowing == ["bot.clients.slack"]


@pytest.mark.parametrize(
    "name", ["utils", "util", "helpers", "helper", "manager", "common", "misc", "service"]
)
def test_no_module_has_a_name_that_says_nothing(name: str) -> None:
    assert not [module for module, _ in modules() if name in module.split(".")]


def test_the_sandbox_imports_nothing_of_ours() -> None:
    for module, path in modules():
        if ring(module) == "bot.sandbox":
            ours = {n for n in imported(path, module) if n.split(".")[0] in OURS and ring(n) != "bot.sandbox"}
            assert not ours, module
