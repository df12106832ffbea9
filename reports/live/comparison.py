"""The same weekday a week ago, up to the same time of day: what today is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queueing.times import ratio
from reports.periods import Period
from storage.live_queries import CalledEarlier, called_earlier

WEEK = timedelta(weeks=1)
ENOUGH_CALLS = 10
"""A day with fewer calls up to then is no measure for today."""


@dataclass(frozen=True, slots=True)
class EarlierDay:
    """The legs that were called on a day."""

    day: date
    legs: Sequence[CalledEarlier]

    def until(self, moment: datetime, only: str | None) -> dict[str, Any] | None:
        """Return what was known of that day at a moment; None when too few had been called."""
        legs = [
            leg for leg in self.legs if leg.called_at <= moment and only in (None, leg.department)
        ]
        if len(legs) < ENOUGH_CALLS:
            return None
        wait_s = ratio(sum(leg.waiting_s for leg in legs), len(legs))
        return {
            "day": self.day.isoformat(),
            "served": sum(1 for leg in legs if leg.served_at and leg.served_at <= moment),
            "wait_mean_s": None if wait_s is None else round(wait_s, 1),
        }


def a_week_before(connection: Connection, today: date, zone: ZoneInfo) -> EarlierDay:
    """Read the same weekday of the last week."""
    day = today - WEEK
    return EarlierDay(day, called_earlier(connection, Period(day, day).span(zone)))


def compared(earlier: EarlierDay, local: datetime, only: str | None) -> dict[str, Any] | None:
    """Return the earlier day as it stood when the centre's clock showed what it shows now."""
    return earlier.until(local - WEEK, only)
