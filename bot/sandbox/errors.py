"""The one error the sandbox answers with: Slack's `ok: false`."""

from __future__ import annotations

from typing import Any


class SlackError(Exception):
    """Becomes `{"ok": false, "error": error}` in the Web API's answer.

    `details` are Slack's sentences for people, each with its JSON pointer
    (`"no more than 50 items allowed [json-pointer:/blocks]"`).  `extra` is merged into the answer.
    """

    def __init__(self, error: str, *details: str, **extra: Any) -> None:
        super().__init__(error, *details)
        self.error = error
        self.details = details
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """The JSON body, as Slack words it."""
        body: dict[str, Any] = {"ok": False, "error": self.error, **self.extra}
        if self.details:
            body["errors"] = list(self.details)
            body["response_metadata"] = {"messages": [f"[ERROR] {detail}" for detail in self.details]}
        return body


class RateLimited(Exception):
    """Becomes HTTP 429 with a `Retry-After` header, in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after
