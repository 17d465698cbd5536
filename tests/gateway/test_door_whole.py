"""A whole screen through the door, with the real assistant behind it."""

import sqlite3
from contextlib import closing
from uuid import uuid4

import httpx2
import pytest
from before_the_door import code_of, send
from httpx2 import Client

ANSWERS = {
    "consent": "[Yes, go ahead]",
    "diagnosis": "[Multiple myeloma]",
    "car_t_product": "abecma",
    "car_t_infusion_date": "august 20",
    "disease_status": "[Better, or in remission]",
    "therapy_since_car_t": "[Steroids for CAR-T side effects|Low-dose steroids I always take]",
    "steroid_last_dose_date": "september 10",
    "prior_lines": "5",
    "had_proteasome_inhibitor": "[All three types]",
    "iberdomide_history": "[No, never]",
    "age": "61",
    "ecog": "[Light work is fine, hard work is not]",
    "car_t_side_effects": "[No, or only mild ones]",
    "sex_at_birth": "[Male]",
    "contraception_agreement": "yes I would",
    "infection": "no",
    "hiv": "none of them",
    "poems_or_amyloidosis": "no",
    "other_cancer": "no",
    "iberdomide_allergy": "no",
    "can_swallow_capsules": "yes",
    "medications": "acyclovir",
    "labs_at_hand": "no",
    "zip_code": "50309",
}


@pytest.fixture
def browser(assistant):
    """A browser on the door's own page."""
    with Client(
        base_url=assistant.gateway_url, headers={"Origin": assistant.gateway_url}, timeout=60
    ) as client:
        assert client.post("/api/v1/sessions", json={}).status_code == 201
        yield client


class Screen:
    """A person who answers what is asked."""

    def __init__(self, browser):
        self.browser = browser
        self.lefts = []
        self.hear(send(browser, {"command": "open"}))

    def hear(self, reply):
        assert reply.status_code == 200, reply.text
        self.messages = reply.json()["messages"]
        progress = reply.json()["progress"]
        if progress:
            self.lefts.append(progress["questions_left_at_most"])

    @property
    def asked(self):
        return next((each["ask"] for each in self.messages if each["ask"]), None)

    @property
    def result(self):
        return next((each["result"] for each in self.messages if each["result"]), None)

    def answer(self, words):
        self.hear(send(self.browser, self.meant(words)))

    def meant(self, words):
        if not words.startswith("["):
            return {"text": words}
        titles = words.strip("[]").split("|")
        buttons = [each for message in self.messages for each in message["buttons"]]
        ids = [each["id"] for each in buttons if each["title"] in titles]
        assert len(ids) == len(titles), (words, buttons)
        return {"choice": ids[0]} if len(ids) == 1 else {"choices": ids}

    def until(self, fact):
        while self.asked != fact and not self.result:
            before = self.asked
            self.answer(ANSWERS[before])
            assert self.asked != before or self.result, self.messages
        return self


def files_with(folder, needle):
    return [each.name for each in folder.iterdir() if each.is_file() and needle in each.read_bytes()]


def senders(home):
    """The conversations that Rasa keeps; what was said in them is encrypted."""
    with closing(sqlite3.connect(home / "conversations.sqlite3")) as file:
        return {sender for (sender,) in file.execute("SELECT sender_id FROM events")}


def test_a_whole_screen_and_all_that_follows(assistant, browser):
    screen = Screen(browser).until("prior_lines")
    assert code_of(send(browser, {"choice": "b_guessed"})) == "old_button"
    key = str(uuid4())
    first, again = (send(browser, {"text": ANSWERS["prior_lines"]}, key=key) for _ in range(2))
    assert first.json() == again.json()
    screen.hear(first)
    result = screen.until("nothing more").result

    assert result["outcome"] == "likely_eligible"
    assert result["answers"]["therapy_since_car_t"] == ["steroids_for_side_effects", "physiologic_steroids"]
    assert result["answers"]["prior_lines"] == 5
    assert screen.lefts == sorted(screen.lefts, reverse=True)
    assert (screen.lefts[-1], min(screen.lefts[:-1]) >= 1) == (0, True)

    sheet = browser.get("/api/v1/sheet")
    assert (sheet.status_code, "acyclovir" in sheet.text.lower()) == (200, True)
    read = {each["ask"]: each["answer"] for each in browser.get("/api/v1/answers").json()["answers"]}
    assert read["age"].startswith("61")
    transcript = browser.get("/api/v1/messages").json()["messages"]
    assert transcript[-1]["result"] or any(each.get("result") for each in transcript)
    go_on_elsewhere(assistant, browser, transcript)


