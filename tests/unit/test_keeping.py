"""What comes back from a browser, a file or a link: older, newer, hostile. Nothing is dropped in silence, nothing breaks."""

from __future__ import annotations

import base64
import csv
import io
import json
import time
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import TARGETS, tried
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.report.case_link import MARK, MAX_LINK, case_of_link, link_of
from e7wizard.report.csv_summary import Unloadable, load_summary, write_summary
from e7wizard.report.discretion import without_sensitive
from e7wizard.wizard.keeping import VERSION, pack, take, unpack
from e7wizard.wizard.session import HrEdit, Session
from e7wizard.wizard.variants import Variant
from tests.unit.test_csv import CASE

CODES = {"2842": None, "2223": None}


def codes(house: House) -> frozenset[str]:
    return frozenset(house.rulebook.occupations)


def kept(answers: dict[str, Any], version: int = VERSION, **more: Any) -> str:
    return json.dumps({"version": version, "answers": answers, **more})


def test_a_case_comes_back_whole() -> None:
    session = Session()
    session.draft.answers = {"job.duties": "写报价单", "job.mix": [{"duty": "a", "percent": "60"}], "pay.unit": "man"}
    session.hr_edit = HrEdit("changed", "ready")
    session.desk.variants = [Variant(3, {"pay.annual_krw": "36,000,000"})]
    found = unpack(pack(session), CODES)
    assert found is not None and not found.misfits
    again = Session()
    again.draft.answers = {"job.duties": "newer"}
    take(again, found.kept)
    assert again.draft.answers == {**session.draft.answers, "job.duties": "newer"}
    assert again.hr_edit == session.hr_edit
    assert again.desk.variants == session.desk.variants
    again.desk.add()
    assert again.desk.variants[1].number == 4


def test_the_notes_of_an_adviser_are_kept_nowhere() -> None:
    session = Session()
    session.desk.notes, session.desk.client = "a secret", "2026-114"
    assert "secret" not in pack(session) and "114" not in pack(session)


def test_a_draft_of_the_first_version_loads_and_what_does_not_fit_is_told() -> None:
    good = {"job.duties": "x", "education.level": "master", "person.nationality": "CN", "job.code_choice": "2842"}
    bad = {
        "job.code_choice": "9999",
        "education.level": "wizardry",
        "person.shoe_size": "42",
        "person.nationality": "XX",
        "pay.period": "week",
        "person.current_status": "no status",
        "nonsense": "x",
        "job.title": ["a", "list"],
    }
    found = unpack(kept(good, version=1), CODES)
    assert found is not None and found.kept.answers == good and not found.misfits
    found = unpack(kept(good | bad, version=1), CODES)
    assert found is not None
    assert found.misfits == bad
    assert found.kept.unread == bad
    assert found.kept.answers == {path: value for path, value in good.items() if path not in bad}


def test_an_answer_that_did_not_fit_is_taken_by_a_version_that_knows_it_and_told_once() -> None:
    session = Session()
    session.unread = {"job.code_choice": "2223", "person.shoe_size": "42"}
    found = unpack(pack(session), CODES)
    assert found is not None
    assert found.kept.answers == {"job.code_choice": "2223"}
    assert found.kept.unread == {"person.shoe_size": "42"}
    assert found.misfits == {}


@pytest.mark.parametrize("more", [{}, {"answers": 7}, {"hr": "another form"}])
def test_a_draft_of_a_newer_version_is_put_aside(more: dict[str, Any]) -> None:
    found = unpack(json.dumps({"version": VERSION + 1, **more}), CODES)
    assert found is not None and found.newer and not found.kept.answers


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "null", "{", '{"version":"a"}', "[" * 100_000, "x" * 500_000, '{"answers":1}']
)
def test_what_is_no_draft_is_none(text: str) -> None:
    assert unpack(text, CODES) is None


def test_a_link_carries_the_case_and_comes_back(house: House) -> None:
    case = Case.model_validate(CASE)
    link = link_of("https://example.org/e7/?step=result&lang=en", case, "zh")
    assert link is not None and link.startswith(f"https://example.org/e7/?step=check&lang=zh{MARK}1.")
    fitted = case_of_link(link.partition(MARK)[2], codes(house))
    assert fitted.misfits == {}
    assert fitted.case.model_dump(exclude_none=True) == case.model_dump(exclude_none=True)


def test_a_link_without_a_tick_holds_nothing_sensitive(house: House) -> None:
    case = without_sensitive(Case.model_validate(CASE), house.rulebook)
    link = link_of("https://example.org/", case, "en")
    assert link is not None
    assert case_of_link(link.partition(MARK)[2], codes(house)).case.person.ethnic_korean is None


