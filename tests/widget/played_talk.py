"""One conversation of the mock gateway: it walks through the played screen and remembers what was said."""

import secrets
from dataclasses import dataclass, field

from played_screen import ALONE, WHOLE, ending, message, question, screen

COMMANDS = {
    "start_over": "Start over",
    "talk_to_person": "Talk to a person",
    "go_back": "Go back",
    "why": "Why do you ask?",
    "help": "Help",
}
IN_DANGER = "I have chest pain"
VAGUE = "mid august"


@dataclass
class Talk:
    """What was said, where the screen stands, and the replies by idempotency key."""

    steps: tuple[str, ...] = WHOLE
    ending: str = "ending"
    said: list[dict] = field(default_factory=list)
    step: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    replies: dict[str, dict] = field(default_factory=dict)

    def answer(self, key: str, body: dict) -> dict:
        """The reply to a message; the same key has the same reply."""
        if key not in self.replies:
            self.replies[key] = self._reply(key, body)
        return self.replies[key]

    def knows(self, body: dict) -> bool:
        """Whether the buttons that were pressed are those of the last reply."""
        pressed = body.get("choices") or [body[name] for name in ("choice",) if name in body]
        return {*pressed} <= {*self._titles()}

    @property
    def progress(self) -> dict | None:
        left = len(self.steps) - self.step
        return (
            {"questions_left_about": left, "questions_left_at_most": 2 * left} if self.said and left else None
        )

    def _titles(self) -> dict[str, str]:
        return {each["id"]: each["title"] for said in self.said for each in said.get("buttons", [])}

    def _reply(self, key: str, body: dict) -> dict:
        text = self._text(body)
        said = {"id": key, "from": "person", "text": text} if text else None
        spoken = [self._spoken(each) for each in self._turn(body, text)]
        for earlier in self.said:
            earlier.get("buttons", []).clear()
        self.said += [*([said] if said else []), *spoken]
        fresh = [{**each, "buttons": [*each["buttons"]]} for each in spoken]
        return {"said": said, "messages": fresh, "progress": self.progress}

    def _text(self, body: dict) -> str:
        titles = self._titles()
        if "change" in body:
            return f"Change: {body['change']}"
        if "choices" in body:
            return ", ".join(titles[each] for each in body["choices"])
        if "choice" in body:
            return titles[body["choice"]]
        return body.get("text") or COMMANDS.get(body["command"], "")

    def _spoken(self, said: dict) -> dict:
        several = said["input"] == "multichoice"
        buttons = [
            {"id": f"b_{secrets.token_hex(6)}", "title": each, "alone": several and each in ALONE}
            for each in said["titles"]
        ]
        shown = {name: value for name, value in said.items() if name != "titles"}
        return {"id": f"m-{secrets.token_hex(4)}", "from": "assistant", **shown, "buttons": buttons}

    def _turn(self, body: dict, text: str) -> list[dict]:
        if "change" in body:
            self.step = self.steps.index(body["change"])
            return self._ask()
        if "command" in body:
            return self._obey(body["command"])
        if text == IN_DANGER:
            return [message(**screen()["emergency"])]
        if text == VAGUE:
            return [message(**screen()["confirmation"])]
        return self._take(text)

    def _obey(self, command: str) -> list[dict]:
        if command in ("start_over", "go_back"):
            self.step = 0 if command == "start_over" else max(self.step - 1, 0)
        told = {
            "talk_to_person": screen()["person"],
            "why": screen()["why"][self.steps[min(self.step, len(self.steps) - 1)]],
            "help": screen()["help"],
        }
        return [*([message(told[command])] if command in told else []), *self._ask()]

    def _take(self, text: str) -> list[dict]:
        if self.step == len(self.steps):
            return [message("You are welcome.")]
        self.answers[self.steps[self.step]] = text
        self.step += 1
        return self._ask()

    def _ask(self) -> list[dict]:
        return question(self.steps[self.step]) if self.step < len(self.steps) else ending(self.ending)
