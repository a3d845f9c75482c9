"""Small messages leave at once.

A run of the script is some fifty small messages. With Nagle's algorithm on, all after the first wait until the browser
has acknowledged it: 40 ms on a fast line, a whole round trip on a slow one. asyncio turns it off, but only for sockets
that name their protocol (`base_events._set_nodelay`), and Streamlit opens its listening socket without.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

_OPEN = Path("/proc/self/fd")
_MOST = 256


def send_at_once() -> int:
    """Turn the waiting off on the listening sockets of this process; connections inherit it. Returns how many."""
    done = 0
    for number in _open_files():
        with contextlib.suppress(OSError), _as_socket(number) as found:
            inet = found.family in {socket.AF_INET, socket.AF_INET6} and found.type == socket.SOCK_STREAM
            if inet and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                done += 1
    return done


def _open_files() -> list[int]:
    """Numbers of open files; where the system does not list them, those that may be open."""
    return [int(entry.name) for entry in _OPEN.iterdir()] if _OPEN.is_dir() else list(range(3, _MOST))


@contextlib.contextmanager
def _as_socket(number: int) -> Iterator[socket.socket]:
    """The socket behind an open file, which stays open afterwards. Raises OSError if it is none."""
    copy = os.dup(number)
    try:
        found = socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        raise
    with found:
        yield found
