"""The examples of the documentation run as they stand there."""

from __future__ import annotations

import doctest

from tests.conftest import ROOT


def test_the_examples_of_the_documentation() -> None:
    found = doctest.testfile(str(ROOT / "docs" / "screening.md"), module_relative=False, encoding="utf-8")
    assert found.attempted > 20
    assert found.failed == 0
