"""Sessions: unguessable names that only the door can issue, in a cookie or, on another site's page, in a token."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from itsdangerous import BadData, URLSafeTimedSerializer

BYTES = 32


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says: which session, for the pages of which origin, the how-manieth, and how old it is."""

    session: str
    origin: str
    number: int
    age: timedelta


class Sessions:
    """Issues and reads the signed names of sessions.

    Nothing that leaves the door names the conversation: it is derived from the session with the secret.
    """

    def __init__(self, secret: bytes, lifetime: timedelta) -> None:
        self._secret = secret
        self._lifetime = lifetime
        self._cookies = URLSafeTimedSerializer(secret, salt="cookie", signer_kwargs=_SIGNED)
        self._tokens = URLSafeTimedSerializer(secret, salt="token", signer_kwargs=_SIGNED)

    def new(self) -> str:
        """A session that nobody can guess."""
        return secrets.token_urlsafe(BYTES)

    def digest(self, session: str) -> str:
        """The name under which a session is kept: who reads the records cannot take part in it."""
        return self._derived("visit", session)

    def conversation(self, session: str) -> str:
        """The conversation that a new session begins; Rasa knows it as the sender."""
        return self._derived("conversation", session)

    def _derived(self, purpose: str, session: str) -> str:
        return hmac.new(self._secret, f"{purpose}:{session}".encode(), hashlib.sha256).hexdigest()

    def cookie(self, session: str) -> str:
        """The session as the value of a cookie."""
        return self._cookies.dumps(session)

    def read_cookie(self, value: str) -> str | None:
        """The session of a cookie's value; None if the door did not issue it, or too long ago."""
        try:
            return self._cookies.loads(value, max_age=self._lifetime.total_seconds())
        except BadData:
            return None

    def token(self, session: str, origin: str, number: int) -> str:
        """The session as a token for the pages of one origin."""
        return self._tokens.dumps([session, origin, number])

    def read_token(self, value: str) -> Token | None:
        """What a token says; None if the door did not issue it, or so long ago that its session has ended."""
        lifetime = self._lifetime.total_seconds()
        try:
            (session, origin, number), issued = self._tokens.loads(
                value, max_age=lifetime, return_timestamp=True
            )
        except BadData:
            return None
        now = self._tokens.make_signer().get_timestamp()
        return Token(session, origin, number, timedelta(seconds=now - int(issued.timestamp())))


_SIGNED = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}
