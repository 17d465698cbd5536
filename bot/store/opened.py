"""An opened database: how each transaction of the records begins, and how all of it is closed."""

from contextlib import AbstractContextManager
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from bot.encryption import Cipher
from bot.store.database import for_writing, together, without_waiting
from bot.store.driven import Driver


class OpenedDatabase:
    """Sessions for reading and for writing on one engine; closes it when used with `with`."""

    def __init__(self, engine: Engine, cipher: Cipher) -> None:
        self._engine = engine
        self._cipher = cipher
        self._reading = sessionmaker(engine)
        self._writing = sessionmaker(for_writing(engine))
        self._driver = Driver(self._writing)
        self._reading_driver = Driver(self._reading)
        self._unhurried_driver = Driver(sessionmaker(without_waiting(engine)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def together(self) -> AbstractContextManager[None]:
        """Makes one transaction of all that is written within: a change and its entry in the audit log.

        Not for what begins anew after a refusal of the database, nor for what erases deleted bytes.
        """
        return together(self._writing)

    def close(self) -> None:
        """Lets go of all connections."""
        self._engine.dispose()
