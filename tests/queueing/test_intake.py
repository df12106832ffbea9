"""When a service gives numbers: its hours, the day's numbers, the last one, what is forecast."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from queueing import commands as c
from queueing.catalogue import Intake
from queueing.errors import ServiceClosed
from queueing.estimate import Basis, rest_of
from queueing.hours import Hours, join_hours
from queueing.intake import (
    ALL_GIVEN,
    LAST_NUMBER,
    NO_MORE_TODAY,
    OUTSIDE_HOURS,
    WaysOut,
    count_left,
    find_next_intake,
    find_ways_out,
    no_number_reason,
    wait_of_newcomer,
)
from queueing.staffing import find_staffing
from tests.queueing.booking import ON, book, confirm
from tests.queueing.centre import VIETNAM, Desk, small_centre

WORKDAY = ((time(7), time(10, 30)), (time(13), time(16, 30)))
HOURS = Hours(dict.fromkeys(range(5), WORKDAY), enforced=True)
SATURDAY = Hours({5: ((time(8), time(11)),)}, enforced=True)
A_SATURDAY = 28
LAST = Intake(last_number_at=time(15, 30))


def at(text, day=23):
    return datetime.combine(date(2026, 11, day), time.fromisoformat(text), VIETNAM)


def desk_at(text, day=23, centre=HOURS, **of_a):
    """A desk at a time of a Monday, or of another day; `of_a`: how service A is set."""
    catalogue = small_centre(hours=centre)
    service = replace(catalogue.services["A"], **of_a)
    return Desk(replace(catalogue, services=catalogue.services | {"A": service}), at(text, day))


def reason_for(desk, service="A", priority="normal"):
    found = desk.hall.catalogue.services[service]
    return no_number_reason(desk.hall, found, priority, desk.now, Basis())


def ways_out(desk, reason, online=()):
    service = desk.hall.catalogue.services["A"]
    return find_ways_out(desk.hall, service, "normal", reason, desk.now, Basis(), online)


def keep_waiting(desk, people):
    """Open counter 2 with somebody at it; so many more wait for A."""
    desk.open("2")
    for _ in range(people + 1):
        desk.issue("A", by_staff=True)
    desk.do(c.CallNext("2"))


def test_a_service_may_have_hours_of_its_own():
    desk = desk_at("09:00", A_SATURDAY, hours=SATURDAY)
    assert (reason_for(desk, "A"), reason_for(desk, "B")) == (None, OUTSIDE_HOURS)
    assert desk.issue("A").number == "A001"
    a, b = (find_staffing(desk.hall, service, desk.now) for service in "AB")
    assert (a.no_counter, b.no_counter) == ("not_yet", "over")
    assert (a.opens_at, b.opens_at) == (None, at("07:00", 30))
    assert rest_of(desk.hall.catalogue, "A", desk.now).ends_s == 2 * 3600


def test_what_is_no_service_any_more_keeps_the_hours_of_the_centre():
    catalogue = small_centre(hours=HOURS)
    assert catalogue.hours_of("gone") == HOURS
    assert rest_of(catalogue, "gone", at("15:30")).ends_s == 3600


def test_the_house_is_open_while_anything_gives_numbers():
    early = Hours({0: ((time(6), time(7)), (time(9), time(12)))}, {date(2026, 12, 1): ()})
    joined = join_hours([HOURS, early, SATURDAY])
    assert joined.week[0] == ((time(6), time(12)), (time(13), time(16, 30)))
    assert (joined.week[1], joined.week[5]) == (WORKDAY, ((time(8), time(11)),))
    assert joined.days == {date(2026, 12, 1): WORKDAY}
    assert not joined.enforced
    assert desk_at("09:00").hall.catalogue.open_hours is HOURS
    own = desk_at("09:00", hours=SATURDAY).hall.catalogue.open_hours
    assert own.taking_in(at("09:00", A_SATURDAY))
    assert own.enforced


def test_the_numbers_of_a_day_end():
    desk = desk_at("08:00", intake=Intake(numbers_per_day=2))
    first = desk.issue("A")
    assert count_left(desk.hall, desk.hall.catalogue.services["A"], desk.now) == 1
    desk.issue("A")
    assert (reason_for(desk), reason_for(desk, "B")) == (ALL_GIVEN, None)
    with pytest.raises(ServiceClosed) as refusal:
        desk.issue("A")
    assert refusal.value.fields == {"service": "A", "reason": ALL_GIVEN}
    desk.issue("A", by_staff=True)
    assert count_left(desk.hall, desk.hall.catalogue.services["A"], desk.now) == 0
    for ticket in (first.id, "261123-A002"):
        desk.do(c.CancelTicket(ticket))
    assert desk.issue("A").number == "A004"
    assert desk.replayed() == desk.hall


def test_a_number_that_comes_back_counts_again_and_the_next_day_begins_anew():
    desk = desk_at("08:00", intake=Intake(numbers_per_day=1))
    ticket = desk.issue("A")
    desk.do(c.CancelTicket(ticket.id))
    assert reason_for(desk) is None
    desk.do(c.RestoreTicket(ticket.id))
    assert reason_for(desk) == ALL_GIVEN
    assert ways_out(desk, ALL_GIVEN).opens_at == at("07:00", 24)
    desk.now = at("08:00", 24)
    assert reason_for(desk) is None
    desk.do(c.CloseDay())
    desk.issue("A")
    assert reason_for(desk) == ALL_GIVEN
    desk.now = at("08:00", 25)
    assert reason_for(desk) is None


def test_one_who_is_served_past_the_days_end_counts_for_the_day_before():
    desk = desk_at("08:00", intake=Intake(numbers_per_day=1))
    ticket = desk.issue("A")
    desk.open("2")
    desk.do(c.CallNext("2"))
    desk.do(c.StartService("2"))
    desk.do(c.CloseDay())
    desk.now = at("08:00", 24)
    desk.issue("A")
    desk.do(c.ParkTicket("2", "photocopy"))
    desk.do(c.CancelTicket(ticket.id))
    assert reason_for(desk) == ALL_GIVEN


def test_a_number_that_was_booked_from_home_is_one_of_the_day():
    desk = desk_at("08:00", intake=Intake(numbers_per_day=2))
    desk.hall.catalogue = replace(desk.hall.catalogue, bookings=ON)
    booking = book(desk)
    desk.issue("A")
    assert reason_for(desk) == ALL_GIVEN
    confirm(desk, booking)
    assert reason_for(desk) == ALL_GIVEN


@pytest.mark.parametrize(
    ("text", "reason", "opens"),
    [
        ("06:00", OUTSIDE_HOURS, at("07:00")),
        ("15:29", None, None),
        ("15:30", LAST_NUMBER, at("07:00", 24)),
        ("17:00", LAST_NUMBER, at("07:00", 24)),
        ("09:00", None, None),
        ("12:00", OUTSIDE_HOURS, at("13:00")),
    ],
)
def test_the_last_number_is_given_before_its_hour(text, reason, opens):
    desk = desk_at(text, intake=LAST)
    assert reason_for(desk) == reason
    assert opens is None or ways_out(desk, reason).opens_at == opens


def test_hours_that_are_not_enforced_refuse_nobody_by_the_hour():
    open_door = replace(HOURS, enforced=False)
    desk = desk_at("16:29", centre=open_door, intake=replace(LAST, numbers_per_day=9))
    keep_waiting(desk, 7)
    assert reason_for(desk) is None
    desk.issue("A")
    assert reason_for(desk) == ALL_GIVEN


def test_on_a_day_without_hours_nothing_is_the_last_number():
    assert reason_for(desk_at("16:00", A_SATURDAY, intake=LAST)) == OUTSIDE_HOURS


def test_only_what_is_booked_of_the_service_itself_counts_among_its_numbers():
    desk = desk_at("08:00", intake=Intake(numbers_per_day=2))
    desk.hall.catalogue = replace(desk.hall.catalogue, bookings=ON)
    book(desk, "B")
    assert count_left(desk.hall, desk.hall.catalogue.services["A"], desk.now) == 2


def test_the_next_day_begins_with_its_first_moment():
    nights = Hours(dict.fromkeys(range(7), ((time(), time(4)),)), enforced=True)
    desk = desk_at("02:00", centre=nights)
    assert ways_out(desk, ALL_GIVEN).opens_at == at("00:00", 24)


@pytest.mark.parametrize(
    ("intake", "reason"),
    [
        (Intake(), NO_MORE_TODAY),
        (Intake(grace_min=30), None),
        (Intake(by_forecast=False), None),
    ],
)
def test_who_would_be_called_too_late_gets_no_number(intake, reason):
    desk = desk_at("16:22", intake=intake)
    keep_waiting(desk, 1)  # a newcomer is called in two times 6 minutes
    assert reason_for(desk) == reason
    assert reason_for(desk, priority="elderly") is None


@pytest.mark.parametrize(("worked", "reason"), [("12", None), ("2", NO_MORE_TODAY)])
def test_who_is_not_back_from_lunch_yet_is_reckoned_with(worked, reason):
    desk = desk_at("10:00")
    for counter in worked:
        desk.open(counter)
        desk.issue("A")
        desk.do(c.CallNext(counter))
        desk.do(c.FinishService(counter, "accepted"), after_s=60)
    desk.now = at("10:35")
    for counter in worked:
        desk.do(c.CloseCounter(counter))
    desk.now = at("13:01")
    desk.open("2")
    for _ in range(50):  # 5 hours for one counter; three and a half are left
        desk.issue("A", by_staff=True)
    assert reason_for(desk) == reason


def test_nothing_is_forecast_where_nobody_works():
    desk = desk_at("16:29")
    for _ in range(9):
        desk.issue("A", by_staff=True)
    assert reason_for(desk) is None


def test_ways_out_name_when_where_and_online():
    desk = desk_at("16:25")
    keep_waiting(desk, 3)
    assert ways_out(desk, NO_MORE_TODAY, {"A"}) == WaysOut(at("07:00", 24), True, ("C",))
    assert ways_out(desk, NO_MORE_TODAY, {"B"}) == WaysOut(at("07:00", 24), False, ("C",))
    assert ways_out(desk, "closed").opens_at is None
    assert find_next_intake(
        desk.hall.catalogue, desk.hall.catalogue.services["A"], None, at("09:00")
    ) == at("13:00")
    desk.now += timedelta(minutes=5)
    assert ways_out(desk, OUTSIDE_HOURS) == WaysOut(at("07:00", 24), False, ())


def test_others_are_offered_of_the_same_department_that_have_a_tile():
    desk = desk_at("08:00", closed_reason="closed")
    services = desk.hall.catalogue.services
    assert ways_out(desk, "closed").others == ("B", "C")
    desk.hall.catalogue = replace(
        desk.hall.catalogue,
        services=services
        | {
            "B": replace(services["B"], on_kiosk=False),
            "C": replace(services["C"], department="YT"),
        },
    )
    assert ways_out(desk, "closed").others == ()


def test_whoever_comes_now_is_promised_what_the_number_then_says():
    desk = Desk()
    desk.open("1", "2")
    for _ in range(3):
        desk.issue("A")
    told = wait_of_newcomer(desk.hall, "A", "normal", desk.now, Basis())
    ticket = desk.issue("A")
    assert told is not None
    assert (told.low_min, told.high_min) == (ticket.low_min, ticket.high_min)
    assert wait_of_newcomer(desk.hall, "C", "normal", desk.now, Basis()) is None
