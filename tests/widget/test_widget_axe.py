"""No violations by axe-core, in every state, light and dark, on a phone, and in forced colors."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from mock_gateway import Trouble
from playwright.sync_api import expect
from visitor import WAY

DESK = {"width": 1000, "height": 800}
PHONE = {"width": 390, "height": 844}
LOOKS = [
    ("light", DESK, {"color_scheme": "light", "forced_colors": "none"}),
    ("dark", DESK, {"color_scheme": "dark", "forced_colors": "none"}),
    ("forced colors", DESK, {"color_scheme": "light", "forced_colors": "active"}),
    ("phone", PHONE, {"color_scheme": "light", "forced_colors": "none"}),
    ("dark phone", PHONE, {"color_scheme": "dark", "forced_colors": "none"}),
]
RULES = {
    "resultTypes": ["violations"],
    "runOnly": [f"wcag{level}" for level in ("2a", "2aa", "21a", "21aa", "22aa")],
}
RULES["runOnly"].append("best-practice")


def refused(visitor, gateway):
    visitor.go(1)
    gateway.troubles.append(Trouble(503, "assistant_away", "The assistant is away."))
    visitor.write("myeloma")
    visitor.sees("This was not sent yet.")


def offline(visitor, gateway):
    visitor.go(1)
    visitor.context.set_offline(True)
    visitor.sees("You are offline.")


def unreachable(visitor, gateway):
    visitor.context.set_offline(True)
    visitor.open()
    visitor.sees("I could not reach the chat just now.")


def emergency(visitor, gateway):
    visitor.go(1)
    visitor.write("I have chest pain")
    visitor.sees("Please get help now")


def vague_date(visitor, gateway):
    visitor.go(2)
    visitor.write("mid august")
    expect(visitor.button("Yes")).to_be_visible()


def nothing_chosen(visitor, gateway):
    visitor.go(3)
    visitor.press("Done choosing")


def waiting(visitor, gateway):
    visitor.go(1)
    gateway.hold_seconds = 8
    visitor.press("Multiple myeloma")
    expect(visitor.page.locator(".typing")).to_be_visible()


def unfolded_result(visitor, gateway):
    visitor.go(len(WAY))
    visitor.page.get_by_text("Each rule").click()
    visitor.page.get_by_text("This is what you told me").click()


def ended(visitor, gateway):
    visitor.go(1)
    visitor.menu("End chat and clear this device")
    visitor.press("Yes, end and clear")
    visitor.sees("This chat is closed")


def opened_menu(visitor, gateway):
    visitor.go(1)
    visitor.press("More options")


def pane(name: str, shows: str):
    def opened_pane(visitor, gateway):
        visitor.go(5)
        visitor.menu(name)
        visitor.sees(shows)

    return opened_pane


STATES = {
    "launcher": lambda visitor, gateway: None,
    "consent": lambda visitor, gateway: visitor.go(0).button("Yes, go ahead").wait_for(),
    "choice": lambda visitor, gateway: visitor.go(1),
    "date": lambda visitor, gateway: visitor.go(2),
    "several": lambda visitor, gateway: visitor.go(3),
    "number": lambda visitor, gateway: visitor.go(4),
    "zip code": lambda visitor, gateway: visitor.go(5),
    "confirm": vague_date,
    "nothing chosen": nothing_chosen,
    "waiting": waiting,
    "refused": refused,
    "offline": offline,
    "unreachable": unreachable,
    "emergency": emergency,
    "result": unfolded_result,
    "menu": opened_menu,
    "review": pane("Review my answers", "Type of disease"),
    "code": pane("Go on by phone or elsewhere", "KTMR"),
    "resume": pane("I have a code", "Go on with a chat"),
    "sure": pane("Delete my data", "for good"),
    "ended": ended,
}


@pytest.mark.parametrize("state", STATES)
def test_no_violations(visitor, gateway, state):
    STATES[state](visitor, gateway)
    for name, size, media in LOOKS:
        visitor.page.set_viewport_size(size)
        visitor.page.emulate_media(**media)
        found = Axe().run(visitor.page, options=RULES)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def test_the_check_sees_into_the_chat(visitor):
    """Letters too faint to read are found: the check above can fail."""
    visitor.go(1)
    visitor.page.evaluate(
        """const faint = new CSSStyleSheet();
        faint.replaceSync("aftercart-chat { --text: #ddd }");
        document.adoptedStyleSheets = [faint];"""
    )
    found = Axe().run(visitor.page, options=RULES)
    assert [each["id"] for each in found.response["violations"]] == ["color-contrast"]
