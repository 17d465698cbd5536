"""The live panel: what it shows, to whom, and changing an answer from it through the dialogue."""

import re
from uuid import uuid4

import pytest
from at_the_desk import person, words_of
from panel_case import CONVERSATION, case_with, take_corrections
from people import FITS_THE_TRIAL

from bot.store import AnswerStatus, AuditAction, GivenBy
from bot.store.audit import AuditFilter


@pytest.fixture
def case(console_app, rasa):
    take_corrections(rasa, console_app.records)
    return case_with(console_app, owner=person(console_app, "agent").id)


@pytest.fixture
def agent(console_client):
    return console_client("agent")


def panel(browser, case):
    return browser.get(f"/console/cases/{case.id}/panel")


def editor(browser, case, fact):
    return browser.get(f"/console/cases/{case.id}/correct/{fact}?place=here")


def preview(browser, case, fact, **fields):
    return browser.submit(f"/console/cases/{case.id}/correct/{fact}/effect", **fields)


def apply(browser, case, fact, given_by="patient", **fields):
    return browser.submit(
        f"/console/cases/{case.id}/correct/{fact}", given_by=given_by, key=str(uuid4()), **fields
    )


def last_answer(app, fact):
    return app.records.answer_versions(app.records.current_screening(CONVERSATION).id)[fact][-1]


def test_the_panel_shows_the_outcome_the_window_and_each_answer_with_its_words(agent, case):
    page = panel(agent, case)
    shown = words_of(page)
    for words in (
        "Looks like a fit",
        "All that decides was asked",
        "Inside the window: 16 days left",
        "Day 94 after the CAR-T.",
        "61 years patient,",
        "“said of age”",
        "No place to measure from yet.",
        "From the trial&#39;s page of August 13, 2025",
    ):
        assert words in shown
    assert page.text.count('id="line-') == 29
    assert not re.search(r" style=|<style|<script|hx-on", page.text)


def test_sites_are_measured_from_where_the_caller_lives(agent, console_app, rasa):
    owner = person(console_app, "agent").id
    shown = words_of(panel(agent, case_with(console_app, {**FITS_THE_TRIAL, "zip_code": "50309"}, owner)))
    assert "Iowa Methodist Medical Center Des Moines, Iowa 50309 · less than a mile" in shown
    assert "Status as of August 13, 2025" in shown


def test_a_place_that_was_taken_back_is_measured_from_no_more(agent, console_app):
    owner = person(console_app, "agent").id
    case = case_with(console_app, {**FITS_THE_TRIAL, "zip_code": "50309"}, owner)
    screening = console_app.records.current_screening(case.conversation)
    console_app.records.record_answer(
        screening.id, "zip_code", None, words="not there any more", message_id="m99",
        at=console_app.now(), status=AnswerStatus.WITHDRAWN,
    )  # fmt: skip
    shown = words_of(panel(agent, case))
    assert "No place to measure from yet." in shown
    assert "Iowa Methodist" not in shown


def test_nobody_has_answered_yet(agent, console_app):
    case = console_app.records.open_case("quiet", console_app.now(), person(console_app, "agent").id)
    shown = words_of(panel(agent, case))
    assert "No result yet" in shown
    assert "Next question Type of disease" in shown
    assert "Time window" not in shown


def test_every_key_stands_with_what_it_would_do(agent, case):
    shown = words_of(editor(agent, case, "disease_status"))
    assert "Better, or in remission as it is now" in shown
    assert "About the same (stable) Changes no criterion." in shown
    closing = "Has come back or got worse Outcome Looks like a fit becomes → Does not look like a fit"
    assert closing in shown
    assert "How your myeloma is now: ✓ Met becomes → ✕ Not met" in shown
    assert "The other 23 answers stay." in shown


@pytest.mark.parametrize(
    ("fact", "fields", "words"),
    [
        ("age", {"text": "17"}, "Understood Age: 17 years Outcome Looks like a fit becomes → Does not look like a fit"),
        ("age", {"text": "62 I think"}, "Understood Age: 62 years Changes no criterion."),
        ("age", {"text": "150"}, "Only a number from 0 to 120 can be kept here."),
        ("age", {"text": "soon"}, "That is not an answer to “Age” that can be kept."),
        ("therapy_since_car_t", {"value": ["none", "radiation"]}, "Those answers do not go together"),
        ("therapy_since_car_t", {"value": "steroids_for_side_effects"}, "Asks now 1: Last dose of those steroids"),
        ("sex_at_birth", {"value": "female"}, "Asks now 1: Periods or menopause"),
    ],
)  # fmt: skip
def test_a_preview_says_what_was_understood_and_changes_nothing(
    agent, case, console_app, rasa, fact, fields, words
):
    assert words in words_of(preview(agent, case, fact, **fields))
    assert rasa.heard == []
    assert last_answer(console_app, "age").value == 61


