"""What events change about bulletins in the hall."""

from queueing.events import BulletinEnded, BulletinPublished
from queueing.hall.bulletins import Bulletin
from queueing.hall.hall import Hall


def publish(hall: Hall, event: BulletinPublished, seq: int) -> None:
    """Let it be told; the one that it corrects is told no more."""
    if event.corrects is not None:
        hall.bulletins.pop(event.corrects, None)
    hall.bulletins[event.bulletin] = Bulletin(
        event.bulletin,
        seq,
        event.at,
        event.until,
        event.reason,
        event.texts,
        event.departments,
        event.services,
        event.minutes,
        event.shown_min,
        event.words,
        event.by,
    )


def end(hall: Hall, event: BulletinEnded, seq: int) -> None:
    """Let it be told no more."""
    hall.bulletins.pop(event.bulletin, None)
