"""What a message states, clause by clause: questions, suppositions and other people's affairs are left out."""

from dataclasses import dataclass, field

from bot.conversation.volunteering.clauses import Clause, clauses_of, with_plain_marks
from bot.conversation.volunteering.whom import Whom, whom_of_each
from bot.language.phrases import PhraseTable
from bot.language.tokens import Token
from bot.language.word_lists import word_list

_WORDS = word_list("stating", "bot.conversation.volunteering")
_UNSETTLED = PhraseTable({"unsettled": [*_WORDS["unsettled"], *_WORDS["unsettled_phrases"]]})


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause that states something; `text` is the message with plain marks.

    `follows`: whether the clause before it, in the same sentence, is a statement about the same person.
    `settled`: False where it tells of a plan, a wish, advice or doubt, or of what is so in general.
    """

    text: str
    said: tuple[Token, ...]
    whom: Whom
    settled: bool
    follows: bool
    words: str = field(init=False)
    """The clause as it is written."""
    line: str = field(init=False)
    """The words of the clause in their plain form, with one blank between."""

    def __post_init__(self) -> None:
        # Every reader asks for both.
        object.__setattr__(self, "words", self.text[self.start : self.end])
        object.__setattr__(self, "line", " ".join(token.word for token in self.said))

    @property
    def start(self) -> int:
        return self.said[0].start

    @property
    def end(self) -> int:
        return self.said[-1].end

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where in the message the letters from `first` to `last` (excluded) of the line stand."""
        inside = self.said[self.line.count(" ", 0, first) : self.line.count(" ", 0, last) + 1]
        return inside[0].start, inside[-1].end


def statements(text: str) -> list[Statement]:
    """The statements of a message in order, settled and unsettled; what is asked or supposed is none."""
    marked = with_plain_marks(text)
    clauses = clauses_of(marked)
    whoms = whom_of_each([clause.said for clause in clauses])
    found: list[Statement] = []
    before: Clause | None = None
    for clause, whom in zip(clauses, whoms, strict=True):
        if clause.stated and whom is not Whom.SOMEBODY_ELSE:
            settled = not _UNSETTLED.find(clause.said)
            follows = before is not None and before.sentence == clause.sentence and found[-1].whom is whom
            found.append(Statement(marked, clause.said, whom, settled, follows))
            before = clause
        else:
            before = None
    return found
