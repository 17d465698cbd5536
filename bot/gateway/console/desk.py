"""What the console derives from the door's secret: the names of sessions, and what shows that a form is its own."""

import hashlib
import hmac
import secrets

from fastapi import Request, Response
from itsdangerous import BadData, URLSafeTimedSerializer

BYTES = 32


class Desk:
    """One cookie per browser. Its value changes whenever somebody signs in, and all else hangs on it."""

    def __init__(self, secret: bytes, is_https: bool) -> None:
        self._secret = secret
        self._is_https = is_https
        # On https, browsers hold a name like this to be set by this host alone.
        self.cookie_name = "__Host-aftercart-console" if is_https else "aftercart-console"

    def new(self) -> str:
        """A value that nobody can guess."""
        return secrets.token_urlsafe(BYTES)

    def shown(self, request: Request) -> str | None:
        """What the cookie of a request holds."""
        return request.cookies.get(self.cookie_name) or None

    def digest(self, purpose: str, value: str) -> str:
        """What stands for a value in the records: who reads them cannot sign in with it."""
        return hmac.new(self._secret, f"console {purpose}:{value}".encode(), hashlib.sha256).hexdigest()

    def session(self, value: str) -> str:
        """The name under which the session of a cookie is kept."""
        return self.digest("session", value)

    def csrf_token(self, value: str) -> str:
        """What every form of a page carries, so that no other site can send it."""
        return self.digest("form", value)

    def is_own_form(self, token: str, value: str) -> bool:
        """Whether a form was made for the browser with this cookie."""
        return hmac.compare_digest(token.encode(), self.csrf_token(value).encode())

    def seal(self, purpose: str, content: object) -> str:
        """Something that a page hands back later, unchanged."""
        return self._sealed(purpose).dumps(content)

    def unseal(self, purpose: str, sealed: str, seconds: int) -> object | None:
        """What was sealed; None if it was not, or too long ago."""
        try:
            return self._sealed(purpose).loads(sealed, max_age=seconds)
        except BadData:
            return None

    def _sealed(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._secret, salt=f"console {purpose}", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def give(self, response: Response, value: str) -> None:
        """Set the cookie; it lives as long as the browser, and the session behind it ends by itself."""
        response.set_cookie(
            self.cookie_name, value, secure=self._is_https, httponly=True, samesite="lax", path="/"
        )
