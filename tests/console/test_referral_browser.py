"""Handing over in a real browser, from choosing the site to a real mail server, by mouse and by keyboard."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from axe_playwright_python.sync_playwright import Axe
from free_ports import free_port
from playwright.sync_api import Page, expect
from referral_case import iowan_case

from bot.mailing.postman import Postman

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
LOOKS = [
    pytest.param({"viewport": {"width": 1280, "height": 800}}, id="desk"),
    pytest.param({"viewport": {"width": 1024, "height": 768}, "color_scheme": "dark"}, id="dark, small desk"),
    pytest.param({"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"}, id="forced colors"),
]


def photographed(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    folder = os.environ.get("AFTERCART_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def without_violations(page: Page, name: str) -> None:
    photographed(page, name)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []


@pytest.fixture
def mail_server(running_console) -> Iterator[Controller]:
    """A mail server that takes everything; the console knows it."""
    controller = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    controller.start()
    settings = running_console.app.settings
    settings.smtp_url = type(settings.smtp_url)(f"smtp://localhost:{controller.port}")
    settings.mail_from = "referrals@hotline.example"
    yield controller
    controller.stop()


@pytest.fixture
def begin(running_console, sign_in):
    """Signs an agent in and opens the choice of a site for a case of theirs."""

    def opened(page: Page, **but: object) -> None:
        staff = sign_in(page, "agent")
        case = iowan_case(running_console.app, staff.id, **but)
        page.goto(f"/console/cases/{case.id}/referral")

    return opened


def fill_in_contact(page: Page) -> None:
    page.get_by_label("Name", exact=True).fill("Sam Sample")
    page.get_by_label("Telephone").fill("515-555-0123")
    page.get_by_label("E-mail (if they like)").fill("sam@example.org")
    page.get_by_label("Best time").fill("mornings, not Fridays")
    page.get_by_role("button", name="Keep").click()


@pytest.mark.usefixtures("mail_server")
@pytest.mark.parametrize("look", LOOKS)
def test_from_the_site_to_the_mail_every_page_is_for_everybody(
    open_page, begin, running_console, look
) -> None:
    page = open_page(**look)
    begin(page, hepatitis_b="unknown", medications=["biaxin", "eliquis"])
    looks = "dark" if look.get("color_scheme") else look.get("forced_colors", "light")
    without_violations(page, f"referral-1-sites-{looks}")

    page.get_by_role("button", name="Choose Iowa Methodist Medical Center").click()
    expect(page.get_by_text("that you would like to hear from them")).to_be_visible()
    without_violations(page, f"referral-2-new-{looks}")
    page.get_by_role("button", name="Yes, with the answers").click()
    expect(page.get_by_text("The caller agreed.")).to_be_visible()

    page.get_by_label("Telephone").fill("12345")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_label("Name", exact=True)).to_have_attribute("aria-invalid", "true")
    without_violations(page, f"referral-3-wrong-{looks}")
    fill_in_contact(page)
    without_violations(page, f"referral-4-ready-{looks}")

    page.get_by_label("The site's e-mail address").fill("trials@hospital.example")
    page.get_by_role("button", name="Send by e-mail …").click()
    expect(page.get_by_role("heading", name="Send by e-mail?")).to_be_visible()
    without_violations(page, f"referral-5-confirm-{looks}")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Waits to be sent")).to_be_visible()
    assert Postman(running_console.app).send_due() == 1
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sent")
    without_violations(page, f"referral-6-sent-{looks}")

    page.get_by_role("link", name="Look at the summary").click()
    expect(page.get_by_text("Possible fit, by what was told.")).to_be_visible()
    without_violations(page, f"referral-7-summary-{looks}")
    page.get_by_role("link", name="Referrals", exact=True).click()
    expect(page.get_by_role("link", name="Sam Sample")).to_be_visible()
    without_violations(page, f"referral-8-list-{looks}")


def test_a_referral_is_worked_by_keyboard_alone(page: Page, begin) -> None:
    begin(page)
    page.get_by_role("button", name="Choose Iowa Methodist Medical Center").press("Enter")
    page.get_by_role("button", name="Yes, with the answers").press("Enter")
    page.get_by_label("Name", exact=True).focus()
    for typed in ("Sam Sample", "515-555-0123", "", "mornings"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("mornings")).to_be_visible()
    page.get_by_role("button", name="Mark as sent").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sent")
    expect(page.get_by_role("button", name="Site has answered")).to_be_visible()


def test_a_caller_who_says_no_leaves_nothing_to_send(page: Page, begin) -> None:
    begin(page)
    page.get_by_role("button", name="Choose Iowa Methodist Medical Center").click()
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_text("The caller did not agree. Nothing can be sent.")).to_be_visible()
    expect(page.get_by_role("link", name="Download as PDF")).to_have_count(0)
    expect(page.get_by_role("button", name="Mark as sent")).to_have_count(0)


def test_on_paper_the_summary_stands_alone(page: Page, begin) -> None:
    begin(page)
    page.get_by_role("button", name="Choose Iowa Methodist Medical Center").click()
    page.get_by_role("button", name="Yes, with the answers").click()
    fill_in_contact(page)
    page.get_by_role("link", name="Look at the summary").click()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_be_hidden()
    folder = os.environ.get("AFTERCART_PICTURES")
    if folder:
        page.pdf(path=str(Path(folder) / "summary-printed.pdf"), format="Letter", prefer_css_page_size=True)
