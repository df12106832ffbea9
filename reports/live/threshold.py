"""Since when a queue's mean wait has been above a target."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple


class Stay(NamedTuple):
    """From when until when somebody was in a queue, None: still is; `came`: since when they wait.

    Whoever was sent on from elsewhere has waited before they joined this queue.
    """

    joined: datetime
    left: datetime | None
    came: datetime


def over_target_since(stays: Sequence[Stay], target_s: float, now: datetime) -> datetime | None:
    """Return since when the mean wait of those who were waiting has been above the target.

    None when it is not above it now. Between two changes of a queue its mean grows as time does,
    so the changes are gone through backwards until it was not above.
    """
    still = [stay for stay in stays if stay.left is None]
    people, begun = len(still), sum(stay.came.timestamp() for stay in still)
    crossed, until = None, now.timestamp()
    for at, step, came in sorted(_moves(stays), reverse=True):
        if at < until:
            reached = begun / people + target_s if people else until
            if reached >= until:
                break
            crossed = max(reached, at)
            if reached > at:
                break
            until = at
        people -= step
        begun -= step * came
    return None if crossed is None else datetime.fromtimestamp(crossed, UTC)


def _moves(stays: Iterable[Stay]) -> Iterator[tuple[float, int, float]]:
    """Yield (moment, one person more or less, since when that person waits)."""
    for joined, left, came in stays:
        yield joined.timestamp(), 1, came.timestamp()
        if left is not None:
            yield left.timestamp(), -1, came.timestamp()
