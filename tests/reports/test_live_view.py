"""The view of today's page: the flow, the week before, what is usual, and who sees what of it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.catalogue import Preference, Service
from tests.queueing.centre import MORNING, named
from tests.reports.centre import golden_day, house_in, three_departments


def view_of(house, role="director", department=None):
    text = house.person(role, department).get("/reports").get_data(as_text=True)
    return json.loads(text.split('id="view">')[1].split("</script>")[0])


def serve(house, minute, people, wait, hour=8):
    """People come for service C in one minute, and are called after `wait` minutes, 1 min each."""
    for _ in range(people):
        house.at(f"{hour:02}:{minute:02}").issue("C")
    for n in range(people):
        house.at(f"{hour:02}:{minute + wait:02}:{n:02}").press(c.FinishAndCallNext("3"))
    house.at(f"{hour:02}:{minute + wait + 1:02}").press(c.FinishService("3"))


def a_day(house, people, wait):
    house.at("07:50").press(c.OpenCounter("3", "mai"))
    serve(house, 0, people, wait)


@pytest.fixture(scope="module")
def golden(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("golden")) as house:
        golden_day(house)
        yield house


def test_the_flow_counts_what_was_taken_and_served_in_each_half_hour(golden):
    flow = view_of(golden)["flow"]
    assert [slot["at"][11:16] for slot in flow[:3]] == ["01:00", "01:30", "02:00"]
    assert [(slot["taken"], slot["served"]) for slot in flow[:2]] == [(3, 2), (5, 2)]
    assert sum(slot["taken"] + slot["served"] for slot in flow[2:]) == 0


def test_the_share_within_the_red_line_stands_beside_the_one_within_the_target(golden):
    view = view_of(golden, "auditor")
    # Five were called, all within 30 minutes; two expired after hours
    assert view["within_red_line"] == round(5 / 7, 4)
    assert view["total"]["wait_within_target"] < view["within_red_line"]


def test_a_counter_of_two_departments_is_one_of_each_and_of_none_that_it_helps(tmp_path):
    usual = three_departments()
    profile = (Preference("C"), Preference("H"), Preference("A", penalty_s=600))
    centre = replace(
        usual,
        services=usual.services | {"H": Service("H", "YT", named("H"), "E")},
        counters=usual.counters | {"3": replace(usual.counters["3"], serves=profile)},
    )
    with house_in(tmp_path, catalogue=centre) as house:
        house.at("08:00").press(c.OpenCounter("3", "lan"))
        rows = {row["department"]: row for row in view_of(house)["rows"]}
    counted = [(rows[code]["counters_open"], rows[code]["counters"]) for code in ("TP", "YT", "XD")]
    assert counted == [(1, 1), (1, 1), (0, 2)]


def test_a_department_head_gets_nothing_of_the_others(golden):
    text = golden.person("department-head", "TP").get("/reports").get_data(as_text=True)
    own = text.split('id="view">')[1].split("</script>")[0]
    assert '"TP"' in own
    for other in ('"XD"', '"YT"', "A001", "A002"):
        assert other not in own
    view = json.loads(own)
    assert {row["department"] for row in view["counters"]} == {"TP"}
    assert [(s["taken"], s["served"]) for s in view["flow"][:1]] == [(4, 2)]


def test_today_is_compared_with_the_same_weekday_up_to_the_same_time(tmp_path):
    with house_in(tmp_path, now=MORNING - timedelta(weeks=1)) as house:
        a_day(house, people=12, wait=10)
        serve(house, 0, people=12, wait=30, hour=9)
        house.at("17:00").press(c.CloseDay())
        house.now += timedelta(weeks=1)
        house.at("07:50").press(c.OpenCounter("3", "mai"))
        house.at("08:09").issue("C")
        assert view_of(house, "auditor")["compared"] is None  # fewer than ten were called by then
        house.at("08:30").issue("C")
        compared = view_of(house)["compared"]
        assert compared == {"day": "2026-11-16", "served": 12, "wait_mean_s": 605.5}
        house.at("09:40").issue("C")
        assert view_of(house, "admin")["compared"]["served"] == 24
        assert view_of(house, "department-head", "XD")["compared"] is None


def test_what_is_usual_comes_from_the_four_weeks_before_today(tmp_path):
    with house_in(tmp_path, now=MORNING - timedelta(weeks=5)) as house:
        a_day(house, people=9, wait=50)  # five weeks ago: forgotten
        house.press(c.CloseDay())
        house.now += timedelta(weeks=4)
        a_day(house, people=5, wait=6)
        serve(house, 0, people=4, wait=6, hour=10)  # too few to say anything of ten o'clock
        house.press(c.CloseDay())
        house.now += timedelta(weeks=1)
        a_day(house, people=7, wait=40)  # today is not in it
        heat = view_of(house)["heat"]
        assert (heat["from"], heat["to"]) == ("2026-10-26", "2026-11-22")
        assert heat["hours"] == [8], "at 10 too few were called to say anything"
        assert heat["days"] == [{"weekday": 0, "means_s": [362.0]}]
        assert view_of(house, "department-head", "XD")["heat"]["days"] == []


def test_each_counter_says_what_it_does_and_since_when(tmp_path):
    with house_in(tmp_path) as house:
        house.at("08:00").press(c.OpenCounter("1", "lan"))
        house.press(c.OpenCounter("2", "minh"))
        for _ in range(3):
            house.issue("A")
        house.at("08:02").press(c.CallNext("1"))
        house.at("08:03").press(c.StartService("1"))
        house.at("08:04").press(c.PauseCounter("2", "meeting", house.now + timedelta(minutes=26)))
        house.at("08:06")
        counters = {row["counter"]: row for row in view_of(house)["counters"]}
    assert counters["1"] == {
        "counter": "1", "department": "XD", "state": "serving", "number": "A001", "reason": None,
        "until": None, "since": "2026-11-23T01:03:00.000Z", "served": 0, "waiting": 0,
        "gap_since": None,
    }  # fmt: skip
    assert counters["2"] == {
        "counter": "2", "department": "XD", "state": "paused", "number": None, "reason": "meeting",
        "until": "2026-11-23T01:30:00.000Z", "since": "2026-11-23T01:04:00.000Z", "served": 0,
        "waiting": 2, "gap_since": "2026-11-23T01:04:00.000Z",
    }  # fmt: skip
    assert (counters["3"]["state"], counters["3"]["since"]) == ("closed", None)
