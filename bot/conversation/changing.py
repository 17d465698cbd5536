"""Changing an answer: what it would do to the outcome, said before it is final when it closes the trial."""

from datetime import date

from bot.conversation.checks import Check, CheckKind
from bot.conversation.facts import ASKED, of_the_trial
from bot.conversation.interview import Interview, Note, Turn
from bot.conversation.reviewing import say_reading
from bot.language.wording import say_list
from bot.screening.verdict import Verdict
from bot.trial.reasons import all_words
from bot.trial.screen import screen
from bot.values import Answers


def change(
    interview: Interview, values: Answers, as_of: date, doubtful: bool = False, declined: tuple[str, ...] = ()
) -> Turn:
    """The turn that puts `values` in the place of earlier answers.

    All other answers stay. If a criterion that did not fail would fail, the person is told which, and asked
    first; so they are if the words are `doubtful`. Otherwise the change is made and said. `declined` are the
    facts that the person now keeps private, which close nothing: to the criteria they are unknown.
    """
    closes = closed_by(interview.answers, values, as_of)
    if closes or doubtful:
        readings = {name: ASKED[name].write(value) for name, value in values.items()}
        effect = (Note("utter_effect_closes", {"titles": say_list(closes)}),) if closes else ()
        return Turn(interview.with_check(Check(CheckKind.CHANGE, readings, "")), effect)
    return change_at_once(interview.with_check(None), values, as_of, declined)


def change_at_once(
    interview: Interview, values: Answers, as_of: date, declined: tuple[str, ...] = ()
) -> Turn:
    """The turn of a change whose effect was shown before it was made. A reading of another fact still waits."""
    fact = next(iter(values))
    changed = interview.answered(values, declined)
    waiting = interview.check if interview.check and not interview.check.readings.keys() & values else None
    return Turn(changed.with_check(waiting), changed_notes(interview, values, fact, as_of, declined))


def changed_notes(
    interview: Interview, values: Answers, fact: str, as_of: date, declined: tuple[str, ...] = ()
) -> tuple[Note, ...]:
    """What is said of a change that was made: the new answer, and what fits now that did not."""
    said = Note("utter_changed", {"new": say_reading(fact, values[fact], fact in declined)})
    opens = closed_by({**interview.answers, **values}, interview.answers, as_of)
    return (said, Note("utter_effect_opens", {"titles": say_list(opens)})) if opens else (said,)


def closed_by(answers: Answers, values: Answers, as_of: date) -> list[str]:
    """The plain names of the criteria that do not fail now, and would with these values."""
    before, after = (_failing(each, as_of) for each in (answers, {**answers, **values}))
    return [all_words()[id].title for id in after if id not in before]


def _failing(answers: Answers, as_of: date) -> list[str]:
    decisions = screen(of_the_trial(answers), as_of).decisions
    return [id for id, decision in decisions.items() if decision.verdict is Verdict.NOT_MET]
