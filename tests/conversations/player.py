"""Plays a script against the running assistant, and refuses to answer a question that was not asked."""

from dataclasses import dataclass, field
from typing import Any

from bot.running.chat import Conversation


@dataclass
class Heard:
    """What the assistant said in one turn."""

    words: str
    asked: str | None
    result: dict | None
    buttons: list[dict]


@dataclass
class Play:
    """One conversation: what is asked now, and how many questions there were."""

    conversation: Conversation
    questions: int = 0
    heard: Heard = field(default_factory=lambda: Heard("", None, None, []))

    def say(self, words: str) -> Heard:
        """Send words, or the title of a button in brackets: "[I'm not sure]"."""
        messages = self.conversation.send(self._payload(words) if words.startswith("[") else words)
        custom = [each["custom"] for each in messages if "custom" in each]
        asked = [asked_name(each) for each in custom if "ask" in each]
        results = [each["result"] for each in custom if "result" in each]
        buttons = [button for each in messages for button in each.get("buttons", ())]
        spoken = "\n".join(each["text"] for each in messages if "text" in each)
        assert len(asked) <= 1, f"asked several questions at once: {asked}"
        self.heard = Heard(spoken, asked[0] if asked else None, results[-1] if results else None, buttons)
        return self.heard

    def _payload(self, title: str) -> str:
        wanted = title.strip("[]")
        return next(each["payload"] for each in self.heard.buttons if each["title"] == wanted)

    def step(self, place: str, words: str) -> Heard:
        """Answer the question `place`; fails if another one is open."""
        assert self.heard.asked == place, (
            f"expected {place}, but {self.heard.asked} is asked:\n{self.heard.words}"
        )
        before = self.heard.asked
        heard = self.say(words)
        self.questions += heard.asked != before or heard.result is not None
        return heard


def asked_name(custom: dict[str, Any]) -> str:
    """The name of a question: the fact, or "confirm FACT" for one that checks an understanding."""
    return f"confirm {custom['ask']}" if "confirm" in custom else custom["ask"]
