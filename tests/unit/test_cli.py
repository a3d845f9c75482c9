"""The command line: the names other programs rely on, and one bad line does not stop the rest."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from e7wizard.__main__ import main


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], lines: str = ""
) -> tuple[int, list[Any]]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    code = main(arguments)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]


def test_catalogue(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, rows = run(monkeypatch, capsys, ["catalogue"])
    assert (code, len(rows)) == (0, 94)
    assert set(rows[0]) == {"code", "formerly", "tier", "name_ko", "name_en", "name_zh", "sources"}


def test_check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, capsys, ["check"])[0] == 0


def test_match(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = '{"id": 1, "text": "翻译合同，会议口译", "lang": "zh"}\n{"id": 2, "text": "staff"}\n'
    code, rows = run(monkeypatch, capsys, ["match"], lines)
    assert code == 0
    assert rows[0]["ranked"][0]["code"] == "2914"
    assert set(rows[0]) == {"id", "ranked", "none", "vague", "mix"}
    assert set(rows[0]["ranked"][0]) == {"code", "score", "because"}
    assert rows[1]["vague"] is True
    assert sum(part["share"] for part in rows[0]["mix"]) == pytest.approx(1, abs=0.01)


def test_a_bad_line_is_answered_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = 'nonsense\n{"id": "a", "pay": {"annual_krw": "lots"}}\n[1]\n{"id": "b"}\n{"id": "c", "job": {"occupation": "2742"}}\n{"id": "d", "job": {"occupation": "9"}}\n'
    code, rows = run(monkeypatch, capsys, ["assess"], lines)
    assert code == 1
    assert len(rows) == 6
    assert "error" in rows[0]
    assert rows[1]["id"] == "a"
    assert "pay.annual_krw" in rows[1]["error"]
    assert "error" in rows[2]
    assert rows[3]["verdict"] == "cannot_tell"
    assert "2742" in rows[4]["error"]
    assert "2842" in rows[4]["error"]
    assert "not one of the 94" in rows[5]["error"]


def test_assess_answers_as_in_the_contract(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    case = {
        "id": "x",
        "filing": {"date": "2026-11-24"},
        "job": {"occupation": "2223", "duties": "backend APIs in Java"},
        "pay": {"annual_krw": 30_000_000},
    }
    _, rows = run(monkeypatch, capsys, ["assess"], json.dumps(case) + "\n")
    found = rows[0]
    assert {
        "id",
        "edition",
        "verdict",
        "occupation",
        "dimensions",
        "to_confirm",
        "salary",
        "routes",
        "changes",
        "documents",
    } <= set(found)
    assert found["edition"] == "2026-09"
    assert found["salary"]["gap_krw"] == 1_120_000
    assert list(found["dimensions"]) == ["code_fit", "qualification", "salary", "employer", "procedure"]
    points = next(route["points"] for route in found["routes"] if route["id"] == "D-10-1")
    assert {"total", "pass"} <= set(points)


@pytest.mark.parametrize("of", ["case", "assessment"])
def test_schema(capsys: pytest.CaptureFixture[str], of: str) -> None:
    assert main(["schema", of]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_explain(capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert main(["explain", "451", "--lang", language]) == 0
    said = capsys.readouterr().out
    assert "주방장 및 조리사" in said
    assert "441" in said
    assert main(["explain", "2742"]) == 1
