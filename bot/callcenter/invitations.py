"""One-time links by which somebody of the staff chooses a password."""

import hashlib
import secrets

BYTES = 32
PATH = "/console/sign-in/invitation/"


def new_invitation() -> tuple[str, str]:
    """A token that nobody can guess, and the digest that is kept in its place."""
    token = secrets.token_urlsafe(BYTES)
    return token, digest_of(token)


def digest_of(token: str) -> str:
    """What stands for a token in the records; a token is too long to be found from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def link(gateway_url: str, token: str) -> str:
    """The link that somebody opens."""
    return f"{gateway_url}{PATH}{token}"
