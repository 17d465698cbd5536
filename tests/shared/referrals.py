"""A sample person who is handed over to a site, in many tests."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from bot.store import Records, ScreeningId, SiteRecord
from bot.store.kept_site_referrals import Shared, SiteContact, SiteReferralId, SiteReferralRecord

DES_MOINES = SiteRecord(
    "Iowa Methodist Medical Center", "Des Moines", "Iowa", "50309", 1.0, "Active - Recruiting"
)
OMAHA = SiteRecord("Nebraska Medical Center", "Omaha", "Nebraska", "68105", 121.0, "Active - Recruiting")
REFERRER = uuid4()
READ_ALOUD = sha256(b"May the study team call you?").hexdigest()
CONTACT = SiteContact("Sam Sample", "+15155550123", "515-555-0123, my cell", "sam@example.org", "mornings")


def agreed(
    records: Records, referral: SiteReferralId, at: datetime, by: UUID = REFERRER
) -> SiteReferralRecord:
    """The person lets the site have the contact and the answers."""
    shares = (Shared.CONTACT, Shared.ANSWERS)
    return records.record_site_consent(referral, True, shares, READ_ALOUD, by, at)


def ready_referral(records: Records, screening: ScreeningId, at: datetime) -> SiteReferralId:
    """A referral that can be sent: agreed to, and with a contact."""
    referral = records.refer_to_site(screening, DES_MOINES, REFERRER, at).id
    agreed(records, referral, at)
    records.set_site_contact(referral, CONTACT)
    return referral
