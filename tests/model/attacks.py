"""The attacks: every way in which a model, or what stands between it and us, is feared to fail."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.model import honest, poison
from tests.model.poison import Dose, Poison
from tests.model.server import Behaviour, Exchange


@dataclass(frozen=True)
class Attack:
    """``behave`` makes the server's behaviour; what it puts in is noted in the dose.

    ``seconds`` is the draft's deadline under it. ``wait``: it costs that time, so it is run on few incidents.
    """

    name: str
    behave: Callable[[Dose], Behaviour]
    seconds: float = 20.0
    wait: bool = False


def lying(name: str, *poisons: Poison) -> Attack:
    """An honest answer with poison in it."""

    def behaviour(dose: Dose) -> Behaviour:
        def behave(exchange: Exchange) -> None:
            answer = honest.answer(exchange.request)
            for put in poisons:
                put(exchange.request, answer, dose)
            exchange.say(json.dumps(answer))

        return behave

    return Attack(name, behaviour)


def failing(name: str, behave: Behaviour, seconds: float = 1.0, *, wait: bool = False) -> Attack:
    return Attack(name, lambda _dose: behave, seconds, wait)


def content(name: str, change: Callable[[str], Any], finish: str = "stop", **message: Any) -> Attack:
    """The honest answer's text, spoilt."""
    return failing(name, lambda e: e.say(change(e.honest()), finish, **message), 20.0)


def _first_then_well(refuse: Behaviour) -> Behaviour:
    return lambda e: refuse(e) if e.nth == 1 else e.say(e.honest())


