"""What a visitor does and sees, in the words of the page."""

from playwright.sync_api import BrowserContext, Locator, Page, expect
from real_browser import PATIENCE_MILLISECONDS

LAUNCHER = "Could this trial fit me?"
EXPECTED_NOISE = ("Failed to load resource", "net::ERR")
WAY = ("Yes, go ahead", "Multiple myeloma", "2026-08-20", ("Radiation",), "about 5", "68105")
"""An answer to each question of the played screen, in its order: a button, a day, ticks, or words."""


class Visitor:
    """A browser with the trial page open in one tab or several; `page` is the tab in use."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.errors: list[str] = []
        self.hosts: set[str] = set()
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))
        self.page = self.tab()

    def _heard(self, message) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED_NOISE):
            self.errors.append(message.text)

    def tab(self) -> Page:
        """Another tab with the trial page, in use from now on."""
        self.page = self.context.new_page()
        self.page.goto(self.address)
        return self.page

    def open(self) -> "Visitor":
        self.page.get_by_role("button", name=LAUNCHER).click()
        return self

    # ── Places ──

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def entry(self) -> Locator:
        return self.panel.get_by_role("textbox").and_(self.page.locator("textarea"))

    def sees(self, text: str) -> None:
        expect(self.panel.get_by_text(text).last).to_be_visible()

    def said(self) -> list[str]:
        """What the log says that the person said."""
        return [
            text.removeprefix("You said: ") for text in self.log.locator(".by-person").all_text_contents()
        ]

    def focus(self) -> str:
        """The name or text of what has the focus, within the widget."""
        return self.page.evaluate(
            """() => {
              const focused = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
              return focused.getAttribute("aria-label") ?? focused.labels?.[0]?.innerText ?? focused.innerText;
            }"""
        ).strip()

    # ── Deeds ──

    def press(self, name: str) -> None:
        self.button(name).click()

    def write(self, text: str) -> None:
        self.entry.fill(text)
        self.button("Send").click()

    def menu(self, name: str) -> None:
        self.press("More options")
        self.press(name)

    def answer(self, given: str | tuple[str, ...]) -> None:
        """Answers one question, in the way that its form offers."""
        if isinstance(given, tuple):
            for tick in given:
                self.page.get_by_role("checkbox", name=tick).check()
            self.press("Done choosing")
        elif given[:4] == "2026":
            self.page.get_by_label("If you know the day").fill(given)
            self.press("Use this day")
        elif given[0].isupper():
            self.press(given)
        else:
            self.write(given)

    def go(self, questions: int) -> "Visitor":
        """Opens the chat and answers this many questions."""
        self.open()
        for number, given in enumerate(WAY[:questions], start=1):
            self.answer(given)
            expect(self.log.locator(".by-person")).to_have_count(number)
            expect(self.page.locator(".typing")).to_have_count(0)
        return self
