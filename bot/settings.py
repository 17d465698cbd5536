"""Every setting, in one place. Each can be given as an environment variable: AFTERCART_RASA_PORT=6005."""

from datetime import date
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import NonNegativeInt, PositiveInt, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.encryption import Cipher, audit_key_of, index_key_of, keys_of

PROJECT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """Where things are kept, which ports are used, and what day it is.

    Rasa and the action server listen at `host`, at ports of their own; where they run on other machines,
    `rasa_address` and `actions_address` (http://rasa:5005) say how they are reached, several with commas between
    them. On one machine, `rasa_workers`, `actions_workers` and `gateway_workers` are how many of each are started:
    the first two at ports that count up, the gateways at one port.

    `home` is the folder of everything that is written while running. `records_url` names the database of the
    records: a SQLite file in `home` unless given; `tracker_url` likewise that of Rasa's conversations.
    `redis_url` names the Redis (redis://:PASSWORD@HOST:6379/0) in which several gateways, and several Rasa processes,
    share what they must know of each other; several gateways need one. `models` is the
    folder of the trained models. `as_of` fixes the day of every screen, for rehearsals; without it, it is the
    day in `time_zone`, the call center's (America/New_York), by which the console tells every time; without
    that, this machine's zone. `code_days` is how long a reference code is valid. `data_keys` encrypt words and
    contact data, newest first with commas between them; without them, one is made and kept in `home`.
    `index_key` makes the digests by which a person is found again; it stays when the others change, and without
    it, one is made and kept in `home`.

    A finished conversation is purged when nothing happened in it for `retention_days`, an unfinished one after
    `retention_unfinished_days`; contact data and the transcript, if they are to go earlier, after
    `retention_contact_days`. With 0, they stay.

    The public door listens at `gateway_host` and `gateway_port`, and is reached by people at `public_url`
    (https://chat.example.org) when it stands behind a proxy; `proxies` are the addresses of proxies to be
    believed about whom they speak for. `allowed_origins` are the sites that may embed the widget, with commas
    between them. `secret` signs the sessions; without it, one is made and kept in `home`. A person can come
    back within `session_days`; a token for another site serves `token_minutes` at a time. `reply_seconds` is
    how long the door waits for the assistant, and `most_turns` how many messages it takes to it at once. Who
    shows `metrics_token` may read the figures at /metrics; `logs` is the form of the log. The `rate_` settings
    limit messages of a session, requests of an address, sessions begun by an address, and attempts to continue
    by a code ("40/minute;400/hour"); `rate_continue` those of one person at the console.

    Who signs in to the console stays signed in for `staff_hours`, and no longer than `staff_idle_minutes`
    without doing anything. What is dangerous needs a password or a code given within `proof_minutes`. An
    invitation serves for `invitation_hours`. `agents_need_codes` asks agents for a code beside the password, as
    it is asked of all others. `rate_sign_in` limits attempts from one address. `audit_key` makes the chain of
    the audit log; without it, one is made and kept in `home`. With `oidc_issuer`, `oidc_client_id` and
    `oidc_client_secret`, people who are known here can also sign in with an OpenID provider.

    `call_center_phone` ("515-555-0100") is the number at which people call back who find a message on their
    answering machine.

    `smtp_url` (smtp://USER:PASSWORD@HOST:587, or smtps://) is the mail server that takes mails to the trial's
    sites, and `mail_from` the address that they come from; without either, nothing is sent by mail.
    `site_addresses` is a CSV file with the columns name, zip and address.
    """

    model_config = SettingsConfigDict(env_prefix="AFTERCART_", env_ignore_empty=True)

    home: Path = PROJECT / ".aftercart"
    host: str = "127.0.0.1"
    rasa_port: int = 5005
    actions_port: int = 5055
    rasa_address: str = ""
    actions_address: str = ""
    rasa_workers: PositiveInt = 1
    actions_workers: PositiveInt = 1
    gateway_workers: PositiveInt = 1
    records_url: str = ""
    tracker_url: str = ""
    redis_url: SecretStr = SecretStr("")
    models: Path = PROJECT / ".aftercart" / "models"
    as_of: date | None = None
    time_zone: ZoneInfo | None = None
    code_days: int = 14
    data_keys: SecretStr = SecretStr("")
    index_key: SecretStr = SecretStr("")
    retention_days: NonNegativeInt = 365
    retention_unfinished_days: NonNegativeInt = 90
    retention_contact_days: NonNegativeInt = 0

    gateway_host: str = "127.0.0.1"
    gateway_port: int = 8080
    public_url: str = ""
    proxies: str = ""
    allowed_origins: str = ""
    secret: SecretStr = SecretStr("")
    session_days: int = 7
    token_minutes: int = 30
    reply_seconds: float = 20
    most_turns: int = 64
    metrics_token: SecretStr = SecretStr("")
    logs: Literal["plain", "json"] = "plain"
    rate_messages: str = "40/minute;600/hour"
    rate_requests: str = "600/minute"
    rate_sessions: str = "60/minute;600/hour"
    rate_resume: str = "5/hour"
    rate_continue: str = "30/hour"

    audit_key: SecretStr = SecretStr("")
    staff_idle_minutes: float = 30
    staff_hours: float = 12
    proof_minutes: float = 10
    invitation_hours: float = 72
    agents_need_codes: bool = True
    rate_sign_in: str = "30/minute;200/hour"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")

    call_center_phone: str = ""

    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""
    site_addresses: Path | None = None

    @property
    def records(self) -> str:
        """The address of the records' database."""
        return self.records_url or f"sqlite:///{self.home / 'records.sqlite3'}"

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that encrypt what is kept, newest first."""
        return keys_of(self.data_keys.get_secret_value(), self.home)

    @property
    def cipher(self) -> Cipher:
        """What encrypts all that is kept. Raises BadKey."""
        return Cipher(self.keys, index_key_of(self.index_key.get_secret_value(), self.home))

    @property
    def chain_key(self) -> bytes:
        """The key of the audit log's chain."""
        return audit_key_of(self.audit_key.get_secret_value(), self.home).encode()

    @property
    def sends_mail(self) -> bool:
        """Whether mails to sites can be sent."""
        return bool(self.smtp_url.get_secret_value() and self.mail_from)

    @property
    def tracker(self) -> str:
        """The address of the database in which Rasa keeps the conversations."""
        return self.tracker_url or f"sqlite:///{self.tracker_file}"

    @property
    def tracker_file(self) -> Path:
        """The file in which Rasa keeps the conversations."""
        return self.home / "conversations.sqlite3"

    @property
    def rasa_ports(self) -> range:
        """The ports of the Rasa processes on this machine."""
        return range(self.rasa_port, self.rasa_port + self.rasa_workers)

    @property
    def actions_ports(self) -> range:
        """The ports of the action servers on this machine."""
        return range(self.actions_port, self.actions_port + self.actions_workers)

    @property
    def rasa_urls(self) -> tuple[str, ...]:
        """The addresses of all Rasa processes."""
        return _addresses(self.rasa_address, self.host, self.rasa_ports)

    @property
    def actions_urls(self) -> tuple[str, ...]:
        """The addresses of all action servers."""
        return _addresses(self.actions_address, self.host, self.actions_ports)

    @property
    def rasa_url(self) -> str:
        """The address of the first Rasa process."""
        return self.rasa_urls[0]

    @property
    def actions_url(self) -> str:
        """The address of the first action server."""
        return self.actions_urls[0]

    @property
    def gateway_url(self) -> str:
        """The address at which people reach the public door, without a slash at its end."""
        return self.public_url.rstrip("/") or f"http://{self.gateway_host}:{self.gateway_port}"

    @property
    def rasa_python(self) -> Path:
        """The Python interpreter of Rasa's own environment."""
        return PROJECT / "bot" / "rasa" / ".venv" / "bin" / "python"


def _addresses(given: str, host: str, ports: range) -> tuple[str, ...]:
    named = tuple(each.strip().rstrip("/") for each in given.split(",") if each.strip())
    return named or tuple(f"http://{host}:{port}" for port in ports)
