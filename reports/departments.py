"""The report by department: a row each, and their total."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from queueing.hall import Hall
from queueing.numbering import service_day
from queueing.tickets import State
from reports.answers import Figures, Half, Value
from reports.periods import Period
from reports.questions import Part, Question
from reports.statistics import answer
from storage.projector import Projector

FIGURES = (
    "issued", "transferred_in", "called", "served", "no_show", "cancelled", "expired",
    "transferred_out", "waiting_now", "wait_mean_s", "wait_p50_s", "wait_p90_s",
    "wait_within_target", "service_mean_s", "service_p90_s", "satisfaction", "ratings",
    "rated_share",
)  # fmt: skip
"""Of the outside contract, in this order; `waiting_now` is of this moment, not of the period."""
COUNTS = frozenset(FIGURES[:9]) | {"ratings"}
NOTHING = {name: 0 if name in COUNTS else None for name in FIGURES}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """What a period holds, true at the hall's journal number, from which any scope can be read.

    `half` is None before anything was read.
    """

    hall: Hall
    at: datetime
    half: Half | None

    def rows(self, only: str | None = None) -> list[Row]:
        """Return a row for every department of the centre or of the period; or the only one."""
        waiting = waiting_now(self.hall)
        return [
            {"department": code, **_row(figures, waiting[code])}
            for code, figures in self._departments().items()
            if only in (None, code)
        ]

    def total(self, only: str | None = None) -> Row:
        """Return the figures of all departments together, or of the only one."""
        waiting = waiting_now(self.hall)
        if only is not None:
            return _row(self._departments().get(only, NOTHING), waiting[only])
        return _row(self.half.total if self.half else NOTHING, waiting.total())

    def within_red_line(self, only: str | None) -> Value:
        """Return the service level at the red line; the rows have the one at the target."""
        if self.half is None:
            return None
        figures = self.half.total if only is None else self._departments().get(only, {})
        return figures.get("wait_within_red_line")

    def _departments(self) -> dict[str, Figures]:
        if self.half is None:
            return dict.fromkeys(self.hall.catalogue.departments, NOTHING)
        return {row.key: row.figures for row in self.half.rows if row.key}


def read_report(projector: Projector, period: Period, at: datetime) -> Report:
    """Return the report of a period at the newest journal number; it waits for the rows."""
    found = answer(projector, by_department(period), at)
    return Report(found.hall, at, found.now)


def by_department(period: Period) -> Question:
    """Return the question whose answer the report is."""
    return Question(period, "department", Part())


def today(hall: Hall, now: datetime) -> Period:
    """Return the present service day as a period."""
    day = service_day(now, hall.catalogue.zone_info)
    return Period(day, day)


def waiting_now(hall: Hall) -> Counter[str]:
    """Return department -> people waiting."""
    return Counter(ticket.department for ticket in hall.with_state(State.WAITING))


def _row(figures: Figures, waiting: int) -> Row:
    return {name: waiting if name == "waiting_now" else figures[name] for name in FIGURES}
