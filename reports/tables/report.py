"""The report by department: a row each, and their total."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from queueing.hall import Hall
from queueing.hall.tickets import State
from reports.query import Figures, PeriodFigures, Value
from reports.view_types import DepartmentFigures, ReportRow

FIGURES = tuple(DepartmentFigures.__annotations__)
"""Of the outside contract, in this order; `waiting_now` is of this moment, not of the period."""
COUNTS = frozenset(FIGURES[:9]) | {"ratings"}
RED_LINE = "wait_within_red_line"
KEYS = {*FIGURES, RED_LINE} - {"waiting_now"}
"""The figures that are counted for it."""
NOTHING = {name: 0 if name in COUNTS else None for name in FIGURES}


@dataclass(frozen=True, slots=True)
class Report:
    """What a period holds, true at the hall's journal number, from which any scope can be read.

    `counted` is None before anything was read.
    """

    hall: Hall
    at: datetime
    counted: PeriodFigures | None

    def rows(self, only: str | None = None) -> list[ReportRow]:
        """Return a row for every department of the centre or of the period; or the only one."""
        waiting = waiting_now(self.hall)
        return [
            {**_row(figures, waiting[code]), "department": code}
            for code, figures in self._departments().items()
            if only in (None, code)
        ]

    def total(self, only: str | None = None) -> DepartmentFigures:
        """Return the figures of all departments together, or of the only one."""
        waiting = waiting_now(self.hall)
        if only is not None:
            return _row(self._departments().get(only, NOTHING), waiting[only])
        return _row(self.counted.total if self.counted else NOTHING, waiting.total())

    def within_red_line(self, only: str | None) -> Value:
        """Return the service level at the red line; the rows have the one at the target."""
        if self.counted is None:
            return None
        figures = self.counted.total if only is None else self._departments().get(only, {})
        return figures.get(RED_LINE)

    def _departments(self) -> dict[str, Figures]:
        if self.counted is None:
            return dict.fromkeys(self.hall.catalogue.departments, NOTHING)
        return {row.key: row.figures for row in self.counted.rows if row.key}


def waiting_now(hall: Hall) -> Counter[str]:
    """Return department -> people waiting."""
    return Counter(ticket.department for ticket in hall.with_state(State.WAITING))


def _row(figures: Figures, waiting: int) -> DepartmentFigures:
    row = {name: waiting if name == "waiting_now" else figures[name] for name in FIGURES}
    return cast("DepartmentFigures", row)
