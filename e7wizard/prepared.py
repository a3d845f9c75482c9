"""Files that are made once and kept between starts: nothing in them that a person typed, and all can be made again."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

SETTING = "E7_CACHE"
"""Environment variable: the folder for prepared files; empty turns them off."""
_BESIDE = Path(__file__).resolve().parents[1] / ".cache"


def folder() -> Path | None:
    """Where prepared files are kept; None when the operator wants none."""
    set_to = os.environ.get(SETTING)
    return _BESIDE if set_to is None else Path(set_to) if set_to else None


def read_prepared(name: str) -> bytes | None:
    """What is kept under a name; None where there is nothing, and it must be made."""
    kept = folder()
    if kept is None:
        return None
    try:
        return (kept / name).read_bytes()
    except OSError:
        return None


def keep_prepared(name: str, data: bytes, pattern: str, most: int) -> None:
    """Keep data under a name, and of the files of its pattern the newest `most`.

    A folder that cannot be written is no fault; the next start only takes longer.
    """
    kept = folder()
    if kept is None:
        return
    try:
        kept.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept, suffix=".part", delete=False) as part:
            part.write(data)
        Path(part.name).chmod(0o644)
        Path(part.name).replace(kept / name)
        old = sorted(kept.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in old[most:]:
            path.unlink(missing_ok=True)
    except OSError:
        return
