"""Deleting a person: the one way, for themselves at the door and for the console."""

import asyncio

from starlette.concurrency import run_in_threadpool

from bot.gateway.door import Door
from bot.gateway.refusals import Refusal
from bot.store import AuditAction, NotYetErased

ATTEMPTS = 20
PAUSE_SECONDS = 0.25


async def erase(door: Door, conversation: str, actor: str) -> None:
    """Delete all that is kept of a conversation; what remains is a count, and the id of its case in the audit log.

    The digest of a number that must not be called stays too. Raises Refusal while others keep a file too busy; the
    person is then still known and can ask again.
    """
    async with door.turns.none_in(conversation):
        case = await run_in_threadpool(door.records.case_of, conversation)
        # The records go last: while anything is left, the person can ask again.
        await _until_erased(door.tracker.forget, conversation)
        # Told before the last step: nobody is gone of whom the log does not tell.
        subject = str(case.id) if case else ""
        await run_in_threadpool(door.app.audit, actor, AuditAction.PERSON_DELETED, subject)
        await _until_erased(door.records.forget, conversation)


async def _until_erased(forget, conversation: str) -> None:
    for _ in range(ATTEMPTS):
        try:
            await run_in_threadpool(forget, conversation)
            return
        except NotYetErased:
            await asyncio.sleep(PAUSE_SECONDS)
    raise Refusal("not_yet_erased", wait=5)
