"""What all who wait were told, and until when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BulletinPublished:
    """Everybody concerned was told something, in the very words of `texts`: (language, words).

    `until`: its end; `by`: whose name it bears; `corrects`: the id of the one that it replaced. The
    others as in queueing.hall.bulletins.
    """

    at: datetime
    bulletin: str
    until: datetime
    reason: str
    texts: tuple[tuple[str, str], ...]
    departments: tuple[str, ...]
    services: tuple[str, ...]
    minutes: int | None
    shown_min: int
    words: tuple[tuple[str, str], ...]
    by: str
    corrects: str | None = None


@dataclass(frozen=True, slots=True)
class BulletinEnded:
    """It is told no more. `by`: who ended it early, None: its time was over."""

    at: datetime
    bulletin: str
    by: str | None = None


BulletinRecord = BulletinPublished | BulletinEnded
