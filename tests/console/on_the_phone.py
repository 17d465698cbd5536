"""A call at the console, as a nurse drives it: forms of the page that is seen, sent as htmx sends them."""

import html
import re
from typing import Any
from uuid import uuid4

from at_the_desk import Browser, words_of

AS_HTMX = {"HX-Request": "true"}


class Call:
    """A call in one browser; `page` is what is seen now."""

    def __init__(self, browser: Browser, path: str) -> None:
        self.browser = browser
        self.path = path
        self.look()

    @classmethod
    def begin(cls, browser: Browser, **fields: str) -> "Call":
        """A call that just began."""
        told = {"call": str(uuid4()), "caller": "patient", "direction": "incoming", **fields}
        begun = browser.submit("/console/calls", **told)
        assert begun.status_code == 303, begun.text
        return cls(browser, begun.headers["location"])

    @property
    def id(self) -> str:
        """The call's id."""
        return self.path.rsplit("/", 1)[-1]

    def look(self) -> "Call":
        """Load the page again."""
        return self._see(self.browser.get(self.path))

    def _see(self, shown: Any) -> "Call":
        self.shown, self.page = shown, shown.text
        return self

    def post(self, deed: str, **fields: Any) -> "Call":
        """Send a form of this call."""
        told = {"csrf_token": self.browser.csrf_token, **fields}
        return self._see(self.browser.post(f"{self.path}/{deed}", data=told, headers=AS_HTMX))

    @property
    def stage(self) -> str | None:
        """Where the call stands, by the page."""
        found = re.search(r'data-stage="(\w+)"', self.page)
        return found and found[1]

    @property
    def heading(self) -> str:
        """The words to say."""
        found = re.search(r'<h1[^>]*id="heading"[^>]*>(.*?)</h1>', self.page, re.DOTALL)
        return html.unescape(found[1])

    @property
    def words(self) -> str:
        """All that is shown."""
        return html.unescape(words_of(self.shown))

    def hidden(self, name: str) -> str:
        """What a form carries along."""
        return re.search(rf'name="{name}" value="([^"]*)"', self.page)[1]

    def key(self, title: str) -> str:
        """The value of the key with this title."""
        found = re.findall(
            r'name="choice" value="([^"]+)"[^>]*>(.*?)</(?:button|label)>', self.page, re.DOTALL
        )
        return next(value for value, shown in found if title in shown)

    def read(self) -> "Call":
        """Read the line that is due."""
        return self.post("line", key=self.hidden("key"), line=self.hidden("line"))

    def read_all(self, agreed: str = "true") -> "Call":
        """Read all lines, and hear what the caller says to the recording."""
        while self.stage in ("line", "recording"):
            self.post("recording", agreed=agreed) if self.stage == "recording" else self.read()
        return self

    def say(self, **fields: Any) -> "Call":
        """Send what the caller said."""
        return self.post("say", **{"key": self.hidden("key"), "turn": self.hidden("turn"), **fields})
