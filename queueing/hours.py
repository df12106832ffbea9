"""When the centre takes people in: weekly hours, holidays, make-up days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

Spans = tuple[tuple[time, time], ...]
"""Opening spans of one day, in order and apart: ((07:00, 10:30), (13:00, 16:30))."""
END_OF_DAY = time.max
"""24:00, which a span may end at: no clock shows it, and no time of the day is later."""


LEAST_AFTER_INTAKE_MIN = 30
"""Less than so long before the service day ends, whoever takes a number can hardly be served."""


def write_edge(edge: time) -> str:
    """Return `07:00`, and `24:00` for the end of the day."""
    return "24:00" if edge == END_OF_DAY else f"{edge:%H:%M}"


def find_moment(day: date, at: time, zone: tzinfo | None) -> datetime:
    """Return when the clocks of a zone show a time, in UTC: of a time that comes twice the first.

    END_OF_DAY is the next midnight. Times of one zone are compared and subtracted by what its
    clocks show, an hour of the night in which they are changed too much or too little; so whatever
    is reckoned is reckoned in UTC.
    """
    if at == END_OF_DAY:
        day, at = day + timedelta(days=1), time()
    return datetime.combine(day, at, zone).astimezone(UTC)


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

    def find_spans(self, day: date, zone: tzinfo | None) -> list[tuple[datetime, datetime]]:
        """Return the spans of one day as moments, in UTC."""
        return [
            (find_moment(day, start, zone), find_moment(day, end, zone))
            for start, end in self.spans(day)
        ]

    def _is_within_span(self, local: datetime) -> bool:
        return self.find_span_end(local) is not None

    def find_span_end(self, local: datetime) -> datetime | None:
        """Return when the span of intake around a moment ends, in UTC; None outside of all."""
        spans = self.find_spans(local.date(), local.tzinfo)
        return next((end for start, end in spans if start <= local < end), None)

    def next_opening(self, local: datetime) -> datetime | None:
        """Return the next moment at which intake begins, at most 30 days ahead."""
        for ahead in range(31):
            day = local.date() + timedelta(days=ahead)
            for opening, _ in self.find_spans(day, local.tzinfo):
                if opening > local:
                    return opening.astimezone(local.tzinfo)
        return None

    def closing(self, day: date, zone: tzinfo | None) -> datetime | None:
        """Return when the last span of the day ends, in UTC."""
        spans = self.find_spans(day, zone)
        return spans[-1][1] if spans else None

    def find_late_end(self, day_ends: time) -> time | None:
        """Return the latest end of intake where it leaves too little of the service day, else None.

        `day_ends`: 00:00 is midnight.
        """
        all_spans = (*self.week.values(), *self.days.values())
        latest = max((end for spans in all_spans for _, end in spans), default=time())
        left_min = _minutes(END_OF_DAY if day_ends == time() else day_ends) - _minutes(latest)
        return latest if left_min < LEAST_AFTER_INTAKE_MIN else None

    def gap_after(self, local: datetime) -> tuple[datetime, datetime] | None:
        """Return the first pause between two spans that ends after `local` (lunch), in UTC."""
        spans = self.find_spans(local.date(), local.tzinfo)
        return next(
            ((end, start) for (_, end), (start, _) in pairwise(spans) if start > local), None
        )


def join_hours(parts: Iterable[Hours]) -> Hours:
    """Return the hours in which at least one of them takes people in; enforced if all are.

    A date that one of them lists is listed.
    """
    every = list(parts)
    dates = {day for hours in every for day in hours.days}
    return Hours(
        {
            weekday: _join_spans(hours.week.get(weekday, ()) for hours in every)
            for weekday in sorted({weekday for hours in every for weekday in hours.week})
        },
        {day: _join_spans(hours.spans(day) for hours in every) for day in sorted(dates)},
        enforced=all(hours.enforced for hours in every),
    )


def _join_spans(of_each: Iterable[Spans]) -> Spans:
    joined: list[tuple[time, time]] = []
    for start, end in sorted(span for spans in of_each for span in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _minutes(at: time) -> int:
    return 24 * 60 if at == END_OF_DAY else at.hour * 60 + at.minute
