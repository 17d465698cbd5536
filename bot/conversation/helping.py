"""What is said when a message was not understood."""

from collections.abc import Iterator

from bot.conversation.checks import CheckKind
from bot.conversation.facts import CONSENT, ZIP_CODE
from bot.conversation.interview import Interview, Note
from bot.conversation.questions import Question
from bot.referral.place import PlaceProblem
from bot.referral.places import find_place

MISSES_BEFORE_OPTIONS = 2

_OF_CHECK = {
    CheckKind.CONFIRM: Note("utter_check_not_understood"),
    CheckKind.CHANGE: Note("utter_check_not_understood"),
    CheckKind.NARROW: Note("utter_boundary_not_understood"),
}
_OF_PLACE = {
    PlaceProblem.AMBIGUOUS: Note("utter_place_needs_state"),
    PlaceProblem.STATE_ALONE: Note("utter_place_needs_city"),
}


def help_notes(
    interview: Interview, question: Question | None, text: str, off_topic: bool = False
) -> Iterator[Note]:
    """Help with the open question, after a message that was no answer to it; after two of them, an easy way on."""
    if interview.check:
        yield _OF_CHECK[interview.check.kind]
        return
    if question and question.name == ZIP_CODE and (problem := _OF_PLACE.get(find_place(text))):
        yield problem
        return
    yield Note("utter_out_of_scope" if off_topic else "utter_not_understood")
    if question:
        yield Note(f"utter_help_{question.name}")
    # Not knowing is a way on from every question but consent.
    if interview.memory.misses >= MISSES_BEFORE_OPTIONS and question and question.name != CONSENT:
        yield Note("utter_options_after_two_misses")
