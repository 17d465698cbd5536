"""Figures at the console: who sees them, what they never tell, the file, and the charts in a real browser."""

import csv
from io import StringIO

import pytest
from at_the_desk import words_of
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bot.store import AuditAction
from bot.store.audit import AuditFilter

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def people_talk(app, web=0, phone=0):
    """So many people say something, in the chat or on the telephone."""
    for number in range(web + phone):
        name, at = f"sample person {number}", app.now()
        if number < web:
            app.records.open_visit(name, name, at)
        app.records.take_turn(name, "k1", {"text": "hello"}, "hello", at)


def rows_of(file):
    return {
        (row["figure"], row["row"], row["column"]): row["count"]
        for row in csv.DictReader(StringIO(file.text))
    }


def test_agents_do_not_see_them(console_client):
    assert console_client("agent").get("/console/figures").status_code == 403
    assert console_client("agent").get("/console/figures.csv").status_code == 403


def test_a_supervisor_sees_counts_and_the_log_tells_that(console_client, console_app):
    people_talk(console_app, web=8, phone=7)
    shown = words_of(console_client("supervisor").get("/console/figures"))
    assert "Began to talk 15" in shown
    assert console_app.records.count_audit_entries(AuditFilter(action=AuditAction.FIGURES_VIEWED)) == 1


def test_small_counts_are_hidden_on_the_page_and_in_the_file_whatever_is_chosen(console_client, console_app):
    people_talk(console_app, web=20, phone=3)
    supervisor = console_client("supervisor")
    began = {}
    for way in ("all", "web", "phone"):
        file = supervisor.get(f"/console/figures.csv?way={way}")
        assert file.headers["content-type"].startswith("text/csv")
        [began[way]] = {count for (_, row, _), count in rows_of(file).items() if row == "Began to talk"}
        assert 'data-count="3"' not in supervisor.get(f"/console/figures?way={way}").text
    assert began == {"all": "23", "web": "hidden", "phone": "<5"}


@pytest.mark.parametrize("query", ["quarter=1999-Q1", "quarter=nonsense", "way=nobody"])
def test_what_is_not_offered_is_not_found(console_client, query):
    assert console_client("supervisor").get(f"/console/figures?{query}").status_code == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_drawn_from_the_tables_under_the_policy(open_page, sign_in, running_console, scheme):
    people_talk(running_console.app, web=9, phone=6)
    page = open_page(color_scheme=scheme)
    sign_in(page, "supervisor")
    page.goto("/console/figures")
    chart = page.locator("canvas[data-table='table-funnel']")
    expect(chart).to_be_visible()
    drawn = page.evaluate("Chart.getChart(document.querySelector('canvas')).data.datasets[0].data")
    assert max(drawn) == 15
    assert page.evaluate("Chart.getChart(document.querySelector('canvas')).data.labels[0]") == "Began to talk"
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
