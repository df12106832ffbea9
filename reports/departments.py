"""The report by department: a row each, and their total."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from queueing.hall import Hall
from queueing.numbering import service_day
from queueing.tickets import State
from reports.figures import Row, Share, row, shares, together
from reports.periods import Period
from storage.projector import Projector


@dataclass(frozen=True, slots=True)
class Report:
    """What a period holds, true at the hall's journal number, from which any scope can be read."""

    hall: Hall
    at: datetime
    parts: Mapping[str, Share]

    def rows(self, only: str | None = None) -> list[Row]:
        """Return a row for every department of the centre or of the period; or the only one."""
        waiting = waiting_now(self.hall)
        configured = self.hall.catalogue.departments
        history = sorted(set(self.parts) - set(configured))
        return [
            {
                "department": code,
                **row(self.parts.get(code, Share()), waiting[code], self._target_s),
            }
            for code in (*configured, *history)
            if only in (None, code)
        ]

    def total(self, only: str | None = None) -> Row:
        """Return the figures of all departments together, or of the only one."""
        parts = [part for code, part in self.parts.items() if only in (None, code)]
        waiting = waiting_now(self.hall)
        now = waiting.total() if only is None else waiting[only]
        return row(together(parts), now, self._target_s)

    @property
    def _target_s(self) -> float:
        return self.hall.catalogue.limits.target_wait_s


def read_report(projector: Projector, period: Period, zone: ZoneInfo, at: datetime) -> Report:
    """Return the report of a period at the newest journal number; it waits for the rows."""
    span = period.span(zone)
    hall, parts = projector.read(lambda connection: shares(connection, span))
    return Report(hall, at, parts)


def today(hall: Hall, now: datetime) -> Period:
    """Return the present service day as a period."""
    day = service_day(now, hall.catalogue.zone_info)
    return Period(day, day)


def waiting_now(hall: Hall) -> Counter[str]:
    """Return department -> people waiting."""
    return Counter(ticket.department for ticket in hall.with_state(State.WAITING))
