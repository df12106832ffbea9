"""What a kiosk shows of a hall, for every reason that a number may be refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from kiosk.view import make_kiosk_view, make_services_answer
from queueing import commands as c
from queueing.errors import ServiceClosed
from queueing.estimate import Basis
from queueing.hours import Hours
from tests.queueing.centre import Desk, small_centre

OFFICE_HOURS = Hours({n: ((time(7), time(10, 30)), (time(13), time(16, 30))) for n in range(5)},
                     enforced=True)  # fmt: skip


def seen(desk):
    return make_kiosk_view(desk.hall, desk.now, Basis(), "v1")


def service(desk, code):
    return next(s for s in seen(desk)["departments"][0]["services"] if s["code"] == code)


def test_the_view_counts_the_people_of_a_unit_and_of_its_services():
    desk = Desk()
    for code in ("A", "A", "B"):
        desk.issue(code)
    unit = seen(desk)["departments"][0]
    assert (unit["code"], unit["floor"], unit["waiting"]) == ("XD", "tret", 3)
    assert [(s["code"], s["waiting"]) for s in unit["services"]] == [("A", 2), ("B", 1), ("C", 0)]


def test_the_view_says_of_which_services_no_counter_is_open():
    desk = Desk()
    desk.open("1")
    unit = seen(desk)["departments"][0]
    assert [s["counter_open"] for s in unit["services"]] == [True, True, False]
    assert (unit["open"], unit["counter_open"]) == (True, True)
    assert (unit["back_at"], unit["services"][0]["back_at"]) == (None, None)
    desk.do(c.PauseCounter("1", "meeting", desk.now + timedelta(minutes=30)))
    unit = seen(desk)["departments"][0]
    assert (unit["counter_open"], unit["no_counter"]) == (False, "paused")
    assert unit["back_at"] == "2026-11-23T01:30:00.000Z"
    assert [s["back_at"] is not None for s in unit["services"]] == [True, True, False]
    assert [s["no_counter"] for s in unit["services"]] == ["paused", "paused", "not_yet"]
    (named,) = make_services_answer(desk.hall, desk.now, Basis(), "vi")["departments"]
    assert [s["counter_open"] for s in named["services"]] == [False, False, False]


def test_the_view_says_how_long_somebody_without_priority_will_wait_as_the_number_will():
    desk = Desk()
    desk.open("1", "2")
    for _ in range(3):
        desk.issue("A")
    shown = service(desk, "A")["wait"]
    ticket = desk.issue("A")
    assert shown == {"low_min": ticket.low_min, "high_min": ticket.high_min, "none": False}
    assert shown["low_min"] > 0
    assert seen(desk)["departments"][0]["wait"] is None
    assert service(desk, "C")["wait"] is None, "no counter is open"


def test_no_wait_is_said_where_a_counter_is_free_and_not_because_nobody_queues():
    desk = Desk()
    desk.open("1")
    assert service(desk, "A")["wait"]["none"]
    desk.issue("A")
    desk.do(c.CallNext("1"))
    row = service(desk, "A")
    assert (row["waiting"], row["wait"]["none"]) == (0, False)


def test_the_view_says_where_in_the_journal_and_in_the_day_it_is_true():
    desk = Desk()
    desk.issue()
    view = seen(desk)
    assert view["seq"] == desk.hall.seq
    assert view["day"] == "2026-11-23"
    assert view["at"] == "2026-11-23T01:00:00.000Z"
    assert (view["catalogue"], view["procedures"]) == ("first", "v1")
    assert view["taking_in"] is True


def test_a_called_number_no_longer_waits():
    desk = Desk()
    desk.open("2")
    desk.issue()
    desk.do(c.CallNext("2"))
    assert seen(desk)["departments"][0]["waiting"] == 0


def test_a_service_that_is_configured_closed_says_so_and_leaves_the_others_open():
    parts = small_centre().services
    catalogue = small_centre(services={**parts, "A": replace(parts["A"], closed_reason="closed")})
    desk = Desk(catalogue)
    assert service(desk, "A") == {
        "code": "A",
        "open": False,
        "counter_open": False,
        "back_at": None,
        "no_counter": "not_yet",
        "open_for": [],
        "waiting": 0,
        "wait": None,
        "waits": {},
        "late_for": [],
        "reason": "closed",
        "closure": "halted",
        "opens_at": None,
        "others": ("B", "C"),
        "online": False,
    }
    assert service(desk, "B")["open"] is True
    assert seen(desk)["departments"][0]["open"] is True


def test_a_service_says_when_its_own_hours_begin_next_and_a_day_that_ended_ends_it_too():
    parts = small_centre().services
    mornings = Hours(dict.fromkeys(range(5), ((time(8), time(11)),)), enforced=True)
    own = parts | {"A": replace(parts["A"], hours=mornings)}
    desk = Desk(small_centre(services=own), datetime(2026, 11, 23, 0, 30, tzinfo=UTC))
    assert service(desk, "A")["opens_at"] == "2026-11-23T01:00:00.000Z"
    desk.now += timedelta(hours=2)
    desk.issue("A")
    tomorrow = "2026-11-24T01:00:00.000Z"
    assert (service(desk, "A")["open"], service(desk, "A")["opens_at"]) == (True, tomorrow)
    desk.do(c.CloseDay())
    row = service(desk, "A")
    assert (row["reason"], row["opens_at"], row["others"]) == ("day_closed", tomorrow, ())


def test_a_unit_without_an_open_service_is_closed_with_the_reason():
    parts = small_centre().services
    shut = {code: replace(each, closed_reason="closed") for code, each in parts.items()}
    unit = seen(Desk(small_centre(services=shut)))["departments"][0]
    assert (unit["open"], unit["reason"]) == (False, "closed")


@pytest.mark.parametrize(
    ("now", "taking_in", "reason", "opening"),
    [
        (datetime(2026, 11, 23, 1, 0, tzinfo=UTC), True, None, "2026-11-23T06:00:00.000Z"),
        (datetime(2026, 11, 23, 4, 0, tzinfo=UTC), False, "outside_hours",
         "2026-11-23T06:00:00.000Z"),
        (datetime(2026, 11, 28, 1, 0, tzinfo=UTC), False, "outside_hours",
         "2026-11-30T00:00:00.000Z"),
    ],
)  # fmt: skip
def test_outside_the_hours_everything_is_closed_until_the_next_opening(
    now, taking_in, reason, opening
):
    view = seen(Desk(small_centre(hours=OFFICE_HOURS), now))
    assert view["taking_in"] is taking_in
    assert view["departments"][0]["reason"] == reason
    assert view["next_opening"] == opening


def test_the_hours_of_a_special_day_are_told_on_that_day():
    now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert seen(Desk(small_centre(hours=OFFICE_HOURS), now))["special_hours"] is None
    closed = replace(OFFICE_HOURS, days={date(2026, 11, 23): ()})
    assert seen(Desk(small_centre(hours=closed), now))["special_hours"] == []


def test_no_number_is_offered_whose_turn_would_come_after_closing():
    late = datetime(2026, 11, 23, 9, 26, tzinfo=UTC)  # 16:26, closing at 16:30
    desk = Desk(small_centre(hours=OFFICE_HOURS), late)
    desk.open("2")
    desk.issue("A")
    assert service(desk, "A")["reason"] == "no_more_today"


def test_who_postponed_is_behind_a_newcomer_and_delays_nobody_s_number():
    late = datetime(2026, 11, 23, 9, 21, tzinfo=UTC)  # 16:21, closing at 16:30, 6 minutes a call
    desk = Desk(small_centre(hours=OFFICE_HOURS), late)
    desk.open("1", "2")
    for counter in "12":
        desk.issue("A")
        desk.do(c.CallNext(counter))
    first = desk.issue("A")
    assert service(desk, "A")["reason"] is None
    desk.issue("A")
    assert service(desk, "A")["reason"] == "no_more_today"
    desk.do(c.PostponeTicket(first.id, minutes=10))
    assert service(desk, "A")["open"]


def test_near_closing_a_citizen_with_priority_still_gets_a_number():
    late = datetime(2026, 11, 23, 9, 21, tzinfo=UTC)  # 16:21, closing at 16:30, 6 minutes a call
    desk = Desk(small_centre(hours=OFFICE_HOURS), late)
    desk.open("1", "2")
    for counter in "12":
        desk.issue("A")
        desk.do(c.CallNext(counter))
    for _ in range(2):
        desk.issue("A")
    row = service(desk, "A")
    assert (row["open"], row["open_for"], row["reason"]) == (False, ["elderly"], "no_more_today")
    assert seen(desk)["departments"][0]["open_for"] == ["normal", "elderly"]
    with pytest.raises(ServiceClosed):
        desk.issue("A")
    assert desk.issue("A", priority="elderly").number == "A005"


def test_after_the_day_is_closed_nothing_is_open():
    desk = Desk()
    desk.issue()
    desk.do(c.CloseDay())
    view = seen(desk)
    assert view["taking_in"] is False
    assert {s["reason"] for s in view["departments"][0]["services"]} == {"day_closed"}


def test_services_for_programs_outside_are_named_in_their_language():
    parts = small_centre()
    english = replace(parts.departments["XD"], names={"vi": "Sở Xây dựng", "en": "Construction"})
    desk = Desk(small_centre(departments={"XD": english}))
    desk.issue("B")
    answer = make_services_answer(desk.hall, desk.now, Basis(), "en")
    unit = answer["departments"][0]
    assert (unit["code"], unit["name"], unit["floor"]) == ("XD", "Construction", "tret")
    assert unit["services"][1] == {
        "code": "B", "name": "B", "open": True, "counter_open": False, "no_counter": "not_yet",
        "back_at": None,
        "open_for": ["normal", "elderly"], "waiting": 1, "wait": None, "waits": {}, "late_for": [],
        "reason": None, "closure": None, "opens_at": None, "others": (), "online": False,
    }  # fmt: skip
    khmer = make_services_answer(desk.hall, desk.now, Basis(), "km")
    assert khmer["departments"][0]["name"] == "Sở Xây dựng"


def test_whoever_holds_a_number_is_told_of_it_until_the_day_ends():
    desk = Desk()
    desk.issue("A")
    assert make_kiosk_view(desk.hall, desk.now, Basis(), "")["holders_served"]
    desk.do(c.EndDay(confirmed=True, at_once=True))
    assert not make_kiosk_view(desk.hall, desk.now, Basis(), "")["holders_served"]
