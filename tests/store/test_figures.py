"""Figures: what began in a period is counted, by whole conversations, on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest

from bot.store import AnswerStatus, Records, SiteRecord, VerdictRecord
from bot.store.kept import GivenBy
from bot.store.kept_calls import CallDirection, CallOutcome
from bot.store.kept_figures import ENROLLED, NO_CONSENT, REFERRED, UNFINISHED, Hesitation, Way
from bot.store.kept_site_referrals import Shared, SiteContact, SiteReferralStatus

WEEK = timedelta(days=7)


@pytest.fixture
def weeks(noon):
    return [noon - WEEK, noon]


class People:
    """Puts people on record, each with a conversation of their own."""

    def __init__(self, records: Records, at):
        self.records, self.at, self.number = records, at, 0

    def talks(self, way="web", later=timedelta(0), ask="diagnosis"):
        """Somebody who says hello, and is asked something."""
        self.number += 1
        name, at = f"sample person {self.number}", self.at + later
        if way == "web":
            self.records.open_visit(name, name, at)
        self.records.take_turn(name, "k1", {"text": "hello"}, "hello", at)
        self.records.answer_turn(
            name, "k1", [{"text": "?", "buttons": []}, {"text": "?", "ask": ask, "buttons": []}]
        )
        return name

    def consents(self, way="web", **talk):
        """Somebody who agrees to the questions."""
        name = self.talks(way, **talk)
        channel = "call_center" if way == "phone" else "rest"
        screening = self.records.begin_screening(name, channel, "page", self.at)
        self.answers(screening, "consent", True)
        return name, screening

    def answers(self, screening, fact, value, status=AnswerStatus.ANSWERED):
        self.records.record_answer(
            screening, fact, value, words="w", message_id=uuid4().hex, at=self.at, status=status
        )

    def finishes(self, outcome, verdicts=(), way="web", **talk):
        """Somebody whose screen ends."""
        name, screening = self.consents(way, **talk)
        told = [VerdictRecord(criterion, verdict, "why") for criterion, verdict in verdicts]
        self.records.end_screening(screening, outcome, told, None, self.at)
        return name, screening


@pytest.fixture
def people(records, noon):
    return People(records, noon)


def counts(records, weeks):
    return records.figure_counts(weeks, weeks[-1] + WEEK)


def test_how_far_people_came_by_week_and_way(records, people, weeks):
    people.talks()
    people.talks("phone")
    people.consents(later=-timedelta(hours=1))
    people.finishes("likely_eligible")
    people.finishes("likely_eligible", way="phone")
    people.finishes("not_yet", later=-WEEK)
    assert counts(records, weeks).stages == {
        (1, Way.WEB, NO_CONSENT): 1,
        (1, Way.PHONE, NO_CONSENT): 1,
        (0, Way.WEB, UNFINISHED): 1,
        (1, Way.WEB, "likely_eligible"): 1,
        (1, Way.PHONE, "likely_eligible"): 1,
        (0, Way.WEB, "not_yet"): 1,
    }


@pytest.mark.parametrize(("later", "counted"), [(-WEEK - timedelta(seconds=1), 0), (-WEEK, 1), (WEEK, 0)])
def test_the_first_moment_of_the_period_counts_and_its_end_does_not(records, people, weeks, later, counted):
    people.talks(later=later)
    assert sum(counts(records, weeks).stages.values()) == counted


def test_who_starts_over_is_one_person_with_the_last_screen(records, people, weeks):
    name, _ = people.finishes("likely_not_eligible", [("age", "not_met")])
    people.records.begin_screening(name, "rest", "page", people.at)
    found = counts(records, weeks)
    assert list(found.stages.values()) == [1]
    assert found.criteria == {}


def test_what_stops_and_what_stays_open_counts_in_the_last_result_only(records, people, weeks):
    _, screening = people.finishes("likely_not_eligible", [("age", "not_met"), ("hiv_controlled", "met")])
    records.reopen(screening)
    told = [VerdictRecord("age", "met", "why"), VerdictRecord("prior_lines", "unknown", "why")]
    records.end_screening(screening, "possibly_eligible", told, None, people.at)
    found = counts(records, weeks).criteria
    assert found == {("age", "met", Way.WEB): 1, ("prior_lines", "unknown", Way.WEB): 1}


def test_where_people_leave(records, people, weeks):
    people.consents(ask="prior_lines")
    people.consents(ask="prior_lines", way="phone")
    people.consents(ask="medications")
    people.finishes("likely_eligible", ask="zip_code")
    assert counts(records, weeks).left_at == {
        ("prior_lines", Way.WEB): 1,
        ("prior_lines", Way.PHONE): 1,
        ("medications", Way.WEB): 1,
    }


def test_hard_questions_count_once_for_each_person(records, people, weeks):
    for _ in range(2):
        _, screening = people.consents()
        people.answers(screening, "prior_lines", "unknown", AnswerStatus.UNKNOWN)
        people.answers(screening, "prior_lines", "unknown", AnswerStatus.UNKNOWN)
        people.answers(screening, "age", "unknown", AnswerStatus.DECLINED)
    assert counts(records, weeks).hesitations == {
        ("prior_lines", Hesitation.UNKNOWN, Way.WEB): 2,
        ("prior_lines", Hesitation.AGAIN, Way.WEB): 2,
        ("age", Hesitation.DECLINED, Way.WEB): 2,
    }


def test_calls_by_how_long_they_were(records, people, weeks, noon):
    case = records.open_case(people.talks("phone"), noon)
    for minutes in (4, 5, 12, 90):
        call = uuid4()
        records.begin_call(
            call,
            case.id,
            uuid4(),
            caller=GivenBy.PATIENT,
            direction=CallDirection.INCOMING,
            continued=False,
            at=noon,
        )
        records.end_call(call, CallOutcome.COMPLETED, noon + timedelta(minutes=minutes))
    assert counts(records, weeks).calls == {0: 1, 1: 1, 2: 1, 6: 1}


def test_nothing_was_kept_yet(records, weeks):
    found = counts(records, weeks)
    assert (found.stages, found.criteria, found.sites, found.handed_over, found.calls) == ({}, {}, {}, {}, {})


def test_handing_over_by_site_and_how_far_it_came(records, people, weeks, noon):
    for steps in ((), ("sent",), ("sent", "scheduled", "enrolled")):
        _, screening = people.finishes("likely_eligible")
        site = SiteRecord("Sample Site", "Des Moines", "Iowa", "50309", 1, "Active - Recruiting")
        referral = records.refer_to_site(screening, site, uuid4(), noon).id
        records.record_site_consent(referral, True, {Shared.CONTACT}, "0" * 64, uuid4(), noon)
        records.set_site_contact(referral, SiteContact("Sample Person", "+15155550100", "555-0100"))
        for step in steps:
            records.mark_site_referral(referral, SiteReferralStatus(step), uuid4(), noon)
    found = counts(records, weeks)
    assert found.sites == {("Sample Site", step): 1 for step in ("new", "sent", "enrolled")}
    assert found.handed_over == {(REFERRED, Way.WEB): 1, (ENROLLED, Way.WEB): 1}
