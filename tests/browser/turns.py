"""Which browser tests the test command runs: all, but their variants in turns; the second command runs every one."""

from __future__ import annotations

import zlib

import pytest

FIRST = {
    "test_an_interrupted_person_loses_nothing": 10,
    "test_typing_goes_on_while_another_replica_takes_over": 2,
    "test_nothing_typed_is_interpreted": 1,
    "test_a_hostile_message_of_the_file_field_is_said": 1,
    "test_a_status_has_an_address_of_its_own": 1,
    "test_two_pages_at_most": 2,
    "test_a_real_job_is_judged_as_it_should_be": 4,
    "test_korean_words_are_marked_once_and_only_in_text": 2,
    "test_no_state_of_the_page_breaks_a_rule": 0,
    "test_no_page_breaks_the_policy_or_asks_outside": 0,
    "test_a_replica_dies_in_the_middle_of_a_word": 0,
    "test_a_marked_case_is_found_nowhere_but_in_its_own_browser": 0,
    "test_twenty_people_at_once_see_only_their_own_words": 0,
}
"""So many variants of a test are run each time; a page loads in a second or two of both cores, and there are minutes."""


def in_turn(items: list[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """The tests to run, and those left to the second command: one language of each, and the first variants."""
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    seen: dict[str, int] = {}
    for item in items:
        name = getattr(item, "originalname", item.name)
        place = seen[name] = seen.get(name, -1) + 1
        runs = _has_turn(item, name) and place < FIRST.get(name, len(items))
        (kept if runs else left).append(item)
    return kept, left


def _has_turn(item: pytest.Item, name: str) -> bool:
    """One of the two languages, by the name of the test and its other parameters, so that both get their share."""
    params = dict(getattr(getattr(item, "callspec", None), "params", {}))
    lang = params.pop("lang", None)
    if lang not in {"en", "zh"}:
        return True
    turn = zlib.crc32(f"{name} {sorted(params.items(), key=str)}".encode()) % 2
    return lang == ("en", "zh")[turn]
