"""What the server says of itself: one JSON object a line, and never a word of what it was given.

A line holds names, numbers and our own words. The texts of exceptions are left out, since they may quote a page.
"""

import json
import logging
from datetime import UTC, datetime
from pathlib import PurePath
from traceback import extract_tb
from typing import Any

journal = logging.getLogger("cutline.serve")

_FRAMES = 12


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON: time, level, event, and the record's own `fields`."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if record.name == journal.name else _foreign(record),
        }
        said |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0]:
            said["error"] = record.exc_info[0].__name__
            frames = extract_tb(record.exc_info[2])[-_FRAMES:]
            said["at"] = [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(said, ensure_ascii=True)


def keep_journal() -> None:
    """Send the journal, and what uvicorn and asyncio have to say, to standard error as lines of JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    journal.setLevel(logging.INFO)


def _foreign(record: logging.LogRecord) -> str:
    # The first line, without its arguments: those of another library may be a path, a header or a part of a body.
    lines = record.msg.splitlines() if isinstance(record.msg, str) else []
    return ": ".join((record.name, *lines[:1]))
