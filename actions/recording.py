"""What the actions write into the records."""

from rasa_sdk import Tracker

from actions.translation import chat_words, message_id
from bot.app import app
from bot.conversation.facts import ASKED, CONSENT
from bot.conversation.interview import Interview
from bot.conversation.result import Ending
from bot.language.caregivers import speaks_for_the_patient
from bot.store.kept import (
    AnswerStatus,
    GivenAnswer,
    GivenBy,
    ReferralRecord,
    SiteRecord,
    VerdictRecord,
)
from bot.trial.page import trial_page
from bot.values import UNKNOWN


def record_answers(tracker: Tracker, before: Interview, after: Interview, words: str) -> None:
    """Record every answer that the words gave or took back. Nothing is recorded without consent."""
    if after.answers.get(CONSENT) is not True:
        return
    # A bare yes confirms what was said before it: those are the person's words for the answer.
    confirmed = before.check.words if before.check else ""
    changed = [fact for fact in ASKED if before.answers.get(fact) != after.answers.get(fact)]
    given_by = _given_by(tracker) if changed else None
    app().records.record_message(
        tracker.sender_id,
        tracker.get_latest_input_channel() or "unknown",
        _page_version(),
        message_id(tracker),
        [_given(fact, after, confirmed or words, given_by) for fact in changed],
        app().now(),
    )


def _given(fact: str, after: Interview, words: str, given_by: GivenBy) -> GivenAnswer:
    value = ASKED[fact].write(after.answers[fact]) if fact in after.answers else None
    return GivenAnswer(fact, value, words, _status(fact, after), given_by)


def _given_by(tracker: Tracker) -> GivenBy:
    """Who gave the latest message: the agent knows; in the chat the person may have said it, at any time."""
    known = (tracker.latest_message.get("metadata") or {}).get("given_by")
    if known:
        return GivenBy(known)
    return GivenBy.CAREGIVER if any(map(speaks_for_the_patient, chat_words(tracker))) else GivenBy.PATIENT


def _status(fact: str, after: Interview) -> AnswerStatus:
    if fact not in after.answers:
        return AnswerStatus.WITHDRAWN
    if fact in after.memory.declined:
        return AnswerStatus.DECLINED
    return AnswerStatus.UNKNOWN if after.answers[fact] is UNKNOWN else AnswerStatus.ANSWERED


def _page_version() -> str:
    page = trial_page()
    return f"{page.trial}, last updated {page.last_updated}"


def record_ending(tracker: Tracker, ending: Ending, told: dict) -> None:
    """Record the result of a screen as it was `told`, with the sites that were offered."""
    verdicts = [
        VerdictRecord(
            each["id"], each["verdict"], each["reason"], ending.screening.decisions[each["id"]].available_from
        )
        for each in told["criteria"]
    ]
    sites = tuple(SiteRecord(**site) for site in told["sites"])
    referral = ReferralRecord(ending.place, sites) if sites else None
    app().records.end_current_screening(tracker.sender_id, told["outcome"], verdicts, referral, app().now())


def record_start_over(tracker: Tracker) -> None:
    """Set an open screening aside, so that the next answer begins another."""
    current = app().records.current_screening(tracker.sender_id)
    if current and current.ended_at is None:
        app().records.abandon_screening(current.id, app().now())
