"""`e7wizard screen`: files in and out, exit codes, what is said, stopping and going on."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benchmarks.screening import mixed_cases
from e7wizard import __main__ as command_line
from e7wizard.house import House
from e7wizard.screening import running
from e7wizard.screening.screener import Screener


@pytest.fixture
def run(house: House, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(command_line, "load_house", lambda: house)
    return lambda *arguments: command_line.main(["screen", *map(str, arguments)])


def write(path: Path, frame: pd.DataFrame) -> Path:
    frame.to_csv(path, index=False, encoding="utf-8-sig")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_a_bad_row_is_told_and_the_rest_goes_on(run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.csv"
    source.write_text("case id,duties,salary,姓名\nA,sell pumps abroad,SECRET,WANG\nB,做中餐,3300万,LI\n", "utf-8")
    assert run(source, tmp_path / "out.csv", "--headers", "id") == 1
    found = rows(tmp_path / "out.csv")
    assert [(row["row"], row["id"], row["code"]) for row in found] == [("2", "A", ""), ("3", "B", "451")]
    assert "Column “salary”" in found[0]["error"]
    said = capsys.readouterr()
    assert said.out == ""
    assert "row 2, column salary: money" in said.err
    assert "SECRET" not in said.err
    assert "WANG" not in said.err + (tmp_path / "out.csv").read_text("utf-8")
    assert not (tmp_path / "out.csv.part").exists()


def test_labels_in_chinese_and_the_filing_date_of_all_rows(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(
        tmp_path / "in.csv", pd.DataFrame({"工作内容": ["开发海外客户，发报价单"], "年薪（万韩元）": [3300]})
    )
    assert run(source, tmp_path / "out.csv", "--lang", "zh") == 0
    assert "--set filing.date=" in capsys.readouterr().err
    assert run(source, tmp_path / "out.csv", "--lang", "zh", "--set", "filing.date=2026-12-01") == 0
    assert rows(tmp_path / "out.csv")[0]["年薪（韩元）"] == "33000000"
    assert rows(tmp_path / "out.csv")[0]["薪资"].startswith("●")


@pytest.mark.parametrize(
    "arguments",
    [
        ["{in}", "{in}"],
        ["{in}", "out.doc"],
        ["{in}", "nowhere/out.csv"],
        ["none.csv", "out.csv"],
        ["{in}"],
        [],
        ["{in}", "out.csv", "--set", "filing.day=1"],
        ["{in}", "out.csv", "--set", "filing.date=soon"],
        ["{in}", "out.csv", "--set", "filing.date"],
        ["{in}", "out.csv", "--resume"],
        ["{in}", "out.csv", "--mapping", "none.yaml"],
        ["--template", "x.doc"],
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: list[str], language: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    source = write(tmp_path / "in.csv", pd.DataFrame({"duties": ["sell"]}))
    before = source.read_bytes()
    assert run(*[part.replace("{in}", str(source)) for part in arguments], "--lang", language) == 2
    assert capsys.readouterr().err.strip()
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv"}
    assert source.read_bytes() == before


def test_the_mapping_is_written_corrected_and_read(run: Any, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", pd.DataFrame({"duties": ["sell"], "budget": [275], "备注": ["x"]}))
    file = tmp_path / "mapping.yaml"
    assert run(source, "--write-mapping", file) == 0
    text = file.read_text("utf-8")
    assert "budget: ignore" in text
    file.write_text(text.replace("budget: ignore", "budget: {fact: pay.annual_krw, unit: man, period: month}"), "utf-8")
    assert run(source, tmp_path / "out.csv", "--mapping", file, "--headers", "id") == 0
    assert rows(tmp_path / "out.csv")[0]["annual_krw"] == "33000000"


def test_a_stopped_run_keeps_what_is_done_and_goes_on_to_the_same_result(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "PART", 10)
    source = write(tmp_path / "in.csv", mixed_cases(35))
    assert run(source, tmp_path / "whole.csv") == 0
    screen, calls = Screener.screen, []

    def stop_at_the_third(self: Screener, frame: pd.DataFrame) -> pd.DataFrame:
        calls.append(len(frame))
        if len(calls) == 3:
            raise KeyboardInterrupt
        return screen(self, frame)

    monkeypatch.setattr(Screener, "screen", stop_at_the_third)
    assert run(source, tmp_path / "out.csv") == 130
    assert "20 of 35" in capsys.readouterr().err
    assert rows(tmp_path / "out.csv") == rows(tmp_path / "whole.csv")[:20]
    part = tmp_path / "out.csv.part"
    part.write_text(part.read_text("utf-8") + '[["half a li', "utf-8")
    assert run(source, tmp_path / "out.csv", "--resume", "--lang", "zh") == 2, "other settings, other rows"
    assert run(source, tmp_path / "out.csv", "--resume", "--progress") == 0
    assert calls[3:] == [10, 5]
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert not part.exists()
    assert "35 of 35" in capsys.readouterr().err


def test_a_changed_table_is_not_mixed_with_rows_of_the_old_one(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PART", 1)
    source = write(tmp_path / "in.csv", pd.DataFrame({"duties": ["sell", "cook"]}))
    screen = Screener.screen
    done: list[int] = []

    def once(self: Screener, frame: pd.DataFrame) -> pd.DataFrame:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return screen(self, frame)

    monkeypatch.setattr(Screener, "screen", once)
    assert run(source, tmp_path / "out.csv") == 130
    write(source, pd.DataFrame({"duties": ["cook", "sell"]}))
    assert run(source, tmp_path / "out.csv", "--resume") == 2


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_every_kind_of_file_in_and_out(run: Any, tmp_path: Path, suffix: str) -> None:
    frame = pd.DataFrame(
        {"duties": ["翻译合同，会议口译"], "filing date": [pd.Timestamp("2026-12-01")], "年薪": [33_000_000]}
    )
    source = tmp_path / f"in{suffix}"
    {".csv": frame.to_csv, ".xlsx": frame.to_excel, ".parquet": frame.to_parquet}[suffix](source, index=False)  # type: ignore[operator]
    assert run(source, tmp_path / f"out{suffix}", "--headers", "id") == 0
    reader: Any = {".csv": pd.read_csv, ".xlsx": pd.read_excel, ".parquet": pd.read_parquet}[suffix]
    assert str(reader(tmp_path / f"out{suffix}")["code"][0]) == "2914"
