"""What is installed is locked by hash, comes from wherever the machine's own settings say, and is asked about."""

from __future__ import annotations

import re
import subprocess

import pytest

from benchmarks.audit import locked, weaknesses
from tests.conftest import ROOT

HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|--index-url|--extra-index-url|--find-links|--trusted-host|index-url\s*="
)
BINARY = {".png", ".woff2", ".ico", ".parquet", ".xlsx"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[A-Za-z0-9._-]+==[^\s;]+( ;[^#]*?)?\s+--hash=sha256:[0-9a-f]{64}", line), line[:80]
    assert len(locked(name)) == len(lines)


def test_the_app_needs_nothing_that_the_tests_do_not_have() -> None:
    development = locked("requirements-dev.txt")
    assert {name: development.get(name) for name in locked("requirements.txt")} == locked("requirements.txt")


def test_no_committed_file_names_an_index_or_a_registry() -> None:
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("no repository here")
    named = []
    for name in done.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.suffix not in BINARY and path.is_file() and path.name != "test_requirements.py":
            named += [f"{name}: {found[0]}" for found in HOSTS.finditer(path.read_text("utf-8", errors="replace"))]
    assert named == []


def test_weaknesses_are_told_and_a_missing_network_is_said() -> None:
    packages = {"one": "1.0", "other": "2.0"}
    assert weaknesses(packages, lambda asked: [{}, {"vulns": [{"id": "GHSA-1"}]}]) == ["other 2.0: GHSA-1"]

    def away(asked: dict[str, str]) -> list[dict[str, object]]:
        raise OSError("no network")

    assert weaknesses(packages, away) is None
