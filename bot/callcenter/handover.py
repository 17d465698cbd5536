"""The summary for a site: who asks to be contacted, what was told, and what is still to be settled."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from phonenumbers import PhoneNumberFormat, format_number, parse

from bot.callcenter.clock import say_time
from bot.callcenter.handover_criteria import CriterionRow, Medicine, medicines_of, rows_of
from bot.callcenter.panel import Panel, Side
from bot.language.word_lists import word_list
from bot.language.wording import say_day
from bot.screening.verdict import Verdict
from bot.sheet.answers import printable
from bot.sheet.window import WindowLine, window_lines
from bot.store.kept_site_referrals import Shared, SiteConsent, SiteContact, SiteReferralRecord
from bot.trial.page import TRIAL
from bot.trial.reasons import all_words
from bot.trial.sites import PAGE_UPDATED

DIGEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person shares beside the contact. A part that does not apply is empty."""

    outcome: str
    window: tuple[WindowLine, ...]
    window_not_known: str
    against: tuple[CriterionRow, ...]
    open: tuple[CriterionRow, ...]
    met: tuple[CriterionRow, ...]
    at_visit: tuple[str, ...]
    not_asked: tuple[str, ...]
    medicines: tuple[Medicine, ...]
    medicines_note: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary, part by part; `answered` is None where the person shares no answers with the site."""

    title: str
    heading: str
    for_site: str
    contact: tuple[tuple[str, str], ...]
    consent: tuple[str, ...]
    answered: Answered | None
    source: str


def words() -> dict:
    """Every word of the summary that does not hang on the person."""
    return word_list("handover_words", "bot.callcenter")


def summary_of(panel: Panel, referral: SiteReferralRecord, recorded_by: str, at: datetime) -> Summary:
    """The summary for the site of a referral, made at `at` from the panel of that day.

    Times are told in the zone of `at`. `recorded_by` is the name of the person of the staff who recorded the consent.
    Without a consent to share them no answer is in it.
    """
    site = referral.site
    place = f"{site.city}, {site.state} {site.zip}"
    return Summary(
        title=words()["page"]["title"].format(trial=TRIAL),
        heading=words()["page"]["heading"].format(trial=TRIAL),
        for_site=words()["page"]["for_site"].format(site=site.name, place=place),
        contact=_contact(referral.contact) if Shared.CONTACT in referral.may_share else (),
        consent=_consent(referral.consent, recorded_by, at.tzinfo),
        answered=_answered(panel) if Shared.ANSWERS in referral.may_share else None,
        source=_source(at),
    )


def _contact(contact: SiteContact | None) -> tuple[tuple[str, str], ...]:
    if contact is None:
        return ()
    labels = words()["contact"]
    given = contact.phone_as_given if _says_more(contact) else ""
    rows = (
        (labels["name"], contact.name),
        (labels["phone"], say_phone(contact.phone)),
        (labels["as_given"], given),
        (labels["email"], contact.email),
        (labels["best_time"], contact.best_time),
    )
    return tuple((label, printable(value)) for label, value in rows if value)


def say_phone(phone: str) -> str:
    """A telephone number in E.164 form as people in the United States write it: "(515) 555-0123"."""
    return format_number(parse(phone), PhoneNumberFormat.NATIONAL)


def _says_more(contact: SiteContact) -> bool:
    """Whether the person's words tell more than the number: an extension, "my daughter's"."""
    return any(letter.isalpha() for letter in contact.phone_as_given) or not contact.phone.endswith(
        "".join(letter for letter in contact.phone_as_given if letter.isdigit())
    )


def _consent(consent: SiteConsent | None, recorded_by: str, zone: tzinfo | None) -> tuple[str, ...]:
    said = words()["consent"]
    if consent is None or not consent.agreed:
        return (said["not_recorded"],)
    told = said["agreed"].format(
        **_moment(consent.at.astimezone(zone)), by=recorded_by, digest=consent.words_digest[:DIGEST_SHOWN]
    )
    if Shared.ANSWERS in consent.shares:
        return (told, said["contact_and_answers"])
    return (told, said["contact"], said["contact_only"])


def _answered(panel: Panel) -> Answered:
    closed = panel.screening.decisions["car_t_window"].verdict is Verdict.NOT_MET
    window = () if closed else window_lines(panel.screening.window, panel.as_of)
    asked = [line for line in panel.on(Side.OPEN) if line.verdict is not Verdict.MISSING]
    medicines, note = medicines_of(panel.values)
    return Answered(
        outcome=words()["outcomes"][panel.outcome.value],
        window=window,
        window_not_known="" if window else _no_window(closed),
        against=rows_of(panel.on(Side.AGAINST)),
        open=rows_of(asked),
        met=rows_of(panel.on(Side.MET)),
        at_visit=tuple(line.title for line in panel.on(Side.AT_VISIT)),
        not_asked=tuple(line.title for line in panel.lines if line.verdict is Verdict.MISSING),
        medicines=medicines,
        medicines_note=note,
    )


def _no_window(closed: bool) -> str:
    if closed:
        return words()["window"]["over"]
    return words()["window"]["not_known"].format(settled_by=all_words()["car_t_window"].settled_by)


def _source(at: datetime) -> str:
    updated: date = PAGE_UPDATED
    return words()["footer"]["source"].format(trial=TRIAL, updated=say_day(updated), **_moment(at))


def _moment(at: datetime) -> dict[str, str]:
    return {"day": say_day(at.date()), "time": say_time(at)}
