"""One lying server for all of the model's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.model.server import ModelServer, well


@pytest.fixture(scope="package")
def running() -> Iterator[ModelServer]:
    with ModelServer().running() as server:
        yield server


@pytest.fixture
def server(running: ModelServer) -> ModelServer:
    running.begin(well())
    return running
