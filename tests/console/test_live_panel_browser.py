"""The live panel in a real browser: changing an answer by mouse and by keyboard, and what helps who cannot see."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from panel_case import case_with, take_corrections
from people import FITS_THE_TRIAL
from playwright.sync_api import expect

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
OPEN_POINTS = {
    **FITS_THE_TRIAL,
    "car_t_infusion_date": {"earliest": "2026-08-10", "latest": "2026-09-10"},
    "prior_lines": "unknown",
    "car_t_side_effects": "moderate_or_severe",
    "zip_code": "50309",
}
LOOKS = [
    pytest.param({"viewport": {"width": 1280, "height": 800}}, id="desk"),
    pytest.param({"viewport": {"width": 1024, "height": 768}, "color_scheme": "dark"}, id="dark, small desk"),
    pytest.param({"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"}, id="forced colors"),
]


def photographed(page, name):
    """Keep a picture where somebody wants to look at it."""
    folder = os.environ.get("AFTERCART_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.fixture
def show(running_console, rasa, sign_in):
    """Shows the panel of somebody with these answers on a page of the console."""
    take_corrections(rasa, running_console.app.records)

    def shown(page, answers):
        staff = sign_in(page, "agent")
        case = case_with(running_console.app, answers, staff.id)
        page.goto(f"/console/cases/{case.id}")
        expect(page.get_by_role("heading", name="How it stands")).to_be_visible()
        return page.locator("#panel")

    return shown


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found]


def age_editor(panel):
    line = panel.locator("#line-age")
    if not line.evaluate("each => each.open"):
        panel.locator("#group-met > summary").click()
        line.locator("> summary").click()
    line.get_by_role("button", name="Change Age").click()
    return line.locator(".editor")


def test_an_answer_is_changed_and_the_effect_is_seen_before(page, show):
    panel = show(page, FITS_THE_TRIAL)
    expect(panel).to_contain_text("Looks like a fit")
    editor = age_editor(panel)
    editor.get_by_label("In the caller's words").press_sequentially("17", delay=40)
    expect(editor.locator(".preview")).to_contain_text("Does not look like a fit")
    expect(panel.locator(".outcome")).to_contain_text("Looks like a fit")
    photographed(page, "panel-preview")

    editor.get_by_role("button", name="Apply").click()
    expect(panel.locator("#panel-said")).to_contain_text("Age: 17 years. The other answers stay.")
    expect(panel.locator("#panel-said")).to_be_focused()
    expect(panel.locator(".outcome")).to_contain_text("Does not look like a fit")
    expect(panel.locator("#line-age del")).to_have_text("61 years")
    photographed(page, "panel-changed")


def test_a_key_is_pressed_where_its_effect_stands(page, show):
    panel = show(page, {**OPEN_POINTS, "disease_status": "progressed"})
    against = panel.locator("#line-disease_status")
    against.get_by_role("button", name="Change").click()
    photographed(page, "panel-keys")
    stable = against.locator(".effect-keys li", has_text="About the same (stable)")
    expect(stable.locator(".does")).to_contain_text("May be a fit")
    stable.get_by_role("button").click()
    expect(panel.locator(".outcome")).to_contain_text("May be a fit")


def test_all_of_it_by_keyboard(page, show):
    panel = show(page, FITS_THE_TRIAL)
    editor = age_editor(panel)
    expect(editor.get_by_label("In the caller's words")).to_be_focused()
    page.keyboard.type("62")
    page.keyboard.press("Enter")
    expect(editor.get_by_role("button", name="Apply")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel.locator("#panel-said")).to_contain_text("Age: 62 years")


def test_escape_leaves_it_as_it_is(page, show, rasa):
    panel = show(page, FITS_THE_TRIAL)
    editor = age_editor(panel)
    expect(editor.get_by_label("In the caller's words")).to_be_focused()
    page.keyboard.press("Escape")
    expect(editor).to_have_count(0)
    change = panel.locator("#line-age").get_by_role("button", name="Change Age")
    expect(change).to_be_focused()
    expect(change).to_have_attribute("aria-expanded", "false")
    assert rasa.heard == []


def test_what_was_unfolded_stays_unfolded(page, show):
    panel = show(page, FITS_THE_TRIAL)
    editor = age_editor(panel)
    panel.locator("#group-at_visit > summary").click()
    editor.get_by_label("In the caller's words").press_sequentially("62", delay=40)
    editor.get_by_role("button", name="Apply").click()
    expect(panel.locator("#panel-said")).to_be_visible()
    assert panel.locator("#group-at_visit").evaluate("each => each.open")
    assert panel.locator("#line-age").evaluate("each => each.open")


@pytest.mark.parametrize("device", LOOKS)
def test_no_violation_by_axe_at_any_step(open_page, show, device):
    page = open_page(**device)
    panel = show(page, OPEN_POINTS)
    assert violations(page) == []
    name = "-".join(str(each) for each in device["viewport"].values()) + device.get("color_scheme", "")
    photographed(page, f"panel-{name}-{device.get('forced_colors', '')}")
    panel.locator("#line-car_t_window").get_by_role("button", name="Change Day").click()
    panel.get_by_label("In the caller's words").press_sequentially("august 20", delay=40)
    expect(panel.locator(".preview")).to_be_visible()
    panel.locator("#line-side_effects_resolved").get_by_role("button", name="Change").click()
    panel.locator("#quote-prior_lines > summary").click()
    panel.locator("#group-met > summary").click()
    expect(panel.locator(".effect-keys").last).to_be_visible()
    assert violations(page) == []
    photographed(page, f"panel-unfolded-{name}-{device.get('forced_colors', '')}")


def test_nothing_is_wider_than_its_place(open_page, show):
    page = open_page(viewport={"width": 1024, "height": 768})
    panel = show(page, OPEN_POINTS)
    panel.locator("#line-side_effects_resolved").get_by_role("button", name="Change").click()
    expect(panel.locator(".effect-keys")).to_be_visible()
    assert panel.evaluate("each => each.scrollWidth <= each.clientWidth")
