"""The index kept in a file is the index that was built; a file that cannot be used is as good as none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from e7wizard.matching.index import Index
from e7wizard.matching.stored import read_index, write_index
from e7wizard.matching.text import features, normalise
from e7wizard.prepared import SETTING, folder
from e7wizard.serving.packing import SMALL, Packed, _name, packed

PHRASES = [
    ("2351", "design machines"),
    ("2351", "设计机械图纸"),
    ("441", "cook noodles"),
    ("-retail", "매장 판매 sales"),
]
TEXTS = ("designing a machine", "设计图纸", "판매 and noodles", "nothing known")


def _scores(index: Index) -> list[object]:
    return [index.scores(index.weigh(features(normalise(text))))[0] for text in TEXTS]


def test_what_is_read_scores_as_what_was_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "kept"))
    built = Index.build(PHRASES)
    write_index("one", built)
    read = read_index("one")
    assert read is not None
    assert _scores(read) == _scores(built)
    assert not list((tmp_path / "kept").glob("*.part"))


def test_a_file_that_cannot_be_used_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path))
    assert read_index("none") is None
    (tmp_path / "index-text.npz").write_text("no archive")
    np.savez(tmp_path / "index-less.npz", labels=np.zeros(1, dtype=np.uint8))
    np.savez(tmp_path / "index-objects.npz", keys=np.array([{"a": 1}], dtype=object))
    assert [read_index(key) for key in ("text", "less", "objects")] == [None] * 3


def test_only_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path))
    for key in "abcdef":
        write_index(key, Index.build(PHRASES))
    assert len(list(tmp_path.glob("index-*.npz"))) == 4


def test_the_operator_can_turn_it_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "")
    monkeypatch.chdir(tmp_path)
    write_index("one", Index.build(PHRASES))
    assert folder() is None
    assert read_index("one") is None
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(SETTING, str(tmp_path / "file" / "below"))
    write_index("one", Index.build(PHRASES))
    assert read_index("one") is None


def test_the_small_form_of_a_bundle_outlives_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path))
    body = b"the same words over and over, " * 200 + bytes(range(256))
    made = Packed(lambda: body, text=True)
    quick = made.form("br")[1]
    made.shrink()  # what the quiet thread does half a minute later
    again = Packed(lambda: body, text=True).form("br")[1]
    assert again == packed(body, "br", SMALL)
    (tmp_path / _name(body)).write_bytes(packed(b"something else", "br"))
    assert Packed(lambda: body, text=True).form("br")[1] == quick
    (tmp_path / _name(body)).write_bytes(b"no archive")
    assert Packed(lambda: body, text=True).form("br")[1] == quick
