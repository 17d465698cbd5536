"""Several processes of one kind: how they are planned, and what they need."""

import pytest

from bot.running.preparing import plan_of
from bot.running.rasa import rasa_environment
from bot.running.sharing import NotShared, demand_shared
from bot.settings import Settings


@pytest.fixture
def settings(tmp_path):
    def made(**told):
        return Settings(home=tmp_path, rasa_port=6005, actions_port=6055, gateway_port=8090, **told)

    return made


def test_one_of_each_as_ever(settings):
    plan = plan_of(settings(), "MODEL")
    assert [each["name"] for each in plan["parts"]] == ["actions", "rasa", "gateway"]
    assert [each["at_the_door"] for each in plan["parts"]] == [False, False, True]
    assert plan["door"] == ("127.0.0.1", 8090)
    assert "PROMETHEUS_MULTIPROC_DIR" not in plan["parts"][-1]["environment"]
    assert plan["answering"] == [
        "http://127.0.0.1:6055/health", "http://127.0.0.1:6005", "http://127.0.0.1:8090/health"
    ]  # fmt: skip


def test_several_of_each_at_ports_that_count_up_and_one_door(settings, tmp_path):
    plan = plan_of(
        settings(rasa_workers=2, actions_workers=3, gateway_workers=2, redis_url="redis://r"), "MODEL"
    )
    parts = {each["name"]: each for each in plan["parts"]}
    assert list(parts) == [
        "actions 1", "actions 2", "actions 3", "rasa 1", "rasa 2", "gateway 1", "gateway 2"
    ]  # fmt: skip
    assert [
        parts[f"actions {n}"]["environment"]["AFTERCART_ACTIONS_PORT"] for n in (1, 2, 3)
    ] == ["6055", "6056", "6057"]  # fmt: skip
    for number, port in ((1, "6005"), (2, "6006")):
        command = parts[f"rasa {number}"]["command"]
        assert command[command.index("--port") + 1] == port
    told = parts["rasa 2"]["environment"]
    assert told["AFTERCART_ACTIONS_URL"] == (
        "http://127.0.0.1:6055,http://127.0.0.1:6056,http://127.0.0.1:6057"
    )
    assert told["AFTERCART_REDIS_URL"] == "redis://r"
    assert parts["gateway 1"]["environment"] == {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "figures")}
    assert len(plan["answering"]) == 3 + 2 + 1


def test_addresses_elsewhere_count_as_they_are_given(settings):
    made = settings(rasa_address="http://a:5005/, http://b:5005", actions_address="http://c:5055")
    assert made.rasa_urls == ("http://a:5005", "http://b:5005")
    assert made.actions_urls == ("http://c:5055",)
    assert rasa_environment(made)["AFTERCART_ACTIONS_URL"] == "http://c:5055"


def test_several_gateways_need_a_redis_and_are_told_so_in_a_sentence(settings):
    with pytest.raises(NotShared, match="AFTERCART_REDIS_URL=redis://"):
        demand_shared(settings(gateway_workers=2))
    demand_shared(settings(rasa_workers=2, actions_workers=2))


def test_a_redis_that_is_away_or_none_is_said_without_its_password(settings, redis_server):
    demand_shared(settings(gateway_workers=2, redis_url=redis_server.url))
    with pytest.raises(NotShared, match="must look like") as wrong:
        demand_shared(settings(redis_url="tulip-password@127.0.0.1"))
    redis_server.stop()
    with pytest.raises(NotShared, match="does not answer") as away:
        demand_shared(settings(redis_url=redis_server.url.replace("//", "//:tulip-password@")))
    assert "tulip" not in f"{wrong.value} {away.value}"
