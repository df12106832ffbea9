"""The board view of a waiting zone, from halls that went through the rules."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from display.view import UnknownZone, check_zone, list_ready, make_board
from queueing import commands as c
from queueing.catalogue import Counter, Floor, Preference, Zone
from queueing.hours import Hours
from tests.queueing.centre import Desk, named, small_centre

FLOORS = {"tret": Floor("tret", named("Tầng trệt")), "1": Floor("1", named("Tầng 1"))}
ZONES = {
    "tret": Zone("tret", named("Khu chờ tầng trệt"), frozenset({"tret"})),
    "tang1": Zone("tang1", named("Khu chờ tầng 1"), frozenset({"1"})),
}
COUNTERS = {
    "1": Counter("1", "01", "tret", "XD", (Preference("A"),)),
    "2": Counter("2", "02", "tret", "XD", (Preference("A"), Preference("B"))),
    "21": Counter("21", "21", "1", "XD", (Preference("C"),)),
}
OFFICE_HOURS = Hours(
    {day: ((time(7), time(10, 30)), (time(13), time(16, 30))) for day in range(5)}, {}, True
)


def two_floors(**changes):
    return small_centre(**{"floors": FLOORS, "zones": ZONES, "counters": COUNTERS} | changes)


@pytest.fixture
def desk():
    desk = Desk(two_floors())
    desk.open()
    return desk


def seen(desk, zone="all"):
    return make_board(desk.hall, zone, desk.now)


def local(hour, minute=0, day=23):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")).astimezone(
        UTC
    )


def test_an_empty_hall_has_a_whole_board():
    desk = Desk(two_floors())
    view = seen(desk)
    assert (view["calls"], view["announcements"], view["seq"]) == ([], [], 0)
    assert view["day"] == "2026-11-23"
    assert view["at"] == "2026-11-23T01:00:00.000Z"
    assert view["catalogue"] == "first"
    assert [counter["state"] for counter in view["counters"]] == ["closed"] * 3


def test_a_call_says_all_that_the_contract_promises(desk):
    desk.issue("A", language="en")
    desk.do(c.CallNext("1"))
    [call] = seen(desk)["calls"]
    assert call == {
        "seq": desk.hall.seq, "number": "A001", "counter": "1", "counter_label": "01",
        "department": "XD", "service": "A", "floor": "tret", "at": "2026-11-23T01:00:00.000Z",
        "times_called": 1, "state": "called", "language": "en",
    }  # fmt: skip


def test_calls_stand_newest_first_and_a_recall_moves_its_only_row_up(desk):
    for service in "AAC":
        desk.issue(service)
    for counter in ("1", "2", "21"):
        desk.do(c.CallNext(counter))
    assert [call["number"] for call in seen(desk)["calls"]] == ["C001", "A002", "A001"]
    desk.do(c.Recall("1"), after_s=30)
    again = seen(desk)["calls"]
    assert [call["number"] for call in again] == ["A001", "C001", "A002"]
    assert again[0]["times_called"] == 2


def test_a_zone_shows_the_calls_and_counters_of_its_floors_only(desk):
    for service in "AC":
        desk.issue(service)
    desk.do(c.CallNext("1"))
    desk.do(c.CallNext("21"))
    assert [call["number"] for call in seen(desk, "tret")["calls"]] == ["A001"]
    assert [call["number"] for call in seen(desk, "tang1")["calls"]] == ["C001"]
    assert [counter["id"] for counter in seen(desk, "tret")["counters"]] == ["1", "2"]
    assert [counter["id"] for counter in seen(desk)["counters"]] == ["1", "2", "21"]


def test_without_a_zone_the_whole_centre_is_meant_and_an_unknown_zone_is_refused():
    catalogue = two_floors()
    assert check_zone(catalogue, None) == check_zone(catalogue, "") == "all"
    assert check_zone(catalogue, "tret") == "tret"
    with pytest.raises(UnknownZone) as refused:
        check_zone(catalogue, "gác mái")
    assert (refused.value.code, refused.value.fields) == ("unknown_zone", {"zone": "gác mái"})


def test_a_counter_shows_its_number_its_pause_and_its_close(desk):
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.PauseCounter("2", "meeting", desk.now + timedelta(minutes=30)))
    desk.do(c.CloseCounter("21"))
    counters = {counter["id"]: counter for counter in seen(desk)["counters"]}
    assert counters["1"] == {
        "id": "1", "label": "01", "state": "open", "number": "A001", "department": "XD",
        "floor": "tret", "until": None,
    }  # fmt: skip
    assert (counters["2"]["state"], counters["2"]["number"]) == ("paused", None)
    assert counters["2"]["until"] == "2026-11-23T01:30:00.000Z"
    assert counters["21"]["state"] == "closed"


def test_a_counter_of_two_departments_names_the_one_whose_number_is_there():
    usual = two_floors()
    departments = usual.departments | {"YT": replace(usual.departments["XD"], code="YT")}
    services = usual.services | {"A": replace(usual.services["A"], department="YT", letter="AB")}
    desk = Desk(two_floors(departments=departments, services=services))
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("1"))
    board = {counter["id"]: counter for counter in seen(desk)["counters"]}
    assert (board["1"]["number"], board["1"]["department"]) == ("AB001", "YT")
    assert board["2"]["department"] == "XD"


def test_a_call_that_was_undone_is_gone_and_a_returned_one_says_that_it_waits(desk):
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.Undo("1"))
    assert seen(desk)["calls"] == []
    desk.do(c.CallNext("1"))
    desk.do(c.ReturnTicket("1"))
    assert [call["state"] for call in seen(desk)["calls"]] == ["waiting"]


def test_waiting_people_are_counted_for_the_departments_of_the_zone(desk):
    for service in "AABC":
        desk.issue(service)
    assert seen(desk)["waiting"] == [{"department": "XD", "count": 4}]
    assert seen(desk, "tret")["waiting"] == [{"department": "XD", "count": 3}]
    assert seen(desk, "tang1")["waiting"] == [{"department": "XD", "count": 1}]


def test_the_list_says_from_which_number_on_it_is_complete(desk):
    assert seen(desk)["calls_since"] == 0
    for _ in range(41):
        desk.issue("A")
        desk.do(c.CallNext("1"))
        desk.do(c.FinishService("1"))
    view = seen(desk)
    assert len(view["calls"]) == 40
    assert view["calls_since"] == view["calls"][-1]["seq"]


@pytest.mark.parametrize(
    ("now", "taking_in", "next_opening"),
    [
        (local(6, 59), False, "2026-11-23T00:00:00.000Z"),
        (local(7), True, "2026-11-23T06:00:00.000Z"),
        (local(10, 30), False, "2026-11-23T06:00:00.000Z"),
        (local(16, 29), True, "2026-11-24T00:00:00.000Z"),
        (local(16, 30), False, "2026-11-24T00:00:00.000Z"),
        (local(16, 30, day=27), False, "2026-11-30T00:00:00.000Z"),
    ],
)
def test_the_view_says_whether_numbers_are_given_and_when_again(now, taking_in, next_opening):
    hours = make_board(Desk(two_floors(hours=OFFICE_HOURS)).hall, "all", now)["open"]
    assert (hours["taking_in"], hours["next_opening"]) == (taking_in, next_opening)


def test_a_day_closed_by_command_takes_nobody_in_although_its_hours_go_on():
    desk = Desk(two_floors(hours=OFFICE_HOURS))
    desk.issue("A")
    desk.do(c.CloseDay())
    hours = seen(desk)["open"]
    assert (hours["taking_in"], hours["day_closed"]) == (False, True)


def test_a_board_tells_the_numbers_of_its_own_floors_to_get_ready(desk):
    desk.issue("C")
    desk.issue("A", after_s=5)
    desk.now += timedelta(seconds=901)
    told = {zone: list_ready(desk.hall, zone, desk.now) for zone in ("tret", "tang1", "all")}
    assert told == {"tret": ["A001"], "tang1": ["C001"], "all": ["C001", "A001"]}
