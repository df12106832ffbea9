"""Complaints counted: received, answered in time, answered late, open; by month and department."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from queueing.catalogue import Catalogue
from queueing.complaints import is_overdue, was_in_time
from queueing.hall.complaints import Complaint
from queueing.hours import find_moment
from queueing.numbering import service_day


@dataclass(slots=True)
class ComplaintCounts:
    """Of the complaints filed in a span of days; `left_open`: of those filed by its end.

    `received` = `in_time` + `late` + `overdue` + `running` + `undated`. `undated`: filed before
    there was a last day for an answer. `left_open`: not answered when the span ended, or now while
    it lasts.
    """

    received: int = 0
    in_time: int = 0
    late: int = 0
    overdue: int = 0
    running: int = 0
    undated: int = 0
    left_open: int = 0

    @property
    def share_in_time(self) -> float | None:
        """In time ÷ (in time + late + overdue); None: of none is it known."""
        decided = self.in_time + self.late + self.overdue
        return self.in_time / decided if decided else None


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's month."""
    _, days = monthrange(day.year, day.month)
    return day.replace(day=1), day.replace(day=days)


def count_complaints(
    complaints: Iterable[Complaint], catalogue: Catalogue, first: date, last: date, now: datetime
) -> dict[str, ComplaintCounts]:
    """Return department that answers for them -> counts of a span of days, of those with any."""
    counted: dict[str, ComplaintCounts] = {}
    ends = find_moment(last + timedelta(days=1), time(), catalogue.zone_info)
    for complaint in complaints:
        filed = service_day(complaint.filed_at, catalogue.zone_info)
        if filed > last:
            continue
        answered = complaint.answered_at
        left_open = answered is None or answered >= ends
        if filed >= first or left_open:
            counts = counted.setdefault(complaint.answerable, ComplaintCounts())
            counts.left_open += left_open
            if filed >= first:
                _count_received(counts, complaint, catalogue, now)
    return counted


def add_up(counted: Iterable[ComplaintCounts]) -> ComplaintCounts:
    """Return the sums of all departments."""
    total = ComplaintCounts()
    for counts in counted:
        for name in ComplaintCounts.__slots__:
            setattr(total, name, getattr(total, name) + getattr(counts, name))
    return total


def _count_received(
    counts: ComplaintCounts, complaint: Complaint, catalogue: Catalogue, now: datetime
) -> None:
    counts.received += 1
    in_time = was_in_time(complaint, catalogue)
    if complaint.due is None:
        counts.undated += 1
    elif in_time is not None:
        counts.in_time += in_time
        counts.late += not in_time
    elif is_overdue(complaint, catalogue, now):
        counts.overdue += 1
    else:
        counts.running += 1
