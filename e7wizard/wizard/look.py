"""How the pages look: the style sheets as one, and the mark, which is a chain with its weakest link."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
MARK = _HERE / "mark.svg"
STYLES = "/static/css/e7-"
"""How the addresses of our style sheets begin, those of other versions too."""
SHEETS = ("palette.css", "charts.css", "employer.css", "many.css", "style.css")
"""In this order: the rules for paper stand at the end of the last and win over those for the screen."""


@cache
def icon() -> str:
    """The mark as the address that a browser takes for the icon of its tab."""
    return f"data:image/svg+xml;base64,{base64.b64encode(MARK.read_bytes()).decode('ascii')}"


@cache
def style() -> bytes:
    """The style sheets as one; nothing in them is loaded from anywhere."""
    sheets = "\n".join((_HERE / name).read_text("utf-8") for name in SHEETS)
    return f":root {{ --e7-logo: url({icon()}); }}\n{sheets}".encode()


@cache
def style_path() -> str:
    """The address of the style sheet below the app's own; its name changes with what stands in it."""
    return f"{STYLES}{hashlib.sha256(style()).hexdigest()[:16]}.css"
