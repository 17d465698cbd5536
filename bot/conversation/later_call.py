"""The call that is offered to somebody whose window is not open yet: for which day."""

from datetime import date, timedelta

from bot.screening.screening import Screening
from bot.screening.verdict import Outcome

BEFORE_OPENING = timedelta(days=7)
"""How long before the window's first possible day to call.

A week is enough for several tries to reach somebody, and for a site to plan the first visit; the window lasts thirty
days, and who is called when it opens has lost some of them.
"""


def later_call(screening: Screening) -> date | None:
    """The day for a call, never before the screen's own; None where no window is still to come.

    Where the infusion's day is imprecise, the first day on which the window may open counts: too early is a call
    more, too late is a window lost.
    """
    opens = screening.window.possibly_opens
    if screening.outcome is not Outcome.NOT_YET or opens is None or opens <= screening.as_of:
        return None
    return max(opens - BEFORE_OPENING, screening.as_of)
