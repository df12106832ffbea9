"""The same weekday a week ago, up to the same time of day: what today is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from statistics import fmean
from typing import NamedTuple
from zoneinfo import ZoneInfo

from queueing.hours import Hours
from reports.aggregates import WAIT_UNSURE
from reports.comparable import same_hours
from reports.months.relations import Relations
from reports.query import WEEK, Period
from reports.statistics.keys import within
from reports.view_types import EarlierFigures

ENOUGH_CALLS = 10
"""A day with fewer calls up to then is no measure for today."""


class CalledEarlier(NamedTuple):
    """A leg of an earlier day that was called. `served_at`: None unless it ended as served;
    `waiting_s`: None where its wait is unsure, or none was.
    """

    department: str
    called_at: datetime
    served_at: datetime | None
    waiting_s: float | None


@dataclass(frozen=True, slots=True)
class EarlierDay:
    """The legs that were called on a day."""

    day: date
    legs: Sequence[CalledEarlier]

    def until(self, moment: datetime, only: str | None) -> EarlierFigures | None:
        """Return what was known of that day at a moment; None when too few had been called."""
        legs = [
            leg for leg in self.legs if leg.called_at <= moment and only in (None, leg.department)
        ]
        waits = [leg.waiting_s for leg in legs if leg.waiting_s is not None]
        if len(waits) < ENOUGH_CALLS:
            return None
        return {
            "day": self.day.isoformat(),
            "served": sum(1 for leg in legs if leg.served_at and leg.served_at <= moment),
            "wait_mean_s": round(fmean(waits), 1),
        }


def read_week_before(relations: Relations, today: date, zone: ZoneInfo) -> EarlierDay:
    """Read the same weekday of the last week."""
    day = today - WEEK
    span = Period(day, day).span(zone)
    rows = relations.rows(
        "SELECT department, called_at, CASE WHEN \"end\" = 'served' THEN ended_at END, "
        f"CASE WHEN NOT walk_in AND NOT {WAIT_UNSURE} THEN waiting_us / 1e6 END "
        f"FROM {relations.legs(span)} WHERE {within('called_at', span)} "
        "ORDER BY ALL"
    )
    return EarlierDay(
        day,
        [
            CalledEarlier(
                department, called_at.replace(tzinfo=UTC),
                served_at and served_at.replace(tzinfo=UTC), waiting_s,
            )
            for department, called_at, served_at, waiting_s in rows
        ],
    )  # fmt: skip


def compare(
    earlier: EarlierDay, local: datetime, hours: Hours, only: str | None
) -> EarlierFigures | None:
    """Return the earlier day as it stood when the centre's clock showed what it shows now.

    None where the centre took people in at other hours that day.
    """
    if not same_hours(hours, local.date(), earlier.day):
        return None
    return earlier.until(local - WEEK, only)
