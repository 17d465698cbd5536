"""Exporting and deleting at the console: who may, what comes of it, and what the audit log says."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from at_the_desk import Browser, ClockedApp, person, words_of
from people_to_call import PHONE, answers, asks_for_a_call
from playwright.sync_api import expect
from test_queue_browser import LOOKS, photographed, violations

from bot.store import AuditAction, NotYetErased, TrackerDatabase
from bot.store.audit import AuditFilter
from bot.store.kept_cases import CaseRecord

CHAT = "chat of Sample Carla"


def entries(app: ClockedApp, action: AuditAction) -> list[tuple[str, str, dict]]:
    """Who did it to what, and the details."""
    found = app.records.audit_entries(AuditFilter(action=action), 0, 100)
    return [(entry.actor, entry.subject, dict(entry.told)) for entry in found]


@pytest.fixture
def carla(console_app: ClockedApp) -> CaseRecord:
    """The case of somebody who answered and wants a call."""
    answers(console_app, CHAT, age=91, zip_code="50309")
    asks_for_a_call(console_app, "Sample Carla")
    return console_app.records.open_case(CHAT, console_app.now(), person(console_app, "agent").id)


def tables_in(response) -> dict[str, list[dict[str, str]]]:
    archive = ZipFile(BytesIO(response.content))
    texts = {name: archive.read(name).decode() for name in archive.namelist()}
    return {
        name: list(csv.DictReader(StringIO(text))) for name, text in texts.items() if name.endswith(".csv")
    }


def test_a_supervisor_exports_without_what_tells_who_somebody_is(
    console_client, console_app: ClockedApp, carla: CaseRecord
) -> None:
    supervisor: Browser = console_client("supervisor")
    assert "Safe Harbor" in words_of(supervisor.get("/console/export"))
    assert "identified tables" in words_of(console_client("administrator").get("/console/export"))
    assert "Download identified" not in words_of(supervisor.get("/console/export"))

    response = supervisor.submit("/console/export")
    told = tables_in(response)
    assert response.headers["content-type"] == "application/zip"
    assert "aftercart-deidentified.zip" in response.headers["content-disposition"]
    assert response.headers["cache-control"] == "no-store"
    assert [row["value"] for row in told["answers.csv"] if row["fact"] in ("age", "zip_code")] == [
        "90+",
        "503",
    ]
    assert len(told["callbacks.csv"]) == 1
    archive = ZipFile(BytesIO(response.content))
    every = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "Data dictionary" in every
    for secret in ("Carla", PHONE, "50309", "I said"):
        assert secret not in every
    assert entries(console_app, AuditAction.EXPORTED) == [
        (str(person(console_app, "supervisor").id), "", {"identified": False})
    ]


def test_names_are_for_those_who_may_and_just_proved_who_they_are(
    console_client, console_app: ClockedApp, carla: CaseRecord
) -> None:
    assert console_client("supervisor").submit("/console/export/identified").status_code == 403
    administrator: Browser = console_client("administrator")
    told = tables_in(administrator.submit("/console/export/identified"))
    assert told["callbacks.csv"][0]["name"] == "Sample Carla"
    assert told["callbacks.csv"][0]["phone"] == f"'{PHONE}"
    assert entries(console_app, AuditAction.EXPORTED)[0][2] == {"identified": True}

    console_app.clock.put_forward(minutes=11)
    again = administrator.submit("/console/export/identified")
    assert (again.status_code, again.headers["location"][:14]) == (303, "/console/prove")
    assert len(entries(console_app, AuditAction.EXPORTED)) == 1


def test_a_person_is_deleted_by_typing_which_case(
    console_client, console_app: ClockedApp, carla: CaseRecord, tmp_path
) -> None:
    supervisor: Browser = console_client("supervisor")
    page = f"/console/cases/{carla.id}/delete"
    assert str(carla.id)[:8] in words_of(supervisor.get(page))
    for wrong in ("", "delete", str(carla.id)[:7]):
        refused = supervisor.submit(page, typed=wrong)
        assert (refused.status_code, "Nothing was deleted" in refused.text) == (422, True)
    assert console_app.records.current_screening(CHAT)

    deleted = supervisor.submit(page, typed=f" {str(carla.id)[:8].upper()} ")
    assert "All that was kept of this person is deleted" in words_of(deleted)
    assert console_app.records.current_screening(CHAT) is None
    assert console_app.records.case(carla.id) is None
    assert console_app.records.find_people("Carla") == ()
    assert console_app.records.callbacks(conversation=CHAT) == ()
    assert supervisor.get(page).status_code == 404
    who = str(person(console_app, "supervisor").id)
    assert entries(console_app, AuditAction.PERSON_DELETED) == [(who, str(carla.id), {})]
    needles = (CHAT.encode(), b"Carla", b"5155550123")
    assert not [
        f.name for f in tmp_path.iterdir() if f.is_file() for each in needles if each in f.read_bytes()
    ]


def test_an_agent_cannot_delete_and_what_must_not_be_called_stays_so(
    console_client, console_app: ClockedApp, carla: CaseRecord
) -> None:
    page = f"/console/cases/{carla.id}/delete"
    assert console_client("agent").submit(page, typed=str(carla.id)[:8]).status_code == 403
    assert console_app.records.current_screening(CHAT)

    console_app.records.do_not_call(PHONE, person(console_app, "agent").id, console_app.now())
    console_client("supervisor").submit(page, typed=str(carla.id)[:8])
    assert console_app.records.current_screening(CHAT) is None
    assert not console_app.records.may_call(PHONE)


def test_deletion_from_a_desk_that_somebody_left_needs_a_proof(
    console_client, console_app: ClockedApp, carla: CaseRecord
) -> None:
    supervisor: Browser = console_client("supervisor")
    console_app.clock.put_forward(minutes=11)
    page = f"/console/cases/{carla.id}/delete"
    for asked in (supervisor.get(page), supervisor.submit(page, typed=str(carla.id)[:8])):
        assert (asked.status_code, asked.headers["location"][:14]) == (303, "/console/prove")
    assert console_app.records.current_screening(CHAT)


def test_while_something_is_in_the_way_it_is_said_and_the_person_can_be_deleted_again(
    console_client, console_app: ClockedApp, carla: CaseRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise NotYetErased

    supervisor: Browser = console_client("supervisor")
    page = f"/console/cases/{carla.id}/delete"
    monkeypatch.setattr("bot.gateway.erasing.PAUSE_SECONDS", 0)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(TrackerDatabase, "forget", busy)
        assert supervisor.submit(page, typed=str(carla.id)[:8]).status_code == 503
    assert console_app.records.case(carla.id)
    assert entries(console_app, AuditAction.PERSON_DELETED) == []
    assert supervisor.submit(page, typed=str(carla.id)[:8]).status_code == 200


@pytest.mark.parametrize("look", LOOKS)
def test_in_a_browser_nothing_is_in_anybodys_way(open_page, running_console, sign_in, look) -> None:
    page = open_page(**look)
    sign_in(page, "administrator")
    app = running_console.app
    answers(app, CHAT, age=61)
    case = app.records.open_case(CHAT, app.now())
    page.goto("/console/export")
    assert violations(page) == []
    photographed(page, f"export {look['viewport']['width']}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download de-identified tables").click()
    assert "answers.csv" in ZipFile(download.value.path()).namelist()

    page.goto(f"/console/cases/{case.id}")
    page.get_by_role("link", name="Delete this person").click()
    field = page.get_by_label("To delete, type the first signs of the case")
    field.fill("no")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing was deleted")).to_be_visible()
    assert violations(page) == []
    photographed(page, f"delete {look['viewport']['width']}")
    field.fill(str(case.id)[:8])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Deleted")).to_be_visible()
    assert violations(page) == []
