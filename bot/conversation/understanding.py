"""Somebody's words, read as the answer to a question."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from bot.conversation.facts import ASKED, CONSENT, LABS_AT_HAND, ZIP_CODE
from bot.conversation.laboratory import LABORATORY_READERS
from bot.conversation.questions import DRUG_CLASSES, VIRUSES, Question
from bot.conversation.since_infusion import read_since_infusion
from bot.language.choices import read_choice
from bot.language.dates import Tense, find_dates, read_date
from bot.language.numbers import read_number
from bot.language.phrases import PhraseTable
from bot.language.plain import plain
from bot.language.questions import is_question
from bot.language.reading import Reading
from bot.language.tokens import tokens
from bot.language.uncertainty import Uncertain, read_uncertain
from bot.language.word_lists import word_list
from bot.language.yes_no import read_yes_no
from bot.referral.place import PlaceProblem
from bot.referral.places import find_place
from bot.screening.errors import ImpossibleAnswer
from bot.screening.forms import Json
from bot.screening.kinds import Amount, Choices, Names
from bot.trial.lines_of_therapy import count_lines
from bot.trial.medicines import drug_classes_had, read_medications
from bot.trial.phrases import read_fact_choice, read_infections
from bot.values import UNKNOWN, Answers, Interval, Value

INFUSION, STEROIDS_UNTIL = "car_t_infusion_date", "steroid_last_dose_date"

DECLINED = "declined"
"""What a button carries in the place of a value that the person would rather not say."""

NOTHING_KNOWN: Answers = MappingProxyType({})
NOTHING_STATED: Mapping[str, Reading] = MappingProxyType({})

NO_NAMES = "none"
"""What a button carries to say that a list of names is empty."""

Button = Mapping[str, list[Json]]
"""What a button stands for: values by fact."""

Readings = Mapping[str, Reading]
"""What one message says, fact by fact; empty when it was not understood."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What one message says: values by fact, the one that was asked for first.

    `declined`: the person would rather not say; to the criteria that is unknown. `doubtful`: the words allow
    this reading but do not say it plainly. `beside`: the facts that were not asked for, but said.
    """

    values: Mapping[str, Value]
    declined: bool = False
    doubtful: bool = False
    beside: tuple[str, ...] = ()

    def with_values(self, more: Mapping[str, Value]) -> "Understood":
        """The same, and what `more` says of facts that were not asked for."""
        beside = tuple(fact for fact in more if fact not in self.values)
        return replace(self, values={**self.values, **more, **self.values}, beside=beside)


def read_button(
    question: Question, button: Button, as_of: date, known: Answers = NOTHING_KNOWN
) -> Understood | None:
    """A button's values, by fact, as an answer to the question; None if they answer another, or cannot be.

    A button for not knowing leaves what is `known` as it is, the question's own fact apart. It is no answer to
    consent, as with words.
    """
    if question.name not in button or not set(button) <= set(question.settles):
        return None
    if not is_no_answer(button):
        return read_given(button, as_of)
    own = {fact: raw for fact, raw in button.items() if fact == question.name or fact not in known}
    return None if CONSENT in own else read_given(own, as_of)


def read_given(given: Button, as_of: date) -> Understood | None:
    """Values given outright, by fact, as a button carries them; None if they cannot be."""
    if [DECLINED] in given.values():
        return Understood(dict.fromkeys(given, UNKNOWN), declined=True)
    try:
        return Understood({fact: ASKED[fact].read(_raw(fact, raw), as_of) for fact, raw in given.items()})
    except ImpossibleAnswer:
        return None


def is_no_answer(button: Button) -> bool:
    """Whether a button stands for not knowing, or for rather not saying."""
    values = list(button.values())
    return [DECLINED] in values or all(given == [UNKNOWN.value] for given in values)


def _raw(fact: str, given: list[Json]) -> Json:
    """The JSON of a fact that a button's values stand for."""
    if given == [UNKNOWN.value]:
        return UNKNOWN.value
    match ASKED[fact].kind:
        case Choices():
            return given
        case Names():
            return [] if given == [NO_NAMES] else given
    return given[0] if len(given) == 1 else None


def read_answer(
    question: Question, text: str, answers: Answers, as_of: date, stated: Readings = NOTHING_STATED
) -> Understood | None:
    """Somebody's words as an answer to the question, or None.

    "I don't know" settles all that the question asks and that is not answered yet. Consent alone cannot be
    unknown: who is unsure is told more. `stated` is what the words state by themselves, whatever was asked: a
    word that serves another fact there ("five lines") is no answer here ("how old are you?"). Who only asks
    ("how is iberdomide taken?") answers nothing.
    """
    if is_question(tokens(text), text):
        return None
    understood = _read_answer(question, text, answers, as_of, stated)
    return None if understood and understood.values.get(CONSENT) is UNKNOWN else understood


def _read_answer(
    question: Question, text: str, answers: Answers, as_of: date, stated: Readings
) -> Understood | None:
    uncertain = read_uncertain(text)
    if uncertain:
        unknown = dict.fromkeys(question.open_facts(answers), UNKNOWN)
        return Understood(unknown, declined=uncertain is Uncertain.DECLINED)
    elsewhere = [reading for fact, reading in stated.items() if fact not in question.settles]
    readings = {
        fact: reading
        for fact, reading in read_words(question.name, text, as_of).items()
        if not any(_overlap(reading, other) for other in elsewhere)
    }
    if not readings and question.name == STEROIDS_UNTIL:
        readings = _one(STEROIDS_UNTIL, read_since_infusion(text, answers.get(INFUSION), as_of))
    if not readings:
        return None
    values = {fact: reading.value for fact, reading in readings.items()}
    return Understood(values, doubtful=any(reading.confirm for reading in readings.values()))