def test_a_case_too_long_for_a_link_has_none() -> None:
    noise = "".join(chr(0x4E00 + (number * 7919) % 20_000) for number in range(20_000))
    assert link_of("https://example.org/", Case.model_validate({"job": {"duties": noise}}), "en") is None


def packed(data: bytes) -> str:
    return "1." + base64.urlsafe_b64encode(zlib.compress(data, 9)).decode().rstrip("=")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2.abc", "link_newer"),
        ("².abc", "link_unreadable"),
        ("", "link_unreadable"),
        ("1.", "link_unreadable"),
        ("1.!!!!", "link_unreadable"),
        ("1.AAAA", "link_unreadable"),
        ("1." + "A" * MAX_LINK, "link_unreadable"),
        (packed(b"\0" * 10_000_000), "link_unreadable"),
        (packed(b"[" * 100_000), "link_unreadable"),
        (packed(b"[]"), "link_unreadable"),
        (packed(b'{"pay":{"annual_krw":"lots"}}'), "link_unreadable"),
        (packed(b"{}")[:-3], "link_unreadable"),
        (packed(b'{"job":{"occupation":{"level":"master"}}}'), "link_unreadable"),
        (packed(b'{"job":{"occupation":["2842"]}}'), "link_unreadable"),
    ],
)  # fmt: skip
def test_a_hostile_link_is_harmless(text: str, key: str) -> None:
    started = time.monotonic()
    with pytest.raises(Unloadable, match=key):
        case_of_link(text, frozenset(CODES))
    assert time.monotonic() - started < 1


def test_a_file_of_an_older_edition_loads_and_names_what_is_left_out(house: House) -> None:
    case = Case.model_validate(CASE)
    text = write_summary(case, house.assess(case), house.speaker("en"), with_sensitive=True).decode("utf-8-sig")
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["section", "key", "label", "value", "status", "source"])
    changed = {"education.level": "habilitation", "job.occupation": "4419", "pay.weekly_hours": "900"}
    for row in csv.reader(io.StringIO(text, newline="")):
        if row[0] == "case":
            writer.writerow([*row[:3], changed.get(row[1], row[3]), *row[4:]])
    writer.writerow(["case", "person.shoe_size", "", "42", "", ""])
    writer.writerow(["case", "household.pets", "", "2", "", ""])
    fitted = load_summary(stream.getvalue().encode(), codes(house))
    assert fitted.misfits == {**changed, "person.shoe_size": "42", "household.pets": "2"}
    assert fitted.case.job.duties == CASE["job"]["duties"]  # type: ignore[index]
    assert fitted.case.education.country == "CN"


def test_a_file_of_a_newer_edition_says_so() -> None:
    data = b"section,key,label,value,status,source\r\nmeta,format,,e7wizard-summary-2,,\r\ncase,pay.annual_krw,,1,,\r\n"
    with pytest.raises(Unloadable, match="file_newer"):
        load_summary(data, frozenset())


HEAD = b"section,key,label,value,status,source\r\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 1000,
        b"," * 999_999,
        HEAD + b"," * 900_000,
        b'"' + b"a" * 900_000,
        HEAD + b'case,job.duties,,"never closed' + b"\r\nx" * 100_000,
        HEAD.decode().encode("utf-16"),
        "职业,说明\r\n".encode("gbk") * 1000,
        HEAD + b"case,job.mix.99999999.duty,,x,,\r\n",
        HEAD + b"case,facts.cook_certificate,," + b"[" * 100_000 + b",,\r\n",
        HEAD + b"case,pay.annual_krw,," + b"9" * 100_000 + b",,\r\n",
        HEAD + b"case,job.__class__,,x,,\r\ncase,__init__.x,,y,,\r\n",
        b"\r\n" * 400_000,
        HEAD * 20_000,
    ],
    ids=range(13),
)
def test_a_hostile_file_is_read_or_refused_within_a_second(house: House, data: bytes) -> None:
    started = time.monotonic()
    try:
        load_summary(data, codes(house))
    except Unloadable as error:
        for language in ("en", "zh"):
            assert house.texts[language](f"errors.{error.key}")
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_a_thousand_broken_inputs_break_nothing(target: str) -> None:
    assert tried(target, count=1000, seed=11) == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda x: st.lists(x) | st.dictionaries(st.text(max_size=8), x),
    )
)
@settings(max_examples=100, deadline=None)
def test_any_json_is_a_draft_or_none(value: Any) -> None:
    unpack(json.dumps(value), CODES)
    unpack(json.dumps({"version": 2, "answers": value, "unread": value}), CODES)
