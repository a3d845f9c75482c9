"""The page itself: Streamlit's, with our shell in front, in the right language from the first byte."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from functools import cache
from html import escape
from pathlib import Path

from streamlit import file_util

from e7wizard.language import LANGUAGES, Language
from e7wizard.language.amounts import HTML_LANG
from e7wizard.serving import shell
from e7wizard.serving.answers import Scope
from e7wizard.serving.asking import PLACES, Place, language_of, place_of
from e7wizard.serving.bundles import bundles, small_fonts
from e7wizard.serving.chunks import first_chunks
from e7wizard.serving.packing import Packed
from e7wizard.serving.policy import page_policy
from e7wizard.serving.words import words
from e7wizard.wizard import look


@dataclasses.dataclass(frozen=True)
class Front:
    """The page of one language and place."""

    etag: str
    policy: str
    packed: Packed


def front_for(scope: Scope) -> Front:
    """The page that a request asks for."""
    return front(language_of(scope), place_of(scope))


@cache
def front(language: Language, place: Place) -> Front:
    """The page, made once. Raises ContentError where its few texts cannot be read."""
    body = _html(language, place).encode()
    return Front(hashlib.sha256(body).hexdigest()[:16], page_policy([shell.script()]), Packed(lambda: body, text=True))


def _html(language: Language, place: Place) -> str:
    texts = words(language)
    # The app is asked for after the shell, so that the question is painted first.
    ahead = "".join(f'<link rel="modulepreload" crossorigin href=".{path}">' for path in _preloaded())
    ahead += "".join(
        f'<link rel="preload" as="font" type="font/woff2" crossorigin href=".{path}">' for path in small_fonts()
    )
    main, styles = _entry()
    return (
        f'<!DOCTYPE html><html lang="{HTML_LANG[language]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="shortcut icon" href="{look.icon()}"><title>{escape(_title(texts, place))}</title>'
        f'<style id="e7-shell-style">{shell.style()}</style></head><body>{shell.markup(language, place)}'
        f"<script>{shell.script()}</script>"
        f'<script type="module" crossorigin src=".{main}"></script>{ahead}'
        f'{"".join(f"""<link rel="stylesheet" crossorigin href=".{path}">""" for path in styles)}'
        f'<link rel="stylesheet" id="e7-style" href=".{look.style_path()}"></body></html>'
    )


def _title(texts: dict[str, str], place: Place) -> str:
    """As the app will call the tab."""
    name = texts["ui.name"]
    return f"{texts['steps.duty.title']} · {name}" if place == "duty" else name


@cache
def _source() -> str:
    return (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")


def _entry() -> tuple[str, list[str]]:
    """The main script and the style sheets that Streamlit's own page names."""
    found = re.search(r'<script type="module"[^>]* src="\.([^"]+)"', _source())
    if found is None:
        raise RuntimeError("Streamlit's page names no script; see e7wizard/serving/front.py")
    return found[1], re.findall(r'<link rel="stylesheet"[^>]* href="\.([^"]+)"', _source())


def first_paths() -> list[str]:
    """Bundles that every first visit asks for."""
    main, styles = _entry()
    return [main, *_preloaded(), *styles, look.style_path()]


def _preloaded() -> list[str]:
    """What Streamlit's page asks for ahead, and the parts that our first page will need."""
    named = re.findall(r'<link rel="modulepreload"[^>]* href="\.([^"]+)"', _source())
    return list(dict.fromkeys([*named, *first_chunks()]))


def warm() -> None:
    """Make every page and compress what a first visit asks for."""
    for language in LANGUAGES:
        for place in PLACES:
            front(language, place).packed.form("br")
    for path in first_paths():
        bundles()[path].packed.form("br")


def prepare() -> None:
    """Make the small form of every page and of every text a first visit asks for; who builds an image calls it."""
    for language in LANGUAGES:
        for place in PLACES:
            front(language, place).packed.shrink()
    for path in first_paths():
        bundles()[path].packed.shrink()
