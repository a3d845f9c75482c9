"""The built index in a file, so that a server starts in a moment; only numbers and words of the evidence stand in it."""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path

import numpy as np

from e7wizard.matching.index import Index

SETTING = "E7_CACHE"
"""Environment variable: the folder for prepared files; empty turns them off."""
_BESIDE = Path(__file__).resolve().parents[2] / ".cache"
_MOST = 4
"""Indexes kept: those of editions that are compared, and of the version before this one."""


def folder() -> Path | None:
    """Where prepared files are kept; None when the operator wants none."""
    set_to = os.environ.get(SETTING)
    return _BESIDE if set_to is None else Path(set_to) if set_to else None


def read_index(key: str) -> Index | None:
    """The index kept under `key`; None where there is none or it cannot be read, and it must be built."""
    kept = folder()
    if kept is None:
        return None
    try:
        with np.load(kept / f"index-{key}.npz", allow_pickle=False) as found:
            return Index.of_arrays(dict(found))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def write_index(key: str, index: Index) -> None:
    """Keep the index; a folder that cannot be written is no fault, the next start only takes longer."""
    kept = folder()
    if kept is None:
        return
    try:
        kept.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept, suffix=".part", delete=False) as part:
            np.savez(part, allow_pickle=False, **index.arrays())
        Path(part.name).chmod(0o644)
        Path(part.name).replace(kept / f"index-{key}.npz")
        old = sorted(kept.glob("index-*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in old[_MOST:]:
            path.unlink(missing_ok=True)
    except OSError:
        return
