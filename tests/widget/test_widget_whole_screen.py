"""A whole screen, from the launcher to the result, in the ways in which people work."""

from playwright.sync_api import expect
from visitor import WAY, Visitor


def at_the_result(visitor: Visitor) -> None:
    expect(visitor.page.get_by_role("heading", name="It may be a fit")).to_be_visible()


def test_by_mouse(visitor, gateway):
    visitor.go(len(WAY))
    at_the_result(visitor)
    assert gateway.talk.answers == {
        "consent": "Yes, go ahead",
        "diagnosis": "Multiple myeloma",
        "car_t_infusion_date": "August 20, 2026",
        "therapy_since_car_t": "Radiation",
        "prior_lines": "about 5",
        "zip_code": "68105",
    }


def test_by_finger_on_a_phone(phone):
    phone.go(len(WAY))
    at_the_result(phone)


def tab_to(visitor: Visitor, name: str) -> None:
    """Presses the tabulator until something of this name has the focus."""
    for _ in range(30):
        if visitor.focus().startswith(name):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {name!r}; it stands on {visitor.focus()!r}.")


def test_by_keyboard_alone(visitor, gateway):
    keyboard = visitor.page.keyboard
    tab_to(visitor, "Could this trial fit me?")
    keyboard.press("Enter")
    for name in ("Yes, go ahead", "Multiple myeloma"):
        expect(visitor.button(name)).to_be_visible()
        tab_to(visitor, name)
        keyboard.press("Enter")
    visitor.page.get_by_label("If you know the day").wait_for()
    tab_to(visitor, "If you know the day")
    keyboard.type("08202026")
    keyboard.press("Enter")
    visitor.page.get_by_role("checkbox", name="Radiation").wait_for()
    tab_to(visitor, "None of these")
    keyboard.press("Space")
    tab_to(visitor, "Done choosing")
    keyboard.press("Enter")
    for label, answer in (("Your answer as a number", "about 5"), ("ZIP code", "68105")):
        visitor.page.get_by_role("textbox", name=label).wait_for()
        tab_to(visitor, label)
        keyboard.type(answer)
        keyboard.press("Enter")
    at_the_result(visitor)
    assert gateway.talk.answers["car_t_infusion_date"] == "August 20, 2026"
    keyboard.press("Escape")
    expect(visitor.panel).to_be_hidden()
    expect(visitor.button("Could this trial fit me?")).to_be_focused()


def test_the_keyboard_leaves_the_panel_on_a_desk(visitor):
    visitor.go(1)
    visitor.page.get_by_role("link", name="More", exact=True).focus()
    assert visitor.focus() == "More"
    visitor.press("Close the chat")
    expect(visitor.button("Could this trial fit me?")).to_be_focused()


def test_the_focus_is_never_lost(visitor):
    """A pressed button vanishes with its question: the focus goes to the next ways to answer."""
    visitor.open()
    visitor.press("Yes, go ahead")
    expect(visitor.button("Multiple myeloma")).to_be_visible()
    expect(visitor.page.get_by_role("group", name="Choose an answer")).to_be_focused()
    visitor.press("Multiple myeloma")
    visitor.page.get_by_label("If you know the day").wait_for()
    visitor.entry.fill("mid august")
    visitor.entry.press("Enter")
    expect(visitor.button("Yes")).to_be_visible()
    expect(visitor.entry).to_be_focused()


def test_escape_closes_the_menu_first(visitor):
    visitor.go(1)
    visitor.press("More options")
    visitor.page.keyboard.press("Escape")
    expect(visitor.button("Start over")).to_be_hidden()
    expect(visitor.panel).to_be_visible()
    expect(visitor.button("More options")).to_be_focused()


def test_nothing_is_asked_of_the_gateway_before_the_chat_is_opened(visitor, gateway):
    expect(visitor.button("Could this trial fit me?")).to_be_visible()
    assert not [at for at, _, _ in gateway.came if "/api/" in at]


def test_what_stands_alone_clears_the_rest(visitor):
    visitor.go(3)
    ticks = {name: visitor.page.get_by_role("checkbox", name=name) for name in ("Radiation", "None of these")}
    ticks["Radiation"].check()
    ticks["None of these"].check()
    expect(ticks["Radiation"]).not_to_be_checked()
    ticks["Radiation"].check()
    expect(ticks["None of these"]).not_to_be_checked()