@pytest.mark.parametrize(
    ("fact", "fields", "sent", "value", "words"),
    [
        ("age", {"text": "62 I think"}, '/correct{"age": [62]}', 62, "62 I think"),
        ("disease_status", {"value": "stable"}, '/correct{"disease_status": ["stable"]}', "stable",
         "[Myeloma since the CAR-T: About the same (stable)]"),
        ("therapy_since_car_t", {"value": ["radiation", "steroids_for_side_effects"]},
         '/correct{"therapy_since_car_t": ["radiation", "steroids_for_side_effects"]}',
         ["steroids_for_side_effects", "radiation"],
         "[Treatment since the CAR-T: Steroids for CAR-T side effects; Radiation]"),
        ("hiv", {"value": "declined"}, '/correct{"hiv": ["declined"]}', "unknown", "[HIV: Would rather not say]"),
        ("medications", {"text": "biaxin"}, '/correct{"medications": ["biaxin"]}', ["biaxin"], "biaxin"),
        ("zip_code", {"text": "50309"}, '/correct{"zip_code": ["50309"]}', "50309", "50309"),
    ],
)  # fmt: skip
def test_a_correction_goes_through_the_dialogue_of_the_phone(
    agent, case, console_app, rasa, fact, fields, sent, value, words
):
    done = apply(agent, case, fact, given_by="caregiver", **fields)
    assert done.status_code == 200
    assert done.headers["hx-trigger"] == "corrected"
    assert "The other answers stay." in words_of(done)
    assert rasa.messages == [sent]
    kept = last_answer(console_app, fact)
    assert (kept.value, kept.words, kept.given_by) == (value, words, GivenBy.CAREGIVER)


def test_the_old_version_stays_struck_out_with_who_gave_it(agent, case):
    shown = apply(agent, case, "age", text="62")
    assert re.search(r"<del><bdi>61 years</bdi></del>", shown.text)
    assert "62 years patient," in words_of(shown)


def test_a_correction_that_the_dialogue_did_not_make_is_said_so(agent, case, rasa):
    rasa.heard = []  # This Rasa records nothing any more.
    assert "The change was not made." in words_of(apply(agent, case, "age", text="62"))


def test_the_same_click_twice_is_one_correction(agent, case, rasa, console_app):
    fields = {"text": "62", "given_by": "patient", "key": str(uuid4())}
    path = f"/console/cases/{case.id}/correct/age"
    assert agent.submit(path, **fields).status_code == agent.submit(path, **fields).status_code == 200
    assert rasa.messages == ['/correct{"age": [62]}']


@pytest.mark.parametrize("fact", ["consent", "labs_at_hand", "nonsense"])
def test_what_is_no_answer_to_the_trial_cannot_be_changed(agent, case, rasa, fact):
    assert editor(agent, case, fact).status_code == 404
    assert apply(agent, case, fact, value="false").status_code == 404
    assert rasa.heard == []


def test_who_does_not_have_the_case_in_hand_may_look_and_not_change(console_client, console_app, case, rasa):
    holder = person(console_app, "agent", "first@hotline.example")
    console_app.records.hold_case(case.id, holder.id, console_app.now())
    second = console_client("supervisor")
    shown = panel(second, case)
    assert "Somebody else has this case in hand." in words_of(shown)
    assert "/correct/" not in shown.text
    assert editor(second, case, "age").status_code == 409
    assert apply(second, case, "age", text="17").status_code == 409
    assert rasa.heard == []


def test_the_log_tells_that_an_answer_was_corrected_and_not_which(agent, case, console_app):
    apply(agent, case, "age", text="62")
    entries = console_app.records.audit_entries(AuditFilter(action=AuditAction.ANSWER_CORRECTED), 0, 9)
    assert [(each.subject, each.details) for each in entries] == [(str(case.id), "{}")]


def test_a_case_of_somebody_else_is_not_shown(console_client, case):
    other = console_client("agent", "other@hotline.example")
    assert panel(other, case).status_code == 404
    assert editor(other, case, "age").status_code == 404
    assert preview(other, case, "age", text="17").status_code == 404
    assert apply(other, case, "age", text="17").status_code == 404
