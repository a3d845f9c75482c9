"""Who runs this installation and what they tell its visitors, from the environment; nothing is required."""

from __future__ import annotations

import os

from e7wizard.language import Language


def contact() -> str | None:
    """The operator's address (E7_CONTACT), or None."""
    return _said("E7_CONTACT")


def name() -> str | None:
    """Who runs this installation (E7_NAME), or None."""
    return _said("E7_NAME")


def notice(language: Language) -> str | None:
    """A sentence for every page (E7_NOTICE_EN, E7_NOTICE_ZH, else E7_NOTICE), or None."""
    return _said(f"E7_NOTICE_{language.upper()}") or _said("E7_NOTICE")


def _said(variable: str) -> str | None:
    return os.environ.get(variable, "").strip() or None
