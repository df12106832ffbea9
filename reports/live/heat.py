"""The mean wait by weekday and hour of the last weeks: when the hall is fullest."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from queueing.hall import Hall
from reports.answers import Row, Value
from reports.periods import Period
from reports.questions import Part, Question
from reports.statistics import half_of

WEEKS = 4
ENOUGH_CALLS = 5
"""Fewer calls in a cell say nothing of that hour."""


def heat(connection: Connection, hall: Hall, today: date, only: str | None) -> dict[str, Any]:
    """Return the table as the page draws it: hours, and a row of mean seconds for each weekday.

    Of the four weeks before today; `only`: the one department that counts.
    """
    period = Period(today - timedelta(weeks=WEEKS), today - timedelta(days=1))
    question = Question(period, "weekday_hour", Part(department=only))
    rows = half_of(connection, hall, question, period).rows
    called = {_place(row): row for row in rows if row.figures["called"]}
    weekdays, hours = (sorted({place[axis] for place in called}) for axis in (0, 1))
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "hours": hours,
        "days": [
            {"weekday": day - 1, "means_s": [_mean_s(called.get((day, hour))) for hour in hours]}
            for day in weekdays
        ],
    }


def _place(row: Row) -> tuple[int, int]:
    """Return weekday, 1 for Monday, and hour of the centre's clock."""
    weekday, _, hour = row.key.partition("-")
    return int(weekday), int(hour)


def _mean_s(row: Row | None) -> Value:
    enough = row is not None and (row.figures["called"] or 0) >= ENOUGH_CALLS
    return row.figures["wait_mean_s"] if row is not None and enough else None
