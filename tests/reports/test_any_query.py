"""Whatever is asked of whatever days: the answer is what counting by hand gives, to the digit."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queueing import commands as c
from queueing.catalogue import Limits
from reports.aggregates import fill_in
from reports.figures import FIGURES
from reports.query import DIMENSIONS, OF_SAVED, Filter, Period, Query
from reports.statistics.counting import count_period
from reports.statistics.listing import ListQuery, list_legs
from tests.examples import examples
from tests.queueing.any_day import days, entries_of, go_on, play
from tests.queueing.centre import MORNING, small_centre
from tests.reports import by_hand
from tests.reports.folders import rows_of, tables_of

pytestmark = pytest.mark.long

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
BUSY = [(1500, (c.IssueTicket, "A", True)), (0, (c.FinishAndCallNext, "1"))] * 12
FIRST = date(2026, 11, 23)
WHOLE = Period(FIRST, FIRST + timedelta(days=9))

CENTRE = small_centre(limits=Limits(unsure_after_s=600))

periods = st.builds(
    lambda first, more: Period(first, first + timedelta(days=more)),
    st.dates(FIRST - timedelta(days=1), FIRST + timedelta(days=3)),
    st.integers(0, 3),
)
filters = st.builds(
    Filter,
    department=st.sampled_from([None, None, "XD", "nowhere"]),
    service=st.sampled_from([None, None, None, "A", "C"]),
    counter=st.sampled_from([None, None, None, "1"]),
    officer=st.sampled_from([None, None, None, "user:x", "' OR '1'='1", "x'; DROP TABLE legs --"]),
    priority=st.sampled_from([None, None, None, "elderly"]),
    channel=st.sampled_from([None, None, None, "kiosk", "counter", "paper"]),
    call_reason=st.sampled_from([None, None, None, None, "help"]),
)


def some_days(first, second):
    """A full day, and the one after it, each of them any day."""
    desk = go_on(play(first, CENTRE), BUSY)
    if not desk.hall.day_closed:
        desk.do(c.CloseDay(), 60)
    desk.now = max(desk.now, MORNING + timedelta(days=1))
    desk.do(c.OpenCounter("1", "user:z"))
    return entries_of(go_on(desk, [*BUSY, *second]))


def fits(filter, stay):
    return all(
        by_hand.key_of(name, stay, None, ZONE) == value for name, value in filter.given.items()
    )


def by_hand_answer(entries, query):
    """Rows and total, each from all tickets anew."""
    tickets = list(by_hand.stays_of(entries).values())
    start, end = (
        datetime.combine(day, time(), ZONE)
        for day in (query.period.first, query.period.last + timedelta(days=1))
    )
    keys = set()
    # No counter and no officer issues tickets
    at_counters = query.by in ("counter", "officer")
    at_counters = at_counters or query.filter.counter or query.filter.officer

    def figures(wanted):
        def counts(kind, stay, moment):
            if not (start <= moment < end and fits(query.filter, stay)):
                return False
            if kind == "issued" and at_counters:
                return False
            if query.by in OF_SAVED:
                return wanted is None  # whoever has a number was not saved one
            key = by_hand.key_of(query.by, stay, moment, ZONE)
            keys.add(key)
            return wanted in (None, key)

        found = by_hand.figures(tickets, counts, unsure_s=600)
        if at_counters:
            none = ("issued", "abandonment", "visits", "legs", "several_matters")
            found |= dict.fromkeys(none)
        return found

    total = figures(None)
    return {key: figures(key) for key in sorted(keys)}, total


@settings(max_examples=examples(30), deadline=None)
@given(
    days,
    days,
    st.lists(st.tuples(periods, st.sampled_from(DIMENSIONS), filters), min_size=4, max_size=6),
    st.sampled_from([0, None]),
)
def test_every_answer_is_what_counting_the_entries_by_hand_gives(first, second, asked, made_until):
    entries = some_days(first, second)
    with tables_of(entries, made_until) as tables:
        for period, by, filter in [*asked, (WHOLE, "day", Filter())]:
            query = Query(period, by, filter)
            found = count_period(tables, CENTRE, query, period)
            rows, total = by_hand_answer(entries, query)
            assert only(total, found.total) == total
            found_rows = {row.key: row.figures for row in found.rows}
            assert {key: only(total, found_rows[key]) for key in rows} == rows
            if query.by in ("channel", "call_reason"):
                require_sums(found)
            nothing = [row for key, row in found_rows.items() if key not in rows]
            assert all(not row["called"] and not row["issued"] for row in nothing)


def require_sums(found):
    """Every way to a number together: nothing is counted twice, or not at all."""
    for figure in FIGURES:
        if figure.kind == "count" and found.total[figure.key] is not None:
            parts = [row.figures[figure.key] for row in found.rows]
            assert sum(parts) == found.total[figure.key], figure.key


def only(keys, figures):
    return {name: figures[name] for name in keys}


@settings(max_examples=examples(10), deadline=None)
@given(days, days, periods, filters)
def test_behind_every_figure_are_the_legs_that_it_is_made_of(first, second, period, filter):
    limits = CENTRE.limits
    with tables_of(some_days(first, second), None) as tables:
        query = Query(period, "department", filter)
        total = count_period(tables, CENTRE, query, period).total
        for figure in FIGURES:
            if not figure.listed or figure.of_saved or total[figure.key] is None:
                continue
            listed = ListQuery(figure.key, period.span(ZONE), filter, limits)
            page = list_legs(tables, listed)
            assert len(page.legs) == min(page.count, 50)
            if figure.kind == "count" and figure.key not in ("recalls", "dossiers", "passed"):
                assert page.count == total[figure.key], figure.key
            elif figure.kind in ("seconds", "number"):
                # The figure of its own list: the same aggregate over the listed legs alone
                keys = ", ".join(f"('{leg.ticket}', {leg.leg})" for leg in page.legs)
                ((again,),) = tables.rows(
                    f"SELECT {fill_in(figure.value, limits)} FROM {tables.legs()} "
                    f"WHERE (ticket, leg) IN ({keys})"
                )
                digits = 1 if figure.kind == "seconds" else 2
                assert page.count > 50 or round(again, digits) == total[figure.key], figure.key


@settings(max_examples=examples(15), deadline=None)
@given(days, days)
def test_counters_work_as_long_as_their_sessions_say(first, second):
    with tables_of(some_days(first, second), None) as tables:
        ended = rows_of(tables, "sessions")
        for by in ("counter", "officer", "day"):
            found = count_period(tables, CENTRE, Query(WHOLE, by), WHOLE)
            for name in ("open", "paused", "occupied"):
                seconds = sum(row[f"{name}_us"] for row in ended) / 1e6
                assert found.total[f"{name}_s"] == seconds
                assert sum(row.figures[f"{name}_s"] for row in found.rows) == seconds
        paused = sum(pause["us"] for row in ended for pause in row["pauses"]) / 1e6
        assert sum(found.pauses.values()) == paused
