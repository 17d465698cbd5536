"""Several of each, for all tests of this folder."""

from collections.abc import Callable, Iterator

import pytest
from free_ports import free_ports
from redis_server import RedisServer
from several import Several


@pytest.fixture(scope="module")
def shared_redis() -> Iterator[RedisServer]:
    """The Redis of the several processes."""
    server = RedisServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def several(
    tmp_path_factory: pytest.TempPathFactory,
    new_postgresql_database: Callable[[], str],
    shared_redis: RedisServer,
    screen_day,
) -> Iterator[Several]:
    """Two Rasa processes, two action servers and two gateways behind one address."""
    made = Several(
        home=tmp_path_factory.mktemp("several"),
        records_url=new_postgresql_database(),
        tracker_url=new_postgresql_database(),
        redis_url=shared_redis.url,
        rasa_workers=2,
        actions_workers=2,
        gateway_workers=2,
        rasa_port=free_ports(2),
        actions_port=free_ports(2),
        gateway_port=free_ports(1),
        metrics_token="figures",
        as_of=screen_day,
    )
    try:
        made.start()
        yield made
    finally:
        made.stop()
