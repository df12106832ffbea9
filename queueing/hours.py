"""When the centre takes people in: weekly hours, holidays, make-up days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

Spans = tuple[tuple[time, time], ...]
"""Opening spans of one day, in order and apart: ((07:00, 10:30), (13:00, 16:30))."""


@dataclass(frozen=True)
class Hours:
    """Hours of intake. All arguments are local times of the centre.

    `enforced` False: the hours are shown but refuse nobody and shape no estimate.
    """

    week: Mapping[int, Spans] = field(default_factory=dict)
    days: Mapping[date, Spans] = field(default_factory=dict)
    enforced: bool = False

    def spans(self, day: date) -> Spans:
        """Return the spans of one day; a listed date (a holiday) wins over its weekday."""
        return self.days.get(day, self.week.get(day.weekday(), ()))

    def taking_in(self, local: datetime) -> bool:
        """Say whether numbers are given at this moment."""
        return not self.enforced or self._is_within_span(local)

    def at_work(self, local: datetime) -> bool:
        """Say whether this is within the hours of intake; always where none are given at all."""
        return not (any(self.week.values()) or self.days) or self._is_within_span(local)

    def _is_within_span(self, local: datetime) -> bool:
        return any(start <= local.time() < end for start, end in self.spans(local.date()))

    def next_opening(self, local: datetime) -> datetime | None:
        """Return the next moment at which intake begins, at most 30 days ahead."""
        for ahead in range(31):
            day = local.date() + timedelta(days=ahead)
            for start, _ in self.spans(day):
                opening = datetime.combine(day, start, local.tzinfo)
                if opening > local:
                    return opening
        return None

    def closing(self, day: date) -> time | None:
        """Return when the last span of the day ends."""
        spans = self.spans(day)
        return spans[-1][1] if spans else None

    def gap_after(self, local: datetime) -> tuple[datetime, datetime] | None:
        """Return the first pause between two spans that ends after `local` (the lunch gap)."""
        spans = self.spans(local.date())
        for (_, end), (start, _) in pairwise(spans):
            gap = tuple(datetime.combine(local.date(), edge, local.tzinfo) for edge in (end, start))
            if gap[1] > local:
                return gap[0], gap[1]
        return None
