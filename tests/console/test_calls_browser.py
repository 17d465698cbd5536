"""A call in a real browser: by keyboard alone, two at once, emergencies, reloading, trouble; no violation by axe."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from test_queue_browser import photographed

from bot.store.kept_calls import CallId

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
LOOKS = [
    pytest.param({"viewport": {"width": 1280, "height": 800}}, id="desk"),
    pytest.param({"viewport": {"width": 1024, "height": 768}, "color_scheme": "dark"}, id="dark, small desk"),
    pytest.param({"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"}, id="forced colors"),
]
AGE = [{"text": "How old are you?"}, {"custom": {"ask": "age", "input": "number"}}]
STATUS = [
    {"text": "How is your myeloma doing?", "buttons": [
        {"title": "Better", "payload": '/answer{"disease_status": "response"}'},
        {"title": "About the same", "payload": '/answer{"disease_status": "stable"}'},
    ]},
    {"custom": {"ask": "disease_status", "input": "choice"}},
]  # fmt: skip
ALARM = [
    {"text": "Call 911 now.", "buttons": [{"title": "Continue", "payload": "/resume"}]},
    {"custom": {"alarm": "emergency"}},
]
RESULT = [
    {"text": "This trial looks like a likely fit."},
    {"text": "This is what you told me:\n" + "\n".join(f"• Answer {each}" for each in range(12))},
    {"custom": {"result": {"outcome": "likely_eligible", "criteria": [], "answers": {}, "sites": []}}},
]


class Desk:
    """What a nurse sees and does, by keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def begin(self) -> "Desk":
        self.page.goto("/console/calls/new")
        expect(self.page.get_by_label("The patient", exact=True)).to_be_focused()
        self.page.keyboard.press("Enter")
        self.sees("Hello, my name is")
        return self

    def sees(self, words: str) -> "Desk":
        """The heading says this, and has the focus."""
        expect(self.page.locator("#heading")).to_contain_text(words)
        expect(self.page.locator("#heading")).to_be_focused()
        expect(self.page.locator("#call[aria-busy]")).to_have_count(0)
        return self

    def press(self, *keys: str) -> "Desk":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, words: str) -> "Desk":
        self.page.keyboard.type(words)
        return self

    def read_all(self) -> "Desk":
        self.press("Enter").sees("Before we start").press("Enter").sees("What does the caller say")
        self.press("1").sees("If you feel very ill").press("Enter")
        return self

    @property
    def id(self) -> CallId:
        return CallId(UUID(self.page.url.rsplit("/", 1)[-1]))


@pytest.fixture
def desk(page: Page, sign_in: Callable, rasa) -> Desk:
    """Ruth's desk, with a call at its first question."""
    rasa.say = STATUS
    sign_in(page, "agent")
    return Desk(page).begin().read_all().sees("How is your myeloma doing?")


def test_a_whole_call_by_keyboard_alone(desk: Desk, rasa, running_console) -> None:
    rasa.say = AGE
    desk.press("2").press("Enter").sees("How old are you?")
    rasa.say = STATUS
    desk.type("61").press("Enter").sees("How is your myeloma doing?")
    rasa.say = AGE
    desk.type("u").press("Enter").sees("How old are you?")
    rasa.say = RESULT
    desk.type("about 61").press("Enter").sees("The result, to read aloud")
    desk.page.get_by_role("link", name="End the call").focus()
    desk.press("Enter").sees("Thank you for your time").press("Enter").sees("How did the call end?")
    desk.press("1").sees("The call has ended: Completed")

    assert rasa.messages == [
        "/greet",
        '/answer{"disease_status": "stable"}',
        "61",
        '/answer{"disease_status": "unknown"}',
        "about 61",
    ]
    assert running_console.app.records.call(desk.id).outcome == "completed"


@pytest.mark.parametrize("words", ["rituximab", "better", "u have to ask my wife", "15 years ago"])
def test_words_that_begin_like_a_key_are_words(desk: Desk, rasa, words: str) -> None:
    """A letter alone presses nothing, and where a number is asked no digit does."""
    rasa.say = AGE
    desk.press("1").press("Enter").sees("How old are you?")
    desk.type(words).press("Enter").sees("How old are you?")

    assert rasa.messages[2:] == [words]


