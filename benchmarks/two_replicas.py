"""Two processes of the app and one line to them: what somebody meets when the one that serves them dies or is restarted."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

from benchmarks.line import Line
from tests.browser.conftest import Server


@dataclasses.dataclass
class Two:
    """The line leads to `serving`; `waiting` is ready to take over."""

    serving: Server
    waiting: Server
    line: Line

    @property
    def url(self) -> str:
        return self.line.url

    def fail_over(self) -> None:
        """Kill the one that serves; from its last byte on the other answers."""
        self.line.lead_to(self.waiting.port)
        self.serving.kill()
        self.serving, self.waiting = self.waiting, self.serving

    def made_whole(self) -> None:
        """Start what was ended, and mend the line."""
        for one in (self.serving, self.waiting):
            if one.process is None:
                one.start()
        self.line.mend()


@contextlib.contextmanager
def two_replicas(folder: Path) -> Iterator[Two]:
    """Both running until the block ends."""
    one, other = Server(folder / "one.txt"), Server(folder / "other.txt")
    try:
        one.start()
        other.start()
        with Line(one.port) as line:
            yield Two(one, other, line)
    finally:
        one.stop()
        other.stop()
