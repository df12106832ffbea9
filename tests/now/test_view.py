"""How busy it is, for every reason that nobody is taken in, and at every hour."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from now.view import make_now_view
from queueing import commands as c
from queueing.catalogue import Intake
from queueing.errors import ServiceClosed
from queueing.estimate import Basis
from queueing.hours import Hours
from tests.queueing.centre import Desk, small_centre

WEEK = {n: ((time(7), time(11)), (time(13), time(16, 30))) for n in range(5)}
ENFORCED, SHOWN = Hours(WEEK, enforced=True), Hours(WEEK)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(clock, day=date(2026, 11, 23)):
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


def seen(desk):
    return make_now_view(desk.hall, desk.now, Basis())


def row(desk, code="A"):
    return next(each for each in seen(desk)["departments"][0]["services"] if each["code"] == code)


def status(desk, code="A"):
    found = row(desk, code)
    return found["status"], found["reason"]


def desk_at(clock, hours=ENFORCED, *counters):
    desk = Desk(small_centre(hours=hours), at("08:00"))
    desk.open(*(counters or ("1", "2", "3")))
    desk.now = at(clock)
    return desk


def test_it_counts_who_waits_and_who_is_at_work_and_promises_what_a_number_would():
    desk = Desk()
    desk.open("1", "2")
    for _ in range(3):
        desk.issue("A")
    before = row(desk)
    ticket = desk.issue("A")
    assert before["wait"] == {"low_min": ticket.low_min, "high_min": ticket.high_min, "none": False}
    view = seen(desk)
    assert (view["status"], view["waiting"], view["counters_open"]) == ("Open", 4, 2)
    counted = {each["code"]: (each["waiting"], each["counters_open"])
               for each in view["departments"][0]["services"]}  # fmt: skip
    assert counted == {"A": (4, 2), "B": (0, 2), "C": (0, 0)}


def test_it_names_the_newest_number_and_the_one_called_last_of_each_service():
    desk = Desk()
    assert (row(desk)["last_issued"], row(desk)["last_called"]) == (None, None)
    desk.open("1", "2")
    first, second = desk.issue("A"), desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.CallNext("2"), after_s=5)
    desk.issue("A")
    assert (row(desk)["last_issued"], row(desk)["last_called"]) == ("A003", second.number)
    assert row(desk, "B")["last_called"] is None
    assert first.number == "A001"


def test_numbers_of_another_day_are_not_told():
    desk = Desk()
    desk.open("1")
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"))
    desk.do(c.CloseDay())
    desk.now += timedelta(days=1)
    desk.issue("B")
    assert row(desk)["last_called"] is None
    assert row(desk, "B")["last_issued"] == "B001"


@pytest.mark.parametrize(
    ("clock", "expected", "opens", "closes"),
    [
        ("06:00", ("Closed", "later"), "07:00", None),
        ("08:00", ("Open", None), None, None),
        ("10:45", ("Open", None), "13:00", "11:00"),
        ("11:30", ("Suspended", "later"), "13:00", None),
        ("16:10", ("Open", None), None, "16:30"),
    ],
)
@pytest.mark.parametrize("hours", [ENFORCED, SHOWN], ids=["enforced", "shown"])
def test_it_says_where_the_day_is(hours, clock, expected, opens, closes):
    # Where hours refuse nobody an open counter takes people in at any hour
    counters = ("1", "2") if expected[0] == "Open" else ()
    desk = Desk(small_centre(hours=hours), at(clock))
    if counters:
        desk.open(*counters)
    found = row(desk)
    assert (found["status"], found["reason"]) == expected
    told = [text and f"{datetime.fromisoformat(text).astimezone(ZONE):%H:%M}"
            for text in (found["opens_at"], found["closes_at"])]  # fmt: skip
    assert told == [opens, closes]


def test_after_the_last_hour_it_is_closed_until_another_day():
    desk = desk_at("17:00")
    assert status(desk) == ("Closed", "over")
    assert seen(desk)["opens_at"] == "2026-11-24T00:00:00.000Z"
    assert seen(desk)["status"] == "Closed"


def test_an_open_counter_takes_in_nobody_at_noon_where_hours_are_enforced():
    assert status(desk_at("11:30")) == ("Suspended", "later")
    assert status(desk_at("11:30", SHOWN)) == ("Open", None)


def test_a_day_that_was_ended_is_closed():
    desk = desk_at("09:00")
    desk.do(c.CloseDay())
    assert status(desk) == ("Closed", "day_closed")
    assert row(desk)["opens_at"] == "2026-11-23T06:00:00.000Z"


def test_a_pause_says_until_when_and_a_counter_that_never_opened_that_it_has_not():
    desk = Desk()
    desk.open("1")
    desk.do(c.CloseCounter("1"))
    assert status(desk) == ("Suspended", "not_yet")
    desk.open("1")
    desk.do(c.PauseCounter("1", "meeting"))
    assert status(desk) == ("Suspended", "paused")
    desk.do(c.OpenCounter("1", "user:lan"))
    desk.do(c.PauseCounter("1", "meeting", desk.now + timedelta(minutes=30)))
    assert row(desk)["back_at"] == "2026-11-23T01:30:00.000Z"
    assert row(desk)["wait"] is None


def test_what_the_configuration_has_closed_and_what_no_counter_serves_is_closed():
    parts = small_centre().services
    shut = {code: replace(each, closed_reason="closed") for code, each in parts.items()}
    assert status(Desk(small_centre(services=shut))) == ("Closed", "closed")
    one = {"1": small_centre().counters["1"]}
    assert status(Desk(small_centre(counters=one)), "C") == ("Closed", "no_counter")


def test_when_the_wait_would_pass_closing_there_are_no_more_numbers():
    desk = desk_at("14:30")
    with suppress(ServiceClosed):
        for _ in range(60):
            desk.issue("A")
    assert status(desk) == ("Closed", "no_more_today")
    assert row(desk)["closure"] == "no_numbers"
    assert seen(desk)["closure"] is None, "others are closed for want of an officer"


def test_a_service_keeps_its_own_hours_and_its_last_number():
    parts = small_centre().services
    own = Hours({n: ((time(7), time(9)),) for n in range(5)}, enforced=True)
    early = replace(parts["A"], hours=own)
    last = replace(parts["B"], intake=Intake(last_number_at=time(16)))
    catalogue = small_centre(services={**parts, "A": early, "B": last}, hours=ENFORCED)
    desk = Desk(catalogue, at("08:40"))
    desk.open("1", "2")
    assert row(desk)["closes_at"] == "2026-11-23T02:00:00.000Z"
    assert (row(desk)["opens_at"], row(desk, "B")["closes_at"]) == (None, None)
    assert seen(desk)["closes_at"] is None
    desk.now = at("09:30")
    assert (status(desk), status(desk, "B")) == (("Closed", "over"), ("Open", None))
    desk.now = at("15:45")
    assert row(desk, "B")["closes_at"] == "2026-11-23T09:00:00.000Z"
    desk.now = at("16:10")
    assert status(desk, "B") == ("Closed", "last_number")


def test_the_centre_says_an_end_once_where_it_is_the_same_for_all():
    desk = desk_at("10:45")
    assert seen(desk)["closes_at"] == row(desk)["closes_at"] == "2026-11-23T04:00:00.000Z"
    assert seen(desk_at("11:30"))["closes_at"] is None
