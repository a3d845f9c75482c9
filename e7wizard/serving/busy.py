"""Back-pressure: when all places are taken, a new page load gets a friendly page that tries again by itself."""

from __future__ import annotations

import asyncio
import time
from http.cookies import CookieError, SimpleCookie

from e7wizard.serving.answers import App, Message, Receive, Scope, Send, answer, header
from e7wizard.serving.door import notice
from e7wizard.serving.paths import inside
from e7wizard.serving.seats import Seats
from e7wizard.serving.settings import max_sessions

COOKIE = "e7_seat"
"""A random number that says which place is yours. It goes with the browser's session and is written nowhere."""
RETRY_S = 15
_SOCKET = "/_stcore/stream"


class BackPressure:
    """Counts the connections of this process; running sessions and their returns always pass."""

    def __init__(self, app: App, seats: Seats | None = None) -> None:
        self.app = app
        self.seats = seats or Seats(max_sessions(), time.monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or say that all places are taken."""
        path = inside(str(scope.get("path", "")))
        if scope["type"] == "websocket" and path == _SOCKET:
            await self._connection(scope, receive, send)
        elif scope["type"] == "http" and path == "/" and scope["method"] == "GET":
            await self._page(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent = _token(scope)
        place = self.seats.enter(sent)
        if place is None:
            await answer(scope, send, 503, *await asyncio.to_thread(notice, "busy", scope, RETRY_S))
            return

        async def seated(message: Message) -> None:
            if message["type"] == "http.response.start" and place != sent:
                secure = "; Secure" if scope.get("scheme") == "https" else ""
                cookie = f"{COOKIE}={place}; Path=/; HttpOnly; SameSite=Lax{secure}"
                message = {**message, "headers": [*message["headers"], (b"set-cookie", cookie.encode())]}
            await send(message)

        await self.app(scope, receive, seated)

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = self.seats.connect(_token(scope), returning=_is_return(scope))
        if place is None:
            if "websocket.http.response" in scope.get("extensions", {}):
                await receive()
                await answer(scope, send, 503, b"", [("retry-after", str(RETRY_S))], socket=True)
            else:
                await send({"type": "websocket.close", "code": 1013})
            return
        try:
            await self.app(scope, receive, send)
        finally:
            self.seats.leave(place)


def _token(scope: Scope) -> str:
    try:
        found = SimpleCookie(header(scope, "cookie")).get(COOKIE)
    except CookieError:
        return ""
    return found.value[:40] if found else ""


def _is_return(scope: Scope) -> bool:
    """Streamlit sends the id of the session that broke off as the third protocol."""
    parts = [part.strip() for part in header(scope, "sec-websocket-protocol").split(",")]
    return len(parts) > 2 and bool(parts[2])
