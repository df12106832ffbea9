"""The tables of reports, legs, sessions and saved visits: their columns, the rows of what happened.

What counts as waiting, service or walking is decided in queueing.measures, once, when a row is
made; whoever asks only selects and adds up.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from queueing.channels import find_channel
from queueing.delivered import count_dossiers, is_another
from queueing.events import TicketCancelled, VisitSaved
from queueing.hall.tickets import State
from queueing.measures.sessions import Session
from queueing.measures.timelines import Timeline
from queueing.measures.times import Leg, is_abandoned, visit

FOLDER = "reports"
"""Where the files lie in a data folder."""
VERSION = 10
"""Written into every file; files of another version are made again from the journal."""

MOMENT = "TIMESTAMP_MS"
LEGS: Mapping[str, str] = {
    "ticket": "VARCHAR",
    "leg": "UTINYINT",  # 0 for the first
    "matters": "UTINYINT",  # how many the number was taken for
    "next_matter": "BOOLEAN",  # it began when another matter of the visit was done
    "goes_on": "BOOLEAN",  # when it was done the next matter began
    "day": "DATE",  # the ticket's, for ever
    "department": "VARCHAR",
    "service": "VARCHAR",
    "priority": "VARCHAR",
    "channel": "VARCHAR",  # by which way the number was taken
    "counter": "VARCHAR",
    "officer": "VARCHAR",
    "issued_at": MOMENT,  # of later legs; the first one's is `entered_at`
    "entered_at": MOMENT,
    "called_at": MOMENT,
    "started_at": MOMENT,
    "ended_at": MOMENT,
    "end": "VARCHAR",
    "outcome": "VARCHAR",
    "dossiers": "USMALLINT",  # of a served leg; as asked is one
    "delivered": "VARCHAR",  # codes of procedures with counts, as was said; no dossier's code
    "done_other": "BOOLEAN",  # something else than was asked for
    "asked_again": "BOOLEAN",  # papers of one dossier, a second time
    "level": "VARCHAR",  # of the rating, on the leg that served
    "reasons": "VARCHAR[]",  # that were chosen for it
    "times_called": "USMALLINT",
    "in_turn": "BOOLEAN",
    "call_reason": "VARCHAR",  # of a call out of turn, and
    "passed": "UINTEGER",  # before how many
    "delay_us": "BIGINT",  # by how much those were delayed together
    "walk_in": "BOOLEAN",  # its holder stood at the counter: no wait and no walk is known
    # The promise of the slip; only the first leg has one
    "ahead": "UINTEGER",
    "low_min": "UINTEGER",
    "high_min": "UINTEGER",
    "expected_s": "DOUBLE",
    # Times by state. Calling is walking and, apart, what was called in vain before it
    "waiting_us": "BIGINT",
    "waiting_again_us": "BIGINT",
    "walking_us": "BIGINT",
    "calling_in_vain_us": "BIGINT",
    "service_us": "BIGINT",
    "parked_us": "BIGINT",
    "absent_us": "BIGINT",
    "earlier_us": "BIGINT",  # all of this in the ticket's legs before this one
    "earlier_waiting_us": "BIGINT",  # of it waiting
    "earlier_longest_us": "BIGINT",  # the longest time at counters of one of those
    "time_answer": "VARCHAR",  # what the officer said of an unsure time
    # Of the ticket: cancelled by staff; given up by the citizen
    "taken_back": "BOOLEAN",
    "abandoned": "BOOLEAN",
    "wait_unsure": "BOOLEAN",  # the clock was set by much while it waited
    "time_unsure": "BOOLEAN",  # or while it was called or served
    "clock_jumped": "BOOLEAN",  # in this leg, or an earlier one of the ticket
}
SESSIONS: Mapping[str, str] = {
    "seq": "BIGINT",  # journal number of the opening
    "counter": "VARCHAR",
    "officer": "VARCHAR",
    "opened_at": MOMENT,
    "closed_at": MOMENT,
    "open_us": "BIGINT",  # pauses included
    "paused_us": "BIGINT",
    "occupied_us": "BIGINT",  # with a ticket, called or served
    "longest_us": "BIGINT",  # of one ticket
    "pauses": "STRUCT(reason VARCHAR, us BIGINT)[]",  # an empty reason: none was given
}
SAVED: Mapping[str, str] = {
    "seq": "BIGINT",  # its journal number
    "day": "DATE",
    "saved_at": MOMENT,
    "reason": "VARCHAR",
    "department": "VARCHAR",
    "service": "VARCHAR",
    "procedure": "VARCHAR",
    "channel": "VARCHAR",
}
"""Visits that ended without a number: nobody's, and no leg."""
TABLES: Mapping[str, Mapping[str, str]] = {"legs": LEGS, "sessions": SESSIONS, "saved": SAVED}
KEYS = {"legs": ("ticket", "leg"), "sessions": ("seq",), "saved": ("seq",)}
ORDER = {"legs": "ticket, leg", "sessions": "seq", "saved": "seq"}
"""In the order of their keys the rows take the least room."""
DERIVED = (
    "split_part(ticket, '-', 2) AS number",
    "coalesce(issued_at, entered_at) AS taken_at",
    "coalesce(called_at, ended_at) AS called_or_ended_at",
    "coalesce(walking_us, 0) + calling_in_vain_us AS calling_us",
    "earlier_waiting_us + waiting_us AS visit_waiting_us",
    "earlier_us + waiting_us + waiting_again_us + coalesce(walking_us, 0) + calling_in_vain_us "
    "+ service_us + parked_us + absent_us AS visit_us",
)
"""Columns of a leg that are sums or parts of others: not stored, to be asked for like the rest."""

