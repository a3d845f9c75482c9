"""nginx with the configuration that is shipped; only the ports are others."""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.replicas.group import get
from tests.browser.conftest import free_port
from tests.conftest import ROOT

SHIPPED = ROOT / "deploy" / "nginx.conf"
_SERVER = re.compile(r"(?m)^    server 127\.0\.0\.1:\d+ ([^\n]*)\n")
_LISTEN = re.compile(r"(?m)^    listen \d+;$")
_AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/e7.conf;
}}
"""


def installed() -> str | None:
    """Path of nginx, or None."""
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))


def with_ports(shipped: str, listen: int, ports: Sequence[int]) -> str:
    """The shipped text for these replicas. Raises ValueError where it has no such lines any more."""
    options = _SERVER.search(shipped)
    if options is None or len(_LISTEN.findall(shipped)) != 1:
        raise ValueError("deploy/nginx.conf names no replicas or no port")
    rows = "".join(f"    server 127.0.0.1:{port} {options[1]}\n" for port in ports)
    first = options.start()
    rest = _SERVER.sub("", shipped[first:])
    return _LISTEN.sub(f"    listen 127.0.0.1:{listen};", shipped[:first] + rows + rest)


@contextlib.contextmanager
def nginx(ports: Sequence[int]) -> Iterator[int]:
    """Run it, never as root, in front of replicas on these ports; gives its own port. Raises RuntimeError."""
    program = installed()
    if program is None:
        raise RuntimeError("nginx is not installed: apt-get install nginx-light")
    listen = free_port()
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "e7.conf").write_text(with_ports(SHIPPED.read_text("utf-8"), listen, ports), "utf-8")
        (place / "nginx.conf").write_text(_AROUND.format(folder=folder), "utf-8")
        who = _somebody_else()
        if who is not None:
            os.chown(place, who, -1)
        command = [program, "-p", folder, "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
        process = subprocess.Popen(command, user=who, stderr=subprocess.DEVNULL)
        try:
            _until_it_answers(process, listen, place / "error.log")
            yield listen
        finally:
            process.terminate()
            process.wait(timeout=10)


def _somebody_else() -> int | None:
    """The user to run as: nobody where this is root, else whoever this is."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _until_it_answers(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            get(port, "/healthz")
            return
        time.sleep(0.05)
    raise RuntimeError(log.read_text("utf-8") if log.is_file() else "nginx does not start")
