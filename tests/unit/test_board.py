"""The board and `decide` are two ways to the same answer: they agree on every condition of routes and papers."""

from __future__ import annotations

from e7wizard.assessment.facts import Facts
from e7wizard.assessment.outcome import Reasons
from e7wizard.assessment.states import HOLDS, state_of
from e7wizard.case import Case
from e7wizard.house import House
from tests.unit.test_properties import sample_cases

DEGREES = [
    [],
    [{"level": "bachelor", "country": "KR", "related": True, "graduated": "2022-02"}],
    [{"level": "doctorate"}, {}],
]


def test_the_board_says_what_decide_says(house: House) -> None:
    for number, data in enumerate(sample_cases(150, seed=8)):
        case = Case.model_validate({**data, "other_degrees": DEGREES[number % len(DEGREES)]})
        facts = Facts(case, house.rulebook, case.job.occupation)
        board = facts.survey()
        for *_, node in facts.rules.program._rest:
            outcome = node.decide(Facts(case, house.rulebook, case.job.occupation))
            assert board[node.at] == state_of(outcome)
            if board[node.at] > HOLDS:
                reasons = Reasons()
                node.tell(facts, reasons)
                assert tuple(reasons.missing) == outcome.missing
                assert tuple(reasons.unmet) == outcome.unmet
                assert tuple(reasons.reviews) == outcome.reviews


def test_an_empty_case_decides_as_the_blanks_say(house: House) -> None:
    facts = Facts(Case(), house.rulebook)
    for *_, node in facts.rules.program._rest:
        assert state_of(node.decide(facts)) == state_of(node.blank)
        assert node.decide(facts).missing == node.blank.missing
