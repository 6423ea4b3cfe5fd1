"""Texts as vectors, by OpenAI's embeddings or a server that speaks its protocol, within our own deadline."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.errors import Retryable

if TYPE_CHECKING:
    from openai import OpenAI

PUBLIC_API = "https://api.openai.com/v1"  # said outright, so that nothing around us names another
SECONDS = 8.0  # for a whole request: the SDK's own are ten minutes and two silent retries
LARGEST = 20_000_000  # bytes of one answer
MOST = 64  # texts of one request


class OpenAIEmbedder:
    """``bot.ports.Embedder`` over the openai SDK, which is loaded with the first request.

    ``key`` may be empty for a server that wants none.
    """

    def __init__(self, model: str, key: str, base_url: str = "", *, seconds: float = SECONDS) -> None:
        self.model = model
        self._key = key
        self._base_url = base_url or PUBLIC_API
        self._seconds = seconds

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """A vector for each text (MOST at most), in order. Raises Retryable whatever goes wrong."""
        if not texts:
            return []
        return _vectors(self._ask(list(texts[:MOST])), len(texts[:MOST]))

    def _ask(self, texts: list[str]) -> bytes:
        import httpx2
        import openai

        http = openai.DefaultHttpxClient(timeout=openai.Timeout(self._seconds), follow_redirects=False)
        # What drips in never times out by itself; with the sockets closed it does.
        watch = threading.Timer(self._seconds, http.close)
        watch.daemon = True
        watch.start()
        client: OpenAI = openai.OpenAI(
            api_key=self._key or "none", base_url=self._base_url, max_retries=0, http_client=http
        )
        try:
            return self._read(client, texts)
        except openai.APIStatusError as problem:
            raise Retryable(f"the embeddings' server answers {problem.status_code}") from None
        except (openai.OpenAIError, httpx2.HTTPError, OSError, RuntimeError, ValueError):
            # The last three are what a socket closed under a reader's hands raises.
            raise Retryable("the embeddings' server did not answer in time, or at all") from None
        finally:
            watch.cancel()
            http.close()

    def _read(self, client: OpenAI, texts: list[str]) -> bytes:
        until = time.monotonic() + self._seconds
        embeddings = client.embeddings.with_streaming_response
        with embeddings.create(model=self.model, input=texts, encoding_format="float") as response:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST or time.monotonic() > until:
                    raise Retryable("the embeddings' answer is too long, or too slow")
            return bytes(body)


def _vectors(body: bytes, count: int) -> list[list[float]]:
    """The vectors of an answer, in the order of the texts. Raises Retryable for what is no such answer."""
    try:
        rows = json.loads(body)["data"]
        found = {row["index"]: [float(number) for number in row["embedding"]] for row in rows}
        vectors = [found[index] for index in range(count)]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Retryable("the embeddings' server sent something else") from None
    sizes: set[Any] = {len(vector) for vector in vectors}
    if len(sizes) != 1 or 0 in sizes or not all(math.isfinite(n) for vector in vectors for n in vector):
        raise Retryable("the embeddings' server sent vectors that can't be compared")
    return vectors