@pytest.mark.parametrize("words", ["4 months ago it came back", "2 doctors say stable", "1st remission"])
def test_words_that_begin_with_a_digit_are_words(desk: Desk, rasa, words: str) -> None:
    """Pressed at once, the digit would have answered for the caller."""
    rasa.say = AGE
    desk.type(words).press("Enter").sees("How old are you?")

    assert rasa.messages[1:] == [words]


def test_words_and_a_key_go_together(desk: Desk, rasa) -> None:
    rasa.say = AGE
    desk.type("it came down a lot").press("Escape").sees("How is your").press("1").sees("How old are you?")

    assert rasa.heard[-1]["metadata"]["said"] == "it came down a lot"
    assert rasa.messages[-1] == '/answer{"disease_status": "response"}'


def test_single_keys_can_be_turned_off(desk: Desk, rasa) -> None:
    desk.press("?")
    desk.page.get_by_label("Keys without Enter").uncheck()
    desk.press("Escape").page.locator("#heading").focus()
    desk.press("1").sees("How is your myeloma doing?")

    assert rasa.messages == ["/greet"]


def test_reloading_and_going_back_lose_and_double_nothing(desk: Desk, rasa) -> None:
    rasa.say = AGE
    desk.press("1").press("Enter").sees("How old are you?")
    desk.page.reload()
    desk.sees("How old are you?")
    desk.page.goto("/console/calls")
    desk.page.go_back()
    desk.sees("How old are you?")

    assert len(rasa.messages) == 2


def test_a_double_click_is_one_answer(desk: Desk, rasa) -> None:
    rasa.say = AGE
    desk.page.get_by_role("button", name="Better").dblclick()
    desk.sees("How old are you?")

    assert len(rasa.messages) == 2


def test_without_network_nothing_is_lost(desk: Desk, rasa) -> None:
    rasa.say = AGE
    desk.page.context.set_offline(True)
    desk.type("61").press("Enter")
    again = desk.page.get_by_role("button", name="Try again")
    expect(again).to_be_focused()
    desk.page.context.set_offline(False)
    desk.press("Enter").sees("How old are you?")

    assert rasa.messages == ["/greet", "61"]


def test_an_assistant_that_is_away_is_asked_again(desk: Desk, rasa) -> None:
    rasa.status = 500
    desk.type("61").press("Enter")
    again = desk.page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    rasa.status, rasa.say = 200, AGE
    again.click()
    desk.sees("How old are you?")

    assert set(rasa.messages) == {"/greet", "61"}


def test_an_emergency_by_keyboard(desk: Desk, rasa, running_console) -> None:
    rasa.say = ALARM
    desk.type("he says").press("Alt+Shift+E").sees("911")
    assert running_console.app.records.call(desk.id).alarmed

    rasa.say = STATUS
    desk.page.get_by_role("button", name="The caller is safe").focus()
    desk.press("Enter").sees("How is your myeloma doing?")
    assert rasa.messages[-2:] == ["/emergency", "/resume"]


def test_the_words_show_also_when_nothing_answers(desk: Desk) -> None:
    desk.page.context.set_offline(True)
    desk.press("Alt+Shift+E")

    expect(desk.page.locator("#emergency-words")).to_contain_text("911")
    desk.page.context.set_offline(False)


def test_words_of_danger_show_at_once(desk: Desk, rasa) -> None:
    rasa.say = ALARM
    desk.type("i cannot breathe").press("Enter").sees("911")


def test_an_answer_to_the_caller_is_found_while_typing(desk: Desk, rasa) -> None:
    desk.type("q").press("Enter").type("is there a placebo")
    found = desk.page.locator("#found details").first
    found.locator("summary").press("Enter")
    expect(found.locator("p").first).to_be_visible()
    expect(desk.page.locator("#heading")).to_contain_text("How is your myeloma doing?")

    assert rasa.messages == ["/greet"]


