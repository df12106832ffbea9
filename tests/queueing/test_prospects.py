"""What a newcomer would be told: what the number then says, and whether the day may end before."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from queueing import commands as c
from queueing.estimate import Basis
from queueing.hours import Hours
from queueing.prospects import find_prospects
from tests.queueing.centre import Desk, small_centre

OFFICE_HOURS = Hours({n: ((time(7), time(16, 30)),) for n in range(5)}, enforced=True)


def asked(desk, code="A"):
    service = desk.hall.catalogue.services[code]
    return find_prospects(desk.hall, service, desk.now, Basis())


@pytest.mark.parametrize("priority", ["normal", "elderly"])
def test_it_is_what_the_number_then_promises(priority):
    desk = Desk()
    desk.open("1", "2")
    for _ in range(9):
        desk.issue("A")
    wait = asked(desk)[priority].wait
    ticket = desk.issue("A", priority=priority)
    assert (wait.low_min, wait.high_min) == (ticket.low_min, ticket.high_min)


def test_whoever_counts_as_having_come_earlier_waits_less():
    desk = Desk()
    desk.open("2")
    for _ in range(5):
        desk.issue("A", after_s=60)
    desk.do(c.CallNext("2"))
    found = asked(desk)
    assert found["elderly"].wait.high_min < found["normal"].wait.high_min


def test_nobody_queuing_is_no_wait_only_where_a_counter_is_free():
    desk = Desk()
    desk.open("2")
    assert asked(desk)["normal"].wait.is_no_wait
    desk.issue("A")
    desk.do(c.CallNext("2"))
    assert not desk.hall.queues.get("A")
    busy = asked(desk)["normal"].wait
    assert (busy.is_no_wait, busy.high_min > 1) == (False, True)


def test_groups_that_count_as_equally_early_are_told_the_same():
    centre = small_centre()
    also = replace(centre.priorities["elderly"], code="pregnant")
    desk = Desk(replace(centre, priorities={**centre.priorities, "pregnant": also}))
    desk.open("1")
    found = asked(desk)
    assert found["pregnant"] == found["elderly"]


def test_nobody_is_promised_anything_where_no_counter_is_open():
    found = asked(Desk())
    assert [(each.wait, each.may_be_too_late) for each in found.values()] == [(None, False)] * 2


@pytest.mark.parametrize(
    ("hours", "at", "too_late"),
    [
        (OFFICE_HOURS, (8, 45), {"normal": True, "elderly": False}),
        (OFFICE_HOURS, (3, 0), {"normal": False, "elderly": False}),
        (Hours(OFFICE_HOURS.week), (8, 45), {"normal": False, "elderly": False}),
    ],
)
def test_it_may_be_too_late_where_the_range_ends_behind_the_last_hour(hours, at, too_late):
    desk = Desk(small_centre(hours=hours), datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    desk.open("1", "2")
    desk.now = desk.now.replace(hour=at[0], minute=at[1])
    for _ in range(6):
        desk.issue("A", by_staff=True)
    found = asked(desk)
    assert {code: each.may_be_too_late for code, each in found.items()} == too_late
    assert all(each.wait for each in found.values()), "and a number is given all the same"
