"""A complaint is filed, assigned, answered within working days, and stays beyond the day's end."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from queueing import commands as c
from queueing import errors
from queueing.catalogue import Department
from queueing.complaint_errors import (
    ComplaintAnswered,
    ComplaintElsewhere,
    ComplaintOpen,
    UnknownComplaint,
)
from queueing.complaints import (
    due_day_from,
    find_due_day,
    find_overdue,
    in_order,
    is_overdue,
    overdue_from,
    was_in_time,
)
from queueing.events import ComplaintFiled, DayOpened
from queueing.hall.complaints import ComplaintState
from queueing.hours import Hours
from queueing.measures.complaints import add_up, count_complaints, month_of
from queueing.measures.timelines import Timelines
from tests.queueing.any_day import entries_of
from tests.queueing.centre import Desk, named, small_centre

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SPANS = ((time(7), time(11)), (time(13), time(17)))
WEEKDAYS = dict.fromkeys(range(5), SPANS)
MONDAY = date(2026, 11, 23)
CODE = "K7P2-QA34"


@pytest.fixture
def desk():
    one = small_centre().departments["XD"]
    two = Department("TP", named("Tư pháp"), named("Tư pháp"), named(""), "tret", "T")
    hours = Hours(WEEKDAYS)
    desk = Desk(small_centre(departments={"XD": one, "TP": two}, hours=hours))
    desk.open()
    return desk


def refused(desk, kind, command, after_s=0.0):
    with pytest.raises(kind) as refusal:
        desk.do(command, after_s)
    return refusal.value.fields


def filed(desk, code=CODE, department="", after_s=0.0):
    desk.do(c.FileComplaint(None, code, department, "lobby"), after_s)
    return desk.hall.complaints[code]


def state(desk, code=CODE):
    return desk.hall.complaints[code].state


# ── filing ──


def test_a_complaint_from_a_ticket_says_neither_who_nor_about_whom(desk):
    mine = desk.issue("A")
    before = desk.hall.tickets
    (event,) = desk.do(c.FileComplaint(mine.id, CODE))
    assert event == ComplaintFiled(desk.now, CODE, "XD", MONDAY + timedelta(days=7), "phone")
    assert desk.hall.tickets == before
    assert state(desk) is ComplaintState.RECEIVED
    refused(desk, errors.UnknownTicket, c.FileComplaint("nobody", "K7P2-QB22"))


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (c.FileComplaint(None, CODE, "nowhere", "lobby"), "department"),
        (c.FileComplaint(None, CODE, "", "pigeon"), "channel"),
        (c.FileComplaint(None, "K7P2-QC23", "", "lobby"), "code"),
        (c.AssignComplaint("K7P2-QC23", ""), "department"),
    ],
)
def test_what_cannot_be_right_is_refused(desk, command, field):
    filed(desk, "K7P2-QC23")
    assert refused(desk, errors.InvalidField, command) == {"field": field}


def test_a_complaint_of_the_night_begins_no_day():
    desk = Desk(now=datetime(2026, 11, 22, 15, 0, tzinfo=ZONE))
    (event,) = desk.do(c.FileComplaint(None, CODE, "", "lobby"))
    assert isinstance(event, ComplaintFiled)
    assert isinstance(desk.do(c.OpenCounter("1", "user:lan"))[0], DayOpened)


# ── from hand to hand ──


def test_it_is_received_assigned_answered_and_may_be_reopened(desk):
    filed(desk)
    desk.do(c.AssignComplaint(CODE, "XD"), 60)
    assert state(desk) is ComplaintState.ASSIGNED
    assert desk.do(c.AssignComplaint(CODE, "XD"), 60) == ()
    desk.do(c.AssignComplaint(CODE, "TP"), 60)
    assert desk.hall.complaints[CODE].answerable == "TP"
    desk.do(c.AnswerComplaint(CODE, "words-1", "TP"), 60)
    assert state(desk) is ComplaintState.ANSWERED
    assert refused(desk, ComplaintAnswered, c.AnswerComplaint(CODE, "words-2", "TP")) == {
        "code": CODE
    }
    refused(desk, ComplaintAnswered, c.AssignComplaint(CODE, "XD"))
    desk.do(c.ReopenComplaint(CODE), 60)
    assert state(desk) is ComplaintState.ASSIGNED
    assert desk.hall.complaints[CODE].answer is None
    refused(desk, ComplaintOpen, c.ReopenComplaint(CODE))
    desk.do(c.AnswerComplaint(CODE, "words-3"), 60)
    assert desk.hall.complaints[CODE].answer == "words-3"


def test_a_head_answers_what_was_given_to_the_own_department_alone(desk):
    filed(desk, department="XD")
    refused(desk, ComplaintElsewhere, c.AnswerComplaint(CODE, "words", "XD"))
    desk.do(c.AssignComplaint(CODE, "TP"))
    refused(desk, ComplaintElsewhere, c.AnswerComplaint(CODE, "words", "XD"))
    desk.do(c.AnswerComplaint(CODE, "words", "TP"))


def test_nobody_answers_what_was_never_filed(desk):
    for command in (
        c.AssignComplaint(CODE, "XD"), c.AnswerComplaint(CODE, "w"), c.ReopenComplaint(CODE)
    ):  # fmt: skip
        assert refused(desk, UnknownComplaint, command) == {"code": CODE}


# ── beyond the day ──


def test_the_days_end_forgets_no_complaint_and_a_restart_knows_them_all(desk):
    filed(desk)
    desk.do(c.CloseDay(), 60)
    desk.do(c.AssignComplaint(CODE, "XD"), 60)
    desk.now += timedelta(days=1)
    desk.open()
    desk.do(c.CloseDay(), 60)
    desk.do(c.AnswerComplaint(CODE, "words", "XD"), 60)
    assert desk.replayed() == desk.hall
    assert state(desk) is ComplaintState.ANSWERED


def test_the_replay_of_a_later_day_goes_on_without_what_was_filed_before(desk):
    filed(desk)
    desk.do(c.AssignComplaint(CODE, "XD"))
    later = Desk()
    later.journal = desk.journal[-1:]
    assert not later.replayed().complaints


def test_complaints_are_in_no_ticket_s_times(desk):
    filed(desk)
    desk.do(c.AssignComplaint(CODE, "XD"))
    desk.do(c.AnswerComplaint(CODE, "words"))
    desk.do(c.ReopenComplaint(CODE))
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    assert timelines.tickets == {}


# ── the last day for an answer ──


def test_the_last_day_is_counted_in_working_days():
    hours = Hours(WEEKDAYS)
    assert find_due_day(hours, MONDAY, 5) == date(2026, 11, 30)
    assert find_due_day(hours, date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert find_due_day(hours, date(2026, 11, 28), 1) == date(2026, 11, 30)


def test_holidays_are_left_out_and_make_up_days_count():
    days = {date(2026, 11, 24): (), date(2026, 11, 28): SPANS}
    assert find_due_day(Hours(WEEKDAYS, days), MONDAY, 4) == date(2026, 11, 28)


def test_without_hours_monday_to_friday_count_and_listed_days_win():
    assert find_due_day(Hours(), date(2026, 11, 27), 2) == date(2026, 12, 1)
    assert find_due_day(Hours(days={date(2026, 11, 30): ()}), date(2026, 11, 27), 2) == date(
        2026, 12, 2
    )


def test_a_centre_that_is_closed_for_ever_answers_all_the_same():
    closed = {MONDAY + timedelta(days=n): () for n in range(400)}
    assert find_due_day(Hours(WEEKDAYS, closed), MONDAY, 2) == MONDAY + timedelta(days=61)


def test_it_is_overdue_from_the_midnight_after_its_last_day(desk):
    complaint = filed(desk, department="TP")
    assert complaint.due == due_day_from(desk.hall.catalogue, desk.now) == date(2026, 11, 30)
    midnight = datetime(2026, 12, 1, tzinfo=ZONE)
    assert overdue_from(complaint, desk.hall.catalogue) == midnight
    assert find_overdue(desk.hall, midnight - timedelta(seconds=1)) == {}
    assert find_overdue(desk.hall, midnight) == {"TP": [complaint]}
    answered = replace(complaint, answered_at=midnight)
    assert not is_overdue(answered, desk.hall.catalogue, midnight)
    assert not is_overdue(replace(complaint, due=None), desk.hall.catalogue, midnight)


def test_what_is_answered_on_its_last_day_is_in_time(desk):
    complaint = filed(desk)
    midnight = datetime(2026, 12, 1, tzinfo=ZONE)
    for at, in_time in ((midnight - timedelta(seconds=1), True), (midnight, False)):
        answered = replace(complaint, answered_at=at)
        assert was_in_time(answered, desk.hall.catalogue) is in_time


def test_the_first_to_be_seen_to_is_the_one_with_the_earliest_last_day(desk):
    for code, after_s in (("a", 0), ("b", 86_400), ("c", 0), ("d", 0)):
        filed(desk, code, after_s=after_s)
    desk.hall.complaints["old"] = replace(desk.hall.complaints["a"], code="old", due=None)
    desk.do(c.AnswerComplaint("a", "w"), 60)
    desk.do(c.AnswerComplaint("c", "w"), 60)
    assert [each.code for each in in_order(desk.hall.complaints.values())] == [
        "b", "d", "old", "c", "a",
    ]  # fmt: skip


# ── counted ──


def test_what_is_answered_at_midnight_was_left_open_by_the_month_before(desk):
    for code in ("a", "b", "c"):
        filed(desk, code, "XD")
    midnight = datetime(2026, 12, 1, tzinfo=ZONE)
    moments = {"a": midnight, "b": midnight - timedelta(seconds=1), "c": desk.now}
    for code, at in moments.items():
        desk.hall.complaints[code] = replace(desk.hall.complaints[code], answered_at=at)
    every = desk.hall.complaints.values()
    own = count_complaints(every, desk.hall.catalogue, *month_of(MONDAY), midnight)["XD"]
    assert (own.received, own.left_open, own.in_time, own.late) == (3, 1, 2, 1)


def test_a_month_has_what_was_filed_from_its_first_day_to_its_last(desk):
    moments = {
        "a": datetime(2026, 10, 31, 12, tzinfo=ZONE), "b": datetime(2026, 11, 1, 12, tzinfo=ZONE),
        "c": datetime(2026, 11, 30, 12, tzinfo=ZONE), "d": datetime(2026, 12, 1, 12, tzinfo=ZONE),
    }  # fmt: skip
    for code, at in moments.items():
        filed(desk, code, "XD")
        desk.hall.complaints[code] = replace(desk.hall.complaints[code], filed_at=at)
    every = desk.hall.complaints.values()
    own = count_complaints(every, desk.hall.catalogue, *month_of(MONDAY), moments["d"])["XD"]
    assert (own.received, own.left_open) == (2, 3)


def test_a_month_adds_up(desk):
    filed(desk, "in time", "XD")
    filed(desk, "late", "XD")
    filed(desk, "overdue", "XD")
    filed(desk, "elsewhere", "TP")
    desk.hall.complaints["old"] = replace(desk.hall.complaints["late"], code="old", due=None)
    desk.do(c.AnswerComplaint("in time", "w"), 60)
    desk.now = datetime(2026, 12, 1, 8, 0, tzinfo=ZONE)
    desk.do(c.AnswerComplaint("late", "w"))
    filed(desk, "running", "XD")
    catalogue, every = desk.hall.catalogue, list(desk.hall.complaints.values())
    november = count_complaints(every, catalogue, *month_of(MONDAY), desk.now)
    own = november["XD"]
    assert (own.received, own.in_time, own.late, own.overdue, own.undated) == (4, 1, 1, 1, 1)
    assert own.share_in_time == 1 / 3
    # Late was answered after the month's end
    assert own.left_open == 3
    december = count_complaints(every, catalogue, *month_of(date(2026, 12, 31)), desk.now)
    assert (december["XD"].received, december["XD"].running, december["XD"].left_open) == (1, 1, 3)
    assert (december["TP"].received, december["TP"].left_open) == (0, 1)
    total = add_up(december.values())
    assert (total.received, total.left_open, total.share_in_time) == (1, 4, None)
    assert count_complaints(every, catalogue, date(2026, 10, 1), date(2026, 10, 31), desk.now) == {}
