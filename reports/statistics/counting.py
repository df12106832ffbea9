"""Counts the figures of a period: one query for each moment by which legs and others count."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from queueing.catalogue import Catalogue
from reports.aggregates import MOMENTS, OPENED, SAVED, Figure, Moment, fill_in
from reports.figures import FIGURES
from reports.months.relations import Relations, Span, Statement, quote
from reports.query import OF_SAVED, Dimension, Filter, Period, PeriodFigures, Query, Value
from reports.statistics.keys import is_before, key_of, key_sql, within
from reports.statistics.ordering import order_rows

AT_COUNTERS = ("counter", "officer")
OF_SESSIONS: tuple[Dimension, ...] = ("department", "counter", "officer", "day", "weekday")
"""A session serves many services, classes, channels and hours: no row of these has any alone."""
Found = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What time is counted: a span, what is left out of it, and how much of it was known when.

    `known_at`: what ended later counts as still going on; None: all is known by now.
    """

    span: Span
    left_out: Sequence[Span] = ()
    known_at: datetime | None = None

    def holds(self, moment: str) -> str:
        """Return the SQL condition that a moment is in it."""
        gaps = (f"NOT ({within(moment, gap)})" for gap in self.left_out)
        return " AND ".join([within(moment, self.span), *gaps])


def count_period(
    relations: Relations,
    catalogue: Catalogue,
    query: Query,
    period: Period,
    keys: Collection[str] | None = None,
) -> PeriodFigures:
    """Return the figures of one period: of the rows that a query divides it into, and of all.

    `keys`: only these; planning all takes far longer than counting a day.
    """
    stretch = Stretch(period.span(catalogue.zone_info))
    return count_stretch(relations, catalogue, query, stretch, keys)


def count_stretch(
    relations: Relations,
    catalogue: Catalogue,
    query: Query,
    stretch: Stretch,
    keys: Collection[str] | None = None,
) -> PeriodFigures:
    """Return the figures of a stretch of time, like `count_period`."""
    rows: dict[str, Found] = {}
    wanted = [figure for figure in FIGURES if keys is None or figure.key in keys]
    total: Found = dict.fromkeys(figure.key for figure in wanted)
    known = [figure for figure in wanted if _is_known(figure, query)]
    empty = {**total, **{figure.key: figure.nothing for figure in known}}
    moments = [moment for moment in MOMENTS if any(figure.moment == moment for figure in known)]
    chosen = [[figure for figure in known if figure.moment == moment] for moment in moments]
    statements = [_count(relations, catalogue, query, stretch, figures) for figures in chosen]
    if OPENED in moments:
        statements.append(_sum_pauses(relations, catalogue, query, stretch))
    answers = relations.rows_of_all(statements)
    for figures, answer in zip(chosen, answers, strict=False):
        for key, found in _read(answer, figures, query):
            if key is None:
                total |= found
            else:
                rows.setdefault(key, dict(empty)).update(found)
    alone = {figure.key: None for figure in wanted if not _has_rows(figure.moment, query)}
    rows = {key: {**found, **alone} for key, found in rows.items()}
    empty |= alone
    paused = answers[-1] if OPENED in moments else []
    pauses = {reason: round(us / 1_000_000, 1) for reason, us in paused}
    return PeriodFigures(order_rows(rows, empty, catalogue, query), total, pauses)


def condition(filter: Filter) -> tuple[str, list[object]]:
    """Return the SQL condition of a filter, and its values."""
    given = filter.given
    return " AND ".join(["TRUE", *(f"{name} = ?" for name in given)]), [*given.values()]


def _is_known(figure: Figure, query: Query) -> bool:
    """Say whether anybody can tell: no counter issues tickets, no service has sessions.

    Who left without a number was not asked whether priority was due, and was called by nobody.
    """
    filter = query.filter
    of_legs = {"priority", "call_reason"}
    if figure.of_saved and (query.by in of_legs or of_legs & filter.given.keys()):
        return False
    if figure.of_sessions:
        return not {"service", "priority", "channel", "call_reason"} & filter.given.keys()
    at_counters = query.by in AT_COUNTERS or filter.counter or filter.officer
    return figure.at_counters or not at_counters


