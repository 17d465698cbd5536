"""The records of all screenings: each method is one transaction, and may be called from any thread."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from bot.encryption import Cipher
from bot.store import answers, forgetting, results, screenings
from bot.store.audit import AuditRecords
from bot.store.call_queue import QueueRecords
from bot.store.calls import CallRecords
from bot.store.contact import ContactRecords
from bot.store.database import connection, erase_deleted_bytes, open_engine, transaction
from bot.store.door import DoorRecords
from bot.store.errors import AnotherScreeningOpen, ScreeningEnded
from bot.store.export import ExportRecords
from bot.store.figures import FigureRecords
from bot.store.given import GivenRecords
from bot.store.kept import (
    AnswerRecord,
    AnswerStatus,
    GivenAnswer,
    GivenBy,
    JsonValue,
    ReferralRecord,
    ResultRecord,
    ScreeningId,
    ScreeningRecord,
    VerdictRecord,
)
from bot.store.migration import migrate
from bot.store.outbox import OutboxRecords
from bot.store.retention import RetentionRecords
from bot.store.rotation import RotationRecords
from bot.store.search import SearchRecords
from bot.store.signing_in import SignInRecords
from bot.store.site_referrals import SiteReferralRecords
from bot.store.staff import StaffRecords
from bot.store.staff_sessions import StaffSessionRecords
from bot.store.tables import Screening


def open_records(url: str, cipher: Cipher) -> "Records":
    """Opens the records at `sqlite:///FILE` or `postgresql+psycopg://...`, and brings the tables up to date.

    Words and contact data are encrypted with the cipher. Raises RecordsUnavailable with one clear sentence, also
    when a key is missing with which something was written.
    """
    migrate(url, cipher)
    return Records(open_engine(url, cipher), cipher)


class Records(
    AuditRecords,
    CallRecords,
    ContactRecords,
    DoorRecords,
    ExportRecords,
    FigureRecords,
    GivenRecords,
    OutboxRecords,
    QueueRecords,
    RetentionRecords,
    RotationRecords,
    SearchRecords,
    SignInRecords,
    SiteReferralRecords,
    StaffRecords,
    StaffSessionRecords,
):
    """What is kept of every conversation. Get one from `open_records`, and close it or use it with `with`.

    Every method that changes something can be repeated after a crash without changing more. A screening that
    is not (or no longer) kept cannot change: UnknownScreening; to read it gives nothing. Times must be aware,
    or a ValueError is raised. When the database does not answer, every method raises RecordsUnavailable.
    """

    def begin_screening(
        self, conversation: str, channel: str, page_version: str, at: datetime
    ) -> ScreeningId:
        """Begins a screening; when one is open in this conversation, returns that one unchanged.

        To start over, abandon the open one first.
        """
        try:
            return self._begin_screening(conversation, channel, page_version, at)
        except IntegrityError:
            # Another worker began one for this conversation in the same instant; now it is there to be found.
            return self._begin_screening(conversation, channel, page_version, at)

    def _begin_screening(
        self, conversation: str, channel: str, page_version: str, at: datetime
    ) -> ScreeningId:
        with connection(self._writing) as writing:
            screening = screenings.held_current(writing, conversation)
            if screening is None or screening.ended_at is not None:
                screening = screenings.begin(writing, conversation, channel, page_version, at)
            return screening.id

    def current_screening(self, conversation: str) -> ScreeningRecord | None:
        """The open screening of a conversation, or its last one when all have ended, or None."""
        with transaction(self._reading) as session:
            screening = screenings.current(session, conversation)
            return None if screening is None else screenings.as_record(screening)

    def record_answer(
        self,
        screening: ScreeningId,
        fact: str,
        value: JsonValue | None,
        *,
        words: str,
        message_id: str,
        at: datetime,
        status: AnswerStatus = AnswerStatus.ANSWERED,
        given_by: GivenBy = GivenBy.PATIENT,
    ) -> AnswerRecord:
        """Adds an answer, or a new version of it, and returns what is kept.

        One message answers a fact once: when it is delivered again, the answer first recorded stands.
        `value` has the form of the batch contract, None if and only if withdrawn. An answer to `consent`
        (true or false) is also kept with the screening.

        Raises ValueError for a value that does not go with its status, and ScreeningEnded.
        """
        answers.check(fact, value, status)
        given = GivenAnswer(fact, value, words, status, given_by)
        with connection(self._writing) as writing:
            held = screenings.held(writing, screening)
            known = answers.of_message(writing, screening, fact, message_id)
            if known is not None:
                return answers.as_record(known)
            if held.ended_at is not None:
                raise ScreeningEnded
            answers.add_once(writing, screening, given, message_id, at)
            sequence = answers.last_sequence(writing, screening)
            return AnswerRecord(sequence, fact, value, status, words, at, given_by, message_id)

    def current_answers(self, screening: ScreeningId) -> dict[str, AnswerRecord]:
        """The last version of each answer by fact, also where it is unknown, declined or withdrawn."""
        with transaction(self._reading) as session:
            return {row.fact: answers.as_record(row) for row in answers.all_of(session, screening)}

    def answer_history(self, screening: ScreeningId, fact: str) -> tuple[AnswerRecord, ...]:
        """Every version of the answer to one fact, oldest first."""
        with transaction(self._reading) as session:
            return tuple(answers.as_record(row) for row in answers.versions_of(session, screening, fact))

    def answer_versions(self, screening: ScreeningId) -> dict[str, tuple[AnswerRecord, ...]]:
        """Every version of every answer by fact, oldest first."""
        versions: dict[str, tuple[AnswerRecord, ...]] = {}
        with transaction(self._reading) as session:
            for row in answers.all_of(session, screening):
                versions[row.fact] = (*versions.get(row.fact, ()), answers.as_record(row))
        return versions

    def end_screening(
        self,
        screening: ScreeningId,
        outcome: str,
        verdicts: Sequence[VerdictRecord],
        referral: ReferralRecord | None,
        at: datetime,
    ) -> ResultRecord:
        """Ends a screening with its result, and returns what is kept.

        A screening that ended before gets the next run, and its earlier results stay in its history; one that
        has ended with this very result is left as it is.
        """
        with connection(self._writing) as writing:
            held = screenings.held(writing, screening)
            return results.end(writing, held, ResultRecord(0, at, outcome, tuple(verdicts), referral))

    def end_current_screening(
        self,
        conversation: str,
        outcome: str,
        verdicts: Sequence[VerdictRecord],
        referral: ReferralRecord | None,
        at: datetime,
    ) -> ResultRecord | None:
        """As `end_screening`, for the current screening of a conversation; None where it has none."""
        with self._driver.transaction() as writing:
            held = screenings.held_current(writing, conversation)
            if held is None:
                return None
            if held.ended_at is None:
                return results.end(writing, held, ResultRecord(0, at, outcome, tuple(verdicts), referral))
        return self.end_screening(held.id, outcome, verdicts, referral, at)

    def abandon_screening(self, screening: ScreeningId, at: datetime) -> None:
        """Ends an open screening without an outcome, so that the conversation can begin another."""
        with transaction(self._writing) as session:
            held = screenings.hold(session, screening)
            held.ended_at = held.ended_at or at

    def reopen(self, screening: ScreeningId) -> None:
        """Opens a screening that has ended, so that an answer can change; its results stay in its history.

        Raises AnotherScreeningOpen when the conversation has begun another in the meantime.
        """
        try:
            with transaction(self._writing) as session:
                held = screenings.hold(session, screening)
                held.ended_at = held.outcome = None
        except IntegrityError as error:
            raise AnotherScreeningOpen from error

    def current_result(self, screening: ScreeningId) -> ResultRecord | None:
        """The result that stands, or None while the screening is open and when it was abandoned."""
        with transaction(self._reading) as session:
            row = session.get(Screening, screening)
            return results.last_of(session, screening) if row and row.outcome else None

    def result_history(self, screening: ScreeningId) -> tuple[ResultRecord, ...]:
        """The result of every run, oldest first."""
        with transaction(self._reading) as session:
            return tuple(results.as_record(row) for row in results.all_of(session, screening))

    def forget(self, conversation: str) -> int:
        """Deletes all that is kept of a conversation, and returns how many screenings that were.

        Its codes, its requests to be called and what passed the public door are deleted too, even where it has
        no screening. One more is counted as deleted, and that is all that remains.

        On SQLite no byte of it is left in the files. Raises NotYetErased when the rows are gone but others
        kept the file too busy for that; call it again then.
        """
        with transaction(self._writing) as session:
            forgotten = forgetting.forget(session, conversation)
        erase_deleted_bytes(self._engine)
        return forgotten
