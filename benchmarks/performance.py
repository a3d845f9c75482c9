"""The table of docs/performance.md: our app, an empty Streamlit app and a plain form, in one run on one machine.

    python benchmarks/performance.py              # about 14 minutes; writes docs/performance.md
    python benchmarks/performance.py --quick      # two apps only, under 2 minutes; prints only

The exit code is 1 if a limit is missed or anybody met an error.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.kept import keep_part
from benchmarks.load.figures import load_average
from benchmarks.load.report import document, limits
from benchmarks.load.servers import EMPTY, FORM, LEAN, WIZARD
from benchmarks.load.suite import FULL, QUICK, measure


def main() -> int:
    """Measure each app, print the page and, unless in a hurry, write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    scale = QUICK if parser.parse_args().quick else FULL
    before = load_average()
    found = []
    for app in (WIZARD, LEAN, EMPTY, FORM) if scale is FULL else (WIZARD, LEAN):
        print(f"measuring: {app.name}", file=sys.stderr, flush=True)
        found.append(measure(app, scale))
    page = document(found, scale, (before, load_average()))
    print("\n".join(page))
    if scale is FULL:
        keep_part("the app", page)
    return int(not all(limit.holds for limit in limits(found)))


if __name__ == "__main__":
    sys.exit(main())
