"""A case with answers on record, and a Rasa that takes corrections as the real one does."""

import json
from datetime import date, timedelta

from before_the_door import SCREEN_DAY, FakeRasa
from people import FITS_THE_TRIAL

from bot.conversation.facts import ASKED
from bot.conversation.understanding import read_given
from bot.store import AnswerStatus, GivenBy, Records
from bot.store.kept_cases import CaseRecord
from bot.values import UNKNOWN

CONVERSATION = "the conversation of sample person 12"


def case_with(app, answers=FITS_THE_TRIAL, owner=None) -> CaseRecord:
    """The case of a conversation in which these answers were given."""
    began = app.now() - timedelta(minutes=30)
    screening = app.records.begin_screening(CONVERSATION, "call_center", "page", began)
    given = {"consent": True, **answers}
    for number, (fact, value) in enumerate(given.items()):
        status = AnswerStatus.UNKNOWN if value == "unknown" else AnswerStatus.ANSWERED
        at = began + timedelta(seconds=20 * number)
        app.records.record_answer(
            screening, fact, value, words=f"said of {fact}", message_id=f"m{number}", at=at, status=status
        )
    return app.records.open_case(CONVERSATION, app.now(), owner)


def take_corrections(rasa: FakeRasa, records: Records) -> None:
    """Let this Rasa record what the console corrects, as the action server would."""

    class Heard(list):
        def append(self, sent) -> None:
            super().append(sent)
            _record(records, sent)

    rasa.heard = Heard()
    rasa.say = [{"text": "I changed it. Your other answers stay."}]


def _record(records: Records, sent: dict) -> None:
    intent, _, facts = sent["message"].partition("{")
    if intent != "/correct":
        return
    told = sent["metadata"]
    understood = read_given(json.loads("{" + facts), date.fromisoformat(SCREEN_DAY))
    screening = records.current_screening(sent["sender"])
    for fact, value in understood.values.items():
        records.record_answer(
            screening.id, fact, ASKED[fact].write(value), words=told["said"], message_id=told["key"],
            at=screening.started_at + timedelta(minutes=29), given_by=GivenBy(told["given_by"]),
            status=_status(understood.declined, value),
        )  # fmt: skip


def _status(declined, value) -> AnswerStatus:
    if declined:
        return AnswerStatus.DECLINED
    return AnswerStatus.UNKNOWN if value is UNKNOWN else AnswerStatus.ANSWERED
