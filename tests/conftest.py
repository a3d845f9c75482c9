"""What all tests share: the loaded content, and the long runs only on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from e7wizard.house import House, load_house

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long proofs with far more examples")


@pytest.fixture(scope="session")
def house() -> House:
    """The real content, loaded once."""
    return load_house()


@pytest.fixture
def long_run(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--long"))
