"""A day whose every figure was computed by hand, and its edges: midnight, few and many tickets."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from queueing import commands as c
from reports.months.teaching import read_samples
from tests.reports.centre import golden_day, house_in

BUILDING = {
    "issued": 4, "transferred_in": 0, "called": 3, "served": 2, "no_show": 0, "cancelled": 0,
    "expired": 1, "transferred_out": 1, "waiting_now": 0,
    "wait_mean_s": 400,  # 120, 300, 780
    "wait_p50_s": None, "wait_p90_s": None,
    "wait_within_target": 0.75,  # 3 of 3 called and B001, which expired after hours
    "service_mean_s": 570,  # 540, 600
    "service_p90_s": None,
    "satisfaction": None, "ratings": 0, "rated_share": 0,
}  # fmt: skip
JUSTICE = {
    "issued": 4, "transferred_in": 1, "called": 2, "served": 2, "no_show": 0, "cancelled": 2,
    "expired": 1, "transferred_out": 0, "waiting_now": 0,
    "wait_mean_s": 1200, "wait_p50_s": None, "wait_p90_s": None,
    "wait_within_target": 0.0,  # none of 2 called, C003 and C004; C002 left before the target
    "service_mean_s": 180,  # 300, 60
    "service_p90_s": None,
    "satisfaction": 0.5,  # A002 very satisfied, C001 neutral
    "ratings": 2, "rated_share": 1,
}  # fmt: skip
TOTAL = {
    "issued": 8, "transferred_in": 1, "called": 5, "served": 4, "no_show": 0, "cancelled": 2,
    "expired": 2, "transferred_out": 1, "waiting_now": 0,
    "wait_mean_s": 720, "wait_p50_s": None, "wait_p90_s": None,
    "wait_within_target": 0.375,  # 3 of 5 called and 3 lost late
    "service_mean_s": 375, "service_p90_s": None,
    "satisfaction": 0.5, "ratings": 2, "rated_share": 0.5,
}  # fmt: skip


@pytest.fixture
def house(tmp_path):
    with house_in(tmp_path) as house:
        yield house


def test_every_figure_of_the_golden_day_is_as_computed_by_hand(house):
    golden_day(house)
    rows, total = house.api().departments()
    assert rows["XD"] == {"department": "XD"} | BUILDING
    assert rows["TP"] == {"department": "TP"} | JUSTICE
    assert total == TOTAL
    assert list(rows) == ["XD", "TP", "YT"]
    assert (rows["YT"]["issued"], rows["YT"]["wait_mean_s"]) == (0, None)


def test_what_comes_in_goes_out(house):
    golden_day(house)
    rows, total = house.api().departments()
    for row in (*rows.values(), total):
        came = row["issued"] + row["transferred_in"]
        went = ("served", "no_show", "cancelled", "expired", "transferred_out", "waiting_now")
        assert came == sum(row[name] for name in went)


def test_a_corrected_service_balances_in_both_departments(house):
    mistaken = house.at("08:00").issue("A")
    house.press(c.OpenCounter("3", "mai"))
    house.at("08:12").press(c.CorrectService(mistaken, "C"))
    house.at("08:15").press(c.CallNext("3"))
    house.at("08:20").press(c.FinishService("3"))
    rows, total = house.api().departments()
    figures = ("issued", "transferred_in", "called", "served", "transferred_out", "wait_mean_s")
    assert [rows["XD"][name] for name in figures] == [1, 0, 0, 0, 1, None]
    assert [rows["TP"][name] for name in figures] == [0, 1, 1, 1, 0, 180]
    assert [total[name] for name in figures] == [1, 1, 1, 1, 1, 180]


def test_the_legs_of_a_ticket_that_missed_its_call_and_was_transferred(house):
    golden_day(house)
    first, second = house.rows(ticket="261123-A002")
    names = ("service", "counter", "end", "times_called", "waiting_us")
    assert [first[name] for name in names] == [
        "A", "2", "transferred", 2, 780 * 10**6,
    ]  # fmt: skip
    names = ("waiting_again_us", "absent_us", "calling_us", "service_us")
    assert [first[name] / 10**6 for name in names] == [60, 180, 180, 180]
    assert first["walking_us"] is None
    assert [second[name] for name in ("service", "counter", "end", "waiting_us")] == [
        "C", "3", "served", 1200 * 10**6,
    ]  # fmt: skip
    names = ("calling_us", "walking_us", "service_us")
    assert [second[name] / 10**6 for name in names] == [60, 60, 300]
    assert second["visit_us"] == 49 * 60 * 10**6
    assert second["taken_back"] is False


def test_a_rating_belongs_to_the_leg_that_served(house):
    golden_day(house)
    rated = [row for row in house.rows() if row["level"]]
    names = ("ticket", "leg", "department", "counter", "level")
    assert [[row[name] for name in names] for row in rated] == [
        ["261123-A002", 1, "TP", "3", "very_satisfied"], ["261123-C001", 0, "TP", "3", "neutral"],
    ]  # fmt: skip


def test_satisfaction_weighs_ratings_not_departments(house):
    golden_day(house, rated_too="261123-A003")
    rows, total = house.api().departments()
    assert (rows["XD"]["satisfaction"], rows["XD"]["rated_share"]) == (1, 0.5)
    assert (total["satisfaction"], total["ratings"]) == (0.6667, 3)


def test_a_counter_s_session_has_its_pause_and_its_time_with_tickets(house):
    golden_day(house)
    lan = house.rows("sessions", officer="lan")[0]
    assert (lan["open_us"], lan["paused_us"]) == (4 * 3600 * 10**6, 600 * 10**6)
    assert lan["occupied_us"] == (5 * 60 + 5 * 60) * 10**6  # 08:05 to 08:10, 08:20 to 08:25
    assert lan["pauses"] == [{"reason": "meeting", "us": 600 * 10**6}]


def test_only_the_citizen_s_own_cancellation_is_abandonment(house):
    golden_day(house)
    cancelled = {row["number"]: row["taken_back"] for row in house.rows(end="cancelled")}
    assert cancelled == {"C002": False, "C003": True}


def test_who_still_waits_is_counted_as_waiting_and_in_no_mean(house):
    house.press(c.OpenCounter("1", "lan"))
    house.issue("A")
    house.issue("A")
    house.now += timedelta(minutes=5)
    house.press(c.CallNext("1"))
    house.now += timedelta(hours=1)
    rows, total = house.api().departments()
    assert (rows["XD"]["waiting_now"], rows["XD"]["called"], rows["XD"]["wait_mean_s"]) == (
        1,
        1,
        300,
    )
    assert (total["waiting_now"], total["wait_within_target"]) == (1, 1.0)


def test_percentiles_come_with_the_tenth_ticket_and_a_total_from_tickets_not_from_averages(house):
    house.press(c.OpenCounter("1", "lan"))
    house.press(c.OpenCounter("3", "mai"))
    for _ in range(9):
        house.issue("A")
    house.issue("C")
    for _ in range(9):
        house.now += timedelta(seconds=60)
        house.press(c.FinishAndCallNext("1"))
    house.now += timedelta(seconds=1000 - 9 * 60)
    house.press(c.CallNext("3"))
    rows, total = house.api().departments()
    assert rows["XD"]["wait_p50_s"] is None
    assert rows["XD"]["wait_mean_s"] == 300
    assert (total["wait_p50_s"], total["wait_p90_s"]) == (300, 540)
    assert total["wait_mean_s"] == 370  # (9 * 300 + 1000) / 10, not (300 + 1000) / 2


# ── midnight, and 07:00 here, which is midnight in UTC ──


def test_a_call_before_midnight_belongs_to_that_day_even_when_service_ends_after_it(house):
    house.at("23:50").press(c.OpenCounter("1", "lan"))
    house.issue("A")
    house.issue("A")
    house.at("23:58").press(c.CallNext("1"))
    house.press(c.StartService("1"))
    house.now += timedelta(minutes=7)
    house.press(c.FinishService("1"))
    api = house.api()
    rows, _ = api.departments("2026-11-23", "2026-11-23")
    assert [rows["XD"][name] for name in ("issued", "called", "served", "expired")] == [2, 1, 1, 0]
    assert (rows["XD"]["wait_mean_s"], rows["XD"]["service_mean_s"]) == (480, 420)
    rows, _ = api.departments("2026-11-24", "2026-11-24")
    # A002 expired when the first command after midnight closed the day
    assert [rows["XD"][name] for name in ("issued", "called", "served", "expired")] == [0, 0, 0, 1]


@pytest.mark.parametrize("clock", ["00:00", "06:59", "07:00", "23:59"])
def test_a_ticket_is_counted_on_its_local_day_whatever_utc_says(house, clock):
    house.at(clock).issue("A")
    api = house.api()
    counts = [
        api.departments(day, day)[1]["issued"] for day in ("2026-11-22", "2026-11-23", "2026-11-24")
    ]
    assert counts == [0, 1, 0]


def test_a_department_that_is_no_longer_configured_keeps_its_row(house):
    golden_day(house)
    house.next_day()
    catalogue = house.office.hall.catalogue
    departments = {code: d for code, d in catalogue.departments.items() if code != "TP"}
    services = {code: s for code, s in catalogue.services.items() if code != "C"}
    counters = {code: k for code, k in catalogue.counters.items() if code != "3"}
    house.office.reconfigure(
        replace(
            catalogue, departments=departments, services=services, counters=counters, digest="b"
        )
    )
    rows, total = house.api().departments()
    assert list(rows) == ["XD", "YT", "TP"]
    assert rows["TP"] == {"department": "TP"} | JUSTICE
    assert total == TOTAL


# ── what estimates learn ──


def test_estimates_learn_from_earlier_days_and_never_from_today(house):
    golden_day(house)
    today, tomorrow = date(2026, 11, 23), date(2026, 11, 24)
    # Only A002 was told more than 0: two counters were free, and C has no basis
    assert learnt(house, read_samples, tomorrow) == [("A", 1, 780, 720)]
    assert learnt(house, read_samples, today) == []


def learnt(house, read, before):
    return house.figures.ask(partial(read, before=before, catalogue=house.office.hall.catalogue))[1]
