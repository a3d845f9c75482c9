"""Which address is what, below the base path that Streamlit may be given."""

from __future__ import annotations

from streamlit import config

_STREAMLIT = ("/_stcore/health", "/_stcore/host-config", "/_stcore/bidi-components/", "/media/")
"""What Streamlit's front end fetches. For any other address Streamlit would send its own page and 200."""
OWN = ("/healthz", "/readyz", "/version")


def inside(path: str) -> str:
    """The path without `server.baseUrlPath`; the root is '/'."""
    base = "/" + str(config.get_option("server.baseUrlPath") or "").strip("/")
    if base != "/" and (path == base or path.startswith(base + "/")):
        path = path[len(base) :]
    return path or "/"


def is_bundle(path: str) -> bool:
    """A file of the front end with a hash in its name."""
    return path.startswith("/static/")


def is_known(path: str) -> bool:
    """Something answers a GET there."""
    return path == "/" or is_bundle(path) or path in OWN or path.startswith(_STREAMLIT)
