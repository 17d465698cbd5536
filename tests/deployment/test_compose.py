"""The compose file: one that Compose takes, with only the gateway to be reached, and no secret in it."""

import json
import re

import pytest
import yaml

from bot.settings import PROJECT, Settings

FILE = PROJECT / "deploy" / "compose.yml"
TEXT = FILE.read_text(encoding="utf-8")
COMPOSED = yaml.safe_load(TEXT)
SERVICES = COMPOSED["services"]
OWN = ("gateway", "actions", "rasa", "migrate")
EXAMPLE = {
    line.partition("=")[0]
    for line in (PROJECT / "deploy" / "example.env").read_text(encoding="utf-8").splitlines()
    if "=" in line and not line.startswith("#")
}


def test_it_is_one_that_compose_takes():
    compose_spec = pytest.importorskip("compose_spec", reason="make deployment installs the specification")
    read = compose_spec.PyCompose.from_json(json.dumps(COMPOSED))
    read.validate()
    assert set(read.service_names()) == {*OWN, "postgres", "redis"}


def test_only_the_gateway_is_reached_and_by_a_proxy_of_this_machine():
    published = {name: each["ports"] for name, each in SERVICES.items() if "ports" in each}
    assert published == {"gateway": ["127.0.0.1:8080:8080"]}
    assert [name for name, each in SERVICES.items() if "outside" in each.get("networks", ())] == ["gateway"]
    assert COMPOSED["networks"]["inside"] == COMPOSED["networks"]["data"] == {"internal": True}


@pytest.mark.parametrize("name", OWN)
def test_our_parts_have_no_rights_and_a_disk_that_they_cannot_write(name):
    part = SERVICES[name]
    assert part["read_only"] and part["user"] == "10001:10001" and part["cap_drop"] == ["ALL"]
    assert part["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_part_says_whether_it_lives(name):
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", OWN)
def test_what_a_part_waits_for_says_whether_it_lives(name):
    for other, wait in SERVICES[name].get("depends_on", {}).items():
        asked = wait["condition"]
        assert asked == ("service_completed_successfully" if other == "migrate" else "service_healthy")


def test_no_secret_is_written_and_every_one_is_in_the_example():
    named = set(re.findall(r"\$\{(\w+)", TEXT))
    assert named == EXAMPLE
    for name, each in SERVICES.items():
        for variable, value in each.get("environment", {}).items():
            secret = any(word in variable for word in ("KEY", "SECRET", "PASSWORD", "TOKEN", "SMTP_URL"))
            assert not secret or str(value).startswith("${"), (name, variable)


@pytest.mark.parametrize("name", ["gateway", "actions", "migrate"])
def test_every_setting_is_one_that_the_settings_know(name):
    known = {f"AFTERCART_{each.upper()}" for each in Settings.model_fields}
    used = {each for each in SERVICES[name]["environment"] if each.startswith("AFTERCART_")}
    assert used - known == set()


CONVERSATIONS = {"AFTERCART_TRACKER_URL", "AFTERCART_REDIS_URL"}


def test_no_part_gets_a_secret_that_it_does_not_use():
    given = {name: set(SERVICES[name]["environment"]) for name in OWN}
    assert given["gateway"] & given["rasa"] >= CONVERSATIONS
    assert not CONVERSATIONS & (given["actions"] | given["migrate"])
    assert not {"AFTERCART_SECRET", "AFTERCART_RECORDS_URL", "AFTERCART_AUDIT_KEY"} & given["rasa"]


def test_parts_are_found_where_they_listen():
    gateway, rasa = SERVICES["gateway"]["environment"], SERVICES["rasa"]["environment"]
    assert gateway["AFTERCART_RASA_ADDRESS"] == "http://rasa:5005"
    assert gateway["AFTERCART_ACTIONS_ADDRESS"] == rasa["AFTERCART_ACTIONS_URL"] == "http://actions:5055"
    assert "AFTERCART_HOST=0.0.0.0" in (PROJECT / "deploy" / "Containerfile.app").read_text(encoding="utf-8")
