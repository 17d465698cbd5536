"""In a real Chromium: from the first administrator to a locked agent; and no violations by axe-core on the way."""

import pyotp
import pytest
from at_the_desk import PASSWORD
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.callcenter.passwords import Passwords
from bot.store import Role

RULES = {
    "resultTypes": ["violations"],
    "runOnly": [*(f"wcag{level}" for level in ("2a", "2aa", "21a", "21aa", "22aa")), "best-practice"],
}
LOOKS = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
)
SIZES = ({"width": 1280, "height": 800}, {"width": 1024, "height": 768})


def looks_right(page: Page) -> None:
    """No violations in any look, and nothing to scroll sideways for."""
    for size in SIZES:
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    for look in LOOKS:
        page.emulate_media(**look)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{page.url} {look}: {found.generate_report()}"


def type_password(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def set_up_codes(page: Page) -> str:
    """Set codes up; returns their secret."""
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("six digits").fill(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.locator(".recovery li")).to_have_count(10)
    looks_right(page)
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/console/")
    return secret


@pytest.fixture
def administrator(running_console):
    records, now = running_console.app.records, running_console.app.now()
    staff = records.add_staff("boss@hotline.example", "Sample Administrator", Role.ADMINISTRATOR, now)
    records.set_password(staff.id, Passwords().hash(PASSWORD))
    return staff


def test_from_the_first_administrator_to_a_locked_agent(open_page, administrator, running_console):
    boss = open_page()
    boss.goto("/console/")
    looks_right(boss)
    type_password(boss, administrator.email, "not my password")
    expect(boss.get_by_role("alert").first).to_be_attached()
    expect(boss.get_by_text("do not go together")).to_be_visible()
    looks_right(boss)
    type_password(boss, administrator.email, PASSWORD)
    boss.wait_for_url("**/second-step")
    looks_right(boss)
    set_up_codes(boss)

    boss.get_by_role("link", name="Staff").click()
    boss.get_by_label("Name").fill("Sample Agent")
    boss.get_by_label("E-mail").fill("agent@hotline.example")
    boss.get_by_role("button", name="Add", exact=True).click()
    looks_right(boss)
    link = boss.locator(".secret").inner_text()

    agent = open_page()
    agent.goto(link)
    looks_right(agent)
    for field in ("New password", "The same once more"):
        agent.get_by_label(field).fill("seven boats in plain view")
    agent.keyboard.press("Enter")
    agent.wait_for_url("**/second-step")
    set_up_codes(agent)
    expect(agent.get_by_role("link", name="Audit log")).to_have_count(0)
    agent.get_by_role("link", name="Sample Agent").click()
    looks_right(agent)
    agent.get_by_role("button", name="Sign out", exact=True).click()
    agent.wait_for_url("**/sign-in")
    for _ in range(5):
        type_password(agent, "agent@hotline.example", "not my password")
        expect(agent.get_by_text("do not go together")).to_be_visible()

    boss.goto("/console/staff")
    expect(boss.get_by_text("locked until")).to_be_visible()
    looks_right(boss)
    boss.get_by_role("link", name="Audit log").click()
    expect(boss.get_by_text("failed to sign in").nth(5)).to_be_attached()
    looks_right(boss)
    records, settings = running_console.app.records, running_console.app.settings
    assert records.verify_audit(settings.chain_key).what is None


def test_a_desk_that_was_left_is_asked_again(page, sign_in, running_console):
    sign_in(page, "administrator")
    running_console.app.clock.put_forward(minutes=11)
    page.goto("/console/account")
    page.get_by_role("link", name="Set up a new phone").click()
    expect(page.get_by_role("heading", name="Is it still you?")).to_be_visible()
    looks_right(page)


def test_what_is_not_ones_own_is_said_kindly(page, sign_in):
    sign_in(page, "agent")
    page.goto("/console/audit")
    expect(page.get_by_text("Your role does not include this")).to_be_visible()
    looks_right(page)


def test_htmx_runs_under_the_policy_and_says_problems(page, sign_in):
    """A part of a page that cannot be had: its words stand where problems stand."""
    sign_in(page, "agent")
    page.goto("/console/account")
    page.evaluate("htmx.ajax('GET', '/console/nothing', {target: '#main'})")
    expect(page.locator("#problem")).to_contain_text("There is nothing here")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_the_check_can_fail(page, sign_in):
    sign_in(page, "agent")
    page.goto("/console/account")
    page.evaluate("document.documentElement.lang = ''")
    assert Axe().run(page, options=RULES).violations_count > 0
