"""Serves a centre at another hour than it is: CONFIG DATA CLOCK-FILE PORT [CHANCE].

The file holds by how many seconds the centre's clock is ahead of the wall's, or the moment (ISO
8601) at which it stands still; what it holds may change. With CHANCE the addresses of tickets are
the same in every run, so that a QR code in a picture is the same too.
"""

import secrets
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom

from settings.early import async_mode
from web.runtime import patch

config, data, clock_file = (Path(each) for each in sys.argv[1:4])
port, chance = int(sys.argv[4]), Random(sys.argv[5]) if sys.argv[5:] else SystemRandom()
patch(async_mode(config))


def token_urlsafe(nbytes: int | None = None) -> str:
    """Return a text of the length that the real one has."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    return "".join(chance.choices(letters, k=((nbytes or 32) * 4 + 2) // 3))


secrets.token_urlsafe, secrets.choice = token_urlsafe, chance.choice

import assembly  # noqa: E402 - green sockets, locks and chance must exist before it
from settings.loading import load  # noqa: E402


def clock() -> datetime:
    """Return the centre's present moment."""
    said = clock_file.read_text(encoding="ascii")
    if "T" in said:
        return datetime.fromisoformat(said).astimezone(UTC)
    return datetime.now(UTC) + timedelta(seconds=float(said))


parts = assembly.build(load(config), data, clock, {})
assembly.serve(parts, data, "127.0.0.1", port, lambda: None)