def _overlap(one: Reading, other: Reading) -> bool:
    return one.start < other.end and other.start < one.end


def read_words(fact: str, text: str, as_of: date) -> Readings:
    """What words say in answer to the question named after a fact, doubt and refusal apart."""
    reader = READERS.get(fact) or _reader_by_kind(fact)
    return reader(text, as_of)


COUNTED = frozenset({"age", "prior_lines"})
"""Numbers that people count whole: more than three lines are four."""


def _reader_by_kind(fact: str) -> Callable[[str, date], Readings]:
    match ASKED[fact].kind:
        case Amount() if fact != "ecog":
            return _number(fact)
    return _choice(fact)


def _one(fact: str, reading: Reading | None) -> Readings:
    return {fact: reading} if reading else {}


def _choice(fact: str) -> Callable[[str, date], Readings]:
    return lambda text, as_of: _one(fact, read_fact_choice(fact, text))


def _number(fact: str) -> Callable[[str, date], Readings]:
    return lambda text, as_of: _one(fact, read_number(text, whole=fact in COUNTED))


def _prior_lines(text: str, as_of: date) -> Readings:
    """A number; or else the treatments that the person tells of, counted as lines, which they then confirm.

    The drugs that they name settle their classes too.
    """
    counted = None if read_number(text, whole=True) else count_lines(text)
    if not counted:
        return _number("prior_lines")(text, as_of)
    named = {fact: Reading(True) for fact, had in drug_classes_had(text).items() if had}
    return {"prior_lines": Reading(counted.lines, confirm=True), **named}


def _yes_no(fact: str) -> Callable[[str, date], Readings]:
    return lambda text, as_of: _one(fact, read_yes_no(text))


DAY_OF_THE_CALENDAR_OF_CAR_T = re.compile(r"\bday ?\+? ?(\d{1,4})\b")
"""Teams and patients count days from the infusion: "day 95"."""


def _infusion_date(text: str, as_of: date) -> Readings:
    counted = DAY_OF_THE_CALENDAR_OF_CAR_T.search(plain(text))
    reading = read_date(text, as_of, Tense.PAST)
    if counted and not (reading and reading.start < counted.start()):
        day = as_of - timedelta(days=int(counted[1]))
        return {"car_t_infusion_date": Reading(Interval.exactly(day), True, *counted.span())}
    return _one("car_t_infusion_date", reading)


def _product(text: str, as_of: date) -> Readings:
    """The product, and the date if the person says it in the same breath."""
    product = _one("car_t_product", read_fact_choice("car_t_product", text))
    dates = find_dates(text, as_of, Tense.PAST)
    return {**product, **_infusion_date(text, as_of)} if product and dates else product


def _steroid_date(text: str, as_of: date) -> Readings:
    still = read_fact_choice("steroid_last_dose_date", text)
    return _one("steroid_last_dose_date", still or read_date(text, as_of, Tense.PAST))


def _drug_classes(asked: str) -> Callable[[str, date], Readings]:
    """Drugs named settle their classes; a plain yes or no is about the class that was asked for."""

    def read(text: str, as_of: date) -> Readings:
        had = drug_classes_had(text)
        if had:
            # Nearly everybody who had a CAR-T had all three, and a no would end the screen: it is checked.
            return {fact: Reading(had[fact], confirm=not had[fact]) for fact in DRUG_CLASSES if fact in had}
        said = read_yes_no(text)
        if asked != DRUG_CLASSES[0] or not said:
            return _one(asked, said)
        # Asked for three types at once, a bare yes or no may mean all of them.
        return {fact: replace(said, confirm=True) for fact in DRUG_CLASSES}

    return read


def _viruses(text: str, as_of: date) -> Readings:
    """Who names one of the three says nothing of the others, but most likely means that they had none of them."""
    named = read_infections(text)
    if not named or len(named) == len(VIRUSES):
        return named
    others = {fact: Reading("no", confirm=True) for fact in VIRUSES if fact not in named}
    return {**named, **others}


def _medications(text: str, as_of: date) -> Readings:
    return _one("medications", read_medications(text))


_AT_HAND = PhraseTable(word_list("labs_at_hand", "bot.conversation"))


def _labs_at_hand(text: str, as_of: date) -> Readings:
    """A yes or no, or where the results are: "not with me". Of two that differ the no counts: nothing hangs on it."""
    where = read_choice(text, _AT_HAND)
    placed = replace(where, value=where.value == "true") if where else None
    said = read_yes_no(text)
    denied = said and said.value is False
    return _one(LABS_AT_HAND, said if denied else placed or said)


def _place(text: str, as_of: date) -> Readings:
    """A place is kept in the person's words. One abroad is an answer too; one that nobody can find is none."""
    return {} if find_place(text) in INCOMPLETE_PLACES else {ZIP_CODE: Reading(text.strip())}


INCOMPLETE_PLACES = frozenset({PlaceProblem.NOT_UNDERSTOOD, PlaceProblem.AMBIGUOUS, PlaceProblem.STATE_ALONE})
"""Problems that a second try can solve."""


READERS: Mapping[str, Callable[[str, date], Readings]] = {
    CONSENT: _yes_no(CONSENT),
    "car_t_product": _product,
    "car_t_infusion_date": _infusion_date,
    "steroid_last_dose_date": _steroid_date,
    "prior_lines": _prior_lines,
    **{fact: _drug_classes(fact) for fact in DRUG_CLASSES},
    VIRUSES[0]: _viruses,
    "medications": _medications,
    **LABORATORY_READERS,
    LABS_AT_HAND: _labs_at_hand,
    ZIP_CODE: _place,
}
"""The questions whose answers are read in a way of their own; all others by their fact's kind."""
