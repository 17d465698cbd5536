"""A gateway without an engine behind it: sessions, messages, transcript, answers, code and sheet of a played screen.

It speaks the chat API as the widget needs it, by cookie on its own pages and by token on those of other origins.
"""

import json
import secrets
import time
from collections import deque
from dataclasses import dataclass
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from played_screen import WHOLE
from played_talk import Talk

WIDGET = Path(__file__).parents[2] / "bot" / "gateway" / "widget" / "dist" / "aftercart.js"
STRICT = (
    "default-src 'none'; script-src {door}; style-src 'self'; connect-src {door}; img-src 'self' data:; "
    "form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = """<!doctype html>
<html lang="en" dir="{dir}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A trial page</title>
</head><body>
<main><h1>A trial page</h1><p>About a trial. <a href="#more">More</a></p></main>
<script src="{door}/aftercart.js" defer {data}></script>
</body></html>"""


@dataclass(frozen=True)
class Trouble:
    """How a request fails. Status 0 cuts the line; `after`: the message was taken, only the reply is lost."""

    status: int = 0
    code: str = ""
    say: str = ""
    retry: bool = True
    after: bool = False


@dataclass
class Page:
    """The page that the widget stands on: its direction, the script's data, and the gateway it talks to."""

    door: str
    dir: str = "ltr"
    data: str = ""


class MockGateway(ThreadingHTTPServer):
    """Plays `steps`. `came` lists the requests: method and path, body, headers. `troubles` befall the next messages."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Door)
        self.origin = f"http://127.0.0.1:{self.server_port}"
        self.page = Page(self.origin)
        self.steps: tuple[str, ...] = WHOLE
        self.ending = "ending"
        self.talks: dict[str, Talk] = {}
        self.expired: set[str] = set()
        self.troubles: deque[Trouble] = deque()
        self.hold_seconds = 0.0
        self.came: list[tuple[str, dict | None, dict]] = []
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def messages(self) -> list[tuple[dict, str]]:
        """What was posted as messages, with the idempotency key of each, in order."""
        posted = [(body, headers) for to, body, headers in self.came if to == "POST /api/v1/messages"]
        return [(body, headers["Idempotency-Key"]) for body, headers in posted]

    @property
    def talk(self) -> Talk:
        """The one conversation that there is."""
        (talk,) = self.talks.values()
        return talk

    def begin(self) -> str:
        session = secrets.token_hex(8)
        self.talks[session] = Talk(self.steps, self.ending)
        return session

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class _Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: MockGateway

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_DELETE = do_OPTIONS = do_GET

    def log_message(self, *_: object) -> None:
        """Silence: tests read their own output."""

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        at = f"{self.command} {self.path.partition('?')[0]}"
        self.server.came.append((at, body, dict(self.headers)))
        self._route(at, body)

    def _route(self, at: str, body: dict | None) -> None:
        open_to_all = {
            "GET /": self._page,
            "GET /aftercart.js": lambda: self._send(200, WIDGET.read_bytes(), "text/javascript"),
            "GET /favicon.ico": lambda: self._send(204, b""),
            "POST /api/v1/sessions": self._enter,
            "POST /api/v1/resume": lambda: self._resume(body),
        }
        of_a_session = {
            "GET /api/v1/messages": lambda talk: self._json(
                {"messages": talk.said, "progress": talk.progress}
            ),
            "GET /api/v1/answers": lambda talk: self._json({"answers": _answers(talk)}),
            "GET /api/v1/sheet": lambda talk: self._send(
                200, b"<!doctype html><title>Sheet</title>", "text/html"
            ),
            "GET /api/v1/code": self._code,
            "POST /api/v1/messages": lambda talk: self._message(talk, body),
            "DELETE /api/v1/sessions": self._leave,
            "DELETE /api/v1/conversation": self._leave,
        }
        if self.command == "OPTIONS":
            self._send(204, b"")
        elif at in open_to_all:
            open_to_all[at]()
        elif (session := self._session()) is None:
            self._refuse(401, "no_session", "This chat is over.")
        elif session in self.server.expired:
            self._refuse(401, "token_expired", "", retry=True)
        else:
            of_a_session[at](self.server.talks[session])

    # ── Who it is ──

    @property
    def _is_home(self) -> bool:
        return self.headers.get("Origin") in (None, self.server.origin)

    def _session(self) -> str | None:
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("session")
        told = cookie.value if cookie and self._is_home else None
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        session = told if self._is_home else bearer
        return session if session in self.server.talks else None

    def _enter(self) -> None:
        session = self._session()
        if session is None and self.headers.get("Authorization"):
            return self._refuse(401, "no_session", "This chat is over.")
        known = session is not None
        if session in self.server.expired:
            self.server.talks["renewed-" + session] = self.server.talks[session]
            session = "renewed-" + session
        self._let_in(session or self.server.begin(), 200 if known else 201)

    def _let_in(self, session: str, status: int) -> None:
        begun = bool(self.server.talks[session].said)
        token = None if self._is_home else session
        cookie = (
            {"Set-Cookie": f"session={session}; HttpOnly; SameSite=Strict; Path=/"} if self._is_home else {}
        )
        self._json({"token": token, "token_seconds": 1800 if token else None, "begun": begun}, status, cookie)

    def _resume(self, body: dict) -> None:
        for session, talk in self.server.talks.items():
            if body == {"code": "KTMR-4736", "age": 61} and talk.said:
                return self._let_in(session, 200)
        self._refuse(
            403, "not_found_together", "I did not find that code together with that answer.", retry=False
        )

    def _leave(self, talk: Talk) -> None:
        self.server.talks = {
            session: other for session, other in self.server.talks.items() if other is not talk
        }
        gone = {"Set-Cookie": "session=; Max-Age=0; Path=/"}
        if self.path.endswith("conversation"):
            self._json({"deleted": True, "say": "Everything that you told us is deleted."}, 200, gone)
        else:
            self._send(204, b"", headers=gone)

    # ── The talk ──

    def _message(self, talk: Talk, body: dict) -> None:
        time.sleep(self.server.hold_seconds)
        trouble = self.server.troubles.popleft() if self.server.troubles else None
        key = self.headers["Idempotency-Key"]
        if key not in talk.replies and not talk.knows(body):
            return self._refuse(409, "old_button", "That button is from an earlier question.", retry=False)
        if trouble is None or trouble.after:
            reply = talk.answer(key, body)
        if trouble is None:
            return self._json(reply)
        if trouble.status == 0:
            return self._cut()
        return self._refuse(trouble.status, trouble.code, trouble.say, trouble.retry)

    def _cut(self) -> None:
        """The line breaks in the middle of the reply; before it a browser would try again by itself."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.close_connection = True

    def _code(self, talk: Talk) -> None:
        if "prior_lines" in talk.answers:
            self._json({"code": "KTMR-4736", "valid_days": 14, "second": "age"})
        else:
            self._refuse(
                409, "no_code_yet", "There is no code yet. Please answer some questions first.", retry=False
            )

    # ── Pages and plumbing ──

    def _page(self) -> None:
        page = self.server.page
        html = PAGE.format(door=page.door, dir=page.dir, data=page.data)
        policy = {"Content-Security-Policy": STRICT.format(door=page.door)}
        self._send(200, html.encode(), "text/html; charset=utf-8", policy)

    def _refuse(self, status: int, code: str, say: str, retry: bool = True) -> None:
        self._json({"error": {"code": code, "say": say, "retry": retry}}, status)

    def _json(self, content: dict, status: int = 200, headers: dict | None = None) -> None:
        self._send(status, json.dumps(content).encode(), "application/json", headers)

    def _send(
        self, status: int, content: bytes, kind: str = "text/plain", headers: dict | None = None
    ) -> None:
        self.send_response(status)
        cross = {
            "Access-Control-Allow-Origin": self.headers.get("Origin", "*"),
            "Access-Control-Allow-Headers": "authorization, content-type, idempotency-key",
            "Access-Control-Allow-Methods": "GET, POST, DELETE",
        }
        for name, value in {**cross, "Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _answers(talk: Talk) -> list[dict]:
    titles = {"diagnosis": "Type of disease", "car_t_infusion_date": "Day of the CAR-T infusion"}
    given = {fact: text for fact, text in talk.answers.items() if fact != "consent"}
    return [{"ask": fact, "title": titles.get(fact, fact), "answer": text} for fact, text in given.items()]
