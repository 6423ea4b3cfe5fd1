"""A browser on a site with one published postmortem."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from handlers.web.routes import exception_handlers, routes
from tests.fakes import FrozenClock
from tests.handlers.web.published import BASE, KEY, Shelf, postmortem


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(postmortem())


@pytest.fixture
def browser(shelf: Shelf, clock: FrozenClock) -> Callable[..., TestClient]:
    """A browser without cookies, on a site with one published postmortem."""

    def opened(base: str = BASE, state: str = "ok") -> TestClient:
        served = routes(
            shelf.reading(clock), base_url=base, secret_key=KEY, ready=lambda: {"database": state}
        )
        app = Starlette(routes=served, exception_handlers=exception_handlers())
        return TestClient(app, base_url=base, follow_redirects=False, raise_server_exceptions=False)

    return opened
