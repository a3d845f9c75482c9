"""Sending a ready answer, and asking what a request will take."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def header(scope: Scope, name: str) -> str:
    """A header of the request; of several the values joined by commas, empty if there is none."""
    wanted = name.lower().encode()
    return ", ".join(value.decode("latin-1") for key, value in scope.get("headers", ()) if key == wanted)


def preferred(text: str) -> list[str]:
    """What an Accept header names, best first, without what it refuses (q=0)."""
    rated = []
    for place, part in enumerate(text.split(",")):
        name, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.partition("q=")[2] or 1)
        except ValueError:
            weight = 0.0
        if name and weight > 0:
            rated.append((-weight, place, name.strip().lower()))
    return [name for _, _, name in sorted(rated)]


async def answer(
    scope: Scope, send: Send, status: int, body: bytes, headers: Iterable[tuple[str, str]], *, socket: bool = False
) -> None:
    """Send one whole answer; the body is left out for HEAD and 304. `socket`: refuse a websocket handshake."""
    kind = "websocket.http.response" if socket else "http.response"
    rows = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    if status != 304:
        rows.append((b"content-length", str(len(body)).encode()))
    await send({"type": f"{kind}.start", "status": status, "headers": rows})
    silent = status == 304 or scope.get("method") == "HEAD"
    await send({"type": f"{kind}.body", "body": b"" if silent else body})
