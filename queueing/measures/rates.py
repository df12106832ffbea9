"""The rates made of times and counts, each defined once."""

from collections.abc import Mapping
from typing import Any

from queueing.hall.tickets import LEVELS

ENOUGH_FOR_PERCENTILES = 10
CONTENT = LEVELS[:2]


def kept_promise(waiting_s: Any, high_min: Any) -> Any:
    """Say whether the call came not later than the printed high end: of one leg, or of columns.

    Only a ticket's first leg was promised anything.
    """
    return waiting_s <= high_min * 60


def broke_promise_early(waiting_s: Any, low_min: Any) -> Any:
    """Say whether the call came before the printed low end: of one leg, or of columns."""
    return waiting_s < low_min * 60


def rank(q: int, n: int) -> int | None:
    """Return which of n sorted values is percentile q, counted from 1; None of fewer than 10.

    Nearest rank: ceil(q * n / 100).
    """
    return max(1, -(-q * n // 100)) if n >= ENOUGH_FOR_PERCENTILES else None


def service_level(within: int, called: int, lost_late: int) -> float | None:
    """Return legs first called within the target / (legs called + legs lost later than it).

    `lost_late`: legs cancelled or expired before any call that had waited longer than the target.
    """
    return ratio(within, called + lost_late)


def no_show_rate(no_shows: int, called: int) -> float | None:
    """Return legs ended as no-show / legs called."""
    return ratio(no_shows, called)


def abandonment(abandoned: int, issued: int, taken_back: int) -> float | None:
    """Return tickets given back by the citizen or expired while waiting / tickets issued.

    All three of the same tickets. `taken_back`: those that staff cancelled (a wrong print); they
    count nowhere.
    """
    return ratio(abandoned, issued - taken_back)


def occupancy(occupied_s: float, open_s: float, paused_s: float) -> float | None:
    """Return seconds with a ticket (called or serving) / seconds open and not paused.

    Of sessions that are over; those that still go on are left out.
    """
    return ratio(occupied_s, open_s - paused_s)


def satisfaction(ratings: Mapping[str, int]) -> float | None:
    """Return (very satisfied + satisfied) / ratings, given how many there are of each level."""
    content = sum(ratings.get(level, 0) for level in CONTENT)
    return ratio(content, sum(ratings.values()))


def ratio(part: float, whole: float) -> float | None:
    """Return part / whole, None when there is no whole."""
    return part / whole if whole else None
