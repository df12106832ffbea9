"""What the days that are over teach the estimates: how long a call takes, how well promises fit.

Only what was done in the hours of intake teaches, and of the times at counters what is believed.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache

from queueing.catalogue import Catalogue
from queueing.estimate import Basis, learn_basis
from queueing.hall.hall import CallTime
from queueing.measures.unsure import Span, find_working_span, is_within, robust_mean, teaches
from reports.aggregates import OCCUPIED
from reports.months.relations import Relations

SAMPLE_DAYS, MINUTES_DAYS = 60, 7
ENOUGH_CALLS = 30


def read_basis(relations: Relations, before: date, catalogue: Catalogue) -> Basis:
    """Return what the days before `before` teach; a service with few calls teaches no minutes."""
    samples = read_samples(relations, before, catalogue)
    return learn_basis(samples, read_usual_minutes(relations, before, catalogue))


def read_samples(
    relations: Relations, before: date, catalogue: Catalogue
) -> list[tuple[str, int, float, float]]:
    """Return (service, ahead, actual_s, expected_s) of every promised wait of the last days.

    `actual_s`: issue to first call; `expected_s`: what the estimate said, never 0.
    """
    rows = relations.rows(
        "SELECT called_at, service, ahead, waiting_us / 1e6, expected_s "
        f"FROM {relations.legs()} "
        "WHERE day >= ? AND day < ? AND leg = 0 AND called_at IS NOT NULL AND expected_s > 0 "
        "AND NOT clock_jumped",
        [before - timedelta(days=SAMPLE_DAYS), before],
    )
    span_of = _spans(catalogue)
    return [
        (service, ahead, actual_s, expected)
        for called, service, ahead, actual_s, expected in rows
        if is_within(called_at := called.replace(tzinfo=UTC), span_of(called_at))
    ]


def read_usual_minutes(
    relations: Relations, before: date, catalogue: Catalogue
) -> dict[str, float]:
    """Return service -> mean minutes a call occupied a counter, in the last days.

    Call to finish, parked time left out, no-shows in: the `m` of queueing.estimate.
    """
    rows = relations.rows(
        f"SELECT service, called_at, {OCCUPIED} / 1e6, time_answer, time_unsure "
        f"FROM {relations.legs()} WHERE day >= ? AND day < ? AND called_at IS NOT NULL "
        "AND \"end\" IN ('served', 'no_show', 'transferred')",
        [before - timedelta(days=MINUTES_DAYS), before],
    )
    span_of = _spans(catalogue)
    times: dict[str, list[float]] = {}
    for service, called, occupied_s, answer, clock_set in rows:
        called_at = called.replace(tzinfo=UTC)
        call = CallTime(0, "", called_at, occupied_s, answer, clock_set)
        if teaches(catalogue, service, call, span_of(called_at)):
            times.setdefault(service, []).append(occupied_s)
    return {
        service: robust_mean(each) / 60
        for service, each in times.items()
        if len(each) >= ENOUGH_CALLS
    }


def _spans(catalogue: Catalogue) -> Callable[[datetime], Span | None]:
    """Return what gives the working span of the day of a moment; each day is looked up once."""
    of_day = cache(lambda day: find_working_span(catalogue, day))
    return lambda at: of_day(at.astimezone(catalogue.zone_info).date())
