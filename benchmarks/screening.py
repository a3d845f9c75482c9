"""How many mixed cases a second are screened on one core, all in; what reading and writing cost; how two workers help.

    python benchmarks/screening.py              10,000 rows: CSV, workbook, Parquet, memory
    python benchmarks/screening.py --rows 2000 --dask

Duty texts are those of tests/matching, as people wrote them; the facts are drawn at random from a seed. CPU time counts,
not time on the clock: other programs on the machine only ever slow it down.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pandas as pd

from benchmarks.kept import keep_part, machine
from e7wizard.case import Case
from e7wizard.screening import default_house, labelled, read_table, screen, screener_for, write_result
from e7wizard.screening.api import mapping_of
from e7wizard.screening.rows import RowReader
from e7wizard.screening.vocabulary import vocabulary_of
from tests.unit.test_properties import sample_cases

ROOT = Path(__file__).resolve().parents[1]
SEED = 11
STATUSES = ["D10", "d-2", "E-7-1", "E9", "F-2", "无", "D-10-1 求职", "F-4", "E-7-4", ""]
LEVELS = ["本科", "硕士", "bachelor", "Master's degree", "PhD", "大专", "high school", "高中", ""]
COUNTRIES = ["中国", "CN", "China", "Vietnam", "越南", "US", "韩国", "인도", ""]


def duty_texts() -> list[str]:
    """The labelled texts in English and Chinese."""
    found = []
    for path in sorted((ROOT / "tests" / "matching").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        found += [row["text"] for row in rows if row.get("lang") in {"en", "zh", None}]
    return found


def mixed_cases(count: int, seed: int = SEED, *, fresh: bool = False) -> pd.DataFrame:
    """Rows as offices keep them, with heads in both languages. `fresh`: no text comes twice."""
    chance = random.Random(seed)
    texts = duty_texts()
    rows: list[dict[str, Any]] = []
    for number in range(count):
        text = chance.choice(texts)
        rows.append(
            {
                "案件编号": f"C-{number}",
                "岗位名称": chance.choice(["manager", "海外销售", "developer", "厨师", ""]),
                "工作内容": f"{text} ({number})" if fresh else text,
                "月薪（万韩元）": chance.choice([chance.randrange(180, 700), f"{chance.randrange(200, 500)}万", ""]),
                "filing date": chance.choice(["2026-12-01", "2026/11/23", "2027-01-15", "2026年5月1日", ""]),
                "procedure": chance.choice(["visa_abroad", "变更", "换单位", "extension", ""]),
                "学历": chance.choice(LEVELS),
                "专业对口": chance.choice(["是", "否", "Y", "n", ""]),
                "degree country": chance.choice(COUNTRIES),
                "years of experience": chance.choice([0, 1, 2.5, "3年半", "18 months", ""]),
                "experience after degree": chance.choice([0, 1, 2.5, ""]),
                "韩国员工": chance.choice([0, 3, 5, 14, 60, ""]),
                "foreign employees": chance.choice([0, 1, 2, 9, ""]),
                "mainly domestic": chance.choice(["yes", "no", ""]),
                "tax arrears": chance.choice(["no", "否", ""]),
                "推荐信": chance.choice(["有", "申请中", "没有", ""]),
                "年龄": chance.choice([24, 29, "35岁", 48, ""]),
                "国籍": chance.choice(COUNTRIES),
                "是否在韩国": chance.choice(["是", "no", ""]),
                "签证": chance.choice(STATUSES),
                "topik": chance.choice([0, "TOPIK 4级", 6, "无", ""]),
                "备注": "-",
            }
        )
    return pd.DataFrame(rows, dtype=object)


SAID: list[str] = []


def say(line: str) -> None:
    """Print a line and remember it."""
    print(line, flush=True)
    SAID.append(line)


def keep(name: str) -> None:
    """Keep what was said in docs/performance.md."""
    keep_part(
        name.lower(),
        [f"## {name}", "", f"{machine()}. Written by `benchmarks/screening.py`.", "", *(f"- {line}" for line in SAID)],
    )


def timed(what: str, rows: int, work: Callable[[], Any]) -> tuple[Any, float]:
    """The result of some work and its CPU seconds, which are printed."""
    started = time.process_time()
    found = work()
    seconds = time.process_time() - started
    say(f"{what}: {1000 * seconds / rows:.3f} ms a row, {rows / seconds:.0f} rows a second of CPU time")
    return found, seconds


def peak() -> int:
    """The most memory that this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--fresh", action="store_true", help="no text comes twice")
    options.add_argument("--dask", action="store_true", help="two worker processes against one")
    chosen = options.parse_args()
    house = default_house()
    texts = house.texts["zh"]
    frame = mixed_cases(chosen.rows, fresh=chosen.fresh)
    usual = {"filing.date": "2026-12-01"}
    if chosen.dask:
        compare_workers(frame)
        keep("Many cases on two workers")
        return
    screen(frame[:50], usual=usual)
    say(f"{chosen.rows} rows, {frame['工作内容'].nunique()} different texts; {peak()} MB before")
    csv = frame.to_csv(index=False).encode("utf-8-sig")
    excel = write_plain_excel(frame)
    parquet = write_parquet(frame)
    table, reading = timed("read CSV", chosen.rows, lambda: read_table(csv, "a.csv").frame)
    timed("read workbook", chosen.rows, lambda: read_table(excel, "a.xlsx"))
    timed("read Parquet", chosen.rows, lambda: read_table(parquet, "a.parquet"))
    vocabulary = vocabulary_of(house)
    mapping = mapping_of(table)

    def read_cells() -> int:
        reader = RowReader(mapping, vocabulary)
        return sum(1 for row in reader.rows(table) if not row.faults and reader.case(row))

    _, cells = timed("cells to cases", chosen.rows, read_cells)
    screener = screener_for(table, language="zh", usual=usual)
    result, judging = timed("cells, matching, judging, words", chosen.rows, lambda: screener.screen(table))
    some = [Case.model_validate(data) for data in sample_cases(500)]
    fits = [house.matcher.fit(case.job) for case in some]
    timed("to compare: `assess` in full, without matching", len(some), lambda: [*map(house.assess, some, fits)])
    _, writing = timed("write CSV", chosen.rows, lambda: write_result(result, ".csv", texts))
    timed("write workbook", chosen.rows, lambda: write_result(result, ".xlsx", texts))
    timed("write Parquet", chosen.rows, lambda: write_result(result, ".parquet", texts))
    everything = reading + judging + writing
    say(f"all in, CSV to CSV: {chosen.rows / everything:.0f} cases a second of CPU time on one core")
    say(f"reading, cells and writing: {1000 * (reading + cells + writing) / chosen.rows:.3f} ms a row")
    say(f"peak memory {peak()} MB; rows with faults: {int(result['error'].notna().sum())}")
    assert len(labelled(result, texts)) == chosen.rows
    keep("Many cases, each text another one" if chosen.fresh else "Many cases")


