"""A model behind OpenAI's chat completions: the only file that knows its SDK (and the HTTP library beneath).

``base_url`` covers Azure (``…/openai/v1/``), vLLM and Ollama. The body is read as a stream, so that our own
deadline and size hold however it comes: the SDK's own are ten minutes, two silent retries, no limit of size.
"""

from __future__ import annotations

import json
import math
import re
import ssl
import threading
import time
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.drafting.model.port import (
    Answer,
    ModelCutOff,
    ModelError,
    ModelGarbled,
    ModelRefused,
    ModelUnreachable,
    Question,
    Spent,
)

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI

PUBLIC_API = "https://api.openai.com/v1"  # said outright, so that nothing around us names another
CALL_SECONDS = 30.0
LARGEST = 2_000_000  # bytes of one answer
USUAL_WAIT = 1.0  # seconds before the one retry, where the server names none
SHORTEST = 0.5  # seconds that a call is worth beginning with
_BUSY = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
_FENCE = re.compile(r"\A\s*```[\w-]*\s*\n(.*?)\n?\s*```\s*\Z", re.DOTALL)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)  # some local models think aloud first
_DECLINED = {
    400: "The model's server does not take our question",
    401: "The model's server refuses the key: set OPENAI_API_KEY anew.",
    403: "The key may not use this model: check its rights, or OPENAI_MODEL.",
    404: "The model's server does not know the model or the address: check OPENAI_MODEL and OPENAI_BASE_URL.",
    413: "The model's server finds our question too long.",
}


class OpenAIModel:
    """``key`` may be empty for a server that wants none. Nothing is loaded before the first question."""

    def __init__(
        self, name: str, key: str, base_url: str = "", *, call_seconds: float = CALL_SECONDS
    ) -> None:
        self._name = name
        self._key = key
        self._base_url = base_url or PUBLIC_API
        self._call_seconds = call_seconds
        # What this server turned out not to know; learnt once for the process. Both are only ever set.
        self._no_schema = False
        self._old_limit = False

    @property
    def name(self) -> str:
        return self._name

    def ask(self, question: Question, seconds: float) -> Answer:
        """One answer, after one more try where the server is busy and there is time for it."""
        until = time.monotonic() + seconds
        try:
            return self._adapted(question, until)
        except ModelUnreachable as problem:
            wait = USUAL_WAIT if problem.after is None else problem.after
            if time.monotonic() + wait + SHORTEST > until:
                raise
            time.sleep(wait)
            return self._adapted(question, until)

    def check(self, seconds: float = 10.0) -> None:
        """Asks for the smallest answer. Raises ModelError with the mend where there is none."""
        schema = {
            "type": "object",
            "properties": {"ok": {"type": "boolean"}},
            "required": ["ok"],
            "additionalProperties": False,
        }
        self._adapted(
            Question("Answer with JSON.", '{"ok": true}', "check", schema, 500), time.monotonic() + seconds
        )

    def _adapted(self, question: Question, until: float) -> Answer:
        """The answer, with what the server does not know left out, once it has said so."""
        for _ in range(3):
            no_schema, old_limit = self._no_schema, self._old_limit
            try:
                return self._once(question, until, no_schema=no_schema, old_limit=old_limit)
            except _Unknown as problem:
                if problem.what == "schema" and not no_schema:
                    self._no_schema = True
                elif problem.what == "limit" and not old_limit:
                    self._old_limit = True
                else:
                    break
        raise ModelRefused(f"{_DECLINED[400]}.")

    def _once(self, question: Question, until: float, *, no_schema: bool, old_limit: bool) -> Answer:
        seconds = min(self._call_seconds, until - time.monotonic())
        if seconds <= 0:
            raise ModelUnreachable("The model did not answer in time.")
        body = self._exchange(_request(self._name, question, no_schema, old_limit), seconds)
        return _answer(body)

    def _exchange(self, request: dict[str, Any], seconds: float) -> bytes:
        """The body of the server's answer, whatever it is, within ``seconds``."""
        import httpx2
        import openai

        http = openai.DefaultHttpxClient(
            verify=_trust(), timeout=openai.Timeout(seconds), follow_redirects=False
        )
        # Headers that drip in never time out by themselves; with the sockets closed they do.
        watch = threading.Timer(seconds, http.close)
        watch.daemon = True
        watch.start()
        client: OpenAI = openai.OpenAI(
            api_key=self._key or "none",
            base_url=self._base_url,
            max_retries=0,
            http_client=http,
        )
        late = time.monotonic() + seconds
        try:
            with client.chat.completions.with_streaming_response.create(**request) as response:
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > LARGEST:
                        raise ModelGarbled("The model's answer is far too long.")
                    if time.monotonic() > late:
                        raise ModelUnreachable("The model did not answer in time.")
                return bytes(body)
        except openai.APIStatusError as problem:
            raise _declined(problem) from None
        except openai.APITimeoutError:
            raise ModelUnreachable("The model did not answer in time.") from None
        except (openai.OpenAIError, httpx2.HTTPError, OSError, RuntimeError, ValueError) as problem:
            # The last three are what a socket closed under a reader's hands raises.
            raise _broken(problem, time.monotonic() > late - 0.01) from None
        finally:
            watch.cancel()
            http.close()


