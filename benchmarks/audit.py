"""Known weaknesses of the locked packages, asked of the public database osv.dev; standard library only.

    python benchmarks/audit.py

Names and versions of the packages go there and nothing else. Without a network it says that it could not ask, and that
is no failure: the lock has not become worse.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATABASE = "https://api.osv.dev/v1/querybatch"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def locked(name: str) -> dict[str, str]:
    """The versions that a locked file names, by package."""
    return dict(LOCKED.findall((ROOT / name).read_text("utf-8")))


def ask(packages: dict[str, str]) -> list[dict[str, Any]]:
    """The database's answers, one a package. Raises OSError where it cannot be reached."""
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages.items()
    ]
    request = urllib.request.Request(
        DATABASE, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as reply:
        answers: list[dict[str, Any]] = json.load(reply)["results"]
    return answers


def weaknesses(
    packages: dict[str, str], asked: Callable[[dict[str, str]], list[dict[str, Any]]] = ask
) -> list[str] | None:
    """What is known, one line a weakness; None where the database could not be asked."""
    try:
        answers = asked(packages)
    except (OSError, ValueError, KeyError):
        return None
    return [
        f"{name} {version}: {known['id']}"
        for (name, version), answer in zip(packages.items(), answers, strict=False)
        for known in answer.get("vulns") or ()
    ]


def main() -> int:
    """Ask for both locked files; the exit code is 1 if a weakness is known."""
    packages = locked("requirements-dev.txt") | locked("requirements.txt")
    found = weaknesses(packages)
    if found is None:
        print(f"{len(packages)} packages: the database could not be asked (no network?); nothing is known either way")
        return 0
    print(f"{len(packages)} packages asked, {len(found)} weaknesses known")
    for line in found:
        print(line)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
