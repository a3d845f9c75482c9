"""What a browser may do with our answers: the headers that every response carries."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

Headers = list[tuple[bytes, bytes]]

_NOTHING = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
REST = "; ".join(f"{name} {value}" for name, value in (_NOTHING | {"sandbox": ""}).items()).strip()
"""For everything that is no page of ours: it may run nothing, even when it is opened by itself."""

_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone",
    "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
COMMON: dict[str, str] = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": ", ".join([*(f"{name}=()" for name in _OFF), "clipboard-write=(self)"]),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-permitted-cross-domain-policies": "none",
}
HSTS = "max-age=31536000"
"""Only where the request came over https, which a proxy in front has to tell."""


def digest(script: str) -> str:
    """The source expression that allows exactly this inline script."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


def page_policy(scripts: Iterable[str] = ()) -> str:
    """Content-Security-Policy of a page with these inline scripts.

    `blob:` because Streamlit imports the scripts of components from blobs; styles inline because its front end writes
    them so. Charts need no `unsafe-eval`: Streamlit runs Vega with its expression interpreter.
    """
    parts = _NOTHING | {
        "script-src": " ".join(["'self'", "blob:", *map(digest, scripts)]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def secured(headers: Iterable[tuple[bytes, bytes]], *, https: bool) -> Headers:
    """The headers with ours added; a policy that is there already stays, as a page brings its own."""
    found = list(headers)
    have = {name.lower() for name, _ in found}
    wanted = COMMON | {"content-security-policy": REST} | ({"strict-transport-security": HSTS} if https else {})
    return found + [(name.encode(), value.encode()) for name, value in wanted.items() if name.encode() not in have]
