"""When a newcomer would be called: the counters that are open work off all who wait."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import inf

import pytest

from queueing import commands as c
from queueing.estimate import Basis
from queueing.forecast import (
    BACK_S,
    LEAST_LEFT,
    Forecast,
    comes_back,
    find_call_s,
    find_mean_s,
)
from queueing.hours import Hours
from tests.queueing.centre import VIETNAM, Desk, small_centre

FAR = 8 * 3600.0
A, B = 6 * 60, 8 * 60
"""Seconds that a call of each service takes."""
EVERYBODY = {("A", "normal"), ("A", "elderly"), ("B", "normal"), ("B", "elderly")}
"""Whom counter 2 may call."""


def busy_desk(*services, counters=("2",)):
    """Counters are open, each with one of A at it; so many more wait."""
    desk = Desk()
    desk.open(*counters)
    for counter in counters:
        desk.issue("A")
        desk.do(c.CallNext(counter))
    for service in services:
        desk.issue(service)
    return desk


def calls_of(desk, horizon_s=FAR, basis=Basis()):  # noqa: B008 - it is frozen
    return Forecast(desk.hall, desk.now, basis, horizon_s).call_s


def find(desk, service="A", priority="normal", horizon_s=FAR, basis=Basis()):  # noqa: B008
    return find_call_s(desk.hall, service, priority, desk.now, basis, horizon_s)


def test_a_counter_without_a_ticket_calls_at_once():
    desk = Desk()
    desk.open("2")
    assert calls_of(desk) == dict.fromkeys(EVERYBODY, 0.0)


def test_all_who_wait_are_called_before_whoever_comes_now():
    calls = calls_of(busy_desk("A", "B", "A"))
    assert calls["A", "normal"] == calls["B", "normal"] == A + 2 * A + B
    assert calls["A", "elderly"] == calls["B", "elderly"] == A


def test_counters_share_the_work():
    assert calls_of(busy_desk("A", "A", "A", counters=("1", "2")))["A", "normal"] == 2 * A


def test_who_lends_a_hand_comes_after_its_own_people():
    calls = calls_of(busy_desk("B", "A", counters=("1",)))
    assert calls["A", "normal"] == 2 * A
    assert calls["B", "normal"] == 2 * A + B


def test_what_goes_on_takes_the_rest_of_its_time_and_a_little_at_least():
    desk = busy_desk()
    desk.now += timedelta(minutes=2)
    assert calls_of(desk)["A", "normal"] == A - 120
    desk.now += timedelta(hours=1)
    assert calls_of(desk)["A", "normal"] == LEAST_LEFT * A


def test_who_pauses_comes_back():
    desk = Desk()
    desk.open("2")
    desk.do(c.PauseCounter("2", "meeting"))
    assert calls_of(desk)["A", "normal"] == BACK_S


def test_what_lies_beyond_the_horizon_is_not_reckoned():
    desk = busy_desk("A", "A")
    assert calls_of(desk, horizon_s=A + 1) == {("A", "elderly"): A, ("B", "elderly"): A}
    assert find(desk, horizon_s=A + 1) == inf
    assert find(desk, horizon_s=3 * A) == 3 * A


def test_where_nobody_works_or_nothing_is_known_there_is_no_forecast():
    desk = Desk()
    assert find(desk) is None
    desk.open("3")
    assert (find(desk, "A"), find(desk, "C")) == (None, None)
    known = Basis(usual_minutes={"C": 5.0})
    assert find(desk, "C", basis=known) == 0.0


def test_a_service_of_unknown_length_is_worked_off_too():
    catalogue = small_centre()
    services = catalogue.services | {"B": replace(catalogue.services["B"], mean_minutes=None)}
    desk = Desk(replace(catalogue, services=services))
    desk.open("2")
    desk.issue("B")
    desk.issue("B")
    assert calls_of(desk)["A", "normal"] == 2 * 6 * 60


@pytest.mark.parametrize(("calls", "mean_s"), [(0, 300.0), (10, (10 * 600 + 40 * 300) / 50)])
def test_today_and_the_usual_time_are_weighed(calls, mean_s):
    desk = Desk()
    desk.open("2")
    for _ in range(calls):
        desk.issue("A")
        desk.do(c.CallNext("2"))
        desk.do(c.FinishService("2", "accepted"), after_s=600)
    assert find_mean_s(desk.hall, "A", Basis(usual_minutes={"A": 5.0})) == mean_s
    assert find_mean_s(desk.hall, "C", Basis()) is None


def test_one_look_serves_all_who_ask_of_one_moment_and_none_of_another():
    desk = busy_desk(*"AAA")
    basis = Basis()
    first = find(desk, horizon_s=2 * A, basis=basis)
    assert (first, find(desk, "B", horizon_s=2 * A, basis=basis)) == (inf, inf)
    assert find(desk, horizon_s=4 * A, basis=basis) == 4 * A
    desk.now += timedelta(seconds=60)
    assert find(desk, horizon_s=4 * A, basis=basis) == 4 * A - 60
    desk.issue("A")
    assert find(desk, horizon_s=5 * A, basis=basis) == 5 * A - 60
    desk.hall.catalogue = replace(desk.hall.catalogue)
    assert find(desk, horizon_s=5 * A, basis=basis) == 5 * A - 60


def test_a_look_is_of_one_hall_one_number_one_catalogue_and_of_what_is_known():
    desk, basis, horizon_s = busy_desk(*"AAA"), Basis(), 5.5 * A
    assert find(desk, horizon_s=horizon_s, basis=basis) == 4 * A
    other = desk.hall.copy()
    other.queues["A"] = other.queues["A"][:1]
    assert find_call_s(other, "A", "normal", desk.now, basis, horizon_s) == 2 * A
    assert find(desk, horizon_s=horizon_s, basis=basis) == 4 * A
    desk.issue("A")
    assert find(desk, horizon_s=horizon_s, basis=basis) == 5 * A
    known = Basis(usual_minutes={"A": 12.0})
    assert find(desk, horizon_s=horizon_s, basis=known) == inf
    assert find(desk, horizon_s=horizon_s, basis=basis) == 5 * A
    services = desk.hall.catalogue.services
    slower = services | {"A": replace(services["A"], mean_minutes=12)}
    desk.hall.catalogue = replace(desk.hall.catalogue, services=slower)
    assert find(desk, horizon_s=horizon_s, basis=basis) == inf


def test_where_less_waits_than_a_third_of_what_is_looked_at_nobody_looks_further():
    desk = busy_desk("A")
    assert find(desk, horizon_s=3 * 2 * A) == 0.0
    assert find(desk, horizon_s=3 * 2 * A - 1) == 2 * A


BREAK = Hours({0: ((time(7), time(10, 30)), (time(13), time(16, 30)))}, enforced=True)


def at(text):
    return datetime.combine(date(2026, 11, 23), time.fromisoformat(text), VIETNAM)


def desk_before_a_break(*, worked=True):
    """Counter 2 is open; it has served somebody if it `worked`."""
    desk = Desk(small_centre(hours=BREAK), at("10:00"))
    desk.open("2")
    if worked:
        desk.issue("A")
        desk.do(c.CallNext("2"))
        desk.do(c.FinishService("2", "accepted"), after_s=60)
    return desk


@pytest.mark.parametrize(
    ("closes", "worked", "asked", "back"),
    [
        ("10:31", True, "13:00", True),
        ("10:31", True, "13:09", True),
        ("10:31", True, "13:10", False),
        ("10:31", True, "12:59", False),
        ("10:31", False, "13:00", False),
        ("13:01", True, "13:02", False),
        ("13:00", True, "13:00", False),
    ],
)
def test_who_closed_for_a_break_comes_back_after_it(closes, worked, asked, back):
    desk = desk_before_a_break(worked=worked)
    desk.now = at(closes)
    desk.do(c.CloseCounter("2"))
    desk.now = at(asked)
    assert comes_back(desk.hall, "2", desk.now) is back
    calls = calls_of(desk)
    assert (set(calls), set(calls.values())) == ((EVERYBODY, {BACK_S}) if back else (set(), set()))
    assert (find(desk, horizon_s=60.0) is None) is not back


def test_a_counter_that_stayed_open_is_no_later_for_a_break():
    desk = desk_before_a_break()
    desk.now = at("13:00")
    assert not comes_back(desk.hall, "2", desk.now)
    assert calls_of(desk) == dict.fromkeys(EVERYBODY, 0.0)
