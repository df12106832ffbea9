"""The mean wait by weekday and hour, and from how many calls on: when the hall is fullest."""

from datetime import date, timedelta

from queueing.catalogue import Catalogue
from reports.months.relations import Relations
from reports.query import Filter, Period, Query, Row, Value
from reports.statistics.counting import count_period
from reports.view_types import Heat

WEEKS = 4
CALLED, WAIT = "called", "wait_mean_s"
ENOUGH_CALLS = 5
"""Fewer calls in a cell say nothing of that hour."""


def read_heat(relations: Relations, catalogue: Catalogue, today: date, only: str | None) -> Heat:
    """Return the table as the page draws it: hours, and a row of mean seconds for each weekday.

    Of the four weeks before today; `only`: the one department that counts. An hour that says
    nothing on any weekday is left out while there are others.
    """
    period = Period(today - timedelta(weeks=WEEKS), today - timedelta(days=1))
    query = Query(period, "weekday_hour", Filter(department=only))
    rows = count_period(relations, catalogue, query, period, (CALLED, WAIT)).rows
    called = {_place(row): row for row in rows if row.figures[CALLED]}
    telling = {place for place, row in called.items() if find_mean_wait(row) is not None}
    weekdays = sorted({day for day, _ in called})
    hours = sorted({hour for _, hour in telling or called})
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "enough_calls": ENOUGH_CALLS,
        "hours": hours,
        "days": [
            {
                "weekday": day - 1,
                "means_s": [find_mean_wait(called.get((day, hour))) for hour in hours],
            }
            for day in weekdays
        ],
    }


def _place(row: Row) -> tuple[int, int]:
    """Return weekday, 1 for Monday, and hour of the centre's clock."""
    weekday, _, hour = row.key.partition("-")
    return int(weekday), int(hour)


def find_mean_wait(row: Row | None) -> Value:
    """Return the mean wait of a cell in seconds, None of too few calls."""
    enough = row is not None and (row.figures[CALLED] or 0) >= ENOUGH_CALLS
    return row.figures[WAIT] if row is not None and enough else None
