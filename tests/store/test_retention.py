"""Conversations that fell silent long ago are forgotten, and only those."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from ciphers import CIPHER
from purging import forget_before
from sqlalchemy import make_url

from bot.store import CallbackStatus, Records, ScreeningId, SiteRecord, open_records, search_rows
from bot.store.kept_retention import Cutoffs, Keeping
from bot.store.kept_search import SearchKind
from bot.store.kept_site_referrals import LostReason, SiteContact, SiteReferralStatus

DAY = timedelta(days=1)
Happening = Callable[[Records, ScreeningId, datetime], object]


def ask_for_a_call(records: Records, at: datetime, conversation: str = "ann") -> None:
    """Requests a call."""
    records.request_callback(
        conversation,
        name="Ann",
        phone="+15155550123",
        phone_as_given="515-555-0123",
        best_time=None,
        consent_at=at,
        message_id=str(at),
        at=at,
    )


def mark_the_call(records: Records, screening: ScreeningId, at: datetime) -> None:
    """Requests a call long before, and marks it now."""
    ask_for_a_call(records, at - 100 * DAY)
    records.mark_callback(records.callbacks()[0].id, CallbackStatus.DONE, at)


def end_and_reopen(records: Records, screening: ScreeningId, at: datetime) -> None:
    """Leaves a result, and no ending, at that time."""
    records.end_screening(screening, "not_yet", [], None, at)
    records.reopen(screening)


HAPPENINGS: dict[str, Happening] = {
    "answer": lambda records, screening, at: records.record_answer(
        screening, "age", 61, words="61", message_id="m1", at=at
    ),
    "result": end_and_reopen,
    "abandonment": lambda records, screening, at: records.abandon_screening(screening, at),
    "code": lambda records, screening, at: records.reference_code(screening, at, DAY),
    "callback step": mark_the_call,
}


def test_a_conversation_is_forgotten_when_it_began_before(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    assert forget_before(records, noon) == 0
    assert records.current_screening("ann").id == screening

    assert forget_before(records, noon + timedelta(microseconds=1)) == 1
    assert records.current_screening("ann") is None


@pytest.mark.parametrize("what", HAPPENINGS)
def test_whatever_happened_last_counts(
    records: Records, screening: ScreeningId, noon: datetime, what: str
) -> None:
    last = noon + 30 * DAY
    HAPPENINGS[what](records, screening, last)

    assert forget_before(records, last) == 0
    assert records.current_screening("ann").id == screening

    assert forget_before(records, last + timedelta(microseconds=1)) == 1
    assert records.current_screening("ann") is None
    assert records.callbacks() == ()


def test_a_request_to_be_called_keeps_its_conversation_until_it_is_done(
    records: Records, noon: datetime
) -> None:
    ask_for_a_call(records, noon)
    assert forget_before(records, noon + 1000 * DAY) == 0

    records.mark_callback(records.callbacks()[0].id, CallbackStatus.DONE, noon + DAY)
    assert [forget_before(records, noon + DAY), forget_before(records, noon + 2 * DAY)] == [0, 1]
    assert records.callbacks() == ()


def test_finished_and_unfinished_conversations_have_times_of_their_own(
    records: Records, noon: datetime
) -> None:
    for name in ("finished", "unfinished"):
        screening = records.begin_screening(name, "web", "page", noon)
        if name == "finished":
            records.end_screening(screening, "not_yet", [], None, noon)
    after = noon + DAY
    assert records.expired(Cutoffs(None, after, None)) == ("unfinished",)
    assert records.expired(Cutoffs(after, None, None)) == ("finished",)
    assert set(records.expired(Cutoffs(after, after, None))) == {"finished", "unfinished"}
    assert records.expired(Cutoffs(None, None, None)) == ()
    assert records.expired(Cutoffs(noon, noon, None)) == ()


def test_days_are_counted_back_and_none_at_all_is_for_ever(noon: datetime) -> None:
    assert Cutoffs.at(noon, 365, 0, 30) == Cutoffs(noon - 365 * DAY, None, noon - 30 * DAY)


def test_who_speaks_again_before_it_is_their_turn_stays(records: Records, noon: datetime) -> None:
    screening = records.begin_screening("ann", "web", "page", noon)
    silent = Cutoffs(noon + DAY, noon + DAY, None)
    assert records.expired(silent) == ("ann",)
    records.record_answer(screening, "age", 61, words="61", message_id="m1", at=noon + 2 * DAY)
    assert not records.forget_if_expired("ann", silent)
    assert records.current_screening("ann")


def met(records: Records, name: str, at: datetime) -> None:
    """A finished conversation in which somebody was called and is referred to no site any more."""
    screening = records.begin_screening(name, "web", "page", at)
    records.record_answer(screening, "age", 61, words="61", message_id="m", at=at)
    records.end_screening(screening, "not_yet", [], None, at)
    records.open_visit(f"{name}-digest", name, at)
    records.take_turn(name, "key", {"text": "61"}, "61", at)
    ask_for_a_call(records, at, name)
    [callback] = records.callbacks(conversation=name)
    records.mark_callback(callback.id, CallbackStatus.DONE, at)
    site = SiteRecord("Cancer Center", "Boston", "MA", "02215", 3.0, "RECRUITING")
    referral = records.refer_to_site(screening, site, STAFF, at).id
    records.set_site_contact(referral, SiteContact("Ann", "+15155550123", "515-555-0123", "ann@example.org"))
    lost = SiteReferralStatus.LOST
    records.mark_site_referral(referral, lost, STAFF, at, reason=LostReason.NOT_REACHED)


STAFF = UUID("6c1a7c5e-3c1e-4a51-9b62-0f3f7a7f3d55")


def test_contact_data_can_go_before_the_answers(records: Records, noon: datetime) -> None:
    met(records, "ann", noon)
    met(records, "bob", noon + 10 * DAY)
    silent = Cutoffs(None, None, noon + DAY)
    assert records.find_people("Ann") == ("ann", "bob")
    assert records.expired_contacts(silent) == ("ann",)
    assert records.forget_contact_if_expired("ann", silent)
    assert not records.forget_contact_if_expired("bob", silent)

    assert records.find_people("Ann") == ("bob",)
    assert [callback.conversation for callback in records.callbacks()] == ["bob"]
    assert (records.turns("ann"), records.visit("ann-digest")) == ((), None)
    [referral] = records.site_referrals("ann")
    assert (referral.contact, referral.site.name) == (None, "Cancer Center")
    assert records.current_answers(records.current_screening("ann").id)["age"].value == 61
    assert records.expired_contacts(silent) == ()
    assert records.site_referrals("bob")[0].contact.phone == "+15155550123"


def test_the_plan_says_what_would_go_and_what_keeps_the_rest(records: Records, noon: datetime) -> None:
    met(records, "ann", noon)
    met(records, "bob", noon + DAY)
    met(records, "cid", noon + 10 * DAY)
    records.begin_screening("dora", "web", "page", noon)
    ask_for_a_call(records, noon, "dora")

    plan = records.purge_plan(Cutoffs(noon + 5 * DAY, noon + 5 * DAY, noon + 20 * DAY))

    assert (plan.conversations, plan.oldest, plan.newest) == (2, noon, noon + DAY)
    some = {
        name: plan.rows[name] for name in ("screening", "answer", "callback", "site_referral_step", "case")
    }
    assert some == {"screening": 2, "answer": 2, "callback": 2, "site_referral_step": 4, "case": 0}
    assert (plan.contacts, plan.contact_rows["callback"], plan.contact_rows["turn"]) == (1, 1, 1)
    assert plan.kept == {Keeping.CALL_TO_MAKE: 1, Keeping.OPEN_CALL: 0, Keeping.OPEN_REFERRAL: 0}
    assert len(records.callbacks()) == 4, "nothing was deleted"


def test_no_byte_of_contact_data_is_left_in_the_sqlite_files(tmp_path: Path, noon: datetime) -> None:
    with open_records(f"sqlite:///{tmp_path}/records.db", CIPHER) as records:
        met(records, "ann", noon)
        [entry] = search_rows.digests(CIPHER, SearchKind.NAME, "Ann")

        def files() -> list[str]:
            return [file.name for file in tmp_path.iterdir() if entry.encode() in file.read_bytes()]

        assert files(), "else this test could not fail"
        records.forget_contact_if_expired("ann", Cutoffs(None, None, noon + DAY))
        records.erase_deleted()
        assert files() == []


def test_a_later_screening_keeps_the_earlier_ones(records: Records, noon: datetime) -> None:
    first = records.begin_screening("ann", "web", "page", noon)
    records.end_screening(first, "not_yet", [], None, noon)
    records.begin_screening("ann", "web", "page", noon + 30 * DAY)

    assert forget_before(records, noon + DAY) == 0
    assert records.result_history(first)


def test_only_the_silent_conversations_go(records: Records, noon: datetime) -> None:
    for day, conversation in enumerate(["ann", "bob", "cid", "dora"]):
        screening = records.begin_screening(conversation, "web", "page", noon + day * DAY)
        records.record_answer(screening, "age", 61, words="61", message_id="m", at=noon + day * DAY)
        records.open_visit(f"{conversation}-digest", conversation, noon + day * DAY)

    assert forget_before(records, noon + 2 * DAY) == 2
    assert [records.current_screening(name) is None for name in ("ann", "bob", "cid", "dora")] == [
        True,
        True,
        False,
        False,
    ]
    assert [records.visit(f"{name}-digest") is None for name in ("bob", "cid")] == [True, False]
    assert forget_before(records, noon + 2 * DAY) == 0


def test_a_time_without_a_zone_forgets_nothing(
    records: Records, screening: ScreeningId, noon: datetime
) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        forget_before(records, datetime(2100, 1, 1))
    assert records.current_screening("ann") is not None


def test_no_byte_of_them_is_left_in_the_sqlite_files(tmp_path: Path, noon: datetime) -> None:
    def files_with(needle: bytes) -> list[str]:
        return sorted(file.name for file in tmp_path.iterdir() if needle in file.read_bytes())

    with open_records(f"sqlite:///{tmp_path}/records.db", CIPHER) as records:
        for conversation in ("zelda-old", "zelda-older"):
            screening = records.begin_screening(conversation, "web", "page", noon)
            records.record_answer(screening, "age", 61, words=conversation, message_id="m", at=noon)
        assert files_with(b"zelda"), "else this test could not fail"

        assert forget_before(records, noon + DAY) == 2
        assert files_with(b"zelda") == []


@pytest.fixture
def answering(new_postgresql_database: Callable[[], str], noon: datetime) -> Iterator[tuple]:
    """Records of an old screening, and another connection in the midst of answering in it."""
    url = new_postgresql_database()
    with open_records(url, CIPHER) as records:
        records.begin_screening("ann", "web", "page", noon)
        address = make_url(url)
        with closing(
            psycopg.connect(host=address.query["host"], user="postgres", dbname=address.database)
        ) as other:
            other.execute("SELECT id FROM screening FOR UPDATE")
            other.execute(
                "INSERT INTO answer SELECT id, 1, 'age', '61', 'answered', '61', %s, 'patient', 'm1' FROM screening",
                [noon + 30 * DAY],
            )
            yield records, other


def test_an_answer_that_is_being_recorded_meanwhile_saves_its_conversation(
    answering: tuple[Records, psycopg.Connection], noon: datetime
) -> None:
    records, other = answering
    with ThreadPoolExecutor(1) as pool:
        forgetting = pool.submit(forget_before, records, noon + DAY)
        while not other.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
            assert not forgetting.done()
        other.commit()

        assert forgetting.result() == 0
    assert records.current_screening("ann") is not None
