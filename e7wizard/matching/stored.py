"""The built index in a file, so that a server starts in a moment; only numbers and words of the evidence stand in it."""

from __future__ import annotations

import io
import zipfile

import numpy as np

from e7wizard.matching.index import Index
from e7wizard.prepared import keep_prepared, read_prepared

_MOST = 4
"""Indexes kept: those of editions that are compared, and of the version before this one."""


def read_index(key: str) -> Index | None:
    """The index kept under `key`; None where there is none or it cannot be read, and it must be built."""
    data = read_prepared(f"index-{key}.npz")
    if data is None:
        return None
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as found:
            return Index.of_arrays(dict(found))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def write_index(key: str, index: Index) -> None:
    """Keep the index."""
    data = io.BytesIO()
    np.savez(data, allow_pickle=False, **index.arrays())
    keep_prepared(f"index-{key}.npz", data.getvalue(), "index-*.npz", _MOST)
