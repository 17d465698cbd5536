"""The rows of calls, requests to be called, and referrals."""

from bot.export.day_zero import DayZero
from bot.export.row import Row
from bot.export.wording import moment
from bot.store.kept_calls import CallRecord
from bot.store.kept_export import CallbackKept
from bot.store.kept_site_referrals import SiteContact, SiteReferralRecord


def call_row(number: int, call: CallRecord, zero: DayZero) -> Row:
    """The row of a call."""
    lasted = call.ended_at and call.talk_time(call.ended_at).total_seconds()
    return Row(
        "calls",
        {
            "call": number,
            "caller": call.caller,
            "direction": call.direction,
            "continued": call.continued,
            "recorded": call.recorded,
            "started_day": zero.after(call.started_at),
            "talk_seconds": None if lasted is None else round(lasted),
            "pauses": len(call.pauses),
            "outcome": call.outcome,
            "emergency": call.alarmed_at is not None,
            "call_id": str(call.id),
            "agent": str(call.agent),
            "started_at": moment(call.started_at),
            "ended_at": moment(call.ended_at),
        },
    )


def callback_row(number: int, kept: CallbackKept, zero: DayZero) -> Row:
    """The row of a request to be called."""
    callback, attempts = kept.callback, kept.attempts
    return Row(
        "callbacks",
        {
            "callback": number,
            "reason": callback.reason,
            "status": callback.status,
            "requested_day": zero.after(callback.created_at),
            "status_day": zero.after(callback.status_at),
            "due_day": zero.after(callback.due_on),
            "attempts": len(attempts),
            "last_attempt": attempts[-1].outcome if attempts else None,
            "name": callback.name,
            "phone": callback.phone,
            "phone_as_given": callback.phone_as_given,
            "best_time": callback.best_time,
            "requested_at": moment(callback.created_at),
            "due_on": moment(callback.due_on),
        },
    )


def referral_row(number: int, referral: SiteReferralRecord, zero: DayZero) -> Row:
    """The row of a referral."""
    site, contact = referral.site, referral.contact or SiteContact("", "", "")
    return Row(
        "referrals",
        {
            "referral": number,
            "site_state": site.state,
            "status": referral.status,
            "lost_reason": referral.lost_reason,
            "agreed": referral.consent.agreed if referral.consent else None,
            "begun_day": zero.after(referral.created_at),
            "status_day": zero.after(referral.status_at),
            "referral_id": str(referral.id),
            "site_name": site.name,
            "site_city": site.city,
            "site_zip": site.zip,
            "distance_miles": site.distance_miles,
            "begun_at": moment(referral.created_at),
            "contact_name": contact.name,
            "contact_phone": contact.phone,
            "contact_email": contact.email,
        },
    )
