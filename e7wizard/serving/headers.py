"""The outermost layer: our headers on every answer, and an answer of our own where the inside fails."""

from __future__ import annotations

import logging

from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from e7wizard.serving.answers import App, Message, Receive, Scope, Send, answer, header
from e7wizard.serving.paths import OWN, inside, is_bundle
from e7wizard.serving.policy import secured

log = logging.getLogger("e7wizard")
_PLAIN = [("content-type", "text/plain; charset=utf-8")]
_STARTS = {"http.response.start", "websocket.accept", "websocket.http.response.start"}


class SecurityHeaders:
    """Adds the headers of `policy` to answers and handshakes; only bundles may be stored by anybody."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete what comes back."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        started = False

        async def completed(message: Message) -> None:
            nonlocal started
            if message["type"] == "websocket.close" and not started and _may_refuse(scope):
                await answer(scope, completed, 403, b"", [], socket=True)
                return
            if message["type"] in _STARTS:
                started = True
                https = scope.get("scheme") in {"https", "wss"}
                message = {**message, "headers": secured(_kept(scope, message.get("headers", ())), https=https)}
            await send(message)

        try:
            if not _known_host(scope):
                await answer(scope, completed, 421, b"Misdirected Request", _PLAIN)
                return
            await self.app(scope, receive, completed)
        except Exception as error:
            # The type only: a message could repeat what somebody typed.
            log.error("request failed: %s", type(error).__name__)
            if started or scope["type"] != "http":
                raise
            await answer(scope, completed, 500, b"Internal Server Error", _PLAIN)


def _known_host(scope: Scope) -> bool:
    """The host is one of `server.allowedHosts`; a probe of health knows only an address, Streamlit checks websockets."""
    if scope["type"] != "http" or inside(str(scope.get("path", ""))) in OWN:
        return True
    return is_host_allowed(header(scope, "host") or None)


def _may_refuse(scope: Scope) -> bool:
    return scope["type"] == "websocket" and "websocket.http.response" in scope.get("extensions", {})


def _kept(scope: Scope, headers: object) -> list[tuple[bytes, bytes]]:
    """The headers with the rule of storing: bundles and the page say it themselves, nothing else is stored."""
    found: list[tuple[bytes, bytes]] = list(headers)  # type: ignore[call-overload]
    path = inside(str(scope.get("path", "")))
    if scope["type"] == "websocket" or is_bundle(path):
        return found
    said = [value for name, value in found if name.lower() == b"cache-control"]
    if path == "/" and said:
        return found
    return [
        *((name, value) for name, value in found if name.lower() != b"cache-control"),
        (b"cache-control", b"no-store"),
    ]
