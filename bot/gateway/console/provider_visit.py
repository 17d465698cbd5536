"""A visit to an OpenID provider: what is remembered of it meanwhile, and what comes back."""

import secrets
from dataclasses import asdict, dataclass
from typing import Any

BACK = "/console/sign-in/provider/back"


class ProviderAway(Exception):
    """The provider cannot be reached, or does not speak as agreed."""


class NotVouched(Exception):
    """What came back vouches for nobody."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What is remembered while a person is at the provider; `again` asks for a fresh proof."""

    state: str
    nonce: str
    verifier: str
    following: str
    again: bool


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouches for, and whether with more than a password."""

    email: str
    with_many_factors: bool


def begin(following: str, again: bool) -> Begun:
    """A new visit to the provider."""
    return Begun(*(secrets.token_urlsafe(48) for _ in range(3)), following, again)


def begun_again(content: object) -> Begun | None:
    """What was remembered, read back."""
    return Begun(**content) if isinstance(content, dict) else None


def as_content(begun: Begun) -> dict[str, Any]:
    """What is to be remembered."""
    return asdict(begun)
