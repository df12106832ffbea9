"""Times that nobody believes: estimates go on as if they had not been, the officer is asked."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from queueing import commands as c
from queueing import errors
from queueing.catalogue import Limits
from queueing.estimate import Basis, expected_s
from queueing.hours import Hours
from queueing.measures.timelines import Timelines
from queueing.measures.times import visit
from queueing.measures.unsure import (
    TimeAnswer,
    has_unsure_time,
    is_asked_about,
    is_unsure,
    list_believed_seconds,
    robust_mean,
    suggest_end,
    sum_believed_stays,
)
from tests.queueing.any_day import answer_for, entries_of
from tests.queueing.centre import Desk, small_centre
from tests.queueing.test_limits import refused

WORKDAY = ((time(7), time(10, 30)), (time(13), time(16, 30)))
HOURS = Hours(dict.fromkeys(range(5), WORKDAY), {date(2026, 11, 25): ()})


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def centre(**changes):
    return small_centre(hours=HOURS, **changes)


def serve(desk, begins, ends, counter="2", service="A"):
    """Serve one citizen between two moments; return the ticket."""
    desk.now = begins
    mine = desk.issue(service).id
    desk.do(c.CallNext(counter))
    desk.do(c.StartService(counter))
    desk.now = ends
    desk.do(c.FinishService(counter))
    return mine


def serve_often(desk, begins, times=8, minutes=6):
    for n in range(times):
        start = begins + timedelta(minutes=minutes * n)
        serve(desk, start, start + timedelta(minutes=minutes))


def left_open_over_night(**changes):
    """A case of Monday 16:20 that was finished on Tuesday at 07:00."""
    desk = Desk(centre(**changes), at(23, 16, 20))
    desk.open("2")
    desk.issue()
    desk.do(c.CallNext("2"))
    desk.do(c.StartService("2"))
    desk.now = at(24, 0)
    desk.do(c.CloseDay())
    desk.now = at(24, 7)
    mine = desk.hall.desks["2"].current
    desk.do(c.FinishService("2"))
    desk.open("2")
    return desk, mine


def test_a_case_left_open_over_night_moves_no_estimate():
    desk, _ = left_open_over_night()
    serve_often(desk, at(24, 7), times=7)
    assert len(desk.hall.recent_service_times["A"]) == 8
    assert list_believed_seconds(desk.hall, "A") == [360.0] * 7
    assert expected_s(desk.hall, "A", 1, Basis()) < 2 * 10 * 60
    serve_often(desk, at(24, 8), times=1, minutes=12)
    assert list_believed_seconds(desk.hall, "A") == [360.0] * 7 + [720.0]


def test_a_case_left_open_takes_no_share_of_its_counter_from_the_other_services():
    desk, _ = left_open_over_night()
    serve_often(desk, at(24, 7), times=1)
    serve(desk, at(24, 8), at(24, 8, 30), service="B")
    assert sum_believed_stays(desk.hall, "2") == {"A": 360.0, "B": 1800.0}


def test_nor_does_one_that_a_lunch_lies_in_however_few_calls_came_before_it():
    desk = Desk(centre(), at(23, 8))
    desk.open("2")
    serve(desk, at(23, 10, 25), at(23, 13, 5), service="B")
    serve_often(desk, at(23, 13, 10))
    for _ in range(2):
        desk.issue()
    desk.do(c.CallNext("2"))
    assert expected_s(desk.hall, "A", 1, Basis()) == 2 * 360


def test_a_lunch_in_the_middle_of_a_service_moves_no_estimate():
    desk = Desk(centre(), at(23, 8))
    desk.open("2")
    serve_often(desk, at(23, 8))
    serve(desk, at(23, 10, 25), at(23, 13, 5))
    assert list_believed_seconds(desk.hall, "A") == [360.0] * 8


@pytest.mark.parametrize(
    ("tried", "day"), [((3, 0), 24), ((6, 50), 24), ((16, 30), 24), ((9, 0), 25), ((9, 0), 28)]
)
def test_what_was_tried_outside_the_hours_of_intake_moves_no_estimate(tried, day):
    desk = Desk(centre(), at(day, 0, 1))
    desk.open("2")
    start = at(day, *tried)
    for n in range(8):
        serve(desk, start + timedelta(seconds=2 * n), start + timedelta(seconds=2 * n + 1))
    assert list_believed_seconds(desk.hall, "A") == []
    assert expected_s(desk.hall, "A", 0, Basis()) == 0
    assert expected_s(desk.hall, "A", 1, Basis()) >= 360


def test_what_was_tried_at_night_counts_with_the_work_of_the_day_no_more():
    desk = Desk(centre(), at(24, 3))
    desk.open("2")
    serve(desk, at(24, 3), at(24, 3, 1))
    serve_often(desk, at(24, 10, 20), times=2)
    assert list_believed_seconds(desk.hall, "A") == [360.0] * 2


def test_where_no_hours_are_configured_every_hour_counts():
    desk = Desk(small_centre(), at(24, 3))
    desk.open("2")
    serve(desk, at(24, 3), at(24, 3, 5))
    assert list_believed_seconds(desk.hall, "A") == [300.0]
    assert list_believed_seconds(desk.hall, "B") == []


def test_one_long_case_below_the_limit_counts_like_three_usual_ones():
    assert robust_mean([360.0] * 7 + [5000.0]) == (7 * 360 + 3 * 360) / 8
    assert robust_mean([300.0, 400.0, 500.0]) == 400
    assert robust_mean([60.0]) == 60


def test_a_service_may_have_a_limit_of_its_own():
    limits = Limits(unsure_after_s=3600, service_unsure_after_s={"B": 600})
    assert is_unsure(limits, "B", 600.001, None)
    assert not is_unsure(limits, "B", 600, None)
    assert not is_unsure(limits, "A", 3600, None)
    assert is_unsure(limits, "A", 1, TimeAnswer.LEFT_OUT)
    assert not is_unsure(limits, "A", 9999, TimeAnswer.COUNTED)


def test_the_officer_is_asked_until_an_answer_is_given():
    desk, mine = left_open_over_night()
    limits = desk.hall.catalogue.limits
    assert is_asked_about(desk.hall.tickets[mine], limits)
    assert suggest_end(desk.hall.catalogue, desk.hall.tickets[mine]) == at(23, 16, 30)
    command = c.AnswerServiceTime("2", mine, TimeAnswer.ENDED, at(23, 16, 30))
    desk.do(command)
    ticket = desk.hall.tickets[mine]
    assert (ticket.service_s, ticket.occupied_s) == (600, 600)
    assert not has_unsure_time(ticket, limits)
    assert [call.seconds for call in desk.hall.recent_service_times["A"]] == [600]
    refused(desk, errors.TimeIsSure, command)


@pytest.mark.parametrize("answer", TimeAnswer)
def test_the_times_of_the_reports_follow_the_answer(answer):
    desk, mine = left_open_over_night()
    desk.do(answer_for(desk, "2", mine, answer))
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    line = timelines.tickets[mine]
    assert line.answer == answer
    whole = visit(line)
    served_s = whole.spent.service_s
    assert whole.ended_at == (at(23, 16, 20) if answer == TimeAnswer.ENDED else at(24, 7))
    assert len(whole.legs) == 1
    assert served_s == (0 if answer == TimeAnswer.ENDED else 14 * 3600 + 40 * 60)
    believed = answer != TimeAnswer.LEFT_OUT
    assert has_unsure_time(desk.hall.tickets[mine], desk.hall.catalogue.limits) is not believed
    for field in fields(desk.hall):
        assert getattr(desk.replayed(), field.name) == getattr(desk.hall, field.name), field.name


def test_an_answer_must_fit_its_question():
    desk, mine = left_open_over_night()
    other = serve(desk, at(24, 8), at(24, 8, 5))
    for answer, ended_at, field in (
        ("perhaps", None, "answer"),
        (TimeAnswer.ENDED, None, "ended_at"),
        (TimeAnswer.COUNTED, at(23, 16, 30), "ended_at"),
        (TimeAnswer.ENDED, at(23, 16, 19), "ended_at"),
        (TimeAnswer.ENDED, at(24, 7, 1), "ended_at"),
    ):
        command = c.AnswerServiceTime("2", mine, answer, ended_at)
        assert refused(desk, errors.InvalidField, command) == {"field": field}
    refused(desk, errors.TimeIsSure, c.AnswerServiceTime("2", other, TimeAnswer.COUNTED))
    refused(desk, errors.NotServedHere, c.AnswerServiceTime("1", mine, TimeAnswer.COUNTED))
    refused(desk, errors.UnknownCounter, c.AnswerServiceTime("9", mine, TimeAnswer.COUNTED))


def test_the_end_that_is_suggested_is_the_end_of_the_span_or_the_usual_length():
    desk = Desk(centre(), at(23, 8))
    desk.open("2", "3")
    cases = (
        (serve(desk, at(23, 8), at(23, 10)), at(23, 8, 6)),
        (serve(desk, at(23, 10, 25), at(23, 13, 5)), at(23, 10, 30)),
        (serve(desk, at(23, 17), at(23, 19)), at(23, 17, 6)),
        (serve(desk, at(23, 19), at(23, 19, 2)), None),
        (serve(desk, at(23, 19, 30), at(23, 22), "3", "C"), None),
    )
    for ticket, suggested in cases:
        assert suggest_end(desk.hall.catalogue, desk.hall.tickets[ticket]) == suggested
    waiting = desk.issue()
    assert suggest_end(desk.hall.catalogue, waiting) is None
    gone = replace(desk.hall.tickets[cases[2][0]], service="gone")
    assert suggest_end(desk.hall.catalogue, gone) is None
