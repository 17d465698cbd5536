"""Viruses and earlier cancers that a clause names itself."""

import re
from collections.abc import Iterator
from datetime import date

from bot.conversation.volunteering.readings import Readings, moved, stated, with_items
from bot.conversation.volunteering.statements import Statement
from bot.language.dates import Tense, find_dates
from bot.trial.phrases import read_infections

_VIRUS = r"(?<!\S)(?:hiv|hep(?:atitis)?(?: [bc])?(?:(?: (?:and|or|nor))? [bc])?|hbv|hcv)(?!\S)"
_NAMED = re.compile(_VIRUS)
_VIRUSES = {
    "hiv": re.compile(r"(?<!\S)hiv(?!\S)"),
    "hepatitis_b": re.compile(r"(?<!\S)(?:hbv|hep(?:atitis)?(?! [acde](?!\S)(?! (?:and|or|nor) b)))(?!\S)"),
    "hepatitis_c": re.compile(r"(?<!\S)(?:hcv|hep(?:atitis)?(?! [abde](?!\S)(?! (?:and|or|nor) c)))(?!\S)"),
}
_GOES_ON_WITH_VIRUSES = re.compile(
    rf"^(?:and |or |nor |no |not |either )*{_VIRUS}(?: (?:or|and|nor) (?:no )?{_VIRUS})*$"
)
_NOT_OF_THE_VIRUS = re.compile(
    r"(?<!\S)(?:vaccines?|vaccinated|shots?|exposed|exposure|scare|partner|was|were|before|transfusion|risk|work"
    r"|awareness|carrier|antibod(?:y|ies))(?!\S)"
)

_CANCER = (
    r"(?:(?:breast|prostate|skin|colon|thyroid|bladder|kidney|cervical|uterine|testicular|ovarian|lung|rectal) cancer"
    r"|endometrial cancer|melanoma|basal cell(?: carcinoma)?(?: skin cancer)?|squamous cell(?: carcinoma)?)"
)
_PAST_CANCER = re.compile(
    rf"(?<!\S)(?:had|history of|survived|treated for|beat)(?: (?:a|some|early|stage \w+))* {_CANCER}(?!\S)"
)
_DATED_CANCER = re.compile(
    rf"(?<!\S){_CANCER}(?: (?:back|way|diagnosis|surgery))? (?:in|was|\d|years|treated|removed)"
)
_IS_OVER = re.compile(
    r"(?<!\S)(?:treated|cured|removed|surgery|radiation|lumpectomy|mastectomy|all clear|ago|survivor)(?!\S)"
)
_NOT_PAST = re.compile(
    r"(?<!\S)(?:no|not|never|scare|still|being|currently|now|family|screen\w*|runs|multiple|mammogram|test\w*"
    r"|recurr\w*|back again|instead)(?!\S)"
)


def read_health(statements: list[Statement], as_of: date) -> list[Readings]:
    """What the statements say of HIV, hepatitis and earlier cancers."""
    return [
        readings
        for place in range(len(statements))
        for readings in (*_viruses(statements, place), *_past_cancer(statements, place, as_of))
    ]


def _viruses(statements: list[Statement], place: int) -> Iterator[Readings]:
    """Only of the viruses that are named: a "no" at the beginning says nothing of the others."""
    first = statements[place]
    in_a_list = first.follows and _is_virus(first) and _NAMED.search(statements[place - 1].line)
    if in_a_list or not _NAMED.search(first.line):
        return
    words, last = with_items(statements, place, _is_virus)
    line = " ".join(statement.line for statement in statements[place : last + 1])
    if _NOT_OF_THE_VIRUS.search(line):
        return
    for fact, reading in read_infections(words).items():
        if _VIRUSES[fact].search(line) and isinstance(reading.value, str):
            yield {fact: moved(reading, first.start)}


def _is_virus(statement: Statement) -> bool:
    return _GOES_ON_WITH_VIRUSES.search(statement.line) is not None


def _past_cancer(statements: list[Statement], place: int, as_of: date) -> Iterator[Readings]:
    statement = statements[place]
    following = [other.line for other in statements[place + 1 : place + 2] if other.follows]
    line = statement.line
    if _NOT_PAST.search(line) or not (_PAST_CANCER.search(line) or _DATED_CANCER.search(line)):
        return
    days = find_dates(statement.words, as_of, Tense.PAST)
    long_ago = any((as_of - day.value.high).days > 365 for day in days)
    if long_ago or any(_IS_OVER.search(words) for words in (line, *following)):
        yield stated("other_cancer", "past_treated", statement)
    elif _PAST_CANCER.search(line):
        yield stated("other_cancer", "past_treated", statement, confirm=True)
