"""The page before the app: the first question in plain HTML, readable before the front end has loaded.

It pretends nothing: what is typed is kept and handed over, the button is remembered, and every word is the app's own.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from streamlit import config

from e7wizard.language import Language
from e7wizard.serving.asking import Place
from e7wizard.serving.words import words
from e7wizard.wizard import look

_HERE = Path(__file__).parent
_WIZARD = _HERE.parent / "wizard"
_OTHER: dict[Language, tuple[Language, str, str]] = {"en": ("zh", "zh-Hans", "中文"), "zh": ("en", "en", "English")}
_KOREAN = re.compile(r"[가-힣]+")
_NEXT = {"start": ".st-key-begin button", "duty": ".st-key-next_duty button"}
"""The button of the app that the shell's button stands for."""


@cache
def script() -> str:
    """The inline script; its hash stands in the policy."""
    return "".join(path.read_text("utf-8") for path in (_WIZARD / "tab.js", _HERE / "shell.js"))


@cache
def style() -> str:
    """The inline style: the app's colours and fonts, without waiting for a font to load."""
    font = str(config.get_option("theme.font") or "sans-serif").replace("'Source Sans', ", "system-ui, ")
    sheets = "".join(path.read_text("utf-8") for path in (_WIZARD / "palette.css", _HERE / "shell.css"))
    return sheets.replace("FONT", font)


def markup(language: Language, place: Place) -> str:
    """The shell for a page: the question where the page carries it, else a plain line."""
    texts = words(language)
    said = f'data-kept="{escape(texts["kept"])}" data-slow="{escape(texts["slow"])}"'
    if place == "other":
        inner = f'<p class="wait" role="status" {said}>{escape(texts["wait"])}</p>'
    else:
        inner = _question(texts, place, said)
    following = f' data-next="{_NEXT[place]}"' if place in _NEXT else ""
    # What would do nothing is not shown.
    none = "<style>#e7-shell :is(button, textarea, label, .why, .wait) { display: none; }</style>" + "".join(
        f'<p lang="{lang}">{escape(words(code)["noscript"])}</p>' for code, lang in _both(language)
    )
    return (
        f'<div id="e7-shell"{following}><main>{_top(language, place)}<noscript>{none}</noscript>{inner}</main></div>'
        '<div id="root"></div>'
    )


def _both(language: Language) -> list[tuple[Language, str]]:
    other, lang, _ = _OTHER[language]
    return [(language, _OTHER[other][1]), (other, lang)]


def _top(language: Language, place: Place) -> str:
    """Name and the other language; a link, so that it works at once."""
    name = f'<img src="{look.icon()}" alt="">{escape(words(language)["ui.name"])}'
    if place == "other":
        return f'<div class="top"><span>{name}</span></div>'
    other, lang, called = _OTHER[language]
    link = f'<a href="./?step={place}&amp;lang={other}" lang="{lang}" hreflang="{lang}">{called}</a>'
    return f'<div class="top"><span>{name}</span>{link}</div>'


def _question(texts: dict[str, str], place: Place, said: str) -> str:
    begin, on = ("ui.begin", "ui.go_on") if place == "start" else ("ui.next", "ui.next")
    return (
        f"<h1>{_text(texts[f'steps.{place}.title'])}</h1>"
        f'<p class="lead">{_text(texts[f"steps.{place}.lead"])}</p>'
        f'<label for="e7-first">{_text(texts["facts.job.duties.ask"])}</label>'
        f'<textarea id="e7-first" maxlength="20000" autocomplete="off" aria-describedby="e7-why" '
        f'placeholder="{escape(texts["facts.job.duties.hint"])}"></textarea>'
        f'<p class="why" id="e7-why">{_text(texts["facts.job.duties.why"])}</p>'
        f'<button type="button" data-go-on="{escape(texts[on]) if on != begin else ""}">{escape(texts[begin])}</button>'
        f'<p role="status" {said}></p>'
    )


def _text(text: str) -> str:
    """Escaped text with its Korean words marked as Korean, and no line that breaks inside E-7."""
    marked = _KOREAN.sub(lambda found: f'<span lang="ko">{found[0]}</span>', escape(text))
    return marked.replace("E-7", '<span class="whole">E-7</span>')
