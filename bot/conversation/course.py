"""The course of an interview: which questions are still to come, if this and that were answered."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from bot.conversation.questions import Question, question_after
from bot.screening.criterion import Criterion
from bot.screening.verdict import Decision, Verdict
from bot.trial.criteria import CRITERIA
from bot.trial.facts import FACTS
from bot.trial.screen import screen
from bot.values import Answers, Value

_READING: Mapping[str, tuple[Criterion, ...]] = {
    fact: tuple(each for each in CRITERIA if fact in each.reads) for fact in FACTS
}


class Course:
    """Answers that grow, and the question that comes next; only criteria that read a new answer are decided again."""

    def __init__(self, answers: Answers, as_of: date) -> None:
        self.answers: dict[str, Value] = {}
        self._as_of = as_of
        self._lacking: dict[str, str] = {}
        self._failing: set[str] = set()
        for criterion, decision in _before_all_answers(as_of).items():
            self._note(criterion, decision)
        self.suppose(answers)

    @property
    def open_criteria(self) -> tuple[Criterion, ...]:
        """The criteria that wait for an answer."""
        return tuple(each for each in CRITERIA if each.id in self._lacking)

    def next_question(self, going_on: bool = False) -> Question | None:
        """What `next_question` of the answers would be."""
        return question_after(set(self._lacking.values()), bool(self._failing), self.answers, going_on)

    def suppose(self, answers: Mapping[str, Value]) -> None:
        """Go on as if this had been answered too."""
        self.answers |= answers
        for criterion in {each for fact in answers for each in _READING.get(fact, ())}:
            self._note(criterion.id, criterion.decide(self.answers, self._as_of))

    def _note(self, criterion: str, decision: Decision) -> None:
        self._lacking.pop(criterion, None)
        self._failing.discard(criterion)
        if decision.lacks is not None:
            self._lacking[criterion] = decision.lacks
        if decision.verdict is Verdict.NOT_MET:
            self._failing.add(criterion)


@lru_cache(maxsize=2)
def _before_all_answers(as_of: date) -> Mapping[str, Decision]:
    return screen({}, as_of).decisions
