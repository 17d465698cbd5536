"""What is kept for how long: what is due to go, and letting it go."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.store import contact_data, forgetting, silence
from bot.store.belonging import belonging, naming, with_conversation
from bot.store.database import erase_deleted_bytes, transaction
from bot.store.kept_retention import Cutoffs, Keeping, PurgePlan
from bot.store.opened import OpenedDatabase


class RetentionRecords(OpenedDatabase):
    """Purging; a part of `Records`, whose promises hold here too."""

    def purge_plan(self, cutoffs: Cutoffs) -> PurgePlan:
        """What a purge would delete now; changes nothing."""
        with transaction(self._reading) as session:
            return _plan(session, cutoffs)

    def expired(self, cutoffs: Cutoffs) -> tuple[str, ...]:
        """The conversations that are due to go and that nothing keeps."""
        return self._silent(silence.unless_kept(silence.due(cutoffs)))

    def expired_contacts(self, cutoffs: Cutoffs) -> tuple[str, ...]:
        """The conversations whose contact data are due to go, if there are any, and that nothing keeps."""
        return self._silent(contact_data.holders(silence.unless_kept(silence.due_for_contact(cutoffs))))

    def forget_if_expired(self, conversation: str, cutoffs: Cutoffs) -> bool:
        """Forgets a conversation unless something happened in it or keeps it now; returns whether it did.

        Its bytes may stay in the files until `erase_deleted`.
        """
        with transaction(self._writing) as session:
            if not _still(session, conversation, silence.due(cutoffs, conversation)):
                return False
            forgetting.forget(session, conversation)
            return True

    def forget_contact_if_expired(self, conversation: str, cutoffs: Cutoffs) -> bool:
        """Forgets the contact data of a conversation, as `forget_if_expired` does with all of it."""
        with transaction(self._writing) as session:
            if not _still(session, conversation, silence.due_for_contact(cutoffs, conversation)):
                return False
            contact_data.forget(session, conversation)
            return True

    def erase_deleted(self) -> None:
        """Leaves no byte of what was deleted in the files of SQLite. Raises NotYetErased; call it again then."""
        erase_deleted_bytes(self._engine)

    def known_conversations(self, names: tuple[str, ...]) -> frozenset[str]:
        """Those of these conversations of which anything is kept."""
        with transaction(self._reading) as session:
            found = (
                session.scalars(select(table.c.conversation).where(table.c.conversation.in_(names)))
                for table in naming()
            )
            return frozenset(name for each in found for name in each)

    def _silent(self, found: Select) -> tuple[str, ...]:
        with transaction(self._reading) as session:
            return tuple(session.scalars(found))


def _still(session: Session, conversation: str, found: Select) -> bool:
    # Whoever writes in this conversation at this moment is waited for.
    for table in naming():
        session.execute(select(table).where(table.c.conversation == conversation).with_for_update())
    return session.execute(silence.unless_kept(found)).first() is not None


def _plan(session: Session, cutoffs: Cutoffs) -> PurgePlan:
    gone = silence.unless_kept(silence.due(cutoffs)).subquery()
    names = select(gone.c.conversation)
    contacts = silence.unless_kept(silence.due_for_contact(cutoffs)).subquery()
    of_others = contact_data.holders(
        select(contacts.c.conversation).where(contacts.c.conversation.not_in(names))
    )
    found, oldest, newest = session.execute(
        select(func.count(), func.min(gone.c.last), func.max(gone.c.last))
    ).one()
    return PurgePlan(
        conversations=found,
        rows={each.name: contact_data.count(session, with_conversation(each), names) for each in belonging()},
        oldest=oldest,
        newest=newest,
        contacts=session.scalar(select(func.count()).select_from(of_others.subquery())) or 0,
        contact_rows=contact_data.counts(session, of_others),
        kept=_kept(session, cutoffs),
    )


def _kept(session: Session, cutoffs: Cutoffs) -> dict[Keeping, int]:
    silent = silence.due(cutoffs).subquery()
    return {
        why: session.scalar(
            select(func.count()).select_from(silent).where(silent.c.conversation.in_(keeping))
        )
        or 0
        for why, keeping in silence.KEEPING.items()
    }
