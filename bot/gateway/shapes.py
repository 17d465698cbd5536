"""The shapes of what the API takes and gives; the OpenAPI description is made from them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LONGEST_TEXT = 500
MOST_CHOICES = 20

Command = Literal[
    "open",
    "start_over",
    "talk_to_person",
    "go_back",
    "review",
    "stop",
    "continue",
    "why",
    "help",
    "emergency",
]
ButtonId = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Taken(BaseModel):
    """What the API takes: nothing that it does not know."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Nothing(Taken):
    """An empty object."""


class TextMessage(Taken):
    """Typed words."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]


class ChoiceMessage(Taken):
    """A button of the last reply."""

    choice: ButtonId


class ChoicesMessage(Taken):
    """Several buttons of one question of the last reply."""

    choices: Annotated[list[ButtonId], Field(min_length=1, max_length=MOST_CHOICES)]


class CommandMessage(Taken):
    """One of the things that are always within reach. `open` asks for the greeting."""

    command: Command


class ChangeMessage(Taken):
    """Takes up the question of a fact again."""

    change: Annotated[str, StringConstraints(min_length=1, max_length=60)]


Message = TextMessage | ChoiceMessage | ChoicesMessage | CommandMessage | ChangeMessage


class SpokenMessage(ChoicesMessage):
    """Buttons that an agent pressed for a caller, and the caller's own words. The public API does not take it."""

    words: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]


class CorrectionMessage(Taken):
    """Facts given anew at the console, and the words for them. The public API does not take it.

    `correct` holds a list of values for each fact, in the form of the batch contract; `said` is how the transcript
    shows it.
    """

    correct: Annotated[dict[str, list[Any]], Field(min_length=1)]
    words: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
    said: str


Code = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class ResumeByAge(Taken):
    """A reference code, and the age that was answered."""

    code: Code
    age: Annotated[int, Field(ge=0, le=120)]


class ResumeByZip(Taken):
    """A reference code, and the ZIP code that was answered."""

    code: Code
    zip_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]


Resume = ResumeByAge | ResumeByZip


class SessionReply(BaseModel):
    """A session: in a cookie on the door's own pages, else in a token for the pages of one origin."""

    token: str | None
    token_seconds: int | None
    begun: bool


class Button(BaseModel):
    """A button; one that is `alone` goes with no other."""

    id: str
    title: str
    alone: bool


class Progress(BaseModel):
    """How far the screen is: the questions left if answers are ordinary, and a bound that holds for any."""

    questions_left_about: int
    questions_left_at_most: int


class AssistantMessage(BaseModel):
    """Something that the assistant said."""

    id: str
    from_: Literal["assistant"] = Field(alias="from")
    text: str
    buttons: list[Button]
    ask: str | None
    input: Literal["choice", "multichoice", "date", "number", "text"] | None
    confirm: Any
    result: dict[str, Any] | None
    alarm: Literal["emergency", "suicide_risk"] | None


class PersonMessage(BaseModel):
    """Something that the person said. One without an answer can be sent again as `resend`, with its id as the key."""

    id: str
    from_: Literal["person"] = Field(alias="from")
    text: str
    unanswered: bool = False
    resend: dict[str, Any] | None = None


class TurnReply(BaseModel):
    """A message and its reply."""

    said: PersonMessage | None
    messages: list[AssistantMessage]
    progress: Progress | None


class Transcript(BaseModel):
    """The whole conversation, oldest first."""

    messages: list[PersonMessage | AssistantMessage]
    progress: Progress | None


class Answer(BaseModel):
    """An answer in plain words, and the fact by which it can be changed."""

    ask: str
    title: str
    answer: str


class Answers(BaseModel):
    """What is known so far."""

    answers: list[Answer]


class CodeReply(BaseModel):
    """A reference code, how long it is valid, and what will be asked beside it."""

    code: str
    valid_days: int
    second: Literal["age", "zip_code"]


class Deleted(BaseModel):
    """The conversation is gone."""

    deleted: bool
    say: str


class Error(BaseModel):
    """Why not, and whether the same request may be sent again."""

    code: str
    say: str
    retry: bool


class ErrorReply(BaseModel):
    """Every error has this shape."""

    error: Error
