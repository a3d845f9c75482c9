"""The layers around Streamlit, outermost first."""

from __future__ import annotations

from starlette.middleware import Middleware

from e7wizard.serving.bundles import Bundles
from e7wizard.serving.busy import BackPressure
from e7wizard.serving.door import FrontDoor
from e7wizard.serving.headers import SecurityHeaders
from e7wizard.serving.routes import routes
from e7wizard.serving.warming import lifespan

__all__ = ["lifespan", "middleware", "routes"]


def middleware() -> list[Middleware]:
    """What a request passes on its way to Streamlit."""
    return [Middleware(SecurityHeaders), Middleware(BackPressure), Middleware(Bundles), Middleware(FrontDoor)]
