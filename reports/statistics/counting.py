"""Counts the figures of one period: which legs belong to it, in which row, and what they give."""

from sqlalchemy import Connection

from queueing.catalogue import NORMAL, Catalogue, Limits
from queueing.tickets import LEVELS
from queueing.times import TRANSFERRED, broke_promise_early, kept_promise
from reports.answers import Half
from reports.periods import Period
from reports.questions import Question
from reports.statistics.figures import Tally, figures
from reports.statistics.grouping import Grouping, grouping
from reports.statistics.groups import SECOND_US, Group, Times
from reports.statistics.legs import COLUMN_OF, Column, Legs, joined
from reports.statistics.ordering import ordered
from reports.statistics.sessions import sessions_of
from storage.report_tables import NEVER, SHEET_COLUMNS, microseconds
from storage.sheets import sheets_of

GONE = ("cancelled", "expired")
AT_COUNTERS = ("counter", "officer")
"""No counter and no officer issues tickets: nobody can tell how many were theirs."""


def half(connection: Connection, catalogue: Catalogue, question: Question, period: Period) -> Half:
    """Return the figures of a period, read and counted in one go."""
    span = period.span(catalogue.zone_info)
    names = _columns(question)
    legs = joined(sheets_of(connection, span, names), names)
    into = grouping(question.by, legs, period, catalogue.zone_info)
    start, end = (microseconds(at) for at in span)
    tally = _tally(legs, (start, end), question, into, catalogue.limits)
    sessions = sessions_of(connection, catalogue, question, span)
    # Who sat at a counter and called nobody has a row too
    nothing = tally.nothing()
    found = {key: figures(nothing, 0, work) for key, work in sessions.rows.items()}
    for row in range(into.size):
        if tally.holds(row):
            key = into.key(row)
            found[key] = figures(tally, row, sessions.of(key))
    empty = figures(nothing, 0, sessions.of(None))
    total = figures(tally, into.size, sessions.total)
    return Half(ordered(found, empty, catalogue, question), total, sessions.pauses)


def _columns(question: Question) -> tuple[str, ...]:
    """Return the columns that the question needs."""
    asked = {field for field in COLUMN_OF if getattr(question.part, field) is not None}
    unasked = COLUMN_OF.keys() - asked - {question.by, "priority"}
    left_out = {COLUMN_OF[field] for field in unasked}
    return tuple(name for name in SHEET_COLUMNS if name not in left_out)


def _tally(
    legs: Legs, span: tuple[int, int], question: Question, into: Grouping, limits: Limits
) -> Tally:
    """Count every leg by the moment that matters: its first call, its issue, its end."""
    fitting = legs.within(question.part)

    def within(moment: str) -> Column:
        moments = legs[moment]
        return fitting & (moments >= span[0]) & (moments < span[1])

    def group(which: Column, moment: str) -> Group:
        return Group(legs, which, moment, into)

    def ends(word: str) -> Column:
        return legs.are("end", word)

    first, uncalled = legs["leg"] == 0, legs["called_at"] == NEVER
    came, ended = within("entered_at"), within("ended_at")
    called = group(within("called_at"), "called_at")
    visits = group(ended & ends("served"), "ended_at")
    gone = group(ended & (ends(GONE[0]) | ends(GONE[1])), "ended_at")
    moved = group(ended & uncalled & ends(TRANSFERRED), "ended_at")
    counts = {
        **_called(called, limits),
        **_gone(gone, limits),
        "visits": visits.count(),
        "moved": moved.count(),
        "transferred_in": group(came & ~first, "entered_at").count(),
    }
    if question.by not in AT_COUNTERS and not (question.part.counter or question.part.officer):
        counts |= _issued(group(came & first, "entered_at"))
    return Tally(counts, {**_times(called), "visit": visits.times("visit", visits.everyone)})


def _called(called: Group, limits: Limits) -> dict[str, list[int]]:
    waiting_s = called["waiting"] / SECOND_US
    promised = (called["leg"] == 0) & (called["high_min"] != NEVER)
    kept = promised & kept_promise(waiting_s, called["high_min"])
    early = promised & broke_promise_early(waiting_s, called["low_min"])
    return {
        "called": called.count(),
        "calls": called.sums("times_called"),
        "served": called.having("end", "served"),
        "no_show": called.having("end", "no_show"),
        "transferred": called.having("end", TRANSFERRED),
        "normal": called.having("priority", NORMAL),
        "within_target": called.count(waiting_s <= limits.target_wait_s),
        "within_red_line": called.count(waiting_s <= limits.red_line_wait_s),
        "promises": called.count(promised),
        "kept": called.count(kept),
        "early": called.count(early),
        **{level: called.having("level", level) for level in LEVELS},
    }


def _times(called: Group) -> dict[str, list[Times]]:
    return {
        "wait": called.times("waiting", called.everyone),
        "walking": called.times("walking", called["walking"] != NEVER),
        "service": called.times("service", called.are("end", "served")),
        "parked": called.times("parked", called["parked"] > 0),
    }


def _gone(gone: Group, limits: Limits) -> dict[str, list[int]]:
    waiting_s = gone["waiting"] / SECOND_US
    uncalled = gone["called_at"] == NEVER
    return {
        "cancelled": gone.having("end", "cancelled"),
        "expired": gone.having("end", "expired"),
        "late_for_target": gone.count(uncalled & (waiting_s > limits.target_wait_s)),
        "late_for_red_line": gone.count(uncalled & (waiting_s > limits.red_line_wait_s)),
    }


def _issued(issued: Group) -> dict[str, list[int]]:
    return {
        "issued": issued.count(),
        "abandoned": issued.count(issued["abandoned"] == 1),
        "taken_back": issued.count(issued["taken_back"] == 1),
    }
