"""What a changed answer would do: which criteria and which questions change, and the outcome before and after."""

from dataclasses import dataclass
from datetime import date

from bot.callcenter.answers_given import title_of
from bot.conversation.facts import of_the_trial
from bot.conversation.questions import QUESTIONS
from bot.screening.screening import Screening
from bot.screening.verdict import Outcome, Verdict
from bot.trial.criteria import CRITERIA
from bot.trial.reasons import all_words
from bot.trial.screen import screen
from bot.values import Answers


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """A criterion that comes to something else, or to the same for another reason. `why` is the new sentence."""

    title: str
    before: Verdict
    after: Verdict
    why: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do. `asks` and `spares` are questions, by title, that come up or fall away by it.

    `stay` is how many other answers stay as they are, which is all of them.
    """

    criteria: tuple[CriterionChange, ...]
    outcome_before: Outcome
    outcome_after: Outcome
    asks: tuple[str, ...]
    spares: tuple[str, ...]
    stay: int

    @property
    def nothing(self) -> bool:
        """Whether no criterion, no question and not the outcome changes."""
        same_outcome = self.outcome_before is self.outcome_after
        return same_outcome and not (self.criteria or self.asks or self.spares)


def effect_of(answers: Answers, changed: Answers, as_of: date) -> Effect:
    """The effect of putting `changed` in the place of earlier answers, on the day `as_of`."""
    before, after = (screen(of_the_trial(each), as_of) for each in (answers, {**answers, **changed}))
    asked_before, asked_after = _asked(before), _asked(after)
    return Effect(
        criteria=_changes(before, after),
        outcome_before=before.outcome,
        outcome_after=after.outcome,
        asks=_titles(asked_after - asked_before),
        spares=_titles(asked_before - asked_after - changed.keys()),
        stay=len(of_the_trial(answers).keys() - changed.keys()),
    )


def _changes(before: Screening, after: Screening) -> tuple[CriterionChange, ...]:
    return tuple(
        CriterionChange(words.title, old.verdict, new.verdict, words.sentence(new))
        for words, old, new in (
            (all_words()[each.id], before.decisions[each.id], after.decisions[each.id]) for each in CRITERIA
        )
        if old.verdict is not new.verdict or words.sentence(old) != words.sentence(new)
    )


def _asked(screening: Screening) -> set[str]:
    """The questions that wait, one for each criterion that lacks an answer; none once the outcome is settled."""
    if screening.next_question is None:
        return set()
    lacking = {decision.lacks for decision in screening.decisions.values()} - {None}
    return {name for name, question in QUESTIONS.items() if lacking & set(question.settles)}


def _titles(names: set[str]) -> tuple[str, ...]:
    return tuple(title_of(name) for name in QUESTIONS if name in names)
