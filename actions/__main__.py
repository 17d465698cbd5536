"""Runs the action server: `python -m actions`."""

import logging
import sys

from bot.absent import AbsentPackages
from bot.loading import loading

NOT_SERVED = ("sanic", "ruamel")
"""What rasa-sdk imports for a server of its own, in whose place another stands here: 13 MB."""


def main() -> None:
    """Serve until told to stop."""
    sys.meta_path.insert(0, AbsentPackages(NOT_SERVED))
    with loading():
        import uvicorn

        from actions.server import make_server
        from bot.app import app

        server = make_server()
    logging.basicConfig(format="%(message)s")
    settings = app().settings
    uvicorn.run(
        server,
        host=settings.host,
        port=settings.actions_port,
        access_log=False,
        log_level="warning",
        server_header=False,
        ws="none",
        lifespan="off",
        # Rasa speaks to it directly, and nobody else does.
        proxy_headers=False,
        # Rasa keeps its connections for 15 seconds; this end must not be the first to close one.
        timeout_keep_alive=60,
        # What is being done is finished, but not for ever.
        timeout_graceful_shutdown=10,
    )


if __name__ == "__main__":
    main()
