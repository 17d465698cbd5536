"""What a person can do with what is kept of them: print it, or delete it."""

import base64
import hashlib
import re

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from bot.gateway.door import Door, TheDoor
from bot.gateway.erasing import erase
from bot.gateway.headers import SHEET
from bot.gateway.refusals import Refusal
from bot.gateway.shapes import Deleted
from bot.gateway.visitors import Visitor, clear_cookie
from bot.language.word_lists import word_list
from bot.screening.errors import ImpossibleAnswer
from bot.sheet.page import page_of
from bot.sheet_of_conversation import NothingToPrint, sheet_of_conversation

THEMSELVES = "person"
"""How the audit log calls somebody who deletes what is kept of them."""

routes = APIRouter()

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@routes.get("/sheet", response_class=HTMLResponse)
def sheet(door: TheDoor, visit: Visitor) -> HTMLResponse:
    """The sheet to bring to a doctor or the study team."""
    return sheet_of(door, visit.conversation)


def sheet_of(door: Door, conversation: str) -> HTMLResponse:
    """The sheet of a conversation as a page. Raises Refusal while there is nothing to print."""
    try:
        page = page_of(sheet_of_conversation(door.records, conversation, door.app.today()))
    except (NothingToPrint, ImpossibleAnswer):
        raise Refusal("nothing_to_print") from None
    return HTMLResponse(page, headers={"Content-Security-Policy": SHEET.format(style=_hashes(page))})


def _hashes(page: str) -> str:
    """What lets the page's own style through a policy that allows no other."""
    digests = (hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


@routes.delete("/conversation")
async def delete(response: Response, door: TheDoor, visit: Visitor) -> Deleted:
    """Delete all that is kept of this conversation; only a count remains."""
    await erase(door, visit.conversation, THEMSELVES)
    clear_cookie(response, door)
    return Deleted(deleted=True, say=word_list("words", "bot.gateway")["deleted"])
