"""Routes for those who run the server: does it live, is it ready, which version is it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit import config

from e7wizard import __version__
from e7wizard.serving.draining import is_draining
from e7wizard.serving.paths import OWN
from e7wizard.serving.settings import commit
from e7wizard.wizard.content import house, is_loaded


def routes() -> list[Route]:
    """The three routes, below the base path."""
    base = "/" + str(config.get_option("server.baseUrlPath") or "").strip("/")
    prefix = "" if base == "/" else base
    return [Route(prefix + path, answer) for path, answer in zip(OWN, (_live, _ready, _version), strict=True)]


async def _live(_: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


async def _ready(_: Request) -> Response:
    """Visitors may be sent here: 503 until the content is loaded, for good where it has faults, and while stopping."""
    if is_draining():
        return PlainTextResponse("stopping", 503)
    return PlainTextResponse("ready") if is_loaded() else PlainTextResponse("loading", 503, {"retry-after": "1"})


async def _version(_: Request) -> Response:
    """Product, edition of the rules (null while loading) and commit (null where the operator has not set it)."""
    edition = house().rulebook.files.edition.id if is_loaded() else None
    return JSONResponse({"name": "e7wizard", "version": __version__, "edition": edition, "commit": commit()})