Row = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND, _MICROSECOND = timedelta(milliseconds=1), timedelta(microseconds=1)


def milliseconds(at: datetime | None) -> int | None:
    """Return an aware time as whole milliseconds since 1970, those begun not counted."""
    return None if at is None else (at - _EPOCH) // _MILLISECOND


def moment(ms: int) -> datetime:
    """Return the aware UTC time of so many milliseconds since 1970."""
    return _EPOCH + ms * _MILLISECOND


def leg_rows(timeline: Timeline) -> list[Row]:
    """Return the rows of a ticket, one a leg; moments are milliseconds since 1970."""
    issued, last, whole = timeline.issued, timeline.last.event, visit(timeline)
    of_ticket = {
        "day": issued.day.isoformat(),
        "matters": 1 + len(issued.matters),
        "channel": find_channel(issued.channel, booking=issued.booking, by_staff=issued.by_staff),
        "taken_back": isinstance(last, TicketCancelled) and last.by_staff,
        "abandoned": is_abandoned(timeline),
    }
    rows: list[Row] = []
    earlier = {"earlier_us": 0, "earlier_waiting_us": 0, "earlier_longest_us": 0}
    jumped = False
    for leg in whole.legs:
        row = {**of_ticket, **_leg_row(timeline, leg), **earlier, "time_answer": None}
        jumped = row["clock_jumped"] = jumped or leg.spent.clock_jumped
        earlier["earlier_us"] += sum(row[name] or 0 for name in _PARTS)
        earlier["earlier_waiting_us"] += row["waiting_us"]
        occupied_us = sum(row[name] or 0 for name in _AT_COUNTERS)
        earlier["earlier_longest_us"] = max(occupied_us, earlier["earlier_longest_us"])
        rows.append(row)
    final = rows[-1]
    final["time_answer"] = timeline.answer
    final["level"] = timeline.rating.level if timeline.rating else None
    final["reasons"] = list(timeline.reasons)
    return rows


_PARTS = (
    "waiting_us", "waiting_again_us", "walking_us", "calling_in_vain_us", "service_us", "parked_us",
    "absent_us",
)  # fmt: skip


_AT_COUNTERS = ("walking_us", "calling_in_vain_us", "service_us")


def _leg_row(timeline: Timeline, leg: Leg) -> Row:
    issued, spent, first = timeline.issued, leg.spent, leg.leg == 0
    walking_us = None if spent.walking_s is None else _microseconds(spent.walking_s)
    return {
        "ticket": leg.ticket, "leg": leg.leg, "department": leg.department,
        "service": leg.service, "priority": leg.priority, "counter": leg.counter,
        "officer": leg.officer, "issued_at": None if first else milliseconds(issued.at),
        "entered_at": milliseconds(leg.entered_at), "called_at": milliseconds(leg.called_at),
        "started_at": milliseconds(leg.started_at), "ended_at": milliseconds(leg.ended_at),
        "end": leg.end, "outcome": leg.outcome, **_delivered(leg), "next_matter": leg.next_matter,
        "goes_on": leg.goes_on, "times_called": leg.times_called, "in_turn": leg.in_turn,
        "walk_in": leg.walk_in, **_passed(leg),
        "ahead": issued.ahead if first else None, "low_min": issued.low_min if first else None,
        "high_min": issued.high_min if first else None,
        "expected_s": issued.expected_s if first else None,
        "waiting_us": _microseconds(spent.waiting_s),
        "waiting_again_us": _microseconds(spent.waiting_again_s), "walking_us": walking_us,
        "calling_in_vain_us": _microseconds(spent.calling_s) - (walking_us or 0),
        "service_us": _microseconds(spent.service_s), "parked_us": _microseconds(spent.parked_s),
        "absent_us": _microseconds(spent.absent_s), "wait_unsure": spent.wait_unsure,
        "time_unsure": spent.time_unsure, "clock_jumped": spent.clock_jumped,
    }  # fmt: skip


def _passed(leg: Leg) -> Row:
    found = leg.passed
    delay_s = None if found is None else found.delay_s
    return {
        "call_reason": None if found is None else found.reason,
        "passed": None if found is None else found.people,
        "delay_us": None if delay_s is None else _microseconds(delay_s),
    }


def _delivered(leg: Leg) -> Row:
    said = (f"{procedure} × {count}" for procedure, count, _ in leg.delivered)
    return {
        "dossiers": count_dossiers(leg.delivered) if leg.end == State.SERVED else None,
        "delivered": ", ".join(said) or None,
        "done_other": is_another(leg.delivered, leg.asked),
        "asked_again": leg.again,
    }


def session_row(session: Session) -> Row:
    """Return the row of a session that is over."""
    assert session.open_s is not None, "only a closed session has a row"
    return {
        "seq": session.seq, "counter": session.counter, "officer": session.officer,
        "opened_at": milliseconds(session.opened_at), "closed_at": milliseconds(session.closed_at),
        "open_us": _microseconds(session.open_s), "paused_us": _microseconds(session.paused_s),
        "occupied_us": _microseconds(session.occupied_s),
        "longest_us": _microseconds(session.longest_s),
        "pauses": [
            {"reason": reason or "", "us": _microseconds(seconds)}
            for reason, seconds in session.pauses
        ],
    }  # fmt: skip


def saved_row(seq: int, visit: VisitSaved) -> Row:
    """Return the row of a visit that needed no number; `seq`: of its entry."""
    return {
        "seq": seq, "day": visit.day.isoformat(), "saved_at": milliseconds(visit.at),
        "reason": visit.reason, "department": visit.department, "service": visit.service,
        "procedure": visit.procedure, "channel": visit.channel,
    }  # fmt: skip


def _microseconds(seconds: float) -> int:
    return round(seconds * 1_000_000)
