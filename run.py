#!/usr/bin/env python3
"""Run everything with only Python at hand. Standard library only.

python3 run.py              start the app and print its address
python3 run.py test         lint, types, content check and all tests, browser tests included
python3 run.py prove        the long proofs: fuzzing, every screenshot, benchmarks
python3 run.py cli ...      the command line, for example: python3 run.py cli catalogue
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def main(arguments: list[str]) -> int:
    """Run the command named first; without one, the app."""
    if sys.version_info < (3, 11):
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 1
    command, rest = (arguments[0], arguments[1:]) if arguments else ("app", [])
    if command not in {"app", "test", "prove", "cli"}:
        print(__doc__)
        return 2
    prepare(development=command in {"test", "prove"})
    if command == "app":
        return app(rest)
    if command == "cli":
        return run([str(PYTHON), "-m", "e7wizard", *rest])
    os.environ["E7_BROWSER"] = find_browser()
    return prove() if command == "prove" else test(rest)


def app(rest: list[str]) -> int:
    """Start the app and say where it is."""
    port = next((part.partition("=")[2] for part in rest if part.startswith("--server.port=")), "8501")
    print(f"The wizard opens at http://127.0.0.1:{port} (stop with Ctrl+C)", flush=True)
    try:
        return run([str(PYTHON), "-m", "streamlit", "run", "app.py", *rest])
    except KeyboardInterrupt:
        return 0


def test(rest: list[str]) -> int:
    """All checks; the first that fails decides the exit code, but all are run."""
    # One more than there are cores: half of the time a browser test waits.
    workers = ["-n", str(min(4, (os.cpu_count() or 1) + 1)), "--dist", "worksteal"]
    checks = {
        "lint": [str(PYTHON), "-m", "ruff", "check", "."],
        "format": [str(PYTHON), "-m", "ruff", "format", "--check", "."],
        "types": [str(PYTHON), "-m", "mypy"],
        "content": [str(PYTHON), "-m", "e7wizard", "check"],
        "tests": [str(PYTHON), "-m", "pytest", *workers, *rest],
    }
    return run_all(checks)


def prove() -> int:
    """The long proofs."""
    return run_all(
        {
            "tests, long": [str(PYTHON), "-m", "pytest", "--long", "tests"],
            "matching": [str(PYTHON), "benchmarks/matching.py"],
            "engine": [str(PYTHON), "benchmarks/engine.py"],
            "screening": [str(PYTHON), "benchmarks/screening.py"],
            "screening, two workers": [str(PYTHON), "benchmarks/screening.py", "--dask"],
            "performance": [str(PYTHON), "benchmarks/performance.py"],
            "endurance": [str(PYTHON), "benchmarks/load/endurance.py"],
            "interrupted people": [str(PYTHON), "benchmarks/faults.py"],
            "people apart": [str(PYTHON), "benchmarks/apart.py"],
            "broken files": [str(PYTHON), "benchmarks/fuzz.py"],
            "known weaknesses of packages": [str(PYTHON), "benchmarks/audit.py"],
            "several replicas": [str(PYTHON), "-m", "benchmarks.replicas"],
            "screenshots": [str(PYTHON), "benchmarks/screenshots.py"],
        }
    )


def run_all(checks: dict[str, list[str]]) -> int:
    """Run each command, say how long it took, and return 1 if any failed."""
    failed = []
    for name, command in checks.items():
        started = time.monotonic()
        print(f"── {name}", flush=True)
        if run(command):
            failed.append(name)
        print(f"   {name}: {'FAILED' if name in failed else 'ok'}, {time.monotonic() - started:.0f} s", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def run(command: list[str]) -> int:
    """Run a command in the project's folder."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def prepare(*, development: bool) -> None:
    """Make the virtual environment from the locked requirements; does nothing while it is up to date."""
    wanted = ROOT / ("requirements-dev.txt" if development else "requirements.txt")
    stamp = VENV / f"{wanted.stem}.stamp"
    digest = hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest or not PYTHON.is_file():
        make_environment(wanted)
        stamp.write_text(digest)
    link_package()


def make_environment(wanted: Path) -> None:
    """Create .venv and install the locked versions, checked by hash."""
    print(f"preparing .venv from {wanted.name} (once)", flush=True)
    if not PYTHON.is_file() and run([sys.executable, "-m", "venv", str(VENV)]):
        raise SystemExit("A virtual environment cannot be made. On Debian and Ubuntu: apt-get install python3-venv")
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    if run([*install, "-r", str(wanted)]):
        raise SystemExit("The requirements could not be installed; see the message above.")


def link_package() -> None:
    """Make the package importable and `e7wizard` a command of the environment, without a build."""
    site = next((VENV / "lib").glob("python3*/site-packages"), VENV / "Lib" / "site-packages")
    (site / "e7wizard.pth").write_text(str(ROOT) + "\n", "utf-8")
    if os.name == "nt":
        (BIN / "e7wizard.cmd").write_text(f'@"{PYTHON}" -m e7wizard %*\r\n', "utf-8")
        return
    script = BIN / "e7wizard"
    script.write_text(f"#!{PYTHON}\nimport sys\n\nfrom e7wizard.__main__ import main\n\nsys.exit(main())\n", "utf-8")
    script.chmod(0o755)


def find_browser() -> str:
    """Path of a Chromium for the browser tests: the system's, Debian's by apt when root, else Playwright's own."""
    for name in (os.environ.get("E7_BROWSER", ""), *BROWSERS):
        found = shutil.which(name) if name else None
        if found:
            return found
    for path in ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/snap/bin/chromium"):
        if Path(path).is_file():
            return path
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("installing Debian's chromium for the browser tests (once)", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["update", "-qq"],
            ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
        ):
            subprocess.run(["apt-get", *command], env=environment, check=False, stdout=subprocess.DEVNULL)
        if found := shutil.which("chromium"):
            return found
    print("installing Playwright's Chromium for the browser tests (once)", flush=True)
    run([str(PYTHON), "-m", "playwright", "install", "chromium"])
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
