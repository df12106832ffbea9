"""The statistics by the front door: the golden day computed by hand, midnight, who may ask."""

import shutil
from datetime import timedelta

import pytest

from queueing import commands as c
from reports.figures import FIGURES
from reports.months.making import make_months
from tests.reports.centre import golden_day, house_in

API = "/api/reports/statistics"
TIMES = ("wait_mean_s", "wait_max_s", "walking_mean_s", "service_mean_s", "visit_mean_s")
BUILDING = {
    "issued": 4, "transferred_in": 0, "called": 3, "served": 2, "no_show": 0, "cancelled": 0,
    "expired": 1, "transferred_out": 1,
    "recalls": 2,  # A001 once; A002 was called again after it had been missed
    "priority_share": 0.3333,  # A003
    "wait_mean_s": 400, "wait_p50_s": None, "wait_p90_s": None,  # 120, 300, 780
    "wait_max_s": 780,
    "wait_within_target": 0.75, "wait_within_red_line": 0.75,  # B001 expired after hours
    "walking_mean_s": 30, "walking_p50_s": None, "walking_p90_s": None, "walking_max_s": 30,
    "walking_known": 0.3333,  # A001 alone
    "service_mean_s": 570, "service_p50_s": None, "service_p90_s": None, "service_max_s": 600,
    "parked_mean_s": 600, "parked_p90_s": None, "parked_max_s": 600, "parked": 1,  # A001
    # A001 08:00 to 08:25, A003 08:02 to 08:14
    "visit_mean_s": 1110, "visit_p50_s": None, "visit_p90_s": None, "visit_max_s": 1500,
    "no_show_rate": 0,
    "abandonment": 0.25,  # B001 of 4
    # Counter 1 four hours with A001 twice five minutes, counter 2 is open until the day's end
    "open_s": 28800, "paused_s": 600,
    "occupied_s": 600 + 600 + 180 + 180,
    "occupancy": round(1560 / 28200, 4),
    "satisfaction": None, "ratings": 0, "rated_share": 0,
}  # fmt: skip
JUSTICE = {
    "issued": 4, "transferred_in": 1, "called": 2, "served": 2, "no_show": 0, "cancelled": 2,
    "expired": 1, "transferred_out": 0, "recalls": 0, "priority_share": 0,
    "wait_mean_s": 1200, "wait_max_s": 1200, "wait_within_target": 0,
    "wait_within_red_line": 0.6667,  # C004 alone waited longer
    "walking_mean_s": 60, "walking_max_s": 60, "walking_known": 0.5,
    "service_mean_s": 180, "service_max_s": 300,
    "parked": 0, "parked_mean_s": None,
    # A002 08:01 to 08:50, C001 08:30 to 08:51
    "visit_mean_s": 2100, "visit_max_s": 2940,
    "abandonment": 0.6667,  # C002 and C004; C003 was a wrong print and counts nowhere
    "open_s": 14400, "occupied_s": 420, "occupancy": round(420 / 14400, 4),
    "satisfaction": 0.5, "ratings": 2, "rated_share": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("centre")) as house:
        golden_day(house)
        yield house


