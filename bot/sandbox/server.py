"""The HTTP server around a sandbox: Slack's API, the page, the control API."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from bot.sandbox import control_api, page_api
from bot.sandbox.config import Config
from bot.sandbox.errors import SlackError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.web_api.endpoint import web_api
from bot.sandbox.workspace import Workspace

Json = dict[str, Any]

STATIC = Path(__file__).parent / "static"


def create_app(workspace: Workspace, config: Config) -> Starlette:
    """The sandbox as an ASGI application; its parts stand in `app.state.sandbox`."""
    sandbox = Sandbox(workspace, config)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        sandbox.start()
        yield
        await sandbox.stop()

    routes = [
        Route("/", page, methods=["GET"]),
        Route("/archives/{channel}/{message}", page, methods=["GET"]),
        Route("/api/{method}", web_api, methods=["GET", "POST"]),
        Route("/_response/{key}", respond, methods=["POST"]),
        WebSocketRoute("/_socket", bot_socket),
        *page_api.ROUTES,
        *control_api.ROUTES,
        Mount("/static", StaticFiles(directory=STATIC, check_dir=False)),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.state.sandbox = sandbox
    return app


async def page(request: Request) -> Response:
    """The page, at every address a person may open."""
    del request
    return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})


async def bot_socket(websocket: WebSocket) -> None:
    """Socket Mode."""
    sandbox: Sandbox = websocket.app.state.sandbox
    await sandbox.sockets.serve(websocket, sandbox.workspace.bot.app_id)


async def respond(request: Request) -> Response:
    """A response_url."""
    sandbox: Sandbox = request.app.state.sandbox
    try:
        sandbox.ephemerals.respond(request.path_params["key"], await request.json())
    except SlackError as refused:
        gone = refused.error in ("used_url", "expired_url")
        return JSONResponse(refused.body(), status_code=404 if gone else 400)
    except ValueError:
        return JSONResponse(SlackError("invalid_payload").body(), status_code=400)
    return PlainTextResponse("ok")


class Server(uvicorn.Server):
    """uvicorn that ends the pages' streams before it waits for open connections, and can drop one of them."""

    def __init__(self, app: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                ws="websockets-sansio",
                timeout_graceful_shutdown=1,
            )
        )
        self._sandbox: Sandbox = app.state.sandbox
        app.state.drop_connection = self.drop

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, without waiting for pages that would stay open for ever."""
        self._sandbox.stream.close()
        await super().shutdown(sockets)

    def drop(self, client: tuple[str, int] | None) -> bool:
        """Close a caller's connection without an answer."""
        for connection in list(self.server_state.connections):
            transport = getattr(connection, "transport", None)
            if transport is not None and transport.get_extra_info("peername") == client:
                transport.abort()
                return True
        return False


def listen(port: int = 0) -> socket.socket:
    """A listening socket on this machine only; port 0 takes a free one."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(256)
    return listener


class SandboxServer:
    """A sandbox on a free port of this machine, in a thread; use it as a context manager.

    `world` and the settings are as for `Workspace` and `Config`.  `.workspace` and `.config` stay reachable,
    `.sandbox` holds all parts, `.http` is an httpx2 client for this server.
    """

    def __init__(self, world: Json | None = None, *, port: int = 0, **settings: Any) -> None:
        self.workspace = Workspace(world)
        self.config = Config(**settings)
        self._listener = listen(port)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.api_url = f"{self.url}/api/"
        self.config.base_url = self.url
        app = create_app(self.workspace, self.config)
        self.sandbox: Sandbox = app.state.sandbox
        self._server = Server(app)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],), daemon=True)
        self.http = httpx2.Client(base_url=self.url, timeout=60, trust_env=False)

    def __enter__(self) -> SandboxServer:
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError("the sandbox did not start")
            time.sleep(0.005)
        return self

    def __exit__(self, *error: object) -> None:
        self.http.close()
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._listener.close()

    def control(self, path: str, **body: Any) -> Json:
        """POST /_control/<path>; RuntimeError with the sandbox's words when it refuses."""
        return self._answer(self.http.post(f"/_control/{path}", json=body))

    def look(self, path: str, **query: Any) -> Json:
        """GET /_control/<path>."""
        wanted = {name: value for name, value in query.items() if value is not None}
        return self._answer(self.http.get(f"/_control/{path}", params=wanted))

    @staticmethod
    def _answer(response: httpx2.Response) -> Json:
        body: Json = response.json()
        if response.status_code != 200:
            raise RuntimeError(f"{response.request.url.path}: {body}")
        return body
