"""Runs the public door: `python -m bot.gateway`."""

import uvicorn

from bot.app import app
from bot.gateway.server import make_gateway
from bot.logs import set_up


def main() -> None:
    """Serve until told to stop."""
    settings = app().settings
    set_up(settings.logs)
    uvicorn.run(
        make_gateway(app()),
        host=settings.gateway_host,
        port=settings.gateway_port,
        # The log of uvicorn itself would hold addresses and whatever was typed into them.
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
        ws="none",
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    main()