def asked(caller, query="", day="2026-11-23"):
    answer = caller.get(f"{API}?from={day}&to={day}&{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def rows_of(told):
    return {row.pop("key"): row for row in told["rows"]}


def some(figures, wanted):
    return {name: figures[name] for name in wanted}


# ── figures computed by hand ──


def test_every_figure_of_the_golden_day_is_as_computed_by_hand(house):
    told = asked(house.api())
    rows = rows_of(told)
    assert list(rows) == ["XD", "TP", "YT"]
    assert some(rows["XD"], BUILDING) == BUILDING
    assert some(rows["TP"], JUSTICE) == JUSTICE
    assert (rows["YT"]["issued"], rows["YT"]["wait_mean_s"]) == (0, None)
    assert some(told["total"], TIMES) == {
        "wait_mean_s": 720, "wait_max_s": 1200, "walking_mean_s": 45, "service_mean_s": 375,
        "visit_mean_s": 1605,
    }  # fmt: skip
    assert told["total"]["abandonment"] == round(3 / 7, 4)
    assert told["pauses"] == {"meeting": 600}


def test_every_defined_figure_is_in_every_row_and_no_other(house):
    told = asked(house.api(), "by=service")
    keys = [definition.key for definition in FIGURES]
    for figures in (told["total"], *rows_of(told).values()):
        assert sorted(figures) == sorted(keys)


def test_an_answer_says_what_was_asked_and_when_it_is_true(house):
    told = asked(house.api(), "by=hour&department=TP&compare=1")
    assert (told["from"], told["to"], told["by"]) == ("2026-11-23", "2026-11-23", "hour")
    assert (told["part"], told["seq"]) == ({"department": "TP"}, house.office.hall.seq)
    assert told["at"].endswith("Z")
    before = told["before"]
    assert (before["from"], before["to"]) == ("2026-11-16", "2026-11-16")
    # Nobody came a week before: nothing stands beside nothing
    assert (before["left_out"], before["rows"], before["total"]) == (["2026-11-23"], [], {})
    assert asked(house.api())["before"] is None


def test_a_day_that_goes_on_is_compared_with_what_was_known_at_that_time_a_week_before(tmp_path):
    with house_in(tmp_path) as house:
        golden_day(house)
        house.now += timedelta(weeks=1)
        house.at("08:00").press(c.OpenCounter("2", "minh"))
        house.issue("A")
        house.at("08:12:30")
        before = asked(house.api(), "compare=1", "2026-11-30")["before"]
        # A003 was still served then, and no session was over: counter 1 closed at the day's end
        assert some(before["total"], ("issued", "called", "served", "wait_mean_s", "open_s")) == {
            "issued": 3, "called": 2, "served": 0, "wait_mean_s": 210, "open_s": 0,
        }  # fmt: skip
        assert (before["until"], before["weeks"]) == ("2026-11-23T01:12:30.000Z", 1)
        assert (before["days"], before["left_out"]) == (["2026-11-30"], [])
        house.now += timedelta(days=1)
        house.at("07:00").issue("A")
        span = house.api().get(f"{API}?from=2026-11-30&to=2026-12-06&by=day&compare=1").get_json()
        # On Tuesday nobody came the week before; Monday stands beside its own, now the whole of it
        assert (span["before"]["days"], span["before"]["left_out"]) == (
            ["2026-11-30"], ["2026-12-01"],
        )  # fmt: skip
        assert [span["total"]["issued"], span["before"]["now"]["total"]["issued"]] == [2, 1]
        assert span["before"]["total"]["issued"] == 8


@pytest.mark.parametrize(
    ("by", "waits"),
    [
        ("service", {"A": 400, "B": None, "C": 1200}),
        ("counter", {"1": 300, "2": 450, "3": 1200, "": None}),
        ("officer", {"lan": 300, "minh": 450, "mai": 1200, "": None}),
        ("priority", {"normal": 870, "elderly": 120}),
        ("channel", {"kiosk": 720, "guide": None, "counter": None}),
        ("day", {"2026-11-23": 720}),
        ("weekday", {"1": 720}),
        ("hour", {"8": 720, "12": None}),  # 12:00: two tickets expire
        ("weekday_hour", {"1-8": 720, "1-12": None}),
    ],
)
def test_a_row_stands_for_whatever_is_asked(house, by, waits):
    rows = rows_of(asked(house.api(), f"by={by}"))
    assert {key: row["wait_mean_s"] for key, row in rows.items()} == waits


def test_what_belongs_to_no_counter_or_service_alone_is_not_told_there(house):
    by_counter = rows_of(asked(house.api(), "by=counter"))
    assert {row["issued"] for row in by_counter.values()} == {None}
    assert by_counter["3"]["open_s"] == 14400
    by_service = asked(house.api(), "by=service")
    assert {row["open_s"] for row in by_service["rows"]} == {None}
    assert by_service["total"]["open_s"] == 3 * 14400
    assert asked(house.api(), "service=C")["total"]["open_s"] is None


def test_an_officer_who_called_nobody_has_a_row_too(tmp_path):
    with house_in(tmp_path) as house:
        house.at("08:00").press(c.OpenCounter("1", "lan"))
        house.at("09:00").press(c.CloseCounter("1"))
        rows = rows_of(asked(house.api(), "by=officer"))
    assert some(rows["lan"], ("called", "open_s", "occupancy")) == {
        "called": 0, "open_s": 3600, "occupancy": 0,
    }  # fmt: skip


def test_parts_of_the_hall_are_counted_alone(house):
    total = asked(house.api(), "counter=2&priority=elderly")["total"]
    assert some(total, ("called", "wait_mean_s", "visit_mean_s")) == {
        "called": 1, "wait_mean_s": 120, "visit_mean_s": 720,
    }  # fmt: skip
    assert asked(house.api(), "department=TP&service=A")["total"]["called"] == 0


def test_promises_are_kept_within_both_ends_of_the_printed_range(tmp_path):
    with house_in(tmp_path) as house:
        house.at("08:00").press(c.OpenCounter("1", "lan"))
        for _ in range(3):
            house.issue("A")
        printed = [(t.low_min, t.high_min) for t in house.office.hall.tickets.values()]
        assert all(low and high for low, high in printed[1:]), printed
        house.press(c.CallNext("1"))
        house.press(c.FinishAndCallNext("1"))  # at once: before the low end
        house.now += timedelta(hours=3)  # A003 was told much less
        house.press(c.FinishAndCallNext("1"))
        total = asked(house.api())["total"]
    promises = sum(low is not None for low, _ in printed)
    assert total["promises"] == promises
    assert total["promise_kept"] == round((promises - 1) / promises, 4)
    assert total["promise_early"] == round(1 / promises, 4)


# ── midnight, and a day that is over ──


def test_each_thing_counts_on_the_day_on_which_it_happens(tmp_path):
    with house_in(tmp_path) as house:
        house.at("23:50").press(c.OpenCounter("1", "lan"))
        house.issue("A")
        house.issue("A")
        house.at("23:58").press(c.CallNext("1"))
        house.press(c.StartService("1"))
        house.now += timedelta(minutes=7)
        house.press(c.FinishService("1"))
        house.press(c.OpenCounter("1", "lan"))
        house.issue("A")
        figures = ("issued", "called", "served", "expired", "visit_max_s", "abandonment")
        first, second = (
            asked(house.api(), day=day)["total"] for day in ("2026-11-23", "2026-11-24")
        )
    # A001 was served after midnight, and its visit ends then; A002 expired when the day was closed
    assert [first[name] for name in figures] == [2, 1, 1, 0, None, 0.5]
    assert [second[name] for name in figures] == [1, 0, 0, 1, 900, 0]


def test_a_day_says_the_same_when_it_is_over_and_after_a_rebuild(tmp_path):
    with house_in(tmp_path) as house:
        golden_day(house)
        today = asked(house.api(), "by=officer")
        house.next_day().at("07:30").issue("A")
        make_months(house.folder)
        over = asked(house.api(), "by=officer")
        shutil.rmtree(house.folder / "reports")
        rebuilt = asked(house.api(), "by=officer")
        week = house.api().get(f"{API}?from=2026-11-23&to=2026-11-29&by=day").get_json()
    for told in (over, rebuilt):
        assert some(told, ("rows", "total", "pauses")) == some(today, ("rows", "total", "pauses"))
    assert [(row["key"], row["issued"]) for row in week["rows"]] == [
        ("2026-11-23", 8),
        ("2026-11-24", 1),
    ]


# ── who may ask what ──


@pytest.mark.parametrize("role", ["director", "auditor", "admin"])
def test_directors_auditors_and_administrators_may_ask_about_everything(house, role):
    told = asked(house.person(role), "by=officer")
    assert told["total"]["called"] == 5
    assert {row["key"] for row in told["rows"]} == {"lan", "minh", "mai", ""}


def test_a_department_head_is_told_of_the_own_department_alone(house):
    head = house.person("department-head", "TP")
    told = asked(head, "by=service")
    assert told["part"] == {"department": "TP"}
    assert some(told["total"], JUSTICE) == JUSTICE
    assert list(rows_of(told)) == ["C"]
    assert asked(head, "department=TP")["total"] == told["total"]
    refused = head.get(f"{API}?department=XD")
    assert (refused.status_code, refused.get_json()["error"]) == (403, "not_allowed")


def test_an_officer_is_told_of_the_own_work_alone(house):
    house.accounts.create_person("mai", "officer", "x" * 12, None)
    officer = house.signed_in("mai")
    told = asked(officer, "by=counter")
    assert told["part"] == {"officer": "mai"}
    assert (told["total"]["called"], told["total"]["open_s"]) == (2, 14400)
    assert list(rows_of(told)) == ["3"]
    assert officer.get(f"{API}?officer=lan").status_code == 403
    assert asked(officer, "officer=mai")["total"] == told["total"]


def test_a_head_without_a_department_guides_and_devices_are_told_nothing(house):
    for role in ("department-head", "guide"):
        house.accounts.create_person(f"{role} x", role, "x" * 12, None)
        assert house.signed_in(f"{role} x").get(API).status_code == 403
    for role in ("kiosk", "display", "counter", "printer"):
        assert house.device(role).get(API).status_code == 403
    assert house.app.test_client().get(API).status_code == 401


@pytest.mark.parametrize(
    ("query", "field"),
    [("by=ticket", "by"), ("by=", "by"), ("from=2026-11-24&to=2026-11-23", "from"),
     ("to=2026-02-30", "to")],
)  # fmt: skip
def test_a_question_that_is_none_names_its_field(house, query, field):
    answer = house.api().get(f"{API}?{query}")
    assert (answer.status_code, answer.get_json()["field"]) == (422, field)
