"""Another hour than it is: the clock of a centre that a test sets."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

SERVING = ("-m", "tools.gallery.serving")
"""Serves a centre by the clock in a file: CONFIG DATA CLOCK-FILE PORT."""


def set_clock(file, local):
    """Let it be that local time of the centre, like 2026-11-23T06:59:50; it goes on from there."""
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    fresh = file.with_suffix(".new")
    fresh.write_text(str((moment - datetime.now(UTC)).total_seconds()))
    fresh.replace(file)
