"""Serves a centre at another hour than it is: CONFIG DATA CLOCK-FILE PORT.

The file holds by how many seconds the centre's clock is ahead of the wall's, and may change.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from settings.early import async_mode
from web.runtime import patch

config, data, clock_file, port = (Path(each) for each in sys.argv[1:])
patch(async_mode(config))

import assembly  # noqa: E402 - green sockets and locks must exist before it
from settings.loading import load  # noqa: E402


def clock() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(clock_file.read_text()))


parts = assembly.build(load(config), data, clock, {})
assembly.serve(parts, data, "127.0.0.1", int(str(port)), lambda: None)
