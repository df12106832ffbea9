"""The mean wait by weekday and hour of the last weeks: when the hall is fullest."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from reports.periods import Period
from storage.live_queries import calls_by_half_hour

WEEKS = 4
ENOUGH_CALLS = 5
"""Fewer calls in a cell say nothing of that hour."""
Place = tuple[int, int]
"""Weekday (0: Monday) and hour of the centre's clock."""


@dataclass(frozen=True, slots=True)
class Heat:
    """`cells`: department -> place -> (calls, seconds waited for them)."""

    period: Period
    cells: Mapping[str, Mapping[Place, tuple[int, float]]]

    def means(self, only: str | None) -> dict[Place, float | None]:
        """Return place -> mean wait in seconds; None of fewer than five calls."""
        calls: defaultdict[Place, int] = defaultdict(int)
        waited: defaultdict[Place, float] = defaultdict(float)
        for department, places in self.cells.items():
            for place, (count, seconds) in places.items() if only in (None, department) else ():
                calls[place] += count
                waited[place] += seconds
        return {
            place: waited[place] / count if count >= ENOUGH_CALLS else None
            for place, count in calls.items()
        }


def last_weeks(today: date) -> Period:
    """Return the four weeks before today."""
    return Period(today - timedelta(weeks=WEEKS), today - timedelta(days=1))


def heat(connection: Connection, period: Period, zone: ZoneInfo) -> Heat:
    """Return the waits of a period's called legs by weekday and hour of the centre's clock."""
    cells: defaultdict[str, dict[Place, tuple[int, float]]] = defaultdict(dict)
    for slot in calls_by_half_hour(connection, period.span(zone)):
        local = slot.at.astimezone(zone)
        place = local.weekday(), local.hour
        calls, waited_s = cells[slot.department].get(place, (0, 0.0))
        cells[slot.department][place] = calls + slot.calls, waited_s + slot.waited_s
    return Heat(period, dict(cells))


def heat_view(heat: Heat, only: str | None) -> dict[str, Any]:
    """Return the table as the page draws it: hours, and a row of mean seconds for each weekday."""
    means = heat.means(only)
    hours = sorted({hour for _, hour in means})
    return {
        "from": heat.period.first.isoformat(),
        "to": heat.period.last.isoformat(),
        "hours": hours,
        "days": [
            {"weekday": weekday, "means_s": [_rounded(means.get((weekday, h))) for h in hours]}
            for weekday in sorted({weekday for weekday, _ in means})
        ],
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
