"""A Streamlit server of our own on a free port: started, waited for, stopped."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.load.figures import cpu_s

ROOT = Path(__file__).resolve().parents[2]
APPS = Path(__file__).parent / "apps"
START_S = 60.0
QUIET_TIMES = 3
QUIET_CPU_S = 0.02
"""A server that uses less CPU time in half a second, so many times running, is at rest."""
_PLAIN = ("--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false")


@dataclasses.dataclass(frozen=True)
class App:
    """An app to measure. `place` is the folder whose .streamlit settings hold; `opens` is its first page's address."""

    name: str
    script: Path
    place: Path
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    opens: str = ""


WIZARD = App("E-7 wizard", ROOT / "app.py", ROOT, {"E7_MAX_SESSIONS": "10000"}, opens="step=start&lang=en")
EMPTY = App("empty app", APPS / "empty.py", APPS, arguments=_PLAIN)
LEAN = App("empty app, no collection", APPS / "empty.py", APPS, {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "false"}, _PLAIN)
FORM = App("plain form, 10 widgets", APPS / "form.py", APPS, arguments=_PLAIN)


@dataclasses.dataclass(frozen=True)
class Server:
    """A running server: its address, its process, and how long it took to be healthy, in seconds."""

    url: str
    pid: int
    healthy_s: float


@contextlib.contextmanager
def serve(app: App) -> Iterator[Server]:
    """Run the app until the block ends. Raises RuntimeError with the server's own words if it does not start."""
    port = _free_port()
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log.txt"
        command = [sys.executable, "-m", "streamlit", "run", str(app.script), f"--server.port={port}", *app.arguments]
        started = time.monotonic()
        with log.open("wb") as out:
            process = subprocess.Popen(
                command, cwd=app.place, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **app.environment}
            )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process, log)
            yield Server(url, process.pid, time.monotonic() - started)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def settle(server: Server, longest_s: float = 40.0) -> None:
    """Wait until the server does nothing by itself: what it prepares in the background is nobody's run."""
    end, quiet = time.monotonic() + longest_s, 0
    while time.monotonic() < end and quiet < QUIET_TIMES:
        before = cpu_s(server.pid)
        time.sleep(0.5)
        quiet = quiet + 1 if cpu_s(server.pid) - before < QUIET_CPU_S else 0


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as reply:
            if reply.status == 200:
                return
        time.sleep(0.02)
    raise RuntimeError(log.read_text("utf-8", errors="replace")[-2000:] or "the server does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
