"""The same rows on two worker processes, one of them killed in the middle, with the same result."""

from __future__ import annotations

import os
import signal
import threading
import time

import pandas as pd
import pytest

from benchmarks.screening import mixed_cases
from e7wizard.screening import screen


def test_the_types_of_a_partition_are_known_before() -> None:
    dask = pytest.importorskip("dask")
    import dask.dataframe as dd

    from e7wizard.screening.dask_frames import screen_dask

    frame = mixed_cases(12)
    with dask.config.set({"dataframe.convert-string": False, "scheduler": "synchronous"}):
        found = screen_dask(dd.from_pandas(frame, npartitions=3, sort=False), language="zh")
        pd.testing.assert_frame_equal(found._meta, screen(frame, language="zh").iloc[:0])
        pd.testing.assert_frame_equal(found.compute(), screen(frame, language="zh"))


@pytest.mark.filterwarnings("ignore")
def test_two_workers_one_killed_in_the_middle(long_run: bool) -> None:
    if not long_run:
        pytest.skip("starts worker processes: with --long")
    dask = pytest.importorskip("dask")
    import dask.dataframe as dd
    from distributed import Client, LocalCluster

    from e7wizard.screening.dask_frames import screen_dask

    frame = mixed_cases(600)
    wanted = screen(frame, language="en")
    with (
        dask.config.set({"dataframe.convert-string": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        victim = next(iter(client.run(os.getpid).values()))
        client.run(screen, frame.iloc[:1])
        parts = screen_dask(dd.from_pandas(frame, npartitions=12, sort=False))
        future = client.compute(parts)
        killer = threading.Thread(target=lambda: (time.sleep(0.4), os.kill(victim, signal.SIGKILL)))
        killer.start()
        found = future.result(timeout=300)
        killer.join()
        assert victim not in client.run(os.getpid).values()
    pd.testing.assert_frame_equal(found, wanted)
