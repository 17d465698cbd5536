"""What the audit log says, as plain values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Detail = str | int | bool | None


class AuditAction(StrEnum):
    """Everything that the audit log tells of. What was written stays readable: a name is never given a new meaning."""

    STAFF_ADDED = "staff_added"
    STAFF_ROLE_CHANGED = "staff_role_changed"
    STAFF_DEACTIVATED = "staff_deactivated"
    STAFF_ACTIVATED = "staff_activated"
    STAFF_INVITED = "staff_invited"
    STAFF_SECOND_STEP_RESET = "staff_second_step_reset"
    STAFF_LISTED = "staff_listed"

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_IN_LOCKED = "sign_in_locked"
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    PASSWORD_CHANGED = "password_changed"
    SECOND_STEP_SET_UP = "second_step_set_up"
    RECOVERY_CODE_USED = "recovery_code_used"
    RECOVERY_CODES_RENEWED = "recovery_codes_renewed"
    PROVED_AGAIN = "proved_again"
    AUDIT_VIEWED = "audit_viewed"

    CASE_OPENED = "case_opened"
    CASE_VIEWED = "case_viewed"
    CASE_HELD = "case_held"
    CASE_TAKEN_OVER = "case_taken_over"
    CASE_RELEASED = "case_released"
    CASE_ASSIGNED = "case_assigned"
    CASE_CONTINUED_BY_CODE = "case_continued_by_code"
    PEOPLE_SEARCHED = "people_searched"

    CALL_STARTED = "call_started"
    CALL_PAUSED = "call_paused"
    CALL_RESUMED = "call_resumed"
    CALL_ENDED = "call_ended"
    LINE_READ = "line_read"
    LINE_LOOKED_UP = "line_looked_up"
    ANSWER_TAKEN = "answer_taken"
    ANSWER_CORRECTED = "answer_corrected"
    EMERGENCY = "emergency"

    QUEUE_VIEWED = "queue_viewed"
    CALLBACK_CHANGED = "callback_changed"
    DO_NOT_CALL_SET = "do_not_call_set"
    DO_NOT_CALL_LIFTED = "do_not_call_lifted"

    REFERRAL_VIEWED = "referral_viewed"
    REFERRAL_CHANGED = "referral_changed"
    REFERRAL_SENT = "referral_sent"

    FIGURES_VIEWED = "figures_viewed"
    EXPORTED = "exported"
    PERSON_DELETED = "person_deleted"
    PURGED = "purged"
    KEYS_ROTATED = "keys_rotated"
    BACKED_UP = "backed_up"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One link of the chain; `sequence` counts from 1.

    `actor` is the id of a person of the staff, or the name of a part of the program; `subject` the id of what it was
    done to, or "". `details` is JSON, always written in the same way. `previous` is the hash of the link before, "" for
    the first.
    """

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: str
    previous: str
    hash: str

    @property
    def told(self) -> Mapping[str, Detail]:
        """The details, read."""
        return json.loads(self.details)
