"""Strangers load a file, download the result and reload: does each find what is theirs, also after a failure?"""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from benchmarks.replicas.group import Replica, get, who
from benchmarks.replicas.visitor import CASE, Visitor

_DOWNLOAD = ".st-key-download button"


@dataclasses.dataclass
class Stuck:
    """How often it went well, of how many."""

    people: int
    uploads: int = 0
    downloads: int = 0
    reloads: int = 0
    same_replica: int = 0


def stick(browser: Browser, port: int, people: int) -> Stuck:
    """Everybody is a stranger with a file of their own."""
    found = Stuck(people)
    with TemporaryDirectory() as folder:
        file = _first_file(browser, port, Path(folder))
        for _ in range(people):
            visitor = Visitor(browser, port)
            try:
                _one(visitor, file, found)
            finally:
                visitor.close()
    return found


def _one(visitor: Visitor, file: Path, found: Stuck) -> None:
    visitor.open("step=start")
    here = visitor.replica()
    visitor.page.locator("input[type=file]").set_input_files(file)
    visitor.page.wait_for_timeout(800)
    visitor.until_rest()
    found.uploads += visitor.saved().get("job.duties") == CASE["job.duties"]
    visitor.open("step=result")
    found.downloads += _duties(download(visitor, file.with_name("again.csv"))) == CASE["job.duties"]
    visitor.open("step=duty")
    found.reloads += visitor.page.locator(".st-key-f_job_duties textarea").input_value() == CASE["job.duties"]
    found.same_replica += visitor.replica() == here


def _first_file(browser: Browser, port: int, folder: Path) -> Path:
    visitor = Visitor(browser, port)
    try:
        visitor.lay(CASE)
        visitor.open("step=result")
        return download(visitor, folder / "case.csv")
    finally:
        visitor.close()


def download(visitor: Visitor, file: Path) -> Path:
    """Press the button of the result's CSV and keep the file."""
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(_DOWNLOAD).click()
    waiting.value.save_as(file)
    return file


def _duties(file: Path) -> str | None:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["key"]: row["value"] for row in csv.DictReader(lines) if row["section"] == "case"}
    return rows.get("job.duties")


def after_return(browser: Browser, port: int, group: list[Replica]) -> bool:
    """A replica dies, its visitor moves, the replica returns: the visitor's cookie names one and their session lies on
    the other. True if the download works all the same."""
    visitor = Visitor(browser, port)
    try:
        visitor.lay(CASE)
        visitor.open("step=result")
        mine = next(replica for replica in group if replica.name == visitor.replica())
        mine.kill()
        visitor.until_back()
        mine.start()
        mine.until_ready()
        with TemporaryDirectory() as folder:
            file = download(visitor, Path(folder) / "case.csv")
            return visitor.replica() == mine.name and _duties(file) == CASE["job.duties"]
    finally:
        visitor.close()


def requests_stick(port: int, requests: int = 60) -> int:
    """Requests with one cookie that the same replica answered, whatever else came between."""
    cookie = get(port, "/")[1]["set-cookie"].partition("e7_replica=")[2].partition(";")[0]
    mine = who(port, f"e7_replica={cookie}")
    same = 0
    for _ in range(requests):
        get(port, "/healthz")
        same += who(port, f"e7_replica={cookie}") == mine
    return same


def full(port: int, places: int) -> tuple[int, int]:
    """Strangers who got in where there are so many places in all, and the status that one more gets."""
    inside = sum(get(port, "/")[0] == 200 for _ in range(places))
    return inside, get(port, "/")[0]
