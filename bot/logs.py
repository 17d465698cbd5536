"""Logs without a word that people typed: one line an event, plain or as JSON."""

import json
import logging
from datetime import UTC, datetime

PLAIN, AS_JSON = "plain", "json"
FIELDS = "fields"
"""Where a log record carries its fields: log.info("request", extra={FIELDS: {"status": 200}})."""


class JsonLines(logging.Formatter):
    """Each record as one JSON object: time, level, logger, event and the fields of that event."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        return json.dumps(told | getattr(record, FIELDS, {}), ensure_ascii=False)


class PlainLines(logging.Formatter):
    """Each record as its message with its fields behind it, for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, or more where the event has some."""
        fields = getattr(record, FIELDS, {})
        return " ".join([record.getMessage(), *(f"{name}={value}" for name, value in fields.items())])


def set_up(form: str) -> None:
    """Write what the project's own rooms log at level INFO, all others at WARNING."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == AS_JSON else PlainLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("bot").setLevel(logging.INFO)
