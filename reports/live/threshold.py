"""Since when a queue's mean wait has been above a target."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

Stay = tuple[datetime, datetime | None]
"""From when until when somebody waited; None: still waits."""


def over_target_since(stays: Sequence[Stay], target_s: float, now: datetime) -> datetime | None:
    """Return since when the mean wait of those who were waiting has been above the target.

    None when it is not above it now. Between two changes of a queue its mean grows as time does,
    so the changes are gone through backwards until it was not above.
    """
    people = sum(1 for _, end in stays if end is None)
    begun = sum(start.timestamp() for start, end in stays if end is None)
    crossed, until = None, now.timestamp()
    for at, step, start in sorted(_moves(stays), reverse=True):
        if at < until:
            reached = begun / people + target_s if people else until
            if reached >= until:
                break
            crossed = max(reached, at)
            if reached > at:
                break
            until = at
        people -= step
        begun -= step * start
    return None if crossed is None else datetime.fromtimestamp(crossed, UTC)


def _moves(stays: Iterable[Stay]) -> Iterator[tuple[float, int, float]]:
    """Yield (moment, one person more or less, since when that person waited)."""
    for start, end in stays:
        yield start.timestamp(), 1, start.timestamp()
        if end is not None:
            yield end.timestamp(), -1, start.timestamp()
