"""Texts become vectors over the real SDK, and whatever a server does instead ends soon and in one way."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.clients.embeddings import MOST, OpenAIEmbedder
from bot.errors import Retryable


class Server:
    """What it was asked, and what it answers: (status, body), or seconds of silence between its bytes."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.answer: tuple[int, str] | None = None
        self.drips = 0.0
        self.url = ""

    def respond(self, asked: dict[str, Any]) -> tuple[int, str]:
        if self.answer:
            return self.answer
        rows = [{"index": n, "embedding": [len(text), 1]} for n, text in enumerate(asked["input"])]
        return 200, json.dumps({"data": rows[::-1], "model": asked["model"], "object": "list"})


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            server.keys.append(self.headers["Authorization"])
            status, body = server.respond(server.asked[-1])
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            try:
                for byte in body.encode() if server.drips else ():
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(server.drips)
                if not server.drips:
                    self.wfile.write(body.encode())
            except OSError:
                self.close_connection = True  # whoever asked has gone

        def log_message(self, *args: Any) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


def test_each_text_gets_its_vector_in_order(server: Server) -> None:
    embedder = OpenAIEmbedder("small", "sk-key", server.url)
    assert embedder.embed(["a", "bb", "ccc"]) == [[1, 1], [2, 1], [3, 1]]
    assert server.asked == [{"input": ["a", "bb", "ccc"], "model": "small", "encoding_format": "float"}]
    assert server.keys == ["Bearer sk-key"]


def test_nothing_is_asked_for_no_text_and_never_too_much_at_once(server: Server) -> None:
    embedder = OpenAIEmbedder("small", "", server.url)
    assert embedder.embed([]) == []
    assert server.asked == []
    assert len(embedder.embed(["a"] * (MOST + 5))) == MOST


@pytest.mark.parametrize(
    "answer",
    [
        (429, '{"error": {"message": "slow down"}}'),
        (500, "<html>oops</html>"),
        (401, "{}"),
        (302, ""),
        (200, "<html>a proxy's page</html>"),
        (200, "[]"),
        (200, '{"data": []}'),
        (200, '{"data": [{"index": 0, "embedding": []}]}'),
        (200, '{"data": [{"index": 0, "embedding": [NaN]}]}'),
        (200, '{"data": [{"index": 0, "embedding": ["x"]}]}'),
        (200, '{"data": [{"index": 0, "embedding": null}]}'),
        (200, '{"data": [{"index": 7, "embedding": [1.0]}]}'),
        (200, "[" * 100_000),
    ],
)
def test_whatever_is_no_answer_is_told_in_one_way_and_asked_once(
    server: Server, answer: tuple[int, str]
) -> None:
    server.answer = answer
    with pytest.raises(Retryable):
        OpenAIEmbedder("small", "sk-key", server.url).embed(["a"])
    assert len(server.asked) == 1


def test_vectors_of_two_lengths_are_no_answer(server: Server) -> None:
    rows = [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0, 2.0]}]
    server.answer = (200, json.dumps({"data": rows}))
    with pytest.raises(Retryable):
        OpenAIEmbedder("small", "", server.url).embed(["a", "b"])


def test_an_answer_that_drips_in_ends_at_our_deadline(server: Server) -> None:
    server.drips = 0.05
    began = time.monotonic()
    with pytest.raises(Retryable):
        OpenAIEmbedder("small", "", server.url, seconds=0.4).embed(["a"] * 5)
    assert time.monotonic() - began < 2


def test_nobody_there_is_told_at_once() -> None:
    with serving() as gone:
        url = gone.url
    with pytest.raises(Retryable):
        OpenAIEmbedder("small", "", url).embed(["a"])
