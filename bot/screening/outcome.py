"""What the decisions come to together, and which question is next."""

from collections.abc import Collection, Iterable

from bot.screening.verdict import Decision, Outcome, Verdict

_FIRST_RULE_THAT_APPLIES = (
    (Verdict.NOT_MET, Outcome.LIKELY_NOT_ELIGIBLE),
    (Verdict.MISSING, Outcome.INCOMPLETE),
    (Verdict.NOT_YET, Outcome.NOT_YET),
    (Verdict.TEAM_REVIEW, Outcome.POSSIBLY_ELIGIBLE),
    (Verdict.UNKNOWN, Outcome.POSSIBLY_ELIGIBLE),
)


def outcome(decisions: Iterable[Decision]) -> Outcome:
    """The first that applies: a failure, something not asked, a wait, an open point, else likely eligible."""
    verdicts = {decision.verdict for decision in decisions}
    for verdict, result in _FIRST_RULE_THAT_APPLIES:
        if verdict in verdicts:
            return result
    return Outcome.LIKELY_ELIGIBLE


def next_question(decisions: Collection[Decision], interview: Iterable[str]) -> str | None:
    """The first fact of the interview that a criterion lacks; None when no answer can change the outcome.

    A single `not_met` settles the outcome whatever the rest is, so nothing more is asked.
    """
    if any(decision.verdict is Verdict.NOT_MET for decision in decisions):
        return None
    lacking = {decision.lacks for decision in decisions if decision.lacks is not None}
    return next((fact for fact in interview if fact in lacking), None)
