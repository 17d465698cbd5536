"""Puts a played talk on record, as the door and the actions would have."""

from datetime import UTC, datetime, time, timedelta

from bot.callcenter import script
from bot.conversation.contract import question_as_json, result_as_json, site_as_json
from bot.conversation.facts import ASKED, CONSENT
from bot.conversation.interview import Interview
from bot.demo.playing import Played, Talk
from bot.store import AnswerStatus, Records, ReferralRecord, ScreeningId, SiteRecord, VerdictRecord
from bot.trial.page import trial_page
from bot.trial.result import screening_as_json
from bot.values import UNKNOWN

BETWEEN_TURNS = timedelta(seconds=27)
FIRST_HOUR_UTC, HOURS = 14, 8
WEB, PHONE = "rest", "call_center"


def conversation_of(talk: Talk) -> str:
    """The name of a sample conversation."""
    return f"sample-{talk.person.number}"


def began(talk: Talk) -> datetime:
    """When a talk began: spread over the hours of a working day."""
    hour = FIRST_HOUR_UTC + talk.person.number % HOURS
    return datetime.combine(talk.person.day, time(hour, 7 * talk.person.number % 60), UTC)


def ended(talk: Talk) -> datetime:
    """When the last turn of a talk was."""
    return began(talk) + BETWEEN_TURNS * (len(talk.turns) + 1)


def record_talk(records: Records, talk: Talk) -> ScreeningId | None:
    """Keep a talk: the turns, the answers, the result. The screening, if the person agreed to one."""
    name, screening = conversation_of(talk), None
    if not talk.person.on_the_phone:
        records.open_visit(f"visit-of-{name}", name, began(talk))
    _keep_turn(records, talk, 0, {"command": "open"}, None)
    for number, turn in enumerate(talk.turns, start=1):
        _keep_turn(records, talk, number, {"text": turn.words or "-"}, turn.words)
        if turn.after.answers.get(CONSENT) is True:
            channel = PHONE if talk.person.on_the_phone else WEB
            at = began(talk) + BETWEEN_TURNS * number
            screening = screening or records.begin_screening(name, channel, _page_version(), at)
            _keep_answers(records, screening, talk, turn, number, at)
    if screening and talk.ending:
        _keep_result(records, screening, talk)
    return screening


def _keep_turn(records: Records, talk: Talk, number: int, request: dict, said: str | None) -> None:
    name, key = conversation_of(talk), f"turn-{number}"
    records.take_turn(name, key, request, said, began(talk) + BETWEEN_TURNS * number)
    records.answer_turn(name, key, _reply(talk, number))


def _reply(talk: Talk, number: int) -> list[dict]:
    """What was asked next, without the buttons: nobody presses them any more."""
    if number < len(talk.turns):
        question = talk.turns[number].question
    elif talk.ending:
        ending, answers = talk.ending, talk.turns[-1].after.answers
        return [{"text": "", "buttons": [], **result_as_json(ending.screening, answers, ending.sites)}]
    elif talk.asked is None:
        return [{"text": script.words("utter_consent_declined"), "buttons": []}]
    else:
        question = talk.asked
    return [{"text": script.words(f"utter_ask_{question.name}"), "buttons": [], **question_as_json(question)}]


def _keep_answers(
    records: Records, screening: ScreeningId, talk: Talk, turn: Played, number: int, at: datetime
) -> None:
    before, after = turn.before.answers, turn.after.answers
    for fact in ASKED:
        if before.get(fact) != after.get(fact):
            records.record_answer(
                screening,
                fact,
                ASKED[fact].write(after[fact]),
                words=turn.before.check.words
                if turn.before.check and turn.before.check.words
                else turn.words,
                message_id=f"turn-{number}",
                at=at,
                status=_status(fact, turn.after),
                given_by=talk.person.given_by,
            )


def _status(fact: str, after: Interview) -> AnswerStatus:
    if fact in after.memory.declined:
        return AnswerStatus.DECLINED
    return AnswerStatus.UNKNOWN if after.answers[fact] is UNKNOWN else AnswerStatus.ANSWERED


def _keep_result(records: Records, screening: ScreeningId, talk: Talk) -> None:
    ending, result = talk.ending, screening_as_json(talk.ending.screening)
    verdicts = [
        VerdictRecord(
            each["id"], each["verdict"], each["reason"], ending.screening.decisions[each["id"]].available_from
        )
        for each in result["criteria"]
    ]
    sites = tuple(SiteRecord(**site_as_json(*each)) for each in ending.sites)
    referral = ReferralRecord(ending.place, sites) if sites else None
    records.end_screening(screening, result["outcome"], verdicts, referral, ended(talk))


def _page_version() -> str:
    page = trial_page()
    return f"{page.trial}, last updated {page.last_updated}"
