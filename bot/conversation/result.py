"""The end of a screen: what is said, in which order. The words stand in the domain and beside the criteria."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.conversation.facts import ZIP_CODE, of_the_trial
from bot.conversation.interview import Interview, Note
from bot.conversation.reviewing import review
from bot.language.wording import say_count, say_day, say_distance, say_list
from bot.referral.nearest import nearest_sites, recruiting_by_state
from bot.referral.place import Place, PlaceProblem
from bot.referral.places import find_place
from bot.screening.screening import Screening, Window
from bot.screening.verdict import Decision, Outcome, Verdict
from bot.trial.reasons import all_words
from bot.trial.screen import screen
from bot.trial.sites import PAGE_UPDATED, Site

SITES_OFFERED = 3
FEW = 2

DECIDING = {
    Outcome.LIKELY_NOT_ELIGIBLE: (Verdict.NOT_MET,),
    Outcome.NOT_YET: (Verdict.NOT_YET, Verdict.TEAM_REVIEW, Verdict.UNKNOWN),
    Outcome.POSSIBLY_ELIGIBLE: (Verdict.TEAM_REVIEW, Verdict.UNKNOWN),
    Outcome.LIKELY_ELIGIBLE: (),
}
"""The verdicts whose reasons are said one by one, by outcome."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A finished screen: the result, the sites to offer, why there are none near, and what to say."""

    screening: Screening
    sites: tuple[tuple[Site, int], ...]
    place: str | None
    notes: tuple[Note, ...]


def end(interview: Interview, as_of: date) -> Ending:
    """The end of an interview, on the day `as_of`."""
    screening = screen(of_the_trial(interview.answers), as_of)
    told = Note("utter_result_answers", {"lines": "\n".join(review(interview))})
    if screening.outcome is Outcome.LIKELY_NOT_ELIGIBLE:
        return Ending(screening, (), None, (*_unlikely(screening), told, Note("utter_other_ways")))
    text = interview.answers.get(ZIP_CODE)
    place = find_place(text) if isinstance(text, str) else None
    sites = tuple(nearest_sites(place, SITES_OFFERED)) if isinstance(place, Place) else ()
    notes = (*_about_the_screen(screening), *_referral(place, sites), told, Note("utter_who_to_call"))
    return Ending(screening, sites, text if isinstance(text, str) else None, notes)


def _unlikely(screening: Screening) -> tuple[Note, ...]:
    return (Note("utter_result_likely_not_eligible"), *_reasons(screening))


def _about_the_screen(screening: Screening) -> tuple[Note, ...]:
    return (
        Note(f"utter_result_{screening.outcome.value}"),
        *_reasons(screening),
        *_few_open(screening),
        *_window(screening.window, screening.as_of),
        *_titles("utter_result_met", screening, Verdict.MET),
        *_titles("utter_at_visit", screening, Verdict.AT_VISIT),
        *_medicines(screening),
        Note("utter_bring"),
        Note("utter_next_steps"),
    )


def _having(screening: Screening, verdicts: Sequence[Verdict]) -> dict[str, Decision]:
    return {id: found for id, found in screening.decisions.items() if found.verdict in verdicts}


def _reasons(screening: Screening) -> tuple[Note, ...]:
    deciding = _having(screening, DECIDING[screening.outcome])
    lines = [f"• {all_words()[id].sentence(decision)}" for id, decision in deciding.items()]
    return (Note("utter_result_reasons", {"lines": "\n".join(lines)}),) if lines else ()


def _few_open(screening: Screening) -> tuple[Note, ...]:
    """Where one or two points alone stand between a person and a likely fit, they are named."""
    still_open = _having(screening, (Verdict.TEAM_REVIEW, Verdict.UNKNOWN))
    if screening.outcome is not Outcome.POSSIBLY_ELIGIBLE or len(still_open) > FEW:
        return ()
    return (Note("utter_few_open", {"titles": say_list([all_words()[id].title for id in still_open])}),)


def _titles(response: str, screening: Screening, verdict: Verdict) -> tuple[Note, ...]:
    titles = [all_words()[id].title for id in _having(screening, (verdict,))]
    return (Note(response, {"titles": say_list(titles)}),) if titles else ()


def _medicines(screening: Screening) -> tuple[Note, ...]:
    to_review = screening.decisions["no_strong_cyp3a4"].verdict is Verdict.TEAM_REVIEW
    return (Note("utter_keep_medicines"),) if to_review else ()


def _window(window: Window, as_of: date) -> tuple[Note, ...]:
    if window.possibly_opens is None:
        return ()
    if window.opens != window.possibly_opens or window.closes != window.possibly_closes:
        possible = {
            "possibly_opens": say_day(window.possibly_opens),
            "possibly_closes": say_day(window.possibly_closes),
        }
        return (Note("utter_window_unsure", possible), *_surely_open(window))
    certain = {"opens": say_day(window.opens), "closes": say_day(window.closes)}
    if as_of < window.opens:
        wait = say_count((window.opens - as_of).days, "day")
        return (Note("utter_window_later", {**certain, "days_until": wait}),)
    left = say_count((window.closes - as_of).days, "day")
    return (Note("utter_window_open", {**certain, "days_left": left}),)


def _surely_open(window: Window) -> tuple[Note, ...]:
    if window.opens is None:
        return ()
    return (Note("utter_window_sure", {"opens": say_day(window.opens), "closes": say_day(window.closes)}),)


PLACE_PROBLEMS = {
    PlaceProblem.MILITARY: "utter_place_military",
    PlaceProblem.ABROAD: "utter_place_abroad",
}


def _referral(place: Place | PlaceProblem | None, sites: Sequence[tuple[Site, int]]) -> tuple[Note, ...]:
    updated = {"updated": say_day(PAGE_UPDATED)}
    if isinstance(place, Place):
        return (Note("utter_sites", {**updated, "lines": "\n".join(_near(*each) for each in sites)}),)
    problem = PLACE_PROBLEMS.get(place, "utter_place_unknown") if place else "utter_place_not_given"
    return (Note(problem), Note("utter_sites_by_state", {**updated, "lines": _by_state()}))


def _near(site: Site, miles: int) -> str:
    return f"• {site.name}, {site.city}, {site.state} {site.zip}: {say_distance(miles)}"


def _by_state() -> str:
    states = recruiting_by_state()
    return "\n".join(
        f"{state}: {'; '.join(f'{site.name} ({site.city})' for site in sites)}"
        for state, sites in states.items()
    )
