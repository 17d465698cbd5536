"""Several gateways before one Redis: one message of a person at a time, and limits that count together."""

import asyncio
import socket
import threading
from contextlib import AsyncExitStack, asynccontextmanager, closing

import pytest
from before_the_door import QUESTION, FakeRasa, begin, code_of, send
from redis import Redis

from bot.gateway import health, rates, shared_claims
from bot.gateway.assistant import in_order
from bot.gateway.claims import OwnClaims, claims_for
from bot.gateway.rates import Rates
from bot.gateway.refusals import Refusal
from bot.gateway.shared_claims import SharedClaims
from bot.settings import Settings


@pytest.fixture
def doors(open_door, redis_server):
    """Two doors, and one browser that talks to both of them."""
    one, other = (open_door(redis_url=redis_server.url) for _ in range(2))
    begin(one)
    other.cookies = one.cookies
    return one, other


def test_what_one_door_was_told_another_goes_on_with(doors, rasa):
    one, other = doors
    assert send(one, {"text": "hello"}).status_code == 200
    assert send(other, {"text": "none"}).status_code == 200
    assert rasa.messages == ["hello", "none"]


@pytest.fixture
def open_turn(doors, rasa):
    """A message at the first door that is not answered until the test says so."""
    rasa.may_answer.clear()
    replies = []
    sending = threading.Thread(target=lambda: replies.append(send(doors[0], {"text": "hello"}, KEY)))
    sending.start()
    while not rasa.heard:
        pass
    yield replies
    rasa.may_answer.set()
    sending.join()


KEY = "9f0c2c5e-6a0f-4b43-8d3e-7e2a8b7f8d10"


def test_the_second_door_waits_with_the_next_message_and_hears_none_twice(doors, rasa, open_turn):
    _, other = doors
    assert code_of(send(other, {"text": "and another"})) == "busy"
    assert code_of(send(other, {"text": "hello"}, KEY)) == "busy"
    rasa.may_answer.set()
    while not open_turn:
        pass
    assert send(other, {"text": "hello"}, KEY).json() == open_turn[0].json()
    assert rasa.messages == ["hello"]


def test_nothing_is_deleted_while_the_other_door_talks(doors, open_turn):
    assert code_of(doors[1].delete("/api/v1/conversation")) == "busy"


def test_without_redis_the_message_is_refused_kindly_and_counts_once_it_is_back(doors, rasa, redis_server):
    one, other = doors
    redis_server.stop()
    refused = send(one, {"text": "hello"}, KEY)
    assert (code_of(refused), refused.status_code) == ("shared_away", 503)
    assert refused.json()["error"]["retry"]
    assert one.get("/api/v1/messages").status_code == 200
    ready = one.get("/ready")
    assert (ready.status_code, ready.json()["parts"]["claims"]) == (503, False)
    redis_server.start()
    assert send(other, {"text": "hello"}, KEY).status_code == 200
    assert send(one, {"text": "hello"}, KEY).status_code == 200
    assert rasa.messages == ["hello"]
    assert one.get("/ready").json()["ready"]


def test_a_turn_in_which_redis_goes_away_is_answered(doors, rasa, redis_server, open_turn):
    redis_server.stop()
    rasa.may_answer.set()
    while not open_turn:
        pass
    assert open_turn[0].status_code == 200


def test_what_is_too_much_is_too_much_at_both_doors_together(open_door, redis_server):
    one, other = (open_door(redis_url=redis_server.url, rate_messages="2/hour") for _ in range(2))
    begin(one)
    other.cookies = one.cookies
    assert send(one, {"text": "hello"}).status_code == 200
    assert send(other, {"text": "hello"}).status_code == 200
    refused = send(one, {"text": "hello"})
    assert code_of(refused) == "slow_down"
    assert 0 < int(refused.headers["Retry-After"]) <= 3600


def test_without_redis_each_counts_for_itself(tmp_path, redis_server):
    settings = Settings(home=tmp_path, redis_url=redis_server.url, rate_resume="1/hour")
    with closing(Rates(settings)) as one, closing(Rates(settings)) as other:
        redis_server.stop()
        for each in (one, other):
            each.count("resume", "somebody")
            with pytest.raises(Refusal, match="slow_down"):
                each.count("resume", "somebody")


def test_redis_is_told_neither_addresses_nor_codes(tmp_path, redis_server):
    settings = Settings(home=tmp_path, redis_url=redis_server.url, rate_resume="1/hour")
    with closing(Rates(settings)) as limits, closing(Redis.from_url(redis_server.url)) as server:
        limits.count("resume", "code TULIP234")
        [kept] = server.keys()
    assert kept.startswith(b"aftercart:rate:") and b"TULIP" not in kept


def test_once_redis_is_back_they_count_together_again(tmp_path, redis_server, monkeypatch):
    monkeypatch.setattr(rates, "ASKED_AGAIN_AFTER_SECONDS", 0)
    settings = Settings(home=tmp_path, redis_url=redis_server.url, rate_resume="1/hour")
    with closing(Rates(settings)) as one, closing(Rates(settings)) as other:
        redis_server.stop()
        one.count("resume", "somebody")
        redis_server.start()
        one.count("resume", "somebody")
        with pytest.raises(Refusal, match="slow_down"):
            other.count("resume", "somebody")


