"""Nothing is lost, and nothing is taken twice: failures, no connection, reloads, a second tab, the end."""

import pytest
from mock_gateway import Trouble
from playwright.sync_api import expect
from visitor import WAY

AWAY = Trouble(503, "assistant_away", "The assistant is away. Your message is kept.")
CUT = Trouble()
CUT_AFTER = Trouble(after=True)


@pytest.mark.parametrize("trouble", [AWAY, CUT, CUT_AFTER], ids=["away", "cut", "cut after it was taken"])
def test_a_message_that_failed_is_sent_again_under_its_key(visitor, gateway, trouble):
    visitor.go(1)
    gateway.troubles.append(trouble)
    visitor.press("Multiple myeloma")
    visitor.sees("This was not sent yet.")
    visitor.press("Send again")
    expect(visitor.page.get_by_label("If you know the day")).to_be_visible()
    expect(visitor.page.get_by_text("This was not sent yet.")).to_have_count(0)
    assert visitor.said() == ["Yes, go ahead", "Multiple myeloma"]
    (failed, key), (again, same_key) = gateway.messages()[-2:]
    assert (failed, key) == (again, same_key)


def test_the_gateway_says_what_went_wrong(visitor, gateway):
    visitor.go(1)
    gateway.troubles.append(AWAY)
    visitor.write("myeloma")
    visitor.sees("The assistant is away. Your message is kept.")


def test_a_person_can_be_called_when_nothing_works(visitor, gateway):
    visitor.go(1)
    gateway.troubles.append(AWAY)
    visitor.write("myeloma")
    call = visitor.page.get_by_role("alert").get_by_role("link", name="1-800-4-CANCER")
    assert call.get_attribute("href") == "tel:+18004226237"


def test_a_command_that_is_pressed_meanwhile_comes_after(visitor, gateway):
    visitor.go(1)
    gateway.hold_seconds = 0.5
    visitor.press("Multiple myeloma")
    visitor.press("Talk to a person")
    visitor.press("Talk to a person")
    expect(visitor.log.get_by_role("link", name="1-800-4-CANCER")).to_be_visible()
    assert visitor.said() == ["Yes, go ahead", "Multiple myeloma", "Talk to a person"]


def test_a_draft_stays_while_the_answers_are_reviewed(visitor):
    visitor.go(2)
    visitor.entry.fill("mid august")
    visitor.menu("Review my answers")
    visitor.press("Back to the chat")
    expect(visitor.entry).to_have_value("mid august")


def test_words_that_were_not_sent_can_be_taken_back(visitor, gateway):
    visitor.go(1)
    gateway.troubles.append(AWAY)
    visitor.write("mulitple myleoma")
    visitor.press("Take it back")
    expect(visitor.entry).to_have_value("mulitple myleoma")
    expect(visitor.button("Multiple myeloma")).to_be_visible()


def test_words_that_are_refused_for_good_stay_in_the_field(visitor, gateway):
    visitor.go(1)
    gateway.troubles.append(Trouble(422, "empty", "There is nothing left to read in that.", retry=False))
    visitor.write("/")
    visitor.sees("There is nothing left to read in that.")
    expect(visitor.entry).to_have_value("/")


def test_a_slow_assistant_is_waited_for(visitor, gateway):
    visitor.go(1)
    gateway.troubles.append(Trouble(504, "assistant_slow", "Still working."))
    gateway.troubles.append(Trouble(409, "busy", "One moment."))
    visitor.press("Multiple myeloma")
    visitor.page.get_by_label("If you know the day").wait_for()
    keys = {key for body, key in gateway.messages() if body.get("choice")}
    assert len(gateway.messages()) == 5 and len(keys) == 2


def test_offline_is_told_and_the_message_goes_when_the_line_is_back(visitor):
    visitor.go(1)
    visitor.context.set_offline(True)
    visitor.sees("You are offline.")
    visitor.write("multiple myeloma")
    expect(visitor.log.locator(".unsent")).to_have_text("You said: multiple myeloma")
    visitor.context.set_offline(False)
    expect(visitor.page.get_by_label("If you know the day")).to_be_visible()
    expect(visitor.page.get_by_text("You are offline.")).to_have_count(0)
    assert visitor.said() == ["Yes, go ahead", "multiple myeloma"]


def test_a_gateway_that_cannot_be_reached_at_first(visitor, gateway):
    visitor.context.set_offline(True)
    visitor.open()
    visitor.sees("I could not reach the chat just now.")
    visitor.context.set_offline(False)
    visitor.press("Try again")
    expect(visitor.button("Yes, go ahead")).to_be_visible()


def test_a_reload_keeps_the_conversation_and_the_open_panel(visitor):
    visitor.go(3)
    visitor.page.reload()
    expect(visitor.page.get_by_role("checkbox", name="Radiation")).to_be_visible()
    assert visitor.said() == ["Yes, go ahead", "Multiple myeloma", "August 20, 2026"]


WATCH = """
  window.announced = [];
  const attach = Element.prototype.attachShadow;
  const announce = (changes) => {
    for (const { addedNodes, target } of changes) {
      const live = target.closest?.("[role=log]")?.getAttribute("aria-live") === "polite";
      if (live) addedNodes.forEach((node) => announced.push(node.textContent));
    }
  };
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    new MutationObserver(announce).observe(root, { subtree: true, childList: true });
    return root;
  };
"""
"""Collects what is added to a log while it is live, as a screen reader does."""


