"""Recognises words of danger: a medical emergency that happens now, or thoughts of suicide.

Whoever writes may be ill, hurried or somebody else than the patient, so many wordings and misspellings count.
What is denied, past, only thought of or said of somebody else does not count. A danger that is missed is
worse than one too many: a sign is dismissed only where a word plainly does so.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

from bot.language.clauses import Clause, clauses_of
from bot.language.danger_words import Span, danger_list, in_one_form, one_of


class Danger(Enum):
    """What a message speaks of; the first stands when it speaks of both."""

    EMERGENCY = "emergency"
    SUICIDE_RISK = "suicide_risk"


def read_danger(text: str) -> Danger | None:
    """The danger that a message speaks of; None when there is none. Reads any text and never raises."""
    clauses = clauses_of(in_one_form(text))
    found = set()
    for place, clause in enumerate(clauses):
        rest = clauses[place + 1 : place + 2]
        if not (rest and _takes_back(rest[0])):
            found |= {_danger_of(sign) for sign in clause.signs if not _dismissed(clause, sign)}
    return next((danger for danger in Danger if danger in found), None)


def _danger_of(sign: Span) -> Danger:
    return Danger.SUICIDE_RISK if sign.group in danger_list("suicide_risk") else Danger.EMERGENCY


def _dismissed(clause: Clause, sign: Span) -> bool:
    """Whether the words around a sign say that it is not happening to the patient now."""
    if _danger_of(sign) is Danger.SUICIDE_RISK:
        rules = (_denied, _past, _of_somebody_else)
    else:
        rules = (_denied, _over, _past, _hypothetical, _asked_in_general, _of_somebody_else)
    return any(rule(clause, sign) for rule in rules)


def _denied(clause: Clause, sign: Span) -> bool:
    """ "No fever or chills", "I don't have chest pain", "fever: none"; but not "no cough and fever"."""
    if one_of("scopes", "denied_only_before").search(clause.line, sign.end):
        return False
    if one_of("scopes", "denied_after").match(clause.after(sign).strip()):
        return True
    before = one_of("scopes", "not_denying").sub("~", clause.before(sign))
    denials = list(one_of("scopes", "denying").finditer(before))
    return bool(denials) and _reaches(clause, sign, before[denials[-1].end() :])


def _reaches(clause: Clause, sign: Span, between: str) -> bool:
    """Whether a denial still holds at a sign, given the words between the two."""
    if one_of("scopes", "begins_anew").search(between):
        return False
    joined = re.search(r"(?<!\S)[,&]|(?<!\S)and(?!\S)", between)
    if joined and clause.line[sign.start :].split()[0] in danger_list("scopes", "predicates"):
        return False
    start = sign.start - len(between)
    listed = any(start <= other.start < sign.start for other in clause.signs)
    return listed or " and " not in between


def _over(clause: Clause, sign: Span) -> bool:
    """ "The fever is gone", "bleeding stopped"; but not "the bleeding has not stopped"."""
    return _says_over(clause.after(sign))


def _says_over(words: str) -> bool:
    found = one_of("scopes", "over").search(words)
    return bool(found) and not one_of("scopes", "not_over").search(words[: found.start()])


def _takes_back(clause: Clause) -> bool:
    """Whether a clause without a sign takes the one before back: "fever, none", "but it resolved"."""
    denied = one_of("scopes", "denied_after").fullmatch(clause.line)
    return not clause.signs and bool(denied or _says_over(clause.line))


def _past(clause: Clause, sign: Span) -> bool:
    """ "I had a fever", "fever 3 weeks ago"; but not "I have had a fever since Monday".

    Some things are told in the past tense as soon as they have happened ("I fainted"): they need a time.
    """
    if _recent(clause):
        return False
    tense = _tense(clause, sign)
    if tense == "past" and sign.group not in danger_list("told_as_events"):
        return True
    return tense != "present" and _long_ago(clause)


def _tense(clause: Clause, sign: Span) -> str:
    """Of the verb that stands closest before the sign, or in it: "present", "past", or "open"."""
    words = one_of("scopes", "perfect").sub("~", clause.line[: sign.end])
    present = [verb.start() for verb in one_of("scopes", "present").finditer(words)]
    past = [verb.start() for verb in one_of("scopes", "past").finditer(words)]
    if not present and not past:
        follows = clause.after(sign).split()[:1]
        return "past" if follows and follows[0] in ("was", "were") else "open"
    return "present" if max(present, default=-1) > max(past, default=-1) else "past"


def _recent(clause: Clause) -> bool:
    return bool(one_of("scopes", "recent").search(clause.line))


def _long_ago(clause: Clause) -> bool:
    at_the_end = one_of("scopes", "long_ago_at_the_end").search(" ".join(clause.line.split()[-3:]))
    ended = bool(at_the_end) and clause.line.rstrip().endswith(at_the_end.group())
    return ended or bool(one_of("scopes", "long_ago").search(clause.line) or _month().search(clause.line))


@cache
def _month() -> re.Pattern[str]:
    before, months = ("|".join(danger_list("scopes", name)) for name in ("before_month", "months"))
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"(?<!\S)(?:(?:{before}) (?:{months})|(?:in|since|of|around) {year}|(?:{months}) {year})(?!\S)"
    )


def _hypothetical(clause: Clause, sign: Span) -> bool:
    """ "What if I get a fever", "it could cause bleeding"; but not "I'm not sure if I have a fever"."""
    before = one_of("scopes", "not_hypothetical").sub("~", clause.before(sign))
    return bool(one_of("scopes", "hypothetical").search(before))


def _asked_in_general(clause: Clause, sign: Span) -> bool:
    """ "Is fever normal?", "does it cause seizures"; but not "why am I bleeding"."""
    words = list(_after_skipped(clause.line.split()))
    # "He feels hot and is confused" asks nothing: a question begins after a mark.
    asks = clause.mark in ".," and bool(words) and words[0] in danger_list("scopes", "asking")
    return asks and not one_of("scopes", "speaks_of_self").search(clause.line)


def _after_skipped(words: list[str]) -> Iterator[str]:
    skipping = True
    for word in words:
        skipping = skipping and word in danger_list("scopes", "skipped_before_asking")
        if not skipping:
            yield word


def _of_somebody_else(clause: Clause, sign: Span) -> bool:
    """ "My mother died of a stroke", "my neighbor has a fever"."""
    return bool(one_of("scopes", "of_somebody_else").search(clause.line))
