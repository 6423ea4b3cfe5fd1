"""Socket Mode: the connections the bot keeps open, and the envelopes that go over them."""

from __future__ import annotations

import asyncio
import json
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

Json = dict[str, Any]


@dataclass(eq=False)
class Connection:
    """One open socket and the envelopes it has not acknowledged."""

    socket: WebSocket
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)


class Sockets:
    """All open sockets; each request goes to one of them in turn.  Lives on the server's event loop."""

    def __init__(self) -> None:
        self._open: list[Connection] = []
        self._tickets: set[str] = set()
        self._turn = 0

    @property
    def count(self) -> int:
        """How many sockets are open."""
        return len(self._open)

    def new_ticket(self) -> str:
        """A one-use ticket for one connection (apps.connections.open hands it out in its URL)."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket, app_id: str) -> None:
        """Keep one connection until it goes away; a ticket that was never given out is refused."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=4401)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        connection = Connection(socket)
        self._open.append(connection)
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self._open),
                "connection_info": {"app_id": app_id},
                "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
            }
        )
        try:
            while True:
                _acknowledge(connection, await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._forget(connection)

    async def request(self, kind: str, payload: Json, seconds: float, **more: Any) -> Any:
        """Send one envelope and return the payload of its acknowledgement (None when it had none).

        Raises TimeoutError after `seconds` and ConnectionError when no socket takes it.
        """
        if not self._open:
            raise ConnectionError("no socket is open")
        self._turn += 1
        connection = self._open[self._turn % len(self._open)]
        envelope_id = str(uuid.uuid4())
        acknowledged: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = acknowledged
        envelope = {"envelope_id": envelope_id, "type": kind, "payload": payload, **more}
        try:
            await connection.socket.send_json(envelope)
            async with asyncio.timeout(seconds):
                return await acknowledged
        except (WebSocketDisconnect, RuntimeError) as closed:
            raise ConnectionError("the socket closed") from closed
        finally:
            connection.waiting.pop(envelope_id, None)

    async def disconnect(self, reason: str = "refresh_requested") -> int:
        """Tell every client to reconnect, close its socket, and say how many there were."""
        leaving = list(self._open)
        for connection in leaving:
            self._forget(connection)
            await connection.socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            )
            await connection.socket.close()
        return len(leaving)

    def _forget(self, connection: Connection) -> None:
        if connection in self._open:
            self._open.remove(connection)
        for acknowledged in connection.waiting.values():
            if not acknowledged.done():
                acknowledged.set_exception(ConnectionError("the socket closed"))


def _acknowledge(connection: Connection, text: str) -> None:
    try:
        answer = json.loads(text)
    except ValueError:
        return
    acknowledged = connection.waiting.get(answer.get("envelope_id", "")) if isinstance(answer, dict) else None
    if acknowledged is not None and not acknowledged.done():
        acknowledged.set_result(answer.get("payload"))
