"""How many people one process carries: a place is taken when a page is opened and kept while it is used."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Callable

OPENING_S = 30.0
"""A place that a page took is free again if its connection has not come, or has gone, for so long."""
RETURN_S = 120.0
"""Whoever was here so recently may always come back: Streamlit keeps a disconnected session as long."""


@dataclasses.dataclass
class Seat:
    """One browser: its open connections and when it was last seen (seconds of the clock)."""

    seen: float
    connections: int = 0


class Seats:
    """The places of this process; `clock` gives seconds."""

    def __init__(self, limit: int, clock: Callable[[], float]) -> None:
        self.limit = limit
        self._clock = clock
        self._seats: dict[str, Seat] = {}

    def taken(self) -> int:
        """Places in use: open connections, and pages that are about to connect."""
        self._tidy()
        fresh = self._clock() - OPENING_S
        return sum(max(seat.connections, int(seat.seen > fresh)) for seat in self._seats.values())

    def enter(self, token: str) -> str | None:
        """The token of a place for the browser that sent `token`, old or new; None when all are taken."""
        self._tidy()
        seat = self._seats.get(token)
        if seat is not None:
            seat.seen = self._clock()
            return token
        if self.taken() >= self.limit:
            return None
        new = secrets.token_urlsafe(12)
        self._seats[new] = Seat(self._clock())
        return new

    def connect(self, token: str, *, returning: bool) -> str | None:
        """A connection opens: its token, or None when it came without a place and none is free.

        `returning`: the connection of a running session that broke off; it is let in whatever the number.
        """
        known = token if token in self._seats else None if not returning else token or secrets.token_urlsafe(12)
        place = known if known is not None else self.enter("")
        if place is None:
            return None
        seat = self._seats.setdefault(place, Seat(self._clock()))
        seat.connections += 1
        seat.seen = self._clock()
        return place

    def leave(self, token: str) -> None:
        """A connection has ended."""
        if seat := self._seats.get(token):
            seat.connections -= 1
            seat.seen = self._clock()

    def _tidy(self) -> None:
        oldest = self._clock() - RETURN_S
        for token in [token for token, seat in self._seats.items() if not seat.connections and seat.seen < oldest]:
            del self._seats[token]
