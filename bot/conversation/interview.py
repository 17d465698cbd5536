"""An interview as it stands, and what one turn makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.conversation.checks import Check, CheckKind
from bot.conversation.memory import Memory
from bot.screening.forms import Json
from bot.values import Answers, Value


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview as it stands: the answers, what it remembers, and a reading that waits, if any."""

    answers: Answers = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    check: Check | None = None

    def answered(self, given: Mapping[str, Value], declined: tuple[str, ...] = ()) -> "Interview":
        """The interview with the answers `given` in place of earlier ones."""
        return Interview({**self.answers, **given}, self.memory.after_answer(tuple(given), declined))

    def with_check(self, check: Check | None) -> "Interview":
        """The interview with a reading that waits, or with none."""
        return replace(self, check=check)

    def missed(self) -> "Interview":
        """The interview after a message that was not understood."""
        return replace(self, memory=self.memory.after_miss())

    def reopening(self, question: str) -> "Interview":
        """The interview with a question to be answered anew; its answers stay until then."""
        return replace(self, check=None, memory=self.memory.with_reopened(question))

    def keeping(self) -> "Interview":
        """The interview with all answers as they are, and nothing to be answered anew."""
        return replace(self, check=None, memory=self.memory.with_reopened(None))

    def going_on(self) -> "Interview":
        """The interview of a person who goes on for the record although the outcome is settled."""
        return replace(self, memory=replace(self.memory, going_on=True))

    def one_back(self) -> "Interview":
        """The interview before its last answer; a reading that was not taken yet is all that is dropped.

        Raises IndexError at the start.
        """
        if self.check and self.check.kind is not CheckKind.NARROW:
            return self.keeping()
        memory = self.memory.before_last_answer()
        gone = self.memory.answered[-1]
        return Interview({fact: value for fact, value in self.answers.items() if fact not in gone}, memory)


@dataclass(frozen=True, slots=True)
class Message:
    """What a person sent: typed words, or the values that a button stands for, by fact, or its plain intent."""

    text: str
    intent: str = ""
    button: Mapping[str, list[Json]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say: the name of a response, and the words for its places."""

    response: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one message makes of an interview: how it stands now, and what is said before the next question."""

    interview: Interview
    notes: tuple[Note, ...] = ()