@cache
def _trust() -> ssl.SSLContext:
    """Loaded once: it takes longer than everything else about a call."""
    return ssl.create_default_context()


class _Unknown(Exception):
    """The server does not know a part of our request: "schema" or "limit"."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def _request(name: str, question: Question, no_schema: bool, old_limit: bool) -> dict[str, Any]:
    """https://platform.openai.com/docs/api-reference/chat/create; no tools, one choice, nothing stored.

    ``store`` is left out: false is its default, and other servers refuse what they do not know.
    """
    system = question.system
    schema: dict[str, Any] = {"name": question.name, "schema": dict(question.schema), "strict": True}
    wanted: dict[str, Any] = {"type": "json_schema", "json_schema": schema}
    if no_schema:
        wanted = {"type": "json_object"}
        system += "\n\nAnswer with one JSON object of this JSON schema, and nothing else:\n"
        system += json.dumps(question.schema)
    return {
        "model": name,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": question.user}],
        "response_format": wanted,
        "max_tokens" if old_limit else "max_completion_tokens": question.most_tokens,
    }


def _declined(problem: APIStatusError) -> Exception:
    """What an answer that is not 200 means."""
    status, told = problem.status_code, f"{problem.message} {problem.body}".lower()
    if status in (400, 422):
        if "content_filter" in told or "content management policy" in told:
            return ModelRefused("The model's content filter stopped it.")
        if "context length" in told or "context_length" in told:
            return ModelCutOff("The conversation is longer than the model can read.")
        if "max_completion_tokens" in told:
            return _Unknown("limit")
        if "response_format" in told or "json_schema" in told:
            return _Unknown("schema")
        return ModelRefused(f"{_DECLINED[400]}.")
    if "insufficient_quota" in told:
        return ModelRefused("The account's quota with the model's provider is used up.")
    if status in _BUSY:
        busy = "is asked too often" if status == 429 else "is busy or broken"
        return ModelUnreachable(
            f"The model's server {busy} ({status}).", _asked_to_wait(problem.response.headers)
        )
    return ModelRefused(_DECLINED.get(status, f"The model's server answers with an error ({status})."))


def _asked_to_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds of Retry-After, where it is a number of them."""
    try:
        seconds = float(headers.get("retry-after", ""))
    except ValueError:
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _broken(problem: Exception, late: bool) -> ModelError:
    if late or "timed out" in str(problem).lower():
        return ModelUnreachable("The model did not answer in time.")
    return ModelUnreachable("The connection to the model's server failed.")


def _answer(body: bytes) -> Answer:
    """The answer that stands in a chat completion. Raises ModelError for whatever is none."""
    try:
        whole = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise ModelGarbled("The model's server sent something that is no answer.") from None
    spent = _spent(whole)
    choices = whole.get("choices") if isinstance(whole, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise ModelGarbled("The model's server sent something that is no answer.", spent)
    if choice.get("finish_reason") == "content_filter":
        raise ModelRefused("The model's content filter stopped it.", spent)
    if message.get("refusal"):
        raise ModelRefused("The model declined to write.", spent)
    if choice.get("finish_reason") == "length":
        raise ModelCutOff("The model's answer was cut off.", spent)
    content = message.get("content")
    if not isinstance(content, str):
        raise ModelGarbled("The model's answer is not text.", spent)
    return Answer(_value(content, spent), spent)


def _value(content: str, spent: Spent) -> Any:
    content = _THOUGHT.sub("", content)
    fenced = _FENCE.match(content)
    try:
        return json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError):
        raise ModelGarbled("The model's answer is not JSON.", spent) from None


def _spent(whole: Any) -> Spent:
    usage = whole.get("usage") if isinstance(whole, dict) else None
    found = usage if isinstance(usage, dict) else {}
    counts = [found.get("prompt_tokens"), found.get("completion_tokens")]
    prompt, completion = (n if type(n) is int and 0 <= n < 10**9 else None for n in counts)
    return Spent(prompt, completion)
