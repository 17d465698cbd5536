"""The queue and cases in a real browser: a call back by keyboard alone, a chat that goes on, no violation by axe."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from people_to_call import answers, asks_for_a_call, was_infused
from playwright.sync_api import expect

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
LOOKS = [
    pytest.param({"viewport": {"width": 1280, "height": 800}}, id="desk"),
    pytest.param({"viewport": {"width": 1024, "height": 768}, "color_scheme": "dark"}, id="dark, small desk"),
]


def photographed(page, name):
    """Keep a picture where somebody wants to look at it."""
    folder = os.environ.get("AFTERCART_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def violations(page):
    """What axe finds on this page."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found]


def fill_queue(app):
    """Sample people of every urgency; returns the first to be called."""
    overdue = asks_for_a_call(app, "Sample Overdue", "+13125550121", in_days=-2)
    was_infused(app, overdue.conversation, 106, age=61, zip_code="60611")
    closing = asks_for_a_call(app, "Sample Closing", "+15155550122")
    was_infused(app, closing.conversation, 108)
    asks_for_a_call(app, "Sample Today", "+15155550123", best_time="weekdays after 5, not Fridays")
    waits = asks_for_a_call(app, "Sample Later", "+15155550124", in_days=12)
    was_infused(app, waits.conversation, 60)
    return overdue


def test_a_call_back_needs_no_mouse(page, running_console, sign_in):
    sign_in(page, "agent")
    app = running_console.app
    ann = fill_queue(app)
    page.goto("/console/queue")
    page.locator(f"#call-{ann.id}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sample Overdue")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("(312) 555-0121")).to_be_visible()
    note = page.get_by_label("Note, if there is something to remember")
    note.fill("answering machine")
    page.keyboard.press("Enter")
    assert app.records.attempts([ann.id]) == {}
    for _ in range(16):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "left_message":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tried so far")).to_be_visible()
    expect(page.get_by_text("answering machine")).to_be_visible()
    assert [each.note for each in app.records.attempts([ann.id])[ann.id]] == ["answering machine"]


def test_the_queue_keeps_the_place_of_who_reads_it(page, running_console, sign_in):
    sign_in(page, "agent")
    ann = fill_queue(running_console.app)
    page.goto("/console/queue")
    page.locator(f"#call-{ann.id}").focus()
    asks_for_a_call(running_console.app, "Sample New", "+15155550125", in_days=-1)
    page.evaluate("htmx.ajax('GET', '/console/queue?show=now', {target: '#queue', swap: 'outerHTML'})")

    expect(page.get_by_role("link", name="Sample New")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == f"call-{ann.id}"


def test_a_chat_goes_on_by_telephone(page, running_console, sign_in):
    sign_in(page, "agent")
    code = answers(running_console.app, "chat of Sample Carla", age=61)
    page.goto("/console/")
    page.get_by_role("link", name="Continue a web chat").click()
    page.keyboard.type(code.lower())
    page.get_by_label("Age").fill("16")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="do not fit together")).to_be_visible()
    page.get_by_label("Code, such as").fill(code)
    page.get_by_label("Age").fill("61")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Call about this case")).to_be_visible()
    assert running_console.app.records.case_of("chat of Sample Carla")


@pytest.mark.parametrize("device", LOOKS)
def test_no_violation_by_axe_on_any_page(open_page, running_console, sign_in, device):
    page = open_page(**device)
    look = device.get("color_scheme", "light")
    sign_in(page, "supervisor")
    app = running_console.app
    ann = fill_queue(app)
    found = {}

    def looked_at(name, path=None):
        if path:
            page.goto(path)
        found[name] = violations(page)
        photographed(page, f"{name}-{look}")

    looked_at("start", "/console/")
    looked_at("queue", "/console/queue")
    looked_at("queue-empty", "/console/queue?show=mine")
    looked_at("callback", f"/console/queue/{ann.id}")
    page.get_by_role("button", name="I call them now").click()
    expect(page.get_by_text("(312) 555-0121")).to_be_visible()
    looked_at("callback-in-hand")
    page.get_by_role("button", name="No answer").click()
    expect(page.get_by_role("heading", name="Tried so far")).to_be_visible()
    looked_at("callback-tried")
    case = app.records.case_of(ann.conversation)
    page.goto(f"/console/cases/{case.id}")
    expect(page.get_by_role("heading", name="How it stands")).to_be_visible()
    looked_at("case")
    page.goto("/console/find")
    page.get_by_label("Telephone number, whole name").fill("Sample Overdue")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("1 found")).to_be_visible()
    looked_at("find")
    looked_at("continue", "/console/continue")
    page.goto("/console/do-not-call")
    page.get_by_label("Telephone number").fill("(312) 555-0121")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("button", name="They must not be called again").click()
    expect(page.get_by_text("This number must not be called.")).to_be_visible()
    looked_at("do-not-call")
    assert found == {name: [] for name in found}
