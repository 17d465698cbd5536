"""The console's style and scripts. They are the same for everybody, also before signing in."""

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response

from bot.gateway.console.pages import STATIC
from bot.gateway.refusals import Refusal

KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_A_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}
AGAIN = {"Cache-Control": "no-cache"}

routes = APIRouter()


@routes.get("/static/{name}")
def static(name: str, v: str = "") -> Response:
    """A file; with the mark of its content in the address, browsers need not ask for it again."""
    path = STATIC / name
    if path.parent != STATIC or path.suffix not in KINDS or not path.is_file():
        raise Refusal("not_found")
    return FileResponse(path, media_type=KINDS[path.suffix], headers=FOR_A_YEAR if v else AGAIN)
