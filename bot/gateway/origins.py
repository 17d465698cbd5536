"""Whose pages may talk to the door."""

from urllib.parse import urlsplit

from bot.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Origins:
    """The origins of the door itself, and those of the sites that the operator allows to embed the widget."""

    def __init__(self, settings: Settings) -> None:
        self.is_https = settings.gateway_url.startswith("https:")
        self.own = _own(settings)
        self.allowed = tuple(
            each.strip().rstrip("/") for each in settings.allowed_origins.split(",") if each.strip()
        )

    def may_talk(self, origin: str) -> bool:
        """Whether the pages of an origin may use the API."""
        return origin in self.own or origin in self.allowed

    def is_own_host(self, host: str) -> bool:
        """Whether a request's Host header names the door; another name pointed here could be anybody's."""
        return any(urlsplit(own).netloc == host.lower() for own in self.own)


def _own(settings: Settings) -> tuple[str, ...]:
    reached = urlsplit(settings.gateway_url)
    local = [f"http://{name}:{settings.gateway_port}" for name in LOOPBACK]
    return (f"{reached.scheme}://{reached.netloc}", *([] if settings.public_url else local))
