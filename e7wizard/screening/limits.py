"""How large a file may be. Anybody may hand a file in, so each limit is checked before the work that it bounds."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Limits:
    """The largest table that is read. The defaults hold ten years of cases of a large office."""

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 400_000_000
    """All parts of a workbook together, as its directory states them."""
    unpacked_ratio: int = 150
    """So many times its packed size a part of a workbook may be; XML of real tables packs 10 to 30 times."""
    small_part_bytes: int = 5_000_000
    """A part up to this size may pack as well as it likes."""
    parts: int = 2_000
    """Files inside a workbook."""
    rows: int = 200_000
    columns: int = 400


DEFAULT_LIMITS = Limits()
