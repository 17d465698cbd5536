"""Runs the public door: `python -m bot.gateway`, or `python -m bot.gateway NUMBER` at a listening socket that was
inherited under this number, as several gateways do that share one address."""

import socket
import sys

from bot.loading import loading
from bot.logs import set_up


def main() -> None:
    """Serve until told to stop."""
    with loading():
        import uvicorn

        from bot.app import app
        from bot.gateway.server import make_gateway
        from bot.gateway.serving import Server

        settings = app().settings
        set_up(settings.logs)
        gateway = make_gateway(app())
    config = uvicorn.Config(
        gateway,
        host=settings.gateway_host,
        port=settings.gateway_port,
        # The log of uvicorn itself would hold addresses and whatever was typed into them.
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
        ws="none",
        timeout_graceful_shutdown=3,
    )
    server = Server(config, gateway.state.door.turns)
    server.run(sockets=[socket.socket(fileno=int(number)) for number in sys.argv[1:]] or None)
    if not server.started:
        sys.exit(1)


if __name__ == "__main__":
    main()
