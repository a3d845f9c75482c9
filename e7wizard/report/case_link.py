"""A case inside a link: packed behind the #, which no browser sends to a server. As foreign as a file when it comes back."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any

from e7wizard.case import Case
from e7wizard.report.csv_summary import Unloadable
from e7wizard.report.lenient import Fitted, fit_case

MARK = "#case="
VERSION = "1"
MAX_LINK = 24_000
"""Longest packed case that is read, in characters; browsers take more."""
MAX_UNPACKED = 200_000
"""A packed text that grows beyond this, in bytes, is none of ours."""


def link_of(base: str, case: Case, language: str) -> str | None:
    """The address that carries the case; None where the case is too long for one."""
    tree = case.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    packed = zlib.compress(json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    text = f"{VERSION}.{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"
    if len(text) > MAX_LINK:
        return None
    page = base.partition("#")[0].partition("?")[0].rstrip("/")
    return f"{page}/?step=check&lang={language}{MARK}{text}"


def case_of_link(text: str, codes: frozenset[str]) -> Fitted:
    """The case in what stood behind the mark. Raises Unloadable."""
    version, _, packed = text.partition(".")
    if version.isdecimal() and len(version) < 6 and int(version) > int(VERSION):
        raise Unloadable("link_newer")
    if version != VERSION or len(text) > MAX_LINK:
        raise Unloadable("link_unreadable")
    fitted = fit_case(_tree(packed), codes)
    if fitted is None:
        raise Unloadable("link_unreadable")
    return fitted


def _tree(packed: str) -> dict[str, Any]:
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(
            base64.b64decode(packed + "=" * (-len(packed) % 4), b"-_", validate=True), MAX_UNPACKED
        )
        tree = json.loads(data.decode("utf-8")) if unpacking.eof else None
    except (ValueError, zlib.error, binascii.Error, RecursionError) as error:
        raise Unloadable("link_unreadable") from error
    if not isinstance(tree, dict):
        raise Unloadable("link_unreadable")
    return tree
