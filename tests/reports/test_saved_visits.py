"""Visits that needed no number, as figures and as lists: by department, reason, procedure, day."""

from urllib.parse import urlencode

import pytest

from queueing import commands as c
from tests.reports.centre import house_in

DAY = {"from": "2026-11-23", "to": "2026-11-23"}
FIGURES = ("saved", "saved_missing_papers", "saved_online", "saved_not_ready", "saved_home")
SHOE, ROOF = "2.000815", "1.009999"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A day that is over, on which four left a kiosk without a number, and one did not come."""
    with house_in(tmp_path_factory.mktemp("saved")) as house:
        house.site.name_procedure = {SHOE: {"vi": "Chứng thực bản sao", "en": "Copies"}}.get
        house.at("08:00").issue("A")
        for reason, service, procedure, at, where in (
            ("missing_papers", "A", SHOE, "08:10", "kiosk"),
            ("online", "A", SHOE, "08:20", "kiosk"),
            ("online", "C", ROOF, "09:20", "kiosk"),
            ("result_not_ready", "C", None, "09:30", "page"),
        ):
            house.at(at).press(c.EndVisit(reason, service, where, procedure))
        yield house


@pytest.fixture(scope="module")
def director(house):
    return house.person("director")


def count(house, **asked):
    """(figures of each row that has any, those of all)."""
    answer = house.api().get(f"/api/reports/statistics?{urlencode(DAY | asked)}").get_json()
    rows = {row["key"]: [row[name] for name in FIGURES] for row in answer["rows"]}
    total = answer["total"]
    return {name: found for name, found in rows.items() if any(found)}, [
        total[name] for name in FIGURES
    ]


def look(house):
    assert count(house, by="department") == (
        {"XD": [2, 1, 1, 0, 0], "TP": [1, 0, 1, 0, 1]}, [3, 1, 2, 0, 1],
    )  # fmt: skip
    assert count(house, by="reason") == (
        {
            "missing_papers": [1, 1, 0, 0, 0], "online": [2, 0, 2, 0, 0],
            "result_not_ready": [0, 0, 0, 0, 1],
        },
        [3, 1, 2, 0, 1],
    )  # fmt: skip
    assert count(house, by="procedure")[0] == {
        SHOE: [2, 1, 1, 0, 0], ROOF: [1, 0, 1, 0, 0], "": [0, 0, 0, 0, 1],
    }  # fmt: skip
    assert count(house, by="hour")[0] == {"8": [2, 1, 1, 0, 0], "9": [1, 0, 1, 0, 1]}
    assert count(house, by="day", service="C")[0] == {"2026-11-23": [1, 0, 1, 0, 1]}
    assert count(house, by="priority") == ({}, [None] * 5), "nobody was asked"
    assert count(house, by="counter") == ({}, [None] * 5), "it was at no counter"


def read(director, address):
    answer = director.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_reason_and_a_procedure_divide_visits_without_a_number_and_nothing_else(house):
    answer = house.api().get(f"/api/reports/statistics?{urlencode(DAY | {'by': 'reason'})}")
    found = answer.get_json()
    assert found["total"]["issued"] == 1
    assert [row["key"] for row in found["rows"]] == ["missing_papers", "online", "result_not_ready"]
    assert {row["issued"] for row in found["rows"]} == {None}


def test_the_report_shows_them_by_reason_and_procedure_and_leads_to_each_visit(house, director):
    page = read(
        director, f"/reports/statistics?{urlencode(DAY | {'by': 'procedure', 'show': 'waiting'})}"
    )
    assert "Chứng thực bản sao" in page
    assert "Biết từ nhà" in page
    assert "Chờ lâu nhất" not in page, "no procedure waits"
    listed = f"/reports/saved?{urlencode(DAY)}"
    assert f"figure=saved_online&amp;procedure={SHOE}" in page
    one = read(director, f"{listed}&figure=saved_online&procedure={SHOE}&lang=en")
    assert "08:20" in one
    assert "Copies" in one
    assert "08:10" not in one
    home = read(director, f"{listed}&figure=saved_home")
    assert "09:30" in home
    assert "Trang thông tin" in home
    assert "08:10" not in home
    for wrong in ("figure=called", "figure=saved&counter=1", "figure=saved&page=x"):
        assert director.get(f"{listed}&{wrong}").status_code == 422
    assert director.get(f"/reports/tickets?{urlencode(DAY)}&figure=saved").status_code == 422


def test_they_leave_as_a_file_with_the_names_of_procedures(house):
    asked = urlencode(DAY | {"by": "procedure", "headings": "1"})
    file = house.api().get(f"/api/reports/statistics.csv?{asked}")
    assert "Chứng thực bản sao" in file.get_data(as_text=True)
    assert "theo-thu-tuc" in file.headers["Content-Disposition"]


def test_they_are_the_same_when_the_day_is_over_and_in_the_files(house):
    look(house)
    house.at("17:30").press(c.CloseDay())
    look(house)
    rows = house.rows("saved")
    assert {str(row["day"]) for row in rows} == {"2026-11-23"}
    house.next_day().at("17:30").issue("A")
    house.press(c.CloseDay())
    assert house.rows("saved") == rows, "each once, also in the files"
    look(house)


def test_a_head_lists_those_of_the_own_department_alone(house):
    head = house.person("department-head", "TP")
    page = read(head, f"/reports/saved?{urlencode(DAY)}")
    assert "09:20" in page
    assert "08:20" not in page
