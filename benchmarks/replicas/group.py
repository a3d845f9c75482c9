"""Replicas of the app on ports of their own, each with a name that `/version` tells."""

from __future__ import annotations

import contextlib
import http.client
import json
import time
from collections.abc import Iterator
from pathlib import Path

from tests.browser.conftest import Server

READY_S = 90.0


class Replica(Server):
    """One process; its name stands where the commit is told."""

    def __init__(self, name: str, folder: Path, environment: dict[str, str]) -> None:
        super().__init__(folder / f"{name}.log")
        self.name = name
        self.environment = {**environment, "E7_COMMIT": name}

    def until_ready(self) -> float:
        """Wait for `/readyz`; the seconds waited. Raises TimeoutError."""
        began = time.monotonic()
        while time.monotonic() - began < READY_S:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if get(self.port, "/readyz")[0] == 200:
                    return time.monotonic() - began
            time.sleep(0.05)
        raise TimeoutError(self.log.read_text("utf-8"))

    def replace(self) -> float:
        """Stop it gently, start it again and wait until it is ready; the seconds this took."""
        began = time.monotonic()
        self.stop()
        self.start()
        self.until_ready()
        return time.monotonic() - began


@contextlib.contextmanager
def replicas(count: int, folder: Path, **environment: str) -> Iterator[list[Replica]]:
    """So many replicas, all ready."""
    found = [Replica(f"replica-{number + 1}", folder, environment) for number in range(count)]
    try:
        for replica in found:
            replica.start()
        for replica in found:
            replica.until_ready()
        yield found
    finally:
        for replica in found:
            replica.stop()


def revive(group: list[Replica]) -> None:
    """Start those that were ended, and wait until they are ready."""
    for replica in group:
        if replica.process is None:
            replica.start()
            replica.until_ready()


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by lower-case name (cookies joined by '; ') and body; header names are written with _ for -."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        reply = connection.getresponse()
        found: dict[str, str] = {}
        for name, value in reply.getheaders():
            found[name.lower()] = "; ".join(filter(None, (found.get(name.lower()), value)))
        return reply.status, found, reply.read()
    finally:
        connection.close()


def who(port: int, cookie: str = "") -> str:
    """The name of the replica that answers a visitor with the cookie."""
    return str(json.loads(get(port, "/version", Cookie=cookie)[2])["commit"])
