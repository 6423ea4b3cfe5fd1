"""A model's server on loopback that speaks OpenAI's chat completions, and misbehaves as it is told."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.model import honest

Json = dict[str, Any]
Behaviour = Callable[["Exchange"], None]


class Exchange:
    """One request being answered: what was asked, how often before, and ways to answer."""

    def __init__(
        self, handler: BaseHTTPRequestHandler, request: Json, nth: int, gone: threading.Event
    ) -> None:
        self.handler = handler
        self.request = request
        self.nth = nth
        self.gone = gone  # set when the server is to end

    def completion(self, content: Any, finish: str = "stop", **message: Any) -> Json:
        """A chat completion with this content, in the protocol's form."""
        said = {"role": "assistant", "content": content, "refusal": None, **message}
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": self.request["model"],
            "choices": [{"index": 0, "message": said, "finish_reason": finish, "logprobs": None}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
        }

    def honest(self) -> str:
        return json.dumps(honest.answer(self.request))

    def say(self, content: Any, finish: str = "stop", **message: Any) -> None:
        self.body(json.dumps(self.completion(content, finish, **message)).encode())

    def body(self, body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        self.head(status, kind, len(body), **headers)
        self.handler.wfile.write(body)

    def head(self, status: int, kind: str, length: int, **headers: str) -> None:
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", kind)
        self.handler.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()

    def error(self, status: int, message: str, code: str = "", **headers: str) -> None:
        told = {"error": {"message": message, "type": "error", "param": None, "code": code or None}}
        self.body(json.dumps(told).encode(), status, **headers)

    def drip(self, body: bytes, pause: float = 0.02) -> None:
        """The bytes one by one, for as long as anybody listens."""
        for byte in body:
            if self.gone.wait(pause):
                return
            self.handler.wfile.write(bytes([byte]))
            self.handler.wfile.flush()

    def stall(self) -> None:
        self.gone.wait(30)


class ModelServer:
    """``behave`` answers each request and may be exchanged; ``requests`` are those that came."""

    def __init__(self) -> None:
        self.behave: Behaviour = lambda exchange: exchange.say(exchange.honest())
        self.requests: list[Json] = []
        self.paths: list[str] = []
        self.keys: list[str] = []
        self.gone = threading.Event()
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                outer.answer(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing: a test's output is its own."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.block_on_close = False
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        request = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        with self._lock:
            self.requests.append(request)
            self.paths.append(handler.path)
            self.keys.append(handler.headers.get("Authorization", ""))
            exchange = Exchange(handler, request, len(self.requests), self.gone)
        with contextlib.suppress(OSError):  # whoever asked has hung up
            self.behave(exchange)

    def begin(self, behave: Behaviour) -> None:
        """Behaves so from now on, with nothing remembered."""
        self.requests.clear()
        self.paths.clear()
        self.keys.clear()
        self.behave = behave

    @contextlib.contextmanager
    def running(self) -> Iterator[ModelServer]:
        thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.gone.set()
            self._http.shutdown()
            self._http.server_close()
            thread.join(timeout=5)


def well() -> Behaviour:
    return lambda exchange: exchange.say(exchange.honest())


def slow(seconds: float) -> Behaviour:
    def behave(exchange: Exchange) -> None:
        time.sleep(seconds)
        exchange.say(exchange.honest())

    return behave
