"""The widget on screens of all shapes, in both directions of writing, and by the reader's own settings."""

import pytest
from playwright.sync_api import expect
from visitor import WAY

SHAPES = {
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "narrowest": {"viewport": {"width": 320, "height": 568}},
    "zoomed to 200 %": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
    "zoomed to 400 %": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "on its side": {"viewport": {"width": 844, "height": 390}, "is_mobile": True, "has_touch": True},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}
ON_SCREEN = """() => {
  const root = document.querySelector("aftercart-chat").shadowRoot;
  const wide = [...root.querySelectorAll(".panel *")].filter((each) => {
    const { left, right, width } = each.getBoundingClientRect();
    return width > 1 && (left < -1 || right > innerWidth + 1);
  });
  const page = document.documentElement;
  return [wide.map((each) => each.outerHTML.slice(0, 120)), page.scrollWidth - page.clientWidth];
}"""
SMALL_TARGETS = """() => {
  const root = document.querySelector("aftercart-chat").shadowRoot;
  const targets = root.querySelectorAll("button, .button, input, textarea, summary, .tick");
  return [...targets]
    .filter((each) => each.checkVisibility() && !each.closest("label:not(.field-label) input"))
    .filter((each) => each.type !== "checkbox")
    .map((each) => [each.getBoundingClientRect(), each])
    .filter(([{ width, height }]) => width < 24 || height < 24)
    .map(([{ width, height }, each]) => `${each.innerText || each.id}: ${width} x ${height}`);
}"""


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("answered", [1, 3, len(WAY)], ids=["choice", "several", "result"])
def test_nothing_runs_out_of_the_screen(visit, shape, answered):
    visitor = visit(**SHAPES[shape]).go(answered)
    visitor.press("More options")
    assert visitor.page.evaluate(ON_SCREEN) == [[], 0]


@pytest.mark.parametrize("answered", range(len(WAY) + 1))
def test_targets_are_large(phone, answered):
    phone.go(answered)
    phone.press("More options")
    assert phone.page.evaluate(SMALL_TARGETS) == []


def test_a_phone_is_filled_and_the_page_behind_rests(phone):
    phone.go(1)
    box = phone.panel.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    for _ in range(25):
        phone.page.keyboard.press("Tab")
        assert phone.focus() != "More"


def test_at_a_desk_the_page_stays_usable(visitor):
    visitor.go(1)
    visitor.page.get_by_role("link", name="More", exact=True).click()
    expect(visitor.page).to_have_url(f"{visitor.address}/#more")
    expect(visitor.panel).to_be_visible()


def test_a_turned_phone_keeps_what_was_written(phone):
    phone.go(2)
    phone.entry.fill("mid august")
    phone.page.set_viewport_size({"width": 844, "height": 900})
    phone.page.set_viewport_size({"width": 390, "height": 844})
    expect(phone.entry).to_have_value("mid august")
    expect(phone.entry).to_be_focused()


@pytest.mark.parametrize(("direction", "side"), [("ltr", "right"), ("rtl", "left")])
def test_the_panel_stands_on_the_side_where_lines_end(visit, gateway, direction, side):
    gateway.page.dir = direction
    visitor = visit(viewport={"width": 1280, "height": 900}).go(2)
    panel = visitor.panel.bounding_box()
    assert (panel["x"] > 640) is (side == "right")
    mine = visitor.log.locator(".by-person").last.bounding_box()
    theirs = visitor.log.locator(".by-assistant").last.bounding_box()
    assert (mine["x"] > theirs["x"]) is (direction == "ltr")
    assert visitor.page.evaluate(ON_SCREEN)[0] == []


def test_motion_rests_for_those_who_ask(visit, gateway):
    visitor = visit(reduced_motion="reduce").go(1)
    gateway.hold_seconds = 1
    visitor.press("Multiple myeloma")
    dot = visitor.page.locator(".typing i").first
    assert dot.evaluate("(dot) => getComputedStyle(dot).animationName") == "none"


def test_the_reader_s_own_letters_count(visitor):
    visitor.go(1)
    size = "(said) => parseFloat(getComputedStyle(said).fontSize)"
    assert visitor.log.locator(".said").first.evaluate(size) == 16
    visitor.page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert visitor.log.locator(".said").first.evaluate(size) == 32
    assert visitor.page.evaluate(ON_SCREEN)[0] == []
    visitor.page.evaluate("document.documentElement.style.fontSize = '10px'")
    assert visitor.log.locator(".said").first.evaluate(size) == 16


def test_a_page_sets_the_colors(visitor):
    visitor.page.evaluate(
        """const sheet = new CSSStyleSheet();
        sheet.replaceSync("aftercart-chat { --accent: rgb(91, 42, 134) }");
        document.adoptedStyleSheets = [sheet];"""
    )
    launcher = visitor.button("Could this trial fit me?")
    assert launcher.evaluate("(it) => getComputedStyle(it).backgroundColor") == "rgb(91, 42, 134)"


def test_a_new_reply_is_read_from_its_beginning(phone):
    phone.go(len(WAY))
    card = phone.page.get_by_role("heading", name="It may be a fit")
    expect(card).to_be_in_viewport()
