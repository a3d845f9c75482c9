"""Screen a table on several worker processes, of this machine or of a cluster.

    python examples/screen_with_dask.py cases.csv result.parquet
    python examples/screen_with_dask.py cases.csv result.parquet --scheduler tcp://10.0.0.5:8786

Needs the extra `dask`. Each worker needs the package installed; it loads the rules once.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import dask
import dask.dataframe as dd
from distributed import Client, LocalCluster

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from e7wizard.screening import default_house, read_table, write_result
from e7wizard.screening.dask_frames import screen_dask
from e7wizard.screening.writing import replace_file

ROWS_AT_ONCE = 500


def main(arguments: list[str] | None = None) -> int:
    """Screen one file; returns the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("input", type=Path)
    options.add_argument("output", type=Path)
    options.add_argument("--scheduler", help="address of a scheduler; processes of this machine otherwise")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--lang", choices=["en", "zh"], default="en")
    chosen = options.parse_args(arguments)
    table = read_table(chosen.input.read_bytes(), chosen.input.name).frame
    dask.config.set({"dataframe.convert-string": False})
    cluster = chosen.scheduler or LocalCluster(n_workers=chosen.workers, threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client:
        parts = dd.from_pandas(table, npartitions=max(1, len(table) // ROWS_AT_ONCE), sort=False)
        result = client.compute(screen_dask(parts, language=chosen.lang)).result()
    if not isinstance(cluster, str):
        cluster.close()
    texts = default_house().texts[chosen.lang]
    replace_file(chosen.output, write_result(result, chosen.output.suffix, texts, ids=True))
    return 1 if result["error"].notna().any() else 0


if __name__ == "__main__":
    sys.exit(main())