def go_on_elsewhere(assistant, browser, transcript):
    code = browser.get("/api/v1/code").json()
    assert code["second"] == "age"
    with Client(
        base_url=assistant.gateway_url, headers={"Origin": assistant.gateway_url}, timeout=60
    ) as phone:
        refused = phone.post("/api/v1/resume", json={"code": code["code"], "age": 60})
        assert code_of(refused) == "not_found_together"
        assert phone.post("/api/v1/resume", json={"code": code["code"], "age": 61}).status_code == 200
        assert phone.get("/api/v1/messages").json()["messages"] == transcript


def test_an_answer_is_changed_by_its_fact(browser):
    screen = Screen(browser).until("disease_status")
    screen.hear(send(browser, {"change": "diagnosis"}))
    assert screen.asked == "diagnosis"
    screen.answer("[Plasma cell leukemia]")
    assert screen.asked == "disease_status"
    first = browser.get("/api/v1/answers").json()["answers"][0]
    assert (first["ask"], first["answer"]) == ("diagnosis", "Plasma cell leukemia")


CONSENT = '/answer{"consent": true}'
HIDING = ["", " ", "\n", "\x1c", "\u3000"]


@pytest.mark.parametrize("hidden", HIDING, ids=ascii)
def test_typed_commands_do_steer_a_bare_rasa(assistant, hidden):
    """Why there is a door: whoever guesses a sender answers in their place."""
    for message in ("hello", hidden + CONSENT):
        sent = {"sender": f"guessed {hidden!a}", "message": message}
        answer = httpx2.post(f"{assistant.rasa_url}/webhooks/rest/webhook", json=sent, timeout=60)
    assert {"ask": "diagnosis", "input": "choice"} in [each.get("custom") for each in answer.json()]


@pytest.mark.parametrize("hidden", [*HIDING, "\u200b", "\uff0f"], ids=ascii)
def test_no_typed_command_steers_what_is_behind_the_door(browser, hidden):
    screen = Screen(browser)
    screen.hear(send(browser, {"text": hidden + CONSENT}))
    assert screen.asked == "consent"
    assert screen.lefts == []


def test_deleting_deletes_from_every_file(assistant, browser):
    others = senders(assistant.home)
    words = b"xylophonitis"
    screen = Screen(browser).until("infection")
    screen.answer(f"I have {words.decode()} and must think about it")
    screen.answer("no")
    (sender,) = (each.encode() for each in senders(assistant.home) - others)
    kept = {name.partition(".")[0] for name in files_with(assistant.home, sender)}
    assert kept == {"conversations", "records"}
    assert files_with(assistant.home, words) == []

    assert browser.delete("/api/v1/conversation").status_code == 200
    assert files_with(assistant.home, sender) == files_with(assistant.home, words) == []
    assert code_of(browser.get("/api/v1/messages")) == "no_session"


def test_another_conversation_goes_on_while_one_is_deleted(assistant, browser):
    screen = Screen(browser).until("age")
    with Client(
        base_url=assistant.gateway_url, headers={"Origin": assistant.gateway_url}, timeout=60
    ) as other:
        other.post("/api/v1/sessions", json={})
        Screen(other).until("car_t_product")
        assert other.delete("/api/v1/conversation").status_code == 200
    screen.answer("61")
    assert screen.asked == "ecog"


def test_everything_behind_the_door_is_ready(browser):
    assert browser.get("/ready").json()["ready"]