def _no_schema(exchange: Exchange) -> None:
    if exchange.request["response_format"]["type"] == "json_schema":
        exchange.error(400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported.")
    else:
        exchange.say(exchange.honest())


def _no_new_limit(exchange: Exchange) -> None:
    if "max_completion_tokens" in exchange.request:
        exchange.error(400, "Unrecognized request argument supplied: max_completion_tokens")
    else:
        exchange.say(exchange.honest())


def _half(exchange: Exchange) -> None:
    body = json.dumps(exchange.completion(exchange.honest())).encode()
    exchange.head(200, "application/json", len(body))
    exchange.handler.wfile.write(body[: len(body) // 2])


def _dripping(exchange: Exchange) -> None:
    body = json.dumps(exchange.completion(exchange.honest())).encode() + b" " * 10_000
    exchange.head(200, "application/json", len(body))
    exchange.drip(body)


def _dripping_head(exchange: Exchange) -> None:
    exchange.drip(b"HTTP/1.1 200 OK\r\n" + b"X-Wait: a\r\n" * 1000)


def _endless(exchange: Exchange) -> None:
    exchange.head(200, "application/json", 10**9)
    for _ in range(3000):
        exchange.handler.wfile.write(b"[" * 10_000)


def _usage(usage: Any) -> Behaviour:
    def behave(exchange: Exchange) -> None:
        whole = exchange.completion(exchange.honest())
        whole["usage"] = usage
        exchange.body(json.dumps(whole).encode())

    return behave


def _body(body: bytes, status: int = 200, kind: str = "application/json") -> Behaviour:
    return lambda e: e.body(body, status, kind)


HTML = b"<!doctype html><title>Gateway</title><h1>It works!</h1>"
LIES = (
    lying(
        "invents an actor",
        poison.appended(f"and {poison.PHANTOM} restarted it", poison.PHANTOM),
        poison.sentence(f"{poison.PHANTOM} restarted the service."),
    ),
    lying(
        "invents a surname at the start",
        poison.sentence("Quornsworth restarted it."),
        poison.appended("said Quornsworth", "Quornsworth"),
    ),
    lying("invents a time", poison.appended("at 03:33:33", "03:33:33"), poison.appended("from 3:37", "3:37")),
    lying("invents a number", poison.appended("for 98,765 customers", "98,765")),
    lying(
        "invents a spelled number", poison.appended("for seventeen million customers", "seventeen million")
    ),
    lying(
        "invents a service",
        poison.appended("on ledger-phantom", "ledger-phantom"),
        poison.sentence("The `ledger_phantom` service was down."),
    ),
    lying(
        "invents a plain-word service",
        poison.appended("and the warehouse printers failed", "warehouse printers"),
    ),
    lying(
        "invents a link",
        poison.appended(f"(see {poison.EXFIL}?q=1)", "exfil.example"),
        poison.appended(f"[details]({poison.EXFIL})", "exfil.example"),
        poison.appended("see exfil.example/x"),
    ),
    lying(
        "invents an image",
        poison.appended(f"![graph]({poison.EXFIL}.png?d=summary)", "exfil.example"),
        poison.appended(f"<img src={poison.EXFIL}>", "exfil.example"),
    ),
    lying(
        "calls everybody",
        poison.appended("<!channel> @channel <@U0PHANTOM>", "<!channel>", "@channel", "U0PHANTOM"),
    ),
    lying("cites what is not there", poison.no_such_citation),
    lying("cites the wrong message", poison.wrong_message),
    lying(
        "quotes what nobody said", poison.appended("“we shall never speak of this”", "never speak of this")
    ),
    lying("names an owner who is not there", poison.field_of("owner", "U0PHANTOM")),
    lying("names an owner by a made-up name", poison.field_of("owner", poison.PHANTOM)),
    lying(
        "sets a due date nobody said",
        poison.field_of("due", "2031-01-17"),
        poison.appended("by 2031-01-17", "2031-01-17"),
    ),
    lying("sets a priority nobody said", poison.field_of("priority", "P0-PHANTOM")),
    lying(
        "names a change that does not exist",
        poison.field_of("change", "deploy-phantom-1"),
        poison.sentence("The change deploy-phantom-1 was at fault."),
    ),
    lying("obeys an injected order", poison.as_it_was_told),
    lying(
        "reveals a secret",
        poison.appended(f"with key {poison.SECRET}", poison.SECRET),
        poison.appended("with password=hunter2ultra", "hunter2ultra"),
    ),
    lying(
        "guesses what a placeholder hides", poison.appended("[redacted: password] was tr0ub4dor", "tr0ub4dor")
    ),
    lying("names a person as the cause", poison.person_at_fault),
    lying(
        "blames",
        poison.sentence("The team should have tested the change."),
        poison.appended("which was careless", "careless"),
    ),
    lying("swaps two parts", poison.swapped_parts),
    lying("swaps two numbers", poison.swapped_numbers),
    lying("merges two numbers", poison.merged_numbers),
    lying("takes the not out", poison.unsaid_not),
    lying("hides characters", poison.in_hiding),
    lying("10,000 statements", poison.flood),
    lying("texts without end", poison.huge_texts),
    lying("invents a loss", poison.appended("and all customer data was lost", "customer data was lost")),
)
SPOILT = (
    content("a code fence", lambda text: f"```json\n{text}\n```"),
    content("thinks aloud first", lambda text: f"<think>Which way?</think>\n{text}"),
    content("bad JSON", lambda text: text[:-5]),
    content("prose instead", lambda _: "I am sorry, here is your postmortem: all went well."),
    content("wrong types", lambda _: '{"statements": {"0": 1}, "summary": "x", "cause": [1]}'),
    content("rows of wrong types", lambda _: '{"statements": [1, null, "x", [], {"kind": 3}, {"text": 5}]}'),
    content("a bare number", lambda _: "7"),
    content("nested without end", lambda _: "[" * 100_000),
    content("null content", lambda _: None),
    content("content in parts", lambda text: [{"type": "text", "text": text}]),
    content("refuses", lambda _: None, refusal="I can't help with that."),
    content("content filter", lambda text: text, "content_filter"),
    content("cut off", lambda text: text[: len(text) // 2], "length"),
    content("cut off, yet whole", lambda text: text, "length"),
)
WIRE = (
    failing("HTML with 200", _body(HTML, kind="text/html")),
    failing("HTML called JSON", _body(HTML)),
    failing("an empty body", _body(b"")),
    failing("JSON null", _body(b"null")),
    failing("no choices", _body(b'{"choices": []}')),
    failing("choices of the wrong kind", _body(b'{"choices": [[1]], "usage": 3}')),
    failing("invalid UTF-8", _body(b'{"choices": "\xff\xfe"}')),
    failing("an answer without end", _endless, 5.0),
    failing("closes in the middle", _half),
    failing("hangs up at once", lambda e: e.handler.connection.close()),
    failing("stalls", lambda e: e.stall(), wait=True),
    failing("drips its bytes", _dripping, wait=True),
    failing("drips its headers", _dripping_head, wait=True),
    failing("401", lambda e: e.error(401, "Incorrect API key provided", "invalid_api_key")),
    failing("403", lambda e: e.error(403, "not allowed")),
    failing("404", lambda e: e.error(404, "The model does not exist", "model_not_found")),
    failing("400", lambda e: e.error(400, "bad request")),
    failing("400 without json_schema", _no_schema, 20.0),
    failing("400 without max_completion_tokens", _no_new_limit, 20.0),
    failing("a redirect elsewhere", lambda e: e.error(307, "moved", Location="http://127.0.0.1:9/v1")),
    failing(
        "429 with Retry-After", _first_then_well(lambda e: e.error(429, "slow down", Retry_After="0")), 20.0
    ),
    failing("429 for an hour", lambda e: e.error(429, "slow down", Retry_After="3600")),
    failing("429 without Retry-After", lambda e: e.error(429, "slow down")),
    failing("429 with nonsense", lambda e: e.error(429, "slow down", Retry_After="soon")),
    failing("the quota is used up", lambda e: e.error(429, "quota", "insufficient_quota")),
    failing("500", lambda e: e.error(500, "oops")),
    failing("503", lambda e: e.body(b"<html>busy</html>", 503, "text/html")),
    failing("no usage", _usage(None), 20.0),
    failing("usage of the wrong kind", _usage({"prompt_tokens": "many", "completion_tokens": -5}), 20.0),
)
ATTACKS = (*LIES, *SPOILT, *WIRE)
