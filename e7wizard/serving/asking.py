"""What an address asks for: language, and whether the first question stands on that page."""

from __future__ import annotations

from typing import Literal, get_args
from urllib.parse import parse_qs

from e7wizard.language import LANGUAGES, Language
from e7wizard.serving.answers import Scope, header, preferred

Place = Literal["start", "duty", "other"]
"""The two pages that carry the first question, and every other."""
PLACES: tuple[Place, ...] = get_args(Place)


def language_of(scope: Scope) -> Language:
    """From the address, else the browser's first language; as the app itself decides, a wrong one is English."""
    asked = _query(scope, "lang")
    if asked in LANGUAGES:
        return "zh" if asked == "zh" else "en"
    first = preferred(header(scope, "accept-language"))[:1]
    return "zh" if first and first[0].startswith("zh") else "en"


def place_of(scope: Scope) -> Place:
    """The page that the address opens."""
    step = _query(scope, "step") or "start"
    if _query(scope, "page"):
        return "other"
    return "duty" if step == "duty" else "start" if step == "start" else "other"


def _query(scope: Scope, name: str) -> str:
    return parse_qs(bytes(scope.get("query_string", b"")).decode("latin-1")).get(name, [""])[-1]