def _count(
    relations: Relations,
    catalogue: Catalogue,
    query: Query,
    stretch: Stretch,
    figures: Sequence[Figure],
) -> Statement:
    """Return the query for figures of one moment, of every row and of all together."""
    moment = figures[0].moment
    by_row = _has_rows(moment, query)
    key = key_sql(query.by, moment, stretch.span, catalogue.zone_info) if by_row else "''"
    chosen = ", ".join(fill_in(figure.value, catalogue.limits) for figure in figures)
    match moment:
        case "opened_at":
            relation = _sessions(relations, catalogue, stretch)
        case "saved_at":
            relation = relations.saved(stretch.span)
        case _:
            relation = _legs(relations, stretch)
    which, values = condition(query.filter)
    return (
        f"SELECT key, grouping(key), {chosen} "
        f"FROM (SELECT *, {key} AS key FROM {relation} WHERE {stretch.holds(moment)} "
        f"AND {MOMENTS[moment]} AND {which}) "
        "GROUP BY GROUPING SETS ((key), ())",
        values,
    )


def _has_rows(moment: Moment, query: Query) -> bool:
    """Say whether what is counted by a moment can be divided into rows, and not only summed."""
    if moment == OPENED:
        return query.by in OF_SESSIONS
    return moment == SAVED or query.by not in OF_SAVED


def _read(
    answer: Sequence[tuple[Any, ...]], figures: Sequence[Figure], query: Query
) -> Iterator[tuple[str | None, Found]]:
    """Yield (key, figures) of every row that `_count` asked for, and (None, figures) of all."""
    by_row = _has_rows(figures[0].moment, query)
    for key_found, of_all, *numbers in answer:
        if of_all or by_row:
            written = {
                figure.key: _rounded(figure, number)
                for figure, number in zip(figures, numbers, strict=True)
            }
            yield None if of_all else key_of(query.by, key_found), written


def _legs(relations: Relations, stretch: Stretch) -> str:
    """Return the relation of legs as they were known: one that ended later goes on."""
    legs = relations.legs(stretch.span)
    if stretch.known_at is None:
        return legs
    over = is_before("ended_at", stretch.known_at)
    known = ", ".join(
        f"CASE WHEN {over} THEN {name} END AS {name}" for name in ('"end"', '"level"')
    )
    return f"(SELECT * REPLACE ({known}) FROM {legs})"


def _sessions(relations: Relations, catalogue: Catalogue, stretch: Stretch) -> str:
    """Return the relation of sessions that were over, with the department of the catalogue."""
    counters = catalogue.counters.values()
    # Not as values: the database would plan the query twice, which takes longer than counting
    names, departments = (
        ", ".join(quote(text) for text in texts)
        for texts in ([each.id for each in counters], [each.department for each in counters])
    )
    own = f"([{departments}]::VARCHAR[])[list_position([{names}]::VARCHAR[], counter)]"
    over = "TRUE" if stretch.known_at is None else is_before("closed_at", stretch.known_at)
    sessions = relations.sessions(stretch.span)
    return f"(SELECT *, {own} AS department FROM {sessions} WHERE {over})"


def _sum_pauses(
    relations: Relations, catalogue: Catalogue, query: Query, stretch: Stretch
) -> Statement:
    """Return the query for (reason, microseconds paused) of the sessions of the period."""
    which, values = condition(query.filter)
    return (
        "SELECT pause.reason, sum(pause.us) FROM (SELECT unnest(pauses) AS pause "
        f"FROM {_sessions(relations, catalogue, stretch)} "
        f"WHERE {stretch.holds(OPENED)} AND {which}) "
        "GROUP BY ALL ORDER BY ALL",
        values,
    )


def _rounded(figure: Figure, number: Any) -> Value:
    if number is None:
        return figure.nothing
    match figure.kind:
        case "count":
            return int(number)
        case "number":
            return round(float(number), 2)
        case "seconds":
            return round(float(number), 1)
        case "share":
            return round(float(number), 4)
