"""A conversation in the terminal, over Rasa's REST channel."""

import textwrap
from collections.abc import Iterator
from string import ascii_lowercase
from uuid import uuid4

import click
import httpx

WIDTH = 88
PATIENCE = 60.0
"""Seconds to wait for an answer."""


class Conversation:
    """One person's conversation with a running assistant.

    Buttons are shown as letters; a letter alone stands for its button.
    """

    def __init__(self, rasa_url: str, sender: str | None = None) -> None:
        self._url = f"{rasa_url}/webhooks/rest/webhook"
        self.sender = sender or uuid4().hex
        self._buttons: dict[str, str] = {}

    def send(self, text: str) -> list[dict]:
        """The assistant's messages in reply, as the REST channel gives them. Raises httpx.HTTPError."""
        words = self._buttons.get(text.strip().lower(), text)
        reply = httpx.post(self._url, json={"sender": self.sender, "message": words}, timeout=PATIENCE)
        reply.raise_for_status()
        messages = reply.json()
        offered = [button for message in messages for button in message.get("buttons", ())]
        self._buttons = {
            letter: each["payload"] for letter, each in zip(ascii_lowercase, offered, strict=False)
        }
        return messages


def in_words(messages: list[dict]) -> Iterator[str]:
    """The messages as lines for a terminal; what is meant for programs is left out."""
    letters = iter(ascii_lowercase)
    for message in messages:
        for paragraph in message.get("text", "").splitlines():
            yield textwrap.fill(paragraph, WIDTH, subsequent_indent="  " if paragraph[:1] == "•" else "")
        yield from (f"    {next(letters)}) {button['title']}" for button in message.get("buttons", ()))


def chat(rasa_url: str, sender: str | None) -> None:
    """Talk until the person ends it with Ctrl-D or Ctrl-C. Raises httpx.HTTPError when Rasa does not answer."""
    conversation = Conversation(rasa_url, sender)
    click.echo("You are talking to AfterCART. A letter stands for its button. Ctrl-D ends it.\n")
    words = "hello"
    while words is not None:
        messages = conversation.send(words)
        click.echo("\n".join(in_words(messages)) + "\n")
        if any("result" in each.get("custom", {}) for each in messages):
            click.echo(
                f"A sheet to print: .venv/bin/aftercart sheet {conversation.sender} --out sheet.html\n"
            )
        words = _listen()


def _listen() -> str | None:
    try:
        words = input("you> ")
    except (EOFError, KeyboardInterrupt):
        click.echo("\nGoodbye.")
        return None
    return words if words.strip() else _listen()
