"""What an interview remembers beside the answers."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Memory:
    """What an interview remembers beside the answers.

    `answered`: for each question that was answered, in order, the facts that its answer gave.
    `declined`: the facts that the person would rather not say; to the criteria they are unknown.
    `narrowed`: the facts whose vague answer was asked about once more; that happens once.
    `misses`: how many messages in a row were not understood as an answer to the open question.
    `reopened`: the question that the person wants to answer anew, its old answers staying until then.
    `going_on`: whether the person goes on for the record although the outcome is settled.
    """

    answered: tuple[tuple[str, ...], ...] = ()
    declined: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()
    misses: int = 0
    reopened: str | None = None
    going_on: bool = False

    def after_answer(self, given: tuple[str, ...], declined: tuple[str, ...]) -> "Memory":
        """The memory once the facts `given` are answered, `declined` being those that the person keeps private."""
        kept = tuple(fact for fact in self.declined if fact not in given)
        answered = (*self.answered, given)
        return replace(self, answered=answered, declined=(*kept, *declined), misses=0, reopened=None)

    def after_narrowing(self, fact: str) -> "Memory":
        """The memory once the person was asked to narrow `fact`."""
        return replace(self, narrowed=(*self.narrowed, fact), misses=0)

    def after_miss(self) -> "Memory":
        """The memory once a message was not understood."""
        return replace(self, misses=self.misses + 1)

    def with_reopened(self, question: str | None) -> "Memory":
        """The memory with a question to be answered anew, or with none."""
        return replace(self, reopened=question, misses=0)

    def before_last_answer(self) -> "Memory":
        """The memory as it was before the last answer. Raises IndexError if there is none."""
        gone = self.answered[-1]
        return replace(
            self,
            answered=self.answered[:-1],
            declined=tuple(fact for fact in self.declined if fact not in gone),
            narrowed=tuple(fact for fact in self.narrowed if fact not in gone),
            misses=0,
            reopened=None,
        )

    def as_json(self) -> dict:
        """The memory as JSON, for the dialogue's tracker."""
        return {
            "answered": self.answered,
            "declined": self.declined,
            "narrowed": self.narrowed,
            "misses": self.misses,
            "reopened": self.reopened,
            "going_on": self.going_on,
        }

    @classmethod
    def from_json(cls, raw: dict | None) -> "Memory":
        """The memory that JSON stands for; an empty one for None."""
        if raw is None:
            return cls()
        return cls(
            tuple(tuple(facts) for facts in raw["answered"]),
            tuple(raw["declined"]),
            tuple(raw["narrowed"]),
            raw["misses"],
            raw.get("reopened"),
            raw.get("going_on", False),
        )
