"""The demo as a newcomer starts it, and a headless Chromium in front of it (``make e2e``)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --force-color-profile=srgb"
).split()


@pytest.fixture
def demo() -> Iterator[str]:
    """The address that ``postmortem demo`` prints."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--seconds", "4"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                yield found[0]
                break
        else:
            pytest.fail("the demo ended without printing its address")
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("Chromium is not installed: apt-get install chromium, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page that fails the test for any error in its console."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860}, timezone_id="Europe/London")
    context.set_default_timeout(20_000)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def picture(page: Any, tmp_path: Path) -> Any:
    """Takes a picture by name, into the folder PICTURES if it is set (that is how the README's are made)."""
    folder = Path(os.environ.get("PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)

    def take(name: str, of: Any = None) -> None:
        page.mouse.move(0, 0)  # no tools of the message under the pointer
        (of or page).wait_for_timeout(400)  # dialogs fade in
        (of or page).screenshot(path=str(folder / f"{name}.png"))

    return take
