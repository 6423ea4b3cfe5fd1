"""The client of a model: its real SDK against a server on loopback that hardly ever behaves."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest

from bot.clients.openai import OpenAIModel
from bot.drafting.model.port import (
    ModelCutOff,
    ModelError,
    ModelGarbled,
    ModelRefused,
    ModelUnreachable,
    Question,
)
from tests.model.server import Behaviour, Exchange, ModelServer

SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
QUESTION = Question('- "summary"', "=== EVIDENCE BEGINS ===\n\n=== EVIDENCE ENDS ===", "summary", SCHEMA, 100)


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer().running() as running:
        yield running


def model(server: ModelServer, behave: Behaviour, key: str = "sk-test") -> OpenAIModel:
    server.begin(behave)
    return OpenAIModel("some-model", key, server.url)


def saying(content: object, finish: str = "stop", **message: object) -> Behaviour:
    return lambda exchange: exchange.say(content, finish, **message)


def test_it_asks_for_the_schema_without_tools_and_sends_the_key(server: ModelServer) -> None:
    answer = model(server, saying('{"a": 1}')).ask(QUESTION, 5)
    assert answer.value == {"a": 1}
    assert (answer.spent.prompt, answer.spent.completion) == (1000, 100)
    [request] = server.requests
    assert request["response_format"]["json_schema"]["strict"] is True
    assert request["max_completion_tokens"] == 100
    assert not {"tools", "functions", "store", "stream"} & request.keys()
    assert (server.paths, server.keys) == (["/v1/chat/completions"], ["Bearer sk-test"])


def test_a_server_of_ones_own_may_want_no_key(server: ModelServer) -> None:
    assert model(server, saying("{}"), key="").ask(QUESTION, 5).value == {}


@pytest.mark.parametrize(
    ("behave", "kind"),
    [
        (saying(None, refusal="no"), ModelRefused),
        (saying("{}", "content_filter"), ModelRefused),
        (saying('{"a": ', "length"), ModelCutOff),
        (saying('{"a": '), ModelGarbled),
        (saying(None), ModelGarbled),
        (saying(["{}"]), ModelGarbled),
        (lambda e: e.body(b"<html>", kind="text/html"), ModelGarbled),
        (lambda e: e.body(b'{"choices": []}'), ModelGarbled),
        (lambda e: e.body(b"\xff\xfe"), ModelGarbled),
        (lambda e: e.error(401, "bad key"), ModelRefused),
        (lambda e: e.error(404, "no such model"), ModelRefused),
        (lambda e: e.error(400, "This model's maximum context length is 8192 tokens"), ModelCutOff),
        (lambda e: e.error(400, "filtered", "content_filter"), ModelRefused),
        (lambda e: e.error(429, "used up", "insufficient_quota"), ModelRefused),
        (lambda e: e.handler.connection.close(), ModelUnreachable),
    ],
)
def test_whatever_goes_wrong_is_one_of_our_errors(
    server: ModelServer, behave: Behaviour, kind: type[ModelError]
) -> None:
    with pytest.raises(kind) as caught:
        model(server, behave).ask(QUESTION, 1.4)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_once_more_and_never_again(server: ModelServer, status: int) -> None:
    with pytest.raises(ModelUnreachable):
        model(server, lambda e: e.error(status, "busy", Retry_After="0")).ask(QUESTION, 5)
    assert len(server.requests) == 2


def test_a_wait_that_does_not_fit_is_not_begun(server: ModelServer) -> None:
    began = time.monotonic()
    with pytest.raises(ModelUnreachable) as caught:
        model(server, lambda e: e.error(429, "busy", Retry_After="60")).ask(QUESTION, 5)
    assert caught.value.after == 60
    assert len(server.requests) == 1
    assert time.monotonic() - began < 2


def test_what_a_server_does_not_know_is_learnt_once(server: ModelServer) -> None:
    def old(exchange: Exchange) -> None:
        if exchange.request["response_format"]["type"] == "json_schema":
            exchange.error(400, "response_format json_schema is not supported")
        elif "max_completion_tokens" in exchange.request:
            exchange.error(400, "unknown field max_completion_tokens")
        else:
            exchange.say("{}")

    asked = model(server, old)
    asked.ask(QUESTION, 5)
    asked.ask(QUESTION, 5)
    assert len(server.requests) == 4
    last = server.requests[-1]
    assert last["response_format"] == {"type": "json_object"}
    assert json.dumps(SCHEMA) in last["messages"][0]["content"]


@pytest.mark.parametrize("how", ["stall", "drip"])
def test_the_deadline_is_ours(server: ModelServer, how: str) -> None:
    def slow(exchange: Exchange) -> None:
        if how == "drip":
            exchange.drip(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500)
        else:
            exchange.stall()

    began = time.monotonic()
    with pytest.raises(ModelUnreachable):
        model(server, slow).ask(QUESTION, 0.4)
    assert time.monotonic() - began < 1.5


def test_an_answer_without_end_is_not_read_to_its_end(server: ModelServer) -> None:
    def endless(exchange: Exchange) -> None:
        exchange.head(200, "application/json", 10**9)
        for _ in range(3000):
            exchange.handler.wfile.write(b"[" * 10_000)

    with pytest.raises(ModelGarbled):
        model(server, endless).ask(QUESTION, 5)


def test_nothing_is_followed_elsewhere(server: ModelServer) -> None:
    with pytest.raises(ModelRefused):
        model(server, lambda e: e.error(307, "moved", Location="http://127.0.0.1:9/")).ask(QUESTION, 2)
    assert len(server.requests) == 1
