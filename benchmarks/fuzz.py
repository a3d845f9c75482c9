"""Broken files, links and drafts by the hundred thousand: each must be read or refused, in less than a second.

python benchmarks/fuzz.py                 # ten minutes
python benchmarks/fuzz.py --minutes 1 --seed 3
"""

from __future__ import annotations

import argparse
import base64
import random
import sys
import time
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from e7wizard.case import Case
from e7wizard.house import House, load_house
from e7wizard.report.case_link import MARK, case_of_link, link_of
from e7wizard.report.csv_summary import Unloadable, load_summary, read_summary, write_summary
from e7wizard.wizard.draft import Draft, draft_of, read_case
from e7wizard.wizard.keeping import pack, take, unpack
from e7wizard.wizard.session import HrEdit, Session
from e7wizard.wizard.variants import Variant

LONGEST_S = 1.0
CASE = {
    "filing": {"date": "2026-12-01"},
    "job": {
        "title": "贸易",
        "duties": '开发海外客户\n发报价单, "x"',
        "mix": [{"duty": "a", "percent": 60}],
        "occupation": "2842",
    },
    "education": {"level": "master", "country": "CN"},
    "other_degrees": [{"level": "bachelor"}],
    "pay": {"annual_krw": 29_000_000, "weekly_hours": 40},
    "employer": {"korean_staff": 3, "mainly_domestic": True},
    "person": {"age": 29, "current_status": "D-10-1"},
    "facts": {"cook_certificate": ["cn_grade_1", "tw_a"]},
}
_NASTY = [
    b"\0", b'"', b",", b";", b"\t", b"\r\n", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"[", b"}", b":", b"'", b"=cmd|", b"99999999999999999999",
    b"-1", b"1e999", b"NaN", b"true", b"null", b"case", b"job.mix.0.percent", b"job.mix.20.duty", b"other_degrees.3.level", b"__class__",
    "＝１".encode(), "\u202e".encode(), b"\xed\xa0\x80", b"\\ud800", b"version", b"answers",
]  # fmt: skip


@cache
def _house() -> House:
    return load_house()


def _codes() -> frozenset[str]:
    return frozenset(_house().rulebook.occupations)


@cache
def _good() -> dict[str, bytes]:
    house, case = _house(), Case.model_validate(CASE)
    link = link_of("https://example.org/", case, "en") or ""
    return {
        "file": write_summary(case, house.assess(case), house.speaker("zh"), with_sensitive=True)[:6000],
        "draft": _whole_draft(draft_of(case)).encode(),
        "link": link.partition(MARK)[2].encode(),
        "unpacked link": case.model_dump_json(exclude_none=True).encode(),
    }


def _whole_draft(draft: Draft) -> str:
    """What a browser keeps when every part of it is in use."""
    state = Session(draft=draft, unread={"job.gone": "x"}, misfits={"education.level": "wizardry"})
    state.brought_forward, state.asked_late = {"employer.korean_staff"}, {"person.age"}
    state.asked_for_routes = dict.fromkeys(("person.topik", "person.kiip"))
    state.hr_edit = HrEdit("text", "basis")
    state.desk.variants = [Variant(1, {"pay.annual_krw": "3300만"})]
    return pack(state)


def _file(data: bytes) -> None:
    for read in (read_summary, lambda found: load_summary(found, _codes()).case):
        try:
            case = read(data)
        except Unloadable as error:
            _said(error)
        else:
            read_case(draft_of(case), {})


def _draft(data: bytes) -> None:
    found = unpack(data.decode("utf-8", "surrogateescape"), _house().rulebook.occupations)
    if found is not None:
        state = Session(misfits=found.misfits)
        take(state, found.kept)
        read_case(state.draft, {})
        pack(state)


def _link(data: bytes) -> None:
    try:
        fitted = case_of_link(data.decode("latin-1"), _codes())
    except Unloadable as error:
        _said(error)
    else:
        read_case(draft_of(fitted.case), {})


def _unpacked(data: bytes) -> None:
    _link(b"1." + base64.urlsafe_b64encode(zlib.compress(data, 1)).rstrip(b"="))


def _said(error: Unloadable) -> None:
    for texts in _house().texts.values():
        texts(f"errors.{error.key}")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "file": _file,
    "draft": _draft,
    "link": _link,
    "unpacked link": _unpacked,
}
"""What is tried, each with a good example to break."""


def broken(good: bytes, chance: random.Random) -> bytes:
    """A good input with some bytes changed, cut, repeated or replaced."""
    data = bytearray(good)
    for _ in range(chance.randint(1, 8)):
        place = chance.randint(0, len(data))
        match chance.randrange(6):
            case 0:
                data[place:place] = chance.choice(_NASTY)
            case 1:
                del data[place : place + chance.randint(1, 40)]
            case 2:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 3:
                data[place:place] = bytes(data[place : place + chance.randint(1, 200)]) * chance.randint(1, 5)
            case 4:
                data[place : place + 4] = chance.choice(_NASTY) * chance.randint(1, 30)
            case _:
                del data[place : place + 1 if chance.random() < 0.8 else len(data)]
    return bytes(data)


def tried(target: str, count: int, seed: int, until: float | None = None) -> list[str]:
    """Break an input `count` times, or until the clock says so; what went wrong, with the input in hexadecimal."""
    chance, good, wrong = random.Random(f"{target}{seed}"), _good()[target], []
    for _ in range(count):
        data = broken(good, chance)
        started = time.monotonic()
        try:
            TARGETS[target](data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a find
            wrong.append(f"{target}: {type(error).__name__}: {error} {data.hex()[:4000]}")
        if time.monotonic() - started > LONGEST_S:
            wrong.append(f"{target}: {time.monotonic() - started:.1f} s {data.hex()[:4000]}")
        if until is not None and time.monotonic() > until:
            break
    return wrong


def main() -> int:
    """Try all targets in turn; the exit code is 1 if anything broke."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    end, wrong, rounds = time.monotonic() + options.minutes * 60, [], 0
    while time.monotonic() < end:
        for target in TARGETS:
            wrong += tried(target, 500, options.seed + rounds, end)
        rounds += 1
    print(f"seed {options.seed}: about {rounds * 500 * len(TARGETS)} inputs, {len(wrong)} faults")
    for what in wrong[:20]:
        print(what)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
