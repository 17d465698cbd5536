"""Fills an empty home with sample data."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import cycle
from pathlib import Path

from bot.conversation.contract import site_as_json
from bot.demo.afterwards import ask_for_calls, hand_over, record_call
from bot.demo.people import sample_people
from bot.demo.playing import Talk, play
from bot.demo.recording import ended, record_talk
from bot.demo.staff import Account, add_sample_staff, keep_accounts, kept_accounts
from bot.store import Records, Role, SiteRecord, StaffRecord

PEOPLE = 200
WEEKS = 12
ACCOUNTS = "sample-accounts.json"
"""The file that marks a home as one of sample data."""
REFERRED_OUTCOMES = ("likely_eligible", "possibly_eligible")


class NotEmpty(Exception):
    """There are records that this command did not make; the message says so."""


def fill(records: Records, home: Path, today: date, now: datetime) -> list[Account]:
    """Fill empty records with sample data, once, and give the accounts of the sample staff. Raises NotEmpty."""
    marker = home / ACCOUNTS
    if marker.exists():
        return kept_accounts(marker)
    if (
        records.all_staff()
        or records.deleted_conversations()
        or records.figure_counts([_ever(now)], now).stages
    ):
        raise NotEmpty(
            "These records hold more than sample data, which would be mixed up. Give an empty folder: "
            "AFTERCART_HOME=/some/empty/folder"
        )
    staff = list(add_sample_staff(records, now))
    keep_accounts(marker, [account for _, account in staff])
    _play_all(records, [person for person, _ in staff if person.role is Role.AGENT], today, now)
    return kept_accounts(marker)


def _ever(now: datetime) -> datetime:
    return now.replace(year=2000)


def _play_all(records: Records, agents: Sequence[StaffRecord], today: date, now: datetime) -> None:
    talks = [talk for talk in map(play, sample_people(PEOPLE, today, WEEKS)) if ended(talk) < now]
    screenings = {talk.person.number: record_talk(records, talk) for talk in talks}
    referred = 0
    for talk, agent in zip(talks, cycle(agents), strict=False):
        if talk.person.on_the_phone:
            record_call(records, talk, agent)
        if _is_referred(talk):
            site = SiteRecord(**site_as_json(*talk.ending.sites[0]))
            hand_over(records, talk, screenings[talk.person.number], site, agent, referred)
            referred += 1
    ask_for_calls(records, talks, agents, now)


def _is_referred(talk: Talk) -> bool:
    return bool(talk.ending and talk.ending.sites and talk.ending.screening.outcome in REFERRED_OUTCOMES)
