"""Every setting, in one place. Each can be given as an environment variable: AFTERCART_RASA_PORT=6005."""

from datetime import date
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """Where things are kept, which ports are used, and what day it is.

    `home` is the folder of everything that is written while running. `records_url` names the database of the
    records: a SQLite file in `home` unless given. `models` is the folder of the trained models. `as_of` fixes
    the day of every screen, for rehearsals; without it, it is the day on this machine. `code_days` is how long
    a reference code is valid.
    """

    model_config = SettingsConfigDict(env_prefix="AFTERCART_", env_ignore_empty=True)

    home: Path = PROJECT / ".aftercart"
    host: str = "127.0.0.1"
    rasa_port: int = 5005
    actions_port: int = 5055
    records_url: str = ""
    models: Path = PROJECT / ".aftercart" / "models"
    as_of: date | None = None
    code_days: int = 14

    @property
    def records(self) -> str:
        """The address of the records' database."""
        return self.records_url or f"sqlite:///{self.home / 'records.sqlite3'}"

    @property
    def tracker_file(self) -> Path:
        """The file in which Rasa keeps the conversations."""
        return self.home / "conversations.sqlite3"

    @property
    def rasa_url(self) -> str:
        """The address of the Rasa process."""
        return f"http://{self.host}:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """The address of the action server."""
        return f"http://{self.host}:{self.actions_port}"

    @property
    def rasa_python(self) -> Path:
        """The Python interpreter of Rasa's own environment."""
        return PROJECT / "bot" / "rasa" / ".venv" / "bin" / "python"
