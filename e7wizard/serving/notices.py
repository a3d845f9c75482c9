"""Small whole pages in both languages, for what happens before or beside the app: all places taken, nothing there."""

from __future__ import annotations

from html import escape

from e7wizard.language import LANGUAGES
from e7wizard.language.amounts import HTML_LANG
from e7wizard.serving.answers import Scope
from e7wizard.serving.asking import language_of
from e7wizard.serving.policy import page_policy
from e7wizard.serving.words import words

_STYLE = """
:root { color-scheme: light dark; } body { margin: 0; font: 1.05rem/1.6 system-ui, sans-serif;
  background: light-dark(#ffffff, #12181f); color: light-dark(#1c2733, #e8edf2); }
main { max-width: 40rem; margin: 0 auto; padding: 3rem 1.2rem; } h1, h2 { font-size: 1.4rem; line-height: 1.35; }
a { color: light-dark(#225a86, #6fb1dc); } section + section { margin-top: 2.5rem; }
"""


def plain_page(name: str, scope: Scope, refresh: int | None = None) -> tuple[bytes, list[tuple[str, str]]]:
    """Body and headers of the page with the texts `first.<name>`; it loads again after `refresh` seconds."""
    asked = language_of(scope)
    parts = []
    for number, language in enumerate(sorted(LANGUAGES, key=lambda language: language != asked)):
        texts, level = words(language), "h2" if number else "h1"
        link = "" if refresh else f'<p><a href="./?lang={language}">{escape(texts[f"{name}.link"])}</a></p>'
        parts.append(
            f'<section lang="{HTML_LANG[language]}"><{level}>{escape(texts[f"{name}.title"])}</{level}>'
            f"<p>{escape(texts[f'{name}.text'])}</p>{link}</section>"
        )
    again = f'<meta http-equiv="refresh" content="{refresh}">' if refresh else ""
    page = (
        f'<!DOCTYPE html><html lang="{HTML_LANG[asked]}"><head><meta charset="utf-8">{again}'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{escape(words(asked)[f'{name}.title'])}</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>"
    )
    headers = [("content-type", "text/html; charset=utf-8"), ("content-security-policy", page_policy())]
    if refresh:
        headers.append(("retry-after", str(refresh)))
    return page.encode(), headers
