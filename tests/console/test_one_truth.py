"""The same answers give the same result in the chat and on the phone, with the real assistant behind both."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from at_the_desk import person, signed_in_cookie
from httpx2 import Client
from hypothesis import HealthCheck, Phase, given, settings
from somebody import Somebody, somebody
from two_ways import Chat, Phone, Way

from bot.app import App
from bot.gateway.door import Door, make_door
from bot.settings import Settings
from bot.store import open_records
from bot.store.kept_calls import CallId

SCREENS = 40
MOST_TURNS = 90


@pytest.fixture(scope="module")
def door(assistant: Settings) -> Iterator[Door]:
    """The records and the secret of the assistant that runs."""
    with open_records(assistant.records, assistant.cipher) as records:
        yield make_door(App(assistant, records))


def browser(door: Door) -> Client:
    """A browser on the assistant's own origin."""
    origin = door.app.settings.gateway_url
    return Client(base_url=origin, headers={"Origin": origin}, timeout=60)


def at_the_desk(door: Door) -> Client:
    """A browser in which an agent is signed in."""
    client = browser(door)
    client.cookies.set(*signed_in_cookie(door, person(door.app, "agent")))
    return client


def answered(who: Somebody, way: Way) -> list[str]:
    """Answers to the end; the questions in their order."""
    way_of_asking, asked = replace(who, asked={}), []
    while way.asked is not None:
        asked.append(way.asked)
        assert len(asked) < MOST_TURNS, " ".join(asked)
        way.do(way_of_asking.answer(way))
    return asked


def last_result(door: Door, conversation: str) -> dict[str, Any] | None:
    """The result that the records hold."""
    replies = [each for turn in door.records.turns(conversation) for each in turn.reply or ()]
    return next((each["result"] for each in reversed(replies) if each.get("result")), None)


def on_record(door: Door, conversation: str) -> dict[str, tuple[Any, str]]:
    """What counts of each answer."""
    screening = door.records.current_screening(conversation)
    kept = door.records.current_answers(screening.id) if screening else {}
    return {fact: (each.value, each.status) for fact, each in kept.items()}


OUTCOMES: list[str] = []


@settings(
    max_examples=SCREENS,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(who=somebody())
def test_chat_and_phone_come_to_the_same(door: Door, who: Somebody) -> None:
    with browser(door) as visitor, at_the_desk(door) as desk:
        chat = Chat(visitor)
        session = door.sessions.read_cookie(visitor.cookies["aftercart"])
        phone = Phone(desk, door.desk.csrf_token(desk.cookies[door.desk.cookie_name]))
        asked = answered(who, chat), answered(who, phone)
    case = door.records.case(door.records.call(CallId(UUID(phone.call))).case_id)

    assert asked[0] == asked[1]
    result = last_result(door, case.conversation)
    assert result == chat.result
    assert result is not None
    assert on_record(door, case.conversation) == on_record(door, door.sessions.conversation(session))
    OUTCOMES.append(result["outcome"])


def test_the_screens_were_no_mere_formality() -> None:
    assert len(OUTCOMES) >= SCREENS
    assert len(set(OUTCOMES)) >= 3