@pytest.fixture
def silent_server():
    """A server that lets in and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize(
    ("setting", "url", "part"),
    [
        ("tracker_url", "postgresql://nobody@{}/tracker", "conversations"),
        ("redis_url", "redis://{}/0", "claims"),
        ("rasa_address", "http://{}", "assistant"),
        ("actions_address", "http://{}", "actions"),
    ],
)
def test_it_is_not_ready_while_one_part_is_silent(open_door, silent_server, monkeypatch, setting, url, part):
    monkeypatch.setattr(health, "READY_WITHIN_SECONDS", 0.5)
    ready = open_door(**{setting: url.format(silent_server)}).get("/ready")
    assert ready.status_code == 503
    assert [name for name, answers in ready.json()["parts"].items() if not answers] == [part]


@asynccontextmanager
async def several(redis_url, number):
    """Claims of so many gateways, closed at the end."""
    made = [SharedClaims(redis_url) for _ in range(number)]
    try:
        yield made
    finally:
        for each in made:
            await each.close()


async def claimed_within(one, other):
    async with one.of("ann") as first, other.of("ann") as second:
        return first, second


def test_one_conversation_is_claimed_once_and_again_when_it_was_released(redis_server):
    async def twice():
        async with several(redis_server.url, 2) as (one, other):
            return await claimed_within(one, other), await claimed_within(other, one)

    assert asyncio.run(twice()) == ((True, False), (True, False))


def test_a_gateway_alone_needs_no_redis():
    own = claims_for("")
    assert isinstance(own, OwnClaims)
    assert asyncio.run(claimed_within(own, own)) == (True, False)
    assert asyncio.run(claimed_within(own, own)) == (True, False)


@pytest.fixture
def short_lease(monkeypatch):
    """A lease of a third of a second, prolonged three times in that."""
    monkeypatch.setattr(shared_claims, "LEASE_SECONDS", 0.3)
    monkeypatch.setattr(shared_claims, "PROLONGED_EVERY_SECONDS", 0.1)


def test_a_claim_outlasts_its_lease_while_it_is_held(redis_server, short_lease):
    async def long_turn():
        async with several(redis_server.url, 2) as (one, other), one.of("ann"):
            await asyncio.sleep(1)
            async with other.of("ann") as claimed:
                return claimed

    assert asyncio.run(long_turn()) is False


def test_who_lost_a_claim_does_not_release_the_next_ones(redis_server, short_lease, monkeypatch):
    monkeypatch.setattr(shared_claims, "PROLONGED_EVERY_SECONDS", 600)

    async def overtaken():
        async with several(redis_server.url, 3) as (one, other, third), AsyncExitStack() as later:
            async with one.of("ann"):
                await asyncio.sleep(0.5)
                monkeypatch.setattr(shared_claims, "LEASE_SECONDS", 60)
                second = await later.enter_async_context(other.of("ann"))
            async with third.of("ann") as claimed:
                return second, claimed

    assert asyncio.run(overtaken()) == (True, False)


URLS = ("http://one:5005", "http://two:5005", "http://three:5005")
SENDERS = [f"sender {number}" for number in range(300)]


def test_a_conversation_keeps_to_one_rasa_and_all_are_used():
    first = [in_order(URLS, sender)[0] for sender in SENDERS]
    assert first == [in_order(URLS[::-1], sender)[0] for sender in SENDERS]
    assert all(60 < first.count(url) < 140 for url in URLS)


def test_where_one_rasa_leaves_only_its_own_conversations_move():
    for sender in SENDERS:
        before = [url for url in in_order(URLS, sender) if url != URLS[0]]
        assert list(in_order(URLS[1:], sender)) == before


@pytest.fixture
def second_rasa():
    fake = FakeRasa()
    yield fake
    fake.stop()


def test_the_next_rasa_is_asked_where_one_cannot_be_reached(open_door, rasa, second_rasa):
    both = f"http://127.0.0.1:{rasa.port},http://127.0.0.1:{second_rasa.port}"
    browser = open_door(rasa_address=both, actions_address=both)
    begin(browser)
    assert send(browser, {"text": "hello"}).status_code == 200
    keeps_to, other = (rasa, second_rasa) if rasa.heard else (second_rasa, rasa)
    assert send(browser, {"text": "again"}).status_code == 200
    assert (keeps_to.messages, other.messages) == (["hello", "again"], [])
    keeps_to.stop()
    assert send(browser, {"text": "still there"}).status_code == 200
    assert other.messages == ["still there"]
    assert browser.get("/ready").json()["ready"]


def test_what_one_rasa_may_have_heard_no_other_hears(open_door, rasa, second_rasa):
    both = f"http://127.0.0.1:{rasa.port},http://127.0.0.1:{second_rasa.port}"
    browser = open_door(rasa_address=both)
    begin(browser)
    rasa.status = second_rasa.status = 503
    assert code_of(send(browser, {"text": "hello"})) == "assistant_away"
    assert len(rasa.heard + second_rasa.heard) == 1
    rasa.status = second_rasa.status = 200
    rasa.say = second_rasa.say = QUESTION
    assert send(browser, {"text": "hello"}).status_code == 200
