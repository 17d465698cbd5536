"""Records that have all their tables already: to run every migration takes longer than most tests."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ciphers import CIPHER
from sqlalchemy import create_engine, delete, make_url

from bot.store import migrate
from bot.store.database import make_private_file
from bot.store.tables_keys import KeyInUse


def make_ready(url: str) -> None:
    """Makes the tables in an empty database. No key is noted: who opens it first says which is used."""
    migrate(url, CIPHER)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(delete(KeyInUse))
    engine.dispose()


def ready(url: str) -> str:
    """The address of a SQLite database, which is made with its tables if there is no such file."""
    file = Path(make_url(url).database)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        make_private_file(file)
        file.write_bytes(_ready_file())
    return url


@cache
def _ready_file() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, "records.sqlite3")
        make_ready(f"sqlite:///{file}")
        return file.read_bytes()
