"""Counts what queries ask: the figures of their periods, and those of days to compare them with."""

from collections.abc import Sequence
from datetime import date, datetime

from queueing.catalogue import Catalogue
from reports.comparable import compare_days, find_earlier, find_gaps
from reports.months.relations import Relations
from reports.query import Compared, Period, PeriodFigures, Query
from reports.statistics.counting import Stretch, count_period, count_stretch
from reports.statistics.keys import key_sql, within

NOTHING = PeriodFigures((), {}, {})


def count_queries(
    relations: Relations, catalogue: Catalogue, queries: Sequence[Query], now: datetime
) -> list[tuple[PeriodFigures, Compared | None]]:
    """Return, for each query, the figures of its period and what they are compared with.

    `now`: an aware time; what is compared of the day that goes on ends there.
    """
    found = []
    for query in queries:
        whole = count_period(relations, catalogue, query, query.period)
        compared = _compare(relations, catalogue, query, now, whole) if query.compare else None
        found.append((whole, compared))
    return found


def _compare(
    relations: Relations, catalogue: Catalogue, query: Query, now: datetime, whole: PeriodFigures
) -> Compared | None:
    local = now.astimezone(catalogue.zone_info)
    earlier = find_earlier(query.period, local.date())
    if earlier is None:
        return None
    spans = (query.period, earlier[1])
    worked, worked_before = (find_worked_days(relations, catalogue, each) for each in spans)
    comparison = compare_days(query.period, local, catalogue.hours, worked | worked_before)
    if comparison is None:
        return None
    if not comparison.days:
        return Compared(comparison, NOTHING, NOTHING)
    before = _stretch(catalogue, comparison.earlier, worked_before, comparison.earlier_days)
    until = comparison.earlier_until
    if until is not None:
        before = Stretch((before.span[0], until), before.left_out, until)
    now_compared = _stretch(catalogue, query.period, worked, comparison.days)
    return Compared(
        comparison,
        count_stretch(relations, catalogue, query, now_compared) if now_compared.left_out
        else whole,
        count_stretch(relations, catalogue, query, before),
    )  # fmt: skip


def find_worked_days(relations: Relations, catalogue: Catalogue, period: Period) -> set[date]:
    """Return the days on which numbers were taken."""
    zone = catalogue.zone_info
    span = period.span(zone)
    day = key_sql("day", "entered_at", span, zone)
    rows = relations.rows(
        f"SELECT DISTINCT {day} FROM {relations.legs(span)} "
        f"WHERE leg = 0 AND {within('entered_at', span)}"
    )
    return {day for (day,) in rows}


def _stretch(
    catalogue: Catalogue, period: Period, worked: set[date], days: Sequence[date]
) -> Stretch:
    """Return a period without the days that are not compared."""
    zone = catalogue.zone_info
    gaps = [gap.span(zone) for gap in find_gaps(worked, set(days))]
    return Stretch(period.span(zone), gaps)
