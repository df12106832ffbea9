"""Visits that needed no number, as figures: by department, service, day; live and of days over."""

from urllib.parse import urlencode

import pytest

from queueing import commands as c
from tests.reports.centre import house_in

FIGURES = ("saved", "saved_missing_papers", "saved_online", "saved_not_ready")


@pytest.fixture
def house(tmp_path):
    with house_in(tmp_path) as house:
        yield house


def count(house, **asked):
    """(figures of each row that has any, those of all)."""
    answer = house.api().get(f"/api/reports/statistics?{urlencode(asked)}").get_json()
    rows = {row["key"]: [row[name] for name in FIGURES] for row in answer["rows"]}
    return {name: found for name, found in rows.items() if any(found)}, [
        answer["total"][name] for name in FIGURES
    ]


def leave(house, reason, service, at):
    house.at(at).press(c.EndVisit(reason, service, "kiosk", "2.000815"))


def test_visits_saved_are_counted_today_and_when_the_day_is_over(house):
    house.at("08:00").issue("A")
    leave(house, "missing_papers", "A", "08:10")
    leave(house, "online", "A", "08:20")
    leave(house, "online", "C", "09:20")

    def look():
        span = {"from": "2026-11-23", "to": "2026-11-23"}
        assert count(house, by="department", **span) == (
            {"XD": [2, 1, 1, 0], "TP": [1, 0, 1, 0]}, [3, 1, 2, 0],
        )  # fmt: skip
        assert count(house, by="hour", **span)[0] == {"8": [2, 1, 1, 0], "9": [1, 0, 1, 0]}
        assert count(house, by="day", service="C", **span)[0] == {"2026-11-23": [1, 0, 1, 0]}
        assert count(house, by="priority", **span) == ({}, [None] * 4), "nobody was asked"
        assert count(house, by="counter", **span) == ({}, [None] * 4), "it was at no counter"

    look()
    house.at("17:30").press(c.CloseDay())
    look()
    leave(house, "result_not_ready", "A", "17:40")
    rows = house.rows("saved")
    assert [row["reason"] for row in rows] == [
        "missing_papers", "online", "online", "result_not_ready",
    ]  # fmt: skip
    assert {str(row["day"]) for row in rows} == {"2026-11-23"}
    house.next_day().at("17:30").issue("A")
    house.press(c.CloseDay())
    assert house.rows("saved") == rows, "each once, also in the files"


def test_the_report_has_a_group_of_columns_for_them(house):
    leave(house, "online", "A", "08:20")
    page = house.person("director").get("/reports/statistics?show=saved").get_data(as_text=True)
    assert "Lượt tránh được" in page
    assert "Còn thiếu giấy tờ" in page
