"""The same person, in the chat and on the phone: two ways through one interview, each over its own HTTP interface."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from httpx2 import Client

UNKNOWN_WORDS, DECLINED_WORDS = "I don't know", "I'd rather not say"


@dataclass(frozen=True)
class Deed:
    """What is done at a question: titles of keys, words, or one of the keys for no answer ("unknown", "declined")."""

    titles: tuple[str, ...] = ()
    words: str = ""
    no_answer: str = ""


class Way(Protocol):
    """A way through the interview; `asked` is the open question, `titles` the answers that are offered."""

    asked: str | None
    titles: Sequence[str]

    def do(self, deed: Deed) -> None:
        """Answer the open question."""


class Chat:
    """Somebody who chats on the trial's page."""

    NO_ANSWERS: Mapping[str, tuple[str, str]] = {
        "unknown": ("I'm not sure", UNKNOWN_WORDS),
        "declined": ("I'd rather not say", DECLINED_WORDS),
    }

    def __init__(self, client: Client) -> None:
        self._client = client
        assert client.post("/api/v1/sessions", json={}).status_code in (200, 201)
        self.result: dict[str, Any] | None = None
        self._say({"command": "open"})

    def _say(self, message: dict[str, Any]) -> None:
        said = self._sent(message, str(uuid4()))
        assert said.status_code == 200, said.text
        messages = said.json()["messages"]
        asking = [each for each in messages if each["ask"]][-1:] or [
            each for each in messages if each["buttons"]
        ][-1:]
        self.asked = asking[0]["ask"] if asking else None
        self._buttons = {each["title"]: each["id"] for each in asking[0]["buttons"]} if asking else {}
        self.result = next((each["result"] for each in messages if each["result"]), self.result)
        self.alarm = next((each["alarm"] for each in messages if each["alarm"]), None)

    def _sent(self, message: dict[str, Any], key: str) -> Any:
        return self._client.post("/api/v1/messages", json=message, headers={"Idempotency-Key": key})

    @property
    def titles(self) -> Sequence[str]:
        """The answers that are offered."""
        return [each for each in self._buttons if each not in dict(self.NO_ANSWERS.values())]

    def do(self, deed: Deed) -> None:
        """Press buttons, or type."""
        if deed.no_answer:
            title, words = self.NO_ANSWERS[deed.no_answer]
            self._say({"choice": self._buttons[title]} if title in self._buttons else {"text": words})
        elif deed.titles:
            ids = [self._buttons[each] for each in deed.titles]
            self._say({"choice": ids[0]} if len(ids) == 1 else {"choices": ids})
        else:
            self._say({"text": deed.words})


class Phone:
    """A nurse who asks the same of a caller, and presses the console's keys."""

    def __init__(self, client: Client, csrf_token: str) -> None:
        self._client = client
        self._csrf_token = csrf_token
        self.call = str(uuid4())
        begun = self._post("/console/calls", call=self.call, caller="patient", direction="incoming")
        assert begun.headers["hx-redirect"] == self.path
        self._see(client.get(self.path))
        self._read_the_lines()

    @property
    def path(self) -> str:
        """Where the call stands."""
        return f"/console/calls/{self.call}"

    def _post(self, path: str, **fields: Any) -> Any:
        told = {"csrf_token": self._csrf_token, **fields}
        sent = self._client.post(path, data=told, headers={"HX-Request": "true"})
        assert sent.status_code == 200, sent.text
        return sent

    def _read_the_lines(self) -> None:
        while 'data-stage="talk"' not in self.page:
            if 'name="agreed"' in self.page:
                self._see(self._post(f"{self.path}/recording", agreed="true"))
            else:
                line = re.search(r'name="line" value="(\w+)"', self.page)
                assert line, self.page
                self._see(self._post(f"{self.path}/line", key=str(uuid4()), line=line[1]))

    def _see(self, shown: Any) -> None:
        self.page = shown.text
        asked = re.search(r'data-ask="(\w+)"', self.page)
        self.asked = asked and asked[1]
        self._keys = {
            " ".join(html.unescape(re.sub(r"<kbd>.*?</kbd>|<[^>]+>", " ", title)).split()): button
            for button, title in re.findall(
                r'name="choice" value="([^"]+)"[^>]*>(.*?)</(?:button|label)>', self.page, re.DOTALL
            )
        }

    @property
    def titles(self) -> Sequence[str]:
        """The answers that are offered."""
        return list(self._keys)

    def do(self, deed: Deed) -> None:
        """Press keys, or type what the caller said."""
        turn = re.search(r'name="turn" value="(\d+)"', self.page)
        assert turn, self.page
        told: dict[str, Any] = {"key": str(uuid4()), "turn": turn[1]}
        if deed.no_answer:
            told["command"] = deed.no_answer
        elif deed.titles:
            told["choice"] = [self._keys[each] for each in deed.titles]
        else:
            told["text"] = deed.words
        self._see(self._post(f"{self.path}/say", **told))
