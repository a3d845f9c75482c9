"""Who has checked a rule file: a signature is bound to the content's hash and lapses when the file changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Signature(BaseModel):
    """A licensed person's review of one file below content/rules. `hash` is that of the file they read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    reviewer: str
    licence: str
    date: dt.date
    hash: str = Field(pattern=r"^[0-9a-f]{64}$")


@dataclasses.dataclass(frozen=True)
class Reviewed:
    """The last signature of a file, and whether the file is still the one that was signed."""

    signature: Signature
    valid: bool


def hash_of(path: Path) -> str:
    """SHA-256 of a rule file, with one kind of line end."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def review_of(file: str, hash: str, signatures: tuple[Signature, ...]) -> Reviewed | None:
    """The review of a file: a valid signature if there is one, else the last that lapsed; None if nobody signed."""
    own = sorted((one for one in signatures if one.file == file), key=lambda one: one.date)
    if not own:
        return None
    valid = [one for one in own if one.hash == hash]
    return Reviewed(valid[-1], True) if valid else Reviewed(own[-1], False)
