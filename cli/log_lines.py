"""What the program logs, a line for each event; what strangers send can forge none."""

import io
import json
import logging
import sys
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """A line of JSON: `at` (UTC), `level`, `part`, `message`, with a fault its `trace`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; JSON escapes every sign that would begin another."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "part": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        # Signs outside ASCII that end a line somewhere: U+0085, U+2028, U+2029
        return "".join(
            sign if sign.isprintable() else json.dumps(sign)[1:-1]
            for sign in json.dumps(line, ensure_ascii=False)
        )


class PlainLines(logging.Formatter):
    """A line for people at a terminal; what is no letter stands there escaped."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line without its trace."""
        line = super().formatMessage(record)
        return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in line)


def log_to_stderr() -> None:
    """Log what matters to standard error: plain to a terminal, else as JSON.

    What is written is UTF-8 on Windows too, and nothing where there is nowhere to write: `pythonw`.
    """
    if sys.platform == "win32":
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8")
    handler = logging.StreamHandler() if sys.stderr else logging.NullHandler()
    plain = PlainLines("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(plain if sys.stderr and sys.stderr.isatty() else JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("alembic").setLevel(logging.WARNING)
