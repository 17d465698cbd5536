"""The widget on the pages of others: strict policies, another origin, texts of their own, hostile words."""

import json

import pytest
from playwright.sync_api import expect
from visitor import WAY


@pytest.fixture
def abroad(visit, gateway, other_page):
    """Somebody on a page of another origin, which takes the widget from the gateway."""
    other_page.page.door = gateway.origin
    visitor = visit()
    visitor.address = other_page.origin
    visitor.page.goto(other_page.origin)
    return visitor


def test_a_whole_screen_under_a_strict_policy_asks_nobody_else(visitor, gateway):
    """The page's policy refuses inline styles, and demands Trusted Types without any policy."""
    visitor.go(len(WAY))
    assert visitor.hosts == {gateway.origin.removeprefix("http://")}
    styled = "document.querySelector('aftercart-chat').shadowRoot.querySelectorAll('[style], style').length"
    assert visitor.page.evaluate(styled) == 0


def test_a_page_of_another_origin_has_a_token_and_no_cookie(abroad, gateway):
    abroad.go(len(WAY))
    expect(abroad.page.get_by_role("heading", name="It may be a fit")).to_be_visible()
    assert abroad.context.cookies() == []
    asked = [headers for at, _, headers in gateway.came if at == "POST /api/v1/messages"]
    assert all(headers["Authorization"].startswith("Bearer ") for headers in asked)


def test_another_origin_keeps_the_talk_over_a_reload_and_in_a_second_tab(abroad):
    abroad.go(2)
    abroad.page.reload()
    expect(abroad.page.get_by_label("If you know the day")).to_be_visible()
    abroad.tab()
    abroad.open()
    expect(abroad.page.get_by_label("If you know the day")).to_be_visible()
    assert abroad.said() == ["Yes, go ahead", "Multiple myeloma"]


def test_an_aged_token_is_renewed_on_the_way(abroad, gateway):
    abroad.go(1)
    gateway.expired.update(gateway.talks)
    abroad.press("Multiple myeloma")
    expect(abroad.page.get_by_label("If you know the day")).to_be_visible()
    assert abroad.said() == ["Yes, go ahead", "Multiple myeloma"]


def test_a_token_of_a_dead_session_begins_anew(abroad, gateway):
    abroad.go(1)
    gateway.talks.clear()
    abroad.page.reload()
    expect(abroad.button("Yes, go ahead")).to_be_visible()


def test_another_origin_saves_the_sheet_as_a_file(abroad):
    abroad.go(len(WAY))
    with abroad.page.expect_download() as saving:
        abroad.press("Save the sheet")
    assert saving.value.suggested_filename == "my-trial-sheet.html"


def test_the_end_forgets_the_token(abroad):
    abroad.go(1)
    abroad.menu("End chat and clear this device")
    abroad.press("Yes, end and clear")
    abroad.sees("This chat is closed")
    assert abroad.page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize(
    "data",
    ['data-launcher="Frag uns" lang="de"', f"""data-texts='{json.dumps({"launcher": "Frag uns"})}'"""],
    ids=["by one attribute", "by all texts at once"],
)
def test_texts_of_the_page(visit, gateway, data):
    gateway.page.data = data
    expect(visit().button("Frag uns")).to_be_visible()


def test_the_language_of_the_chat_is_told(visit, gateway):
    """The assistant speaks English, whatever the page speaks."""
    visitor = visit()
    language = "document.querySelector('aftercart-chat').shadowRoot.querySelector('[lang]').lang"
    assert visitor.page.evaluate(language) == "en"


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "\u202eabc",
        "{{constructor.constructor('alert(1)')()}}",
        "a" * 500,
    ],
)
def test_words_are_shown_as_words(visitor, hostile):
    visitor.go(1)
    visitor.write(hostile)
    visitor.page.get_by_label("If you know the day").wait_for()
    assert visitor.said()[-1] == hostile
    assert visitor.log.locator("img, script, iframe").count() == 0


def test_no_more_is_written_than_is_taken(visitor):
    visitor.go(1)
    visitor.entry.fill("a" * 450)
    visitor.sees("50 letters left")
    visitor.entry.press_sequentially("b" * 60)
    assert len(visitor.entry.input_value()) == 500


def test_a_page_may_place_the_element_and_open_it_itself(visitor):
    visitor.page.evaluate("document.querySelector('aftercart-chat').open()")
    expect(visitor.button("Yes, go ahead")).to_be_visible()
    visitor.page.evaluate("document.querySelector('aftercart-chat').close()")
    expect(visitor.panel).to_be_hidden()
