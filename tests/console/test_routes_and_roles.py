"""Every route of the console, with every role and signed out: who may, and that no form comes from elsewhere.

A new route goes into `rights_of_routes.yml`, or these tests fail.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from before_the_door import ALLOWED, STRANGER
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from bot.callcenter.rights import Right, rights_of
from bot.gateway.console.rooms import add_rooms
from bot.language.word_lists import word_list
from bot.store import Role

TABLE = yaml.safe_load((Path(__file__).parent / "rights_of_routes.yml").read_text(encoding="utf-8"))
ANYBODY = "anybody"
NO_RIGHT = word_list("words", "bot.gateway.console")["refusals"]["no_right"]["say"]
FORMS = [route for route in TABLE if not route.startswith("GET")]


def rights_in_code() -> Iterator[tuple[str, str]]:
    """What each route itself demands."""
    gateway = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    add_rooms(gateway)
    for route in iter_route_contexts(gateway.routes):
        demanded = sorted(set(rights_demanded(route.dependant)) - {Right.OWN_ACCOUNT}) or sorted(
            set(rights_demanded(route.dependant))
        )
        for method in route.methods:
            yield f"{method} {route.path}", " and ".join(demanded) or ANYBODY


def rights_demanded(dependant: Dependant) -> Iterator[str]:
    right = getattr(dependant.call, "right", None)
    if right is not None:
        yield right.value
    for each in dependant.dependencies:
        yield from rights_demanded(each)


def test_the_table_says_what_each_route_demands():
    assert dict(rights_in_code()) == TABLE


def test_only_files_and_signing_in_are_for_anybody():
    for route, right in TABLE.items():
        assert (right == ANYBODY) == ("/console/static/" in route or "/console/sign-in" in route)


def filled(route: str) -> tuple[str, str]:
    """Method and path, with the id of nobody wherever one belongs."""
    method, path = route.split()
    return method, re.sub(r"{[^}]+}", str(uuid4()), path)


def sent(browser, route, **headers):
    method, path = filled(route)
    told = {
        "X-CSRF-Token": browser.csrf_token,
        "Content-Type": "application/x-www-form-urlencoded",
        **headers,
    }
    return browser.request(method, path, headers=told)


@pytest.mark.parametrize("role", Role)
def test_each_role_is_let_in_where_it_may_and_nowhere_else(console_client, role):
    for route, right in TABLE.items():
        answer = sent(console_client(role), route)
        refused = answer.status_code == 403 and NO_RIGHT in answer.text
        may = right == ANYBODY or {Right(each) for each in right.split(" and ")} <= rights_of(role)
        assert refused != may, f"{role}: {route} gave {answer.status_code}"
        assert answer.status_code < 500, f"{role}: {route} failed"
        if may and right != ANYBODY and "/sign-out" not in route:
            assert not answer.headers.get("location", "").startswith("/console/sign-in"), route


def test_signed_out_every_page_leads_to_signing_in(new_browser):
    browser = new_browser()
    browser.get("/console/sign-in")
    for route, right in TABLE.items():
        if right != ANYBODY:
            answer = sent(browser, route)
            assert answer.status_code == 303, route
            assert answer.headers["location"].startswith("/console/sign-in"), route


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_no_form_without_its_token(console_client, token):
    browser = console_client("administrator")
    for route in FORMS:
        assert sent(browser, route, **{"X-CSRF-Token": token}).status_code == 403, route
    assert browser.get("/console/account").status_code == 200


@pytest.mark.parametrize("origin", [STRANGER, ALLOWED, "null"])
def test_no_form_from_another_site(console_client, origin):
    browser = console_client("administrator")
    for route in FORMS:
        assert sent(browser, route, Origin=origin).status_code == 403, route
    assert browser.get("/console/account").status_code == 200