def test_what_is_restored_is_not_announced_and_what_is_new_is(visitor):
    visitor.go(1)
    visitor.page.add_init_script(WATCH)
    visitor.page.reload()
    expect(visitor.button("Multiple myeloma")).to_be_visible()
    visitor.press("Multiple myeloma")
    visitor.page.get_by_label("If you know the day").wait_for()
    announced = " ".join(visitor.page.evaluate("announced"))
    assert "On what day were your CAR-T cells" in announced
    assert "May I ask you some questions" not in announced


def test_a_message_on_its_way_survives_a_reload(visitor, gateway):
    visitor.go(1)
    talk = gateway.talk
    talk.said.append({"id": "k-1", "from": "person", "text": "multiple myeloma", "unanswered": True})
    talk.said[-1]["resend"] = {"text": "multiple myeloma"}
    visitor.page.reload()
    expect(visitor.page.get_by_label("If you know the day")).to_be_visible()
    assert gateway.messages()[-1] == ({"text": "multiple myeloma"}, "k-1")


def test_a_second_tab_has_the_conversation(visitor):
    visitor.go(2)
    visitor.tab()
    visitor.open()
    expect(visitor.page.get_by_label("If you know the day")).to_be_visible()
    assert visitor.said() == ["Yes, go ahead", "Multiple myeloma"]


def come_back_to(visitor, page) -> None:
    """Headless tabs do not tell that they are seen again."""
    visitor.page = page
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")


def test_the_first_tab_catches_up_with_the_second(visitor):
    first = visitor.go(2).page
    visitor.tab()
    visitor.open()
    visitor.answer("2026-08-20")
    visitor.page.get_by_role("checkbox", name="Radiation").wait_for()
    come_back_to(visitor, first)
    expect(visitor.page.get_by_role("checkbox", name="Radiation")).to_be_visible()
    assert visitor.said() == ["Yes, go ahead", "Multiple myeloma", "August 20, 2026"]


def test_a_button_of_an_earlier_question_is_told_and_the_tab_catches_up(visitor):
    first = visitor.go(1).page
    visitor.tab()
    visitor.open()
    visitor.answer("Multiple myeloma")
    visitor.page.get_by_label("If you know the day").wait_for()
    visitor.page = first
    visitor.press("Something else")
    visitor.sees("That button is from an earlier question.")
    expect(visitor.page.get_by_label("If you know the day")).to_be_visible()
    assert visitor.said() == ["Yes, go ahead", "Multiple myeloma"]


def test_the_end_clears_the_device(visitor, gateway):
    visitor.go(3)
    visitor.menu("End chat and clear this device")
    visitor.press("Yes, end and clear")
    visitor.sees("This chat is closed, and this device is cleared.")
    kept = "[sessionStorage.length, localStorage.length, document.cookie, location.hash]"
    assert visitor.page.evaluate(kept) == [0, 0, "", ""]
    assert [cookie for cookie in visitor.context.cookies() if cookie["value"]] == []
    visitor.press("Begin a new chat")
    expect(visitor.button("Yes, go ahead")).to_be_visible()
    assert visitor.said() == []


def test_nothing_of_the_talk_is_kept_in_the_browser(visitor):
    visitor.go(len(WAY))
    kept = "JSON.stringify([{...sessionStorage}, {...localStorage}, location.href, history.state])"
    stored = visitor.page.evaluate(kept)
    assert "aftercart-open" in stored
    assert not [given for given in ("myeloma", "68105", "Radiation", "August") if given in stored]


def test_the_end_in_one_tab_ends_it_in_the_other(visitor):
    first = visitor.go(1).page
    visitor.tab()
    visitor.open()
    visitor.menu("End chat and clear this device")
    visitor.press("Yes, end and clear")
    visitor.sees("This chat is closed")
    come_back_to(visitor, first)
    visitor.sees("This chat was ended")
    expect(visitor.log).to_have_count(0)


def test_my_data_are_deleted_after_a_second_thought(visitor, gateway):
    visitor.go(2)
    visitor.menu("Delete my data")
    visitor.press("No, go back")
    assert gateway.talks
    visitor.menu("Delete my data")
    visitor.press("Yes, delete my data")
    visitor.sees("Everything that you told us is deleted.")
    assert not gateway.talks


def test_start_over_asks_first(visitor, gateway):
    visitor.go(2)
    visitor.menu("Start over")
    visitor.press("Yes, start over")
    expect(visitor.button("Yes, go ahead")).to_be_visible()
    assert gateway.messages()[-1][0] == {"command": "start_over"}


def test_there_is_a_code_once_enough_was_answered(visitor):
    visitor.go(1)
    visitor.menu("Go on by phone or elsewhere")
    visitor.sees("There is no code yet.")


def test_a_code_goes_on_on_another_device(visit):
    here = visit().go(5)
    here.menu("Go on by phone or elsewhere")
    here.sees("KTMR-4736")
    here.press("Back to the chat")
    there = visit().open()
    there.button("Yes, go ahead").wait_for()
    there.menu("I have a code")
    there.page.get_by_label("Your code").fill("KTMR-4736")
    there.page.get_by_label("Your age, or the ZIP code").fill("62")
    there.press("Go on")
    there.sees("I did not find that code together with that answer.")
    there.page.get_by_label("Your age, or the ZIP code").fill("61")
    there.press("Go on")
    expect(there.log.locator(".by-person")).to_have_count(5)
    assert there.said() == here.said()
