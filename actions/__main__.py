"""Runs the action server: `python -m actions`."""

import logging

import uvicorn

from actions.server import make_server
from bot.app import app


def main() -> None:
    """Serve until told to stop."""
    logging.basicConfig(format="%(message)s")
    settings = app().settings
    uvicorn.run(
        make_server(),
        host=settings.host,
        port=settings.actions_port,
        access_log=False,
        log_level="warning",
        server_header=False,
        ws="none",
        # Rasa keeps its connections for 15 seconds; this end must not be the first to close one.
        timeout_keep_alive=60,
        # What is being done is finished, but not for ever.
        timeout_graceful_shutdown=10,
    )


if __name__ == "__main__":
    main()
