"""Figures kept in docs/performance.md: each program writes its own part of the page and leaves the others as they are."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from collections.abc import Iterable
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
_TITLE = "# Performance\n\n"


def keep_part(name: str, lines: Iterable[str]) -> None:
    """Put the lines in the place of the part of that name; a new part comes last."""
    text = PAGE.read_text("utf-8") if PAGE.is_file() else _TITLE
    part = "\n".join((f"<!-- {name} -->", *lines, f"<!-- end of {name} -->"))
    found = re.search(f"<!-- {re.escape(name)} -->.*?<!-- end of {re.escape(name)} -->", text, re.DOTALL)
    text = text[: found.start()] + part + text[found.end() :] if found else f"{text.rstrip()}\n\n{part}\n"
    PAGE.write_text(text, "utf-8")


def machine() -> str:
    """Day and machine in words."""
    info = Path("/proc/cpuinfo")
    names = (
        [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        if info.is_file()
        else []
    )
    cores = f"{os.cpu_count()} cores ({names[0] if names else platform.processor()})"
    return f"{dt.date.today():%Y-%m-%d}, {cores}, {platform.system()}, Python {platform.python_version()}"
