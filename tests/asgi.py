"""Ask an ASGI app without a server."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import MutableMapping
from typing import Any


@dataclasses.dataclass
class Reply:
    """What came back: the first message, its headers and the body."""

    type: str
    status: int = 0
    headers: dict[str, str] = dataclasses.field(default_factory=dict)
    body: bytes = b""


def ask(app: Any, path: str, method: str = "GET", query: str = "", scheme: str = "http", **headers: str) -> Reply:
    """Send one request; header names are written with _ for -."""
    return asyncio.run(_ask(app, "http", path, method, query, scheme, headers))


def shake_hands(app: Any, path: str = "/_stcore/stream", **headers: str) -> Reply:
    """Try to open a websocket; a server that knows refusals is assumed."""
    return asyncio.run(_ask(app, "websocket", path, "GET", "", "ws", headers))


async def _ask(app: Any, kind: str, path: str, method: str, query: str, scheme: str, headers: dict[str, str]) -> Reply:
    scope: dict[str, Any] = {
        "type": kind, "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "root_path": "", "scheme": scheme, "server": ("testserver", 80), "client": ("testclient", 1),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "http_version": "1.1", "extensions": {"websocket.http.response": {}} if kind == "websocket" else {},
        "subprotocols": [], "asgi": {"version": "3.0"},
    }  # fmt: skip
    reply = Reply("")
    waiting = [{"type": "websocket.connect"} if kind == "websocket" else {"type": "http.request", "body": b""}]

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else {"type": f"{kind}.disconnect", "code": 1000}

    async def send(message: MutableMapping[str, Any]) -> None:
        if not reply.type:
            reply.type = message["type"]
            reply.status = message.get("status", 0)
            for name, value in message.get("headers", ()):
                assert name.decode() not in reply.headers, f"{name.decode()} stands twice"
                reply.headers[name.decode()] = value.decode("latin-1")
        reply.body += message.get("body", b"")

    await app(scope, receive, send)
    return reply
