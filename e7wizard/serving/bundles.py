"""The files of Streamlit's front end, compressed, from memory; their names carry a hash, so browsers keep them."""

from __future__ import annotations

import asyncio
import dataclasses
import mimetypes
from functools import cache
from pathlib import Path

from streamlit import file_util

from e7wizard.serving.answers import App, Receive, Scope, Send, answer, header
from e7wizard.serving.packing import Packed
from e7wizard.serving.paths import inside, is_bundle
from e7wizard.wizard import look

_TEXTS = {".js", ".css", ".svg", ".json", ".html", ".txt", ".map"}
_FOREVER = "public, max-age=31536000, immutable"
_SMALL = Path(__file__).with_name("fonts")
"""Smaller fonts by the name of the whole one; see the README there."""


@dataclasses.dataclass(frozen=True)
class Bundle:
    """One file of the front end and its media type."""

    kind: str
    packed: Packed


@cache
def small_fonts() -> list[str]:
    """Paths of the fonts that every page loads."""
    return [path for path in bundles() if (_SMALL / Path(path).name).is_file()]


@cache
def bundles() -> dict[str, Bundle]:
    """All files of the front end by path ('/static/js/...'), our style sheet among them. Only names are read here."""
    root = Path(file_util.get_static_dir())
    found = {}
    for path in (root / "static").rglob("*"):
        if path.is_file():
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            source = small if (small := _SMALL / path.name).is_file() and path.suffix == ".woff2" else path
            text = path.suffix in _TEXTS
            kind += "; charset=utf-8" if text else ""
            found["/" + path.relative_to(root).as_posix()] = Bundle(kind, Packed(source.read_bytes, text=text))
    found[look.style_path()] = Bundle("text/css; charset=utf-8", Packed(look.style, text=True))
    return found


def _bundle(path: str) -> tuple[Bundle | None, str]:
    """The file, and how long a browser may keep it.

    A page of another version may be sent here for its style sheet while the app is upgraded: it gets ours, this once.
    """
    if path.startswith(look.STYLES) and path != look.style_path():
        return bundles()[look.style_path()], "no-store"
    return bundles().get(path), _FOREVER


class Bundles:
    """Answers for the files of the front end; everything else goes on to Streamlit."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file in the best encoding that the browser takes."""
        path = inside(str(scope.get("path", "")))
        if scope["type"] != "http" or not is_bundle(path) or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        bundle, kept = _bundle(path)
        if bundle is None:
            await answer(
                scope, send, 404, b"Not Found", [("content-type", "text/plain"), ("cache-control", "no-store")]
            )
            return
        encoding, body = await asyncio.to_thread(bundle.packed.form, header(scope, "accept-encoding"))
        headers = [("content-type", bundle.kind), ("cache-control", kept), ("vary", "Accept-Encoding")]
        if encoding:
            headers.append(("content-encoding", encoding))
        await answer(scope, send, 200, body, headers)
