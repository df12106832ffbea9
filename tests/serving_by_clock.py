"""Serves a centre at another hour than it is: CONFIG DATA CLOCK-FILE PORT START.

The file holds by how many seconds the centre's clock is ahead of the wall's, or the moment (ISO
8601) at which it stands still; what it holds may change. Where the clock stands still, so does
chance: the addresses of tickets are the same at every START of that number, and so are the QR codes
of a picture.
"""

import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from typing import TypeVar

from settings.early import async_mode
from web.runtime import patch

T = TypeVar("T")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
chance: Random = SystemRandom()


def replace_chance() -> None:
    """Have chance come from here; before anything else is imported."""
    secrets.token_urlsafe, secrets.choice = _token_urlsafe, _choice  # type: ignore[assignment]


def _token_urlsafe(nbytes: int | None = None) -> str:
    # As long as the real one
    return "".join(chance.choices(LETTERS, k=((nbytes or 32) * 4 + 2) // 3))


def _choice(each: Sequence[T]) -> T:
    return chance.choice(each)


def main(arguments: list[str]) -> int:
    """Serve until told to stop."""
    # Green sockets and locks, and chance, must exist before
    from centre.assembly import build
    from centre.lifecycle import serve
    from settings.loading import load

    config, data, clock_file = (Path(each) for each in arguments[:3])
    if "T" in clock_file.read_text(encoding="ascii"):
        global chance
        chance = Random(arguments[4])

    def clock() -> datetime:
        said = clock_file.read_text(encoding="ascii")
        if "T" in said:
            return datetime.fromisoformat(said).astimezone(UTC)
        return datetime.now(UTC) + timedelta(seconds=float(said))

    serve(build(load(config), data, clock, {}), data, "127.0.0.1", int(arguments[3]), lambda: None)
    return 0


if __name__ == "__main__":
    patch(async_mode(Path(sys.argv[1])))
    replace_chance()
    sys.exit(main(sys.argv[1:]))
