"""Figures of many waits and of a process: percentiles, CPU time, memory."""

from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Iterable
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Waits:
    """Milliseconds: the middle, the 95th percentile and the longest of so many."""

    count: int
    p50: float
    p95: float
    max: float


def waits(samples: Iterable[float]) -> Waits:
    """The figures of some waits; of none, zeros."""
    ordered = sorted(samples)
    if not ordered:
        return Waits(0, 0, 0, 0)

    def at(share: float) -> float:
        return ordered[round(share * (len(ordered) - 1))]

    return Waits(len(ordered), at(0.5), at(0.95), ordered[-1])


def cpu_s(pid: int) -> float:
    """CPU seconds that a process has used, user and system, threads that have ended included."""
    try:
        # Linux gives the CPU clock of any process under this number, in nanoseconds; /proc counts hundredths.
        return time.clock_gettime(~pid << 3 | 2)
    except OSError:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss_kb(pid: int) -> int:
    """Resident memory in kilobytes (1024 bytes)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise LookupError(f"no memory figure for process {pid}")


def load_average() -> float:
    """The machine's load over the last minute."""
    return os.getloadavg()[0]
