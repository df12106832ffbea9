"""Serves a centre at another hour than it is: CONFIG DATA CLOCK-FILE PORT START.

The file holds by how many seconds the centre's clock is ahead of the wall's, or the moment (ISO
8601) at which it stands still; what it holds may change. A leap ahead within the day is time that
went by, unless the file says that the clock was "set". Where the clock stands still, so does
chance: the addresses of tickets are the same at every START of that number, and so are the QR codes
of a picture.
"""

import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from time import monotonic
from typing import TypeVar
from zoneinfo import ZoneInfo

from settings.early import async_mode
from web.runtime import patch

T = TypeVar("T")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
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

    clock = FileClock(clock_file)
    parts = build(load(config), data, clock.tell, {}, clock.uptime_s)
    serve(parts, data, "127.0.0.1", int(arguments[3]), lambda: None)
    return 0


class FileClock:
    """The clock of a file, and the time that nobody can set beside it."""

    def __init__(self, file: Path) -> None:
        """Begin as the file says."""
        self._file, self._leapt_s = file, 0.0
        self._seen = self.tell(), monotonic()

    def tell(self) -> datetime:
        """Return what the clock says, aware UTC."""
        said, *_ = self._file.read_text(encoding="ascii").split()
        if "T" in said:
            return datetime.fromisoformat(said).astimezone(UTC)
        return datetime.now(UTC) + timedelta(seconds=float(said))

    def uptime_s(self) -> float:
        """Return seconds that run on, with those that the clock leapt ahead within a day."""
        (wall, ran_s), self._seen = self._seen, (self.tell(), monotonic())
        now, now_ran_s = self._seen
        was_set = self._file.read_text(encoding="ascii").endswith("set")
        if now.astimezone(ZONE).date() == wall.astimezone(ZONE).date() and not was_set:
            self._leapt_s += max(0.0, (now - wall).total_seconds() - (now_ran_s - ran_s))
        return now_ran_s + self._leapt_s


if __name__ == "__main__":
    patch(async_mode(Path(sys.argv[1])))
    replace_chance()
    sys.exit(main(sys.argv[1:]))