def test_buttons_that_all_stand_alone_are_pressed_at_once(visitor, gateway):
    gateway.steps = ("consent", "had_proteasome_inhibitor")
    visitor.go(1)
    visitor.press("All three types")
    visitor.page.get_by_role("region", name="Your result").wait_for()


def test_nothing_chosen_is_told_and_not_sent(visitor, gateway):
    visitor.go(3)
    before = len(gateway.messages())
    visitor.press("Done choosing")
    visitor.sees("Choose at least one")
    assert len(gateway.messages()) == before


def test_a_number_brings_digits_and_letters_on_demand(phone):
    phone.go(4)
    expect(phone.entry).to_have_attribute("inputmode", "numeric")
    phone.press("Use letters")
    expect(phone.entry).to_have_attribute("inputmode", "text")


def test_a_zip_code_brings_digits(phone):
    phone.go(5)
    expect(phone.entry).to_have_attribute("inputmode", "numeric")
    expect(phone.entry).to_have_attribute("autocomplete", "postal-code")


def test_progress_is_told_and_shrinks(visitor):
    visitor.go(1)
    visitor.sees("About 5 questions left")
    visitor.answer("Multiple myeloma")
    visitor.sees("About 4 questions left")


def test_an_emergency_stands_out_and_can_be_called(visitor):
    visitor.go(1)
    visitor.write("I have chest pain")
    expect(visitor.page.get_by_role("heading", name="Please get help now")).to_be_visible()
    call = visitor.page.get_by_role("link", name="Call 911")
    assert call.get_attribute("href") == "tel:911"
    expect(visitor.button("I am safe. Continue")).to_be_visible()


def test_the_greeting_names_911_and_is_no_alarm(visitor):
    visitor.open()
    visitor.sees("call 911 first")
    expect(visitor.page.get_by_role("heading", name="Please get help now")).to_have_count(0)


def test_the_result_card(visitor):
    visitor.go(len(WAY))
    card = visitor.page.get_by_role("region", name="Your result")
    expect(card.get_by_text("Your window could open")).to_be_visible()
    expect(card.get_by_text("2 miles away")).to_be_visible()
    map_link = card.get_by_role("link", name="Map of Omaha 68198")
    assert map_link.get_attribute("href") == "https://www.openstreetmap.org/search?query=68198"
    assert (map_link.get_attribute("target"), map_link.get_attribute("rel")) == (
        "_blank",
        "noopener noreferrer",
    )
    reasons = card.get_by_text("This can be settled by your treatment history").last
    expect(reasons).to_be_hidden()
    card.get_by_text("Each rule, and how your answers fit (29)").click()
    expect(reasons).to_be_visible()
    sheet = card.get_by_role("link", name="Print a sheet")
    assert sheet.get_attribute("href").endswith("/api/v1/sheet")
    assert card.get_by_role("link", name="Save the sheet").get_attribute("download")


def test_a_kind_no_has_no_window_and_no_sites(visitor, gateway):
    gateway.ending = "kind_no"
    visitor.go(len(WAY))
    card = visitor.page.get_by_role("region", name="Your result")
    expect(card.get_by_role("heading", name="Not a fit, by your answers")).to_be_visible()
    expect(card.get_by_role("link", name="Map of")).to_have_count(0)
    expect(card.get_by_role("link", name="1-800-4-CANCER")).to_have_attribute("href", "tel:+18004226237")


def test_review_and_change(visitor, gateway):
    visitor.go(3)
    visitor.menu("Review my answers")
    visitor.sees("Type of disease")
    visitor.press("Change Type of disease")
    expect(visitor.button("Multiple myeloma")).to_be_visible()
    assert gateway.messages()[-1][0] == {"change": "diagnosis"}


def test_why_and_go_back_stand_beside_the_question(visitor, gateway):
    visitor.go(1)
    visitor.press("Why do you ask?")
    visitor.sees("This trial is for people with multiple myeloma")
    visitor.page.locator(".answers").get_by_role("button", name="Go back one question").click()
    expect(visitor.button("Yes, go ahead")).to_be_visible()
    assert [body for body, _ in gateway.messages()[-2:]] == [{"command": "why"}, {"command": "go_back"}]


def test_a_person_is_one_press_away(visitor, gateway):
    visitor.go(1)
    visitor.press("Talk to a person")
    expect(visitor.log.get_by_role("link", name="1-800-4-CANCER")).to_be_visible()
    assert gateway.messages()[-1][0] == {"command": "talk_to_person"}
