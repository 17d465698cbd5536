"""An OpenID provider that vouches for people who are known here: authorization code flow with PKCE, state and nonce.

OpenID Connect Core 1.0, section 3.1; RFC 7636 (PKCE); RFC 9207 (the issuer in the answer).
"""

import hmac
import time
from collections.abc import Mapping
from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.gateway.console.provider_visit import BACK, Begun, NotVouched, ProviderAway, Vouched
from bot.settings import Settings

SCOPE = "openid email"
PATIENCE_SECONDS = 10
KNOWN_FOR_SECONDS = 3600
LEEWAY_SECONDS = 60
FRESH_SECONDS = 120
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures that only the provider can make; never `none`, never one with the client's own secret."""
MANY_FACTORS = "mfa"
"""How a provider says that a password was not all (RFC 8176)."""


class Provider:
    """The provider of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = settings.oidc_issuer.rstrip("/")
        self._client_id = settings.oidc_client_id
        self._client_secret = settings.oidc_client_secret.get_secret_value()
        self._back = f"{settings.gateway_url}{BACK}"
        self._known: tuple[float, Mapping[str, Any]] | None = None

    def address(self, begun: Begun) -> str:
        """Where the person goes. Raises ProviderAway."""
        fresh = {"prompt": "login", "max_age": "0"} if begun.again else {}
        with self._client() as client:
            address, _ = client.create_authorization_url(
                self._metadata()["authorization_endpoint"],
                state=begun.state,
                nonce=begun.nonce,
                code_verifier=begun.verifier,
                **fresh,
            )
        return address

    def vouched(self, begun: Begun, answer: Mapping[str, str]) -> Vouched:
        """Whom the provider's answer vouches for. Raises NotVouched and ProviderAway."""
        if not hmac.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise NotVouched
        if (
            "code" not in answer
            or answer.get("iss", self._metadata()["issuer"]) != self._metadata()["issuer"]
        ):
            raise NotVouched
        claims = self._claims(self._id_token(answer["code"], begun), begun)
        if begun.again and time.time() - claims.get("auth_time", 0) > FRESH_SECONDS:
            raise NotVouched
        if not isinstance(claims.get("email"), str) or claims.get("email_verified") is not True:
            raise NotVouched
        methods = claims.get("amr")
        return Vouched(claims["email"], isinstance(methods, list) and MANY_FACTORS in methods)

    def _id_token(self, code: str, begun: Begun) -> str:
        endpoint = self._metadata()["token_endpoint"]
        try:
            with self._client() as client:
                tokens = client.fetch_token(
                    endpoint, grant_type="authorization_code", code=code, code_verifier=begun.verifier
                )
            return str(tokens["id_token"])
        except (AuthlibBaseError, KeyError):
            raise NotVouched from None
        except (httpx.HTTPError, ValueError):
            raise ProviderAway from None

    def _claims(self, id_token: str, begun: Begun) -> Mapping[str, Any]:
        keys = self._fetched(self._metadata()["jwks_uri"])
        demanded = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self._metadata()["issuer"]},
            aud={"essential": True, "value": self._client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": begun.nonce},
        )
        try:
            token = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=list(ALGORITHMS))
            demanded.validate(token.claims)
        except (JoseError, ValueError):
            raise NotVouched from None
        if token.claims.get("azp", self._client_id) != self._client_id:
            raise NotVouched
        return token.claims

    def _metadata(self) -> Mapping[str, Any]:
        if self._known is None or time.monotonic() - self._known[0] > KNOWN_FOR_SECONDS:
            found = self._fetched(f"{self._issuer}/.well-known/openid-configuration")
            if str(found.get("issuer", "")).rstrip("/") != self._issuer:
                raise ProviderAway
            self._known = (time.monotonic(), found)
        return self._known[1]

    def _fetched(self, address: str) -> Any:
        try:
            answer = httpx.get(address, timeout=PATIENCE_SECONDS, trust_env=False)
            answer.raise_for_status()
            return answer.json()
        except (httpx.HTTPError, ValueError):
            raise ProviderAway from None

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            self._client_id,
            self._client_secret,
            scope=SCOPE,
            redirect_uri=self._back,
            code_challenge_method="S256",
            timeout=PATIENCE_SECONDS,
            trust_env=False,
        )
