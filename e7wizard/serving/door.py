"""The layer that answers for the page, for its icon, and for addresses where nothing is.

What makes the pages is imported when the first one is asked for: it brings the language along, and the server must be
healthy before that is read.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from e7wizard.serving.answers import App, Receive, Scope, Send, answer, header
from e7wizard.serving.paths import inside, is_known
from e7wizard.wizard import look

if TYPE_CHECKING:
    from e7wizard.serving.front import Front

_ICON = "/favicon.png"
"""Streamlit's front end asks for it before the app has said which icon it has."""


class FrontDoor:
    """Answers for the page and for addresses where nothing is; everything else goes on to Streamlit."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the page, 304 if the browser has it, or a page that says there is none."""
        path = inside(str(scope.get("path", "")))
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or (path != "/" and is_known(path)):
            await self.app(scope, receive, send)
            return
        if path == _ICON:
            headers = [("content-type", "image/svg+xml"), ("cache-control", "no-cache")]
            await answer(scope, send, 200, look.MARK.read_bytes(), headers)
            return
        if path != "/":
            await answer(scope, send, 404, *await asyncio.to_thread(notice, "missing", scope))
            return
        page = await asyncio.to_thread(_front, scope)
        encoding, body = page.packed.form(header(scope, "accept-encoding"))
        tag = f'"{page.etag}{"-" + encoding if encoding else ""}"'
        headers = [
            ("content-type", "text/html; charset=utf-8"),
            ("content-security-policy", page.policy),
            ("cache-control", "no-cache"),
            ("vary", "Accept-Encoding, Accept-Language"),
            ("etag", tag),
        ]
        if tag in {part.strip().removeprefix("W/") for part in header(scope, "if-none-match").split(",")}:
            await answer(scope, send, 304, b"", headers)
            return
        if encoding:
            headers.append(("content-encoding", encoding))
        await answer(scope, send, 200, body, headers)


def notice(name: str, scope: Scope, refresh: int | None = None) -> tuple[bytes, list[tuple[str, str]]]:
    """Body and headers of a small page; see `notices.plain_page`."""
    from e7wizard.serving.notices import plain_page  # noqa: PLC0415

    return plain_page(name, scope, refresh)


def _front(scope: Scope) -> Front:
    from e7wizard.serving.front import front_for  # noqa: PLC0415

    return front_for(scope)
