"""Fills an empty home with sample data."""

from collections.abc import Sequence
from datetime import datetime
from itertools import cycle

from bot.app import App
from bot.conversation.contract import site_as_json
from bot.demo.afterwards import ask_for_calls, hand_over, record_call
from bot.demo.people import sample_people
from bot.demo.playing import Talk, play
from bot.demo.recording import conversation_of, ended, record_talk
from bot.demo.remembering import events_of
from bot.demo.staff import Account, add_sample_staff, keep_accounts, kept_accounts
from bot.store import Records, Role, SiteRecord, StaffRecord
from bot.store.sample_tracker import keep_talks
from bot.store.tracker import TrackerDatabase

PEOPLE = 200
WEEKS = 12
ACCOUNTS = "sample-accounts.json"
"""The file that marks a home as one of sample data."""
REFERRED_OUTCOMES = ("likely_eligible", "possibly_eligible")


class NotEmpty(Exception):
    """There are records that this command did not make; the message says so."""


def fill(app: App, people: int = PEOPLE) -> list[Account]:
    """Fill empty records with so many sample people, once; the accounts of the sample staff. Raises NotEmpty."""
    records, now, marker = app.records, app.now(), app.settings.home / ACCOUNTS
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
    talks = [talk for talk in map(play, sample_people(people, app.today(), WEEKS)) if ended(talk) < now]
    _record_all(records, talks, [person for person, _ in staff if person.role is Role.AGENT], now)
    _remember_all(app, talks)
    return kept_accounts(marker)


def _ever(now: datetime) -> datetime:
    return now.replace(year=2000)


def _remember_all(app: App, talks: Sequence[Talk]) -> None:
    TrackerDatabase(app.settings.tracker, app.settings.cipher).prepare()
    told = [(conversation_of(talk), ended(talk), events_of(talk)) for talk in talks]
    keep_talks(app.settings.tracker, app.settings.cipher, told)


def _record_all(
    records: Records, talks: Sequence[Talk], agents: Sequence[StaffRecord], now: datetime
) -> None:
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
