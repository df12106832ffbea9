"""Whatever is asked of whatever days: the answer is what counting by hand gives, to the digit."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from queueing import commands as c
from reports.periods import Period
from reports.questions import WAYS, Part, Question
from reports.statistics import answer
from storage.report_tables import pause
from tests.queueing.any_day import days, entries_of, go_on, play
from tests.queueing.centre import MORNING
from tests.reports import by_hand
from tests.reports.folders import reports_of

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
BUSY = [(1500, (c.IssueTicket, "A", True)), (0, (c.FinishAndCallNext, "1"))] * 12
FIRST = date(2026, 11, 23)

periods = st.builds(
    lambda first, more: Period(first, first + timedelta(days=more)),
    st.dates(FIRST - timedelta(days=1), FIRST + timedelta(days=3)),
    st.integers(0, 3),
)
parts = st.builds(
    Part,
    department=st.sampled_from([None, None, "XD", "nowhere"]),
    service=st.sampled_from([None, None, None, "A", "C"]),
    counter=st.sampled_from([None, None, None, "1"]),
    officer=st.sampled_from([None, None, None, "user:x"]),
    priority=st.sampled_from([None, None, None, "elderly"]),
)


def some_days(first, second):
    """A full day, and the one after it, each of them any day."""
    desk = go_on(play(first), BUSY)
    if not desk.hall.day_closed:
        desk.do(c.CloseDay(), 60)
    desk.now = max(desk.now, MORNING + timedelta(days=1))
    desk.do(c.OpenCounter("1", "user:z"))
    return entries_of(go_on(desk, [*BUSY, *second]))


def fits(part, stay):
    keys = {name: by_hand.key_of(name, stay, None, ZONE) for name in Part.__slots__}
    return all(getattr(part, name) in (None, keys[name]) for name in keys)


def by_hand_answer(entries, question):
    """Rows and total, each from all tickets anew."""
    tickets = list(by_hand.stays_of(entries).values())
    start, end = (
        datetime.combine(day, time(), ZONE)
        for day in (question.period.first, question.period.last + timedelta(days=1))
    )
    keys = set()
    # No counter and no officer issues tickets
    at_counters = question.by in ("counter", "officer")
    at_counters = at_counters or question.part.counter or question.part.officer

    def figures(wanted):
        def counts(kind, stay, moment):
            if not (start <= moment < end and fits(question.part, stay)):
                return False
            if kind == "issued" and at_counters:
                return False
            key = by_hand.key_of(question.by, stay, moment, ZONE)
            keys.add(key)
            return wanted in (None, key)

        found = by_hand.figures(tickets, counts)
        if at_counters:
            found |= {"issued": None, "abandonment": None}
        return found

    total = figures(None)
    return {key: figures(key) for key in sorted(keys)}, total


@settings(max_examples=30, deadline=None)
@given(
    days, days, st.lists(st.tuples(periods, st.sampled_from(WAYS), parts), min_size=4, max_size=6)
)
def test_every_answer_is_what_counting_the_entries_by_hand_gives(first, second, asked):
    entries = some_days(first, second)
    with reports_of(entries) as reports:
        for period, by, part in [*asked, (Period(FIRST, FIRST + timedelta(days=9)), "day", Part())]:
            question = Question(period, by, part)
            told = answer(reports.projector, question, MORNING).now
            rows, total = by_hand_answer(entries, question)
            assert only(total, told.total) == total
            told_rows = {row.key: row.figures for row in told.rows}
            assert {key: only(total, told_rows[key]) for key in rows} == rows
            nothing = [row for key, row in told_rows.items() if key not in rows]
            assert all(not row["called"] and not row["issued"] for row in nothing)


def only(keys, figures):
    return {name: figures[name] for name in keys}


@settings(max_examples=15, deadline=None)
@given(days, days)
def test_counters_work_as_long_as_their_sessions_say(first, second):
    with reports_of(some_days(first, second)) as reports:
        ended = [row for row in reports.rows()["session"] if row["closed_at"]]
        paused = reports.database.read(lambda rows: rows.execute(select(pause)).all())
        whole = Period(FIRST, FIRST + timedelta(days=9))
        for by in ("counter", "officer", "day"):
            told = answer(reports.projector, Question(whole, by, Part()), MORNING).now
            for name in ("open_s", "paused_s", "occupied_s"):
                assert told.total[name] == sum(row[name] for row in ended)
                assert sum(row.figures[name] for row in told.rows) == told.total[name]
        over = {row["seq"] for row in ended}
        assert sum(told.pauses.values()) == sum(
            row.seconds for row in paused if row.session in over
        )
