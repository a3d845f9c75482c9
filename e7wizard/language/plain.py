"""Foreign text that is shown: without the signs that turn the direction of the words around it."""

from __future__ import annotations

_TURNS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks, embeddings, overrides and isolates of direction (Unicode annex 9)."""


def without_turns(text: str) -> str:
    """The text without signs of direction; none of our languages needs them."""
    return text if text.isascii() else text.translate(_TURNS)
