"""An understood message, taken: its answers, or a question about them."""

from dataclasses import replace
from datetime import date

from bot.conversation.changing import change, change_at_once
from bot.conversation.checks import Check, CheckKind
from bot.conversation.facts import ASKED, of_the_trial
from bot.conversation.interview import Interview, Note, Turn
from bot.conversation.narrowing import stretches
from bot.conversation.possible import impossible, within_bounds
from bot.conversation.reviewing import say_reading
from bot.conversation.understanding import Understood
from bot.language.uncertainty import hedged
from bot.screening.kinds import Date
from bot.screening.verdict import Outcome
from bot.trial.lines_of_therapy import count_lines, sentences
from bot.trial.screen import screen
from bot.values import UNKNOWN, Answers, Interval, Value


def take(interview: Interview, understood: Understood, words: str, as_of: date) -> Turn:
    """The turn that an understood message makes: a question about the reading, or the answers it gives."""
    values = {fact: within_bounds(fact, value, as_of) for fact, value in understood.values.items()}
    for fact, value in values.items():
        if problem := impossible(fact, value, as_of):
            return Turn(interview.missed(), (problem,))
    if understood.doubtful or _closes_in_doubt(interview, values, words, as_of):
        readings = {fact: ASKED[fact].write(value) for fact, value in values.items()}
        check = Check(CheckKind.CONFIRM, readings, words)
        return Turn(interview.with_check(check), _how_lines_were_counted(values, words))
    declined = tuple(values) if understood.declined else ()
    if interview.memory.reopened:
        return _narrowing(change(interview, values, as_of, declined=declined), values, as_of)
    return _narrowing(Turn(interview.answered(values, declined), _notes(understood, values)), values, as_of)


def take_correction(interview: Interview, understood: Understood, as_of: date) -> Turn:
    """The turn of values that somebody gave outright for earlier answers, knowing what the change does.

    Nobody is asked whether to make it. An impossible value changes nothing; a vague one is asked about once.
    """
    values = {fact: within_bounds(fact, value, as_of) for fact, value in understood.values.items()}
    for fact, value in values.items():
        if problem := impossible(fact, value, as_of):
            return Turn(interview, (problem,))
    declined = tuple(values) if understood.declined else ()
    return _narrowing(change_at_once(interview, values, as_of, declined), values, as_of)


def _how_lines_were_counted(values: Answers, words: str) -> tuple[Note, ...]:
    counted = count_lines(words) if "prior_lines" in values else None
    if not counted or counted.lines != values["prior_lines"]:
        return ()
    reasons = " ".join(sentences()[reason] for reason in counted.reasons)
    return (Note("utter_lines_counted", {"reasons": reasons}),)


def _closes_in_doubt(interview: Interview, values: Answers, words: str, as_of: date) -> bool:
    """Whether an answer given with doubt ("I think it came back") would end the screen with a no.

    Doubt alone is no reason to ask twice. But a wrong no costs a treatment, and one more question does not.
    """
    before, after = interview.answers, {**interview.answers, **values}
    return hedged(words)[0] and _closed(after, as_of) and not _closed(before, as_of)


def _closed(answers: Answers, as_of: date) -> bool:
    return screen(of_the_trial(answers), as_of).outcome is Outcome.LIKELY_NOT_ELIGIBLE


def _narrowing(turn: Turn, given: Answers, as_of: date) -> Turn:
    for fact in given if not turn.interview.check else ():
        interview = turn.interview
        parts = [] if fact in interview.memory.narrowed else stretches(fact, interview.answers, as_of)
        if parts:
            check = Check(CheckKind.NARROW, {fact: [ASKED[fact].write(part) for part in parts]}, "")
            memory = interview.memory.after_narrowing(fact)
            return replace(turn, interview=replace(interview, memory=memory, check=check))
    return turn


def _notes(understood: Understood, values: Answers) -> tuple[Note, ...]:
    if understood.declined:
        return (Note("utter_declined_taken"),)
    if values and all(value is UNKNOWN for value in values.values()):
        return (Note("utter_unknown_taken"),)
    heard = [
        say_reading(fact, value) for fact, value in values.items() if _is_said_back(fact, value, understood)
    ]
    return (Note("utter_noted", {"reading": "; ".join(heard)}),) if heard else ()


def _is_said_back(fact: str, value: Value, understood: Understood) -> bool:
    """Dates, since the window hangs on them, and all that was not asked for: the person hears how it was taken."""
    is_date = isinstance(ASKED[fact].kind, Date) and isinstance(value, Interval)
    return is_date or fact in understood.beside
