"""Questions for the sake of other statuses: asked here, linked to their step, or part of a points table; never twice."""

from __future__ import annotations

from e7wizard.assessment.context import Context
from e7wizard.assessment.route_questions import RouteQuestion, facts_of_table, route_questions
from e7wizard.wizard.fields import ALL_FIELDS, STEPS, Field, field_of
from e7wizard.wizard.more_fields import more_fields, own_fields
from e7wizard.wizard.page import Page

AT_ONCE = 3
"""So many unanswered questions stand on the page at a time."""


class RouteQuestions:
    """The questions of one run of the page of other ways."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._elsewhere: dict[str, str] = {path: step.id for step in STEPS for path in (f.id for f in step.fields)}
        # A code is chosen from the list, not typed: anything else would be no code.
        self._elsewhere["job.occupation"] = "code"
        self._elsewhere |= {field.id: "employer" for field in own_fields(page)[1]}
        self._elsewhere |= {field.id: "you" for field in more_fields(page)}
        self.open: list[tuple[RouteQuestion, Field]] = []
        self.elsewhere: dict[str, list[str]] = {}
        self.count = 0
        self._drawn: set[str] = set()

    def answered(self) -> list[Field]:
        """Questions answered or shown here before, in the order in which they came; they keep their place."""
        session = self._page.session
        known = [path for path in session.asked_for_routes if path not in self._elsewhere]
        fields = [field_of(path) for path in known if session.draft.get(path) is not None]
        self._drawn |= {field.id for field in fields}
        return fields

    def find(self, context: Context, unlikely: bool) -> None:
        """Find the next questions; the first AT_ONCE of them are asked, those of a step are linked to it."""
        session = self._page.session
        asked = session.draft.answers.keys()
        found = route_questions(context, asked)
        if unlikely:
            found += route_questions(context, [*asked, *(question.fact for question in found)], unlikely=True)
        own = [question for question in found if question.fact not in self._elsewhere]
        self.count = len(own)
        self.open = [(question, field_of(question.fact)) for question in own[:AT_ONCE]]
        for question in found:
            step = self._elsewhere.get(question.fact)
            if step is not None and field_of(question.fact).show(session.draft.answers):
                self.elsewhere.setdefault(step, []).append(question.fact)
        for question, _ in self.open:
            session.asked_for_routes.setdefault(question.fact)
        self._drawn |= {question.fact for question, _ in self.open}

    def of_table(self, context: Context, table: str) -> list[Field]:
        """What a points table asks beyond the steps and beyond what stands on the page already."""
        paths = [
            path for path in facts_of_table(context, table) if path not in self._elsewhere and path not in self._drawn
        ]
        self._drawn |= set(paths)
        return [field_of(path) for path in paths]


def route_answers(page: Page) -> list[Field]:
    """Answers given for the sake of other statuses, for the page where all answers are checked."""
    elsewhere = ALL_FIELDS.keys() | {field.id for field in (*own_fields(page)[1], *more_fields(page))}
    known = page.context().facts.rules.route_facts
    return [field_of(path) for path in page.session.draft.answers if path in known and path not in elsewhere]