def test_two_at_once(desk: Desk, rasa, open_page: Callable[..., Page], sign_in: Callable) -> None:
    theirs = Desk(open_page())
    sign_in(theirs.page, "supervisor")
    theirs.page.goto(desk.page.url)
    theirs.sees("Sample Agent has this call")
    theirs.page.get_by_label("Take it over, because").fill("she must leave")
    theirs.press("Enter").sees("How is your myeloma doing?")

    desk.press("1").press("Enter").sees("Sample Supervisor has this call")
    expect(desk.page.get_by_text("Nothing was sent")).to_be_visible()
    assert rasa.messages == ["/greet"]


def test_a_pause_and_on_again(desk: Desk) -> None:
    desk.page.get_by_text("Pause", exact=True).press("Enter")
    desk.page.get_by_label("The caller looks for papers").check()
    desk.page.get_by_role("button", name="Pause the call").press("Enter")
    desk.sees("This call rests").press("Enter").sees("How is your myeloma doing?")
    expect(desk.page.locator("#notes").get_by_text("we go on where we stopped")).to_be_visible()


def test_a_code_is_said_sign_by_sign(desk: Desk, rasa, running_console) -> None:
    rasa.say = RESULT
    desk.press("1").press("Enter").sees("The result")
    desk.page.get_by_role("button", name="Give a code").click()

    expect(desk.page.get_by_text("A code needs a few more answers first")).to_be_visible()


def test_who_has_no_time_is_put_into_the_queue(desk: Desk, rasa, running_console) -> None:
    app = running_console.app
    desk.page.goto(f"{desk.page.url}/end")
    desk.page.get_by_text("It is not a good time for them").click()
    expect(desk.page.get_by_text("When would be a better time to call?")).to_be_visible()
    desk.page.get_by_role("button", name="I have read this aloud").click()
    desk.sees("How did the call end?")
    tomorrow = (app.today() + timedelta(days=1)).isoformat()
    expect(desk.page.get_by_label("Day", exact=True)).to_have_value(tomorrow)
    desk.page.get_by_label("Best time").fill("after lunch")
    desk.page.get_by_label("Name").fill("Sample Bo")
    desk.page.get_by_label("Telephone number").fill("515-555-0123")
    photographed(desk.page, "later")
    desk.press("Enter").sees("The call has ended: To be called back later")
    (asked,) = app.records.waiting_callbacks()
    assert (asked.name, asked.best_time, asked.due_on.isoformat()) == ("Sample Bo", "after lunch", tomorrow)


@pytest.mark.parametrize("device", LOOKS)
def test_no_violation_by_axe_in_any_state(open_page, sign_in, rasa, device: dict) -> None:
    desk = Desk(open_page(**device))
    sign_in(desk.page, "agent")
    found: dict[str, list] = {}

    def look(state: str) -> None:
        violations = Axe().run(desk.page, options=RULES).response["violations"]
        found[state] = [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations]

    desk.page.goto("/console/calls/new")
    look("new")
    rasa.say = STATUS
    desk.begin()
    look("line")
    desk.press("Enter").sees("Before").press("Enter").sees("What does")
    look("recording")
    desk.press("1").sees("If you feel very ill").press("Enter").sees("How is your")
    look("question")
    desk.press("?")
    look("list of keys")
    desk.press("Escape")
    desk.page.get_by_text("Pause", exact=True).press("Enter")
    look("reasons to pause")
    desk.page.get_by_label("The caller looks for papers").check()
    desk.page.get_by_role("button", name="Pause the call").click()
    desk.sees("This call rests")
    look("rests")
    desk.press("Enter").sees("How is your")
    desk.page.locator("#question").fill("is there a placebo")
    desk.page.locator("#found summary").first.click()
    look("looked up")
    rasa.say = ALARM
    desk.page.locator("#said").fill("i cannot breathe")
    desk.press("Enter").sees("911")
    look("alarm")
    rasa.say = RESULT
    desk.page.get_by_role("button", name="The caller is safe").click()
    desk.sees("The result")
    look("result")
    call = desk.page.url
    desk.page.goto(f"{call}/end")
    look("closing")
    desk.press("Enter").sees("How did the call end?")
    look("outcome")
    desk.press("1").sees("The call has ended")
    look("ended")
    for path in ("/console/calls", "/console/emergency"):
        desk.page.goto(path)
        look(path)

    assert {state: each for state, each in found.items() if each} == {}