def write_plain_excel(frame: pd.DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.to_excel(stream, index=False)
    return stream.getvalue()


def write_parquet(frame: pd.DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.astype(str).to_parquet(stream, index=False)
    return stream.getvalue()


def compare_workers(frame: pd.DataFrame) -> None:
    """Rows a second on the clock with one worker process and with two, after each has loaded the content."""
    import dask  # noqa: PLC0415 - an extra
    import dask.dataframe as dd  # noqa: PLC0415 - an extra
    from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra

    from e7wizard.screening.dask_frames import screen_dask  # noqa: PLC0415 - an extra

    dask.config.set({"dataframe.convert-string": False})
    best: dict[int, float] = {}
    parts = dd.from_pandas(frame, npartitions=16, sort=False)
    # One and two take turns, and the best of each counts: other programs on the machine only ever slow them down.
    for workers in (1, 2) * 2:
        cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        with cluster, Client(cluster) as client:
            client.run(screen, frame[:20])
            started = time.monotonic()
            screen_dask(parts).compute()
            speed = len(frame) / (time.monotonic() - started)
        best[workers] = max(speed, best.get(workers, 0.0))
        say(f"{workers} worker process(es): {speed:.0f} rows a second on the clock")
    say(f"two workers to one: {best[2] / best[1]:.2f}")


if __name__ == "__main__":
    main()
