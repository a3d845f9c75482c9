"""Points of an occupation that only a person can check: those that concern this case."""

from __future__ import annotations

from collections.abc import Iterable

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import Dimension, ToConfirm
from e7wizard.rulebook.occupations import HumanCheck
from e7wizard.rulebook.sources import Citation


def checks_for(
    context: Context, dimension: Dimension, checks: Iterable[HumanCheck], sources: Iterable[Citation]
) -> list[ToConfirm]:
    """What to put on the list to confirm: every check whose `applies` is not ruled out."""
    code = context.code or ""
    return [
        context.confirm("occupation_check", dimension, sources, code=code, check=check.id)
        for check in checks
        if check.applies is None or decide(check.applies, context.facts).truth is not False
    ]
