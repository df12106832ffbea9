"""A month's complaints and the reasons of its ratings, as managers read and fetch them."""

from datetime import timedelta

import pytest

from queueing import commands as c
from reports.live.alerts import list_overdue
from tests.reports.centre import house_in
from tests.reports.workbooks import lines, workbook


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """November: one answered in time, one overdue, one of another department; three ratings."""
    with house_in(tmp_path_factory.mktemp("opinions")) as house:
        house.at("08:00").press(c.OpenCounter("1", "officer-XD"))
        for level, reasons in (
            ("dissatisfied", ("wait", "manner")), ("neutral", ("wait",)), ("satisfied", ()),
        ):  # fmt: skip
            ticket = house.issue("A")
            house.press(c.CallNext("1"))
            house.press(c.FinishService("1"))
            house.press(c.RateTicket(ticket, level, reasons=reasons))
        for code, department in (("AAAA-2222", "XD"), ("BBBB-3333", "XD"), ("CCCC-4444", "")):
            house.press(c.FileComplaint(None, code, department, "lobby"))
        house.press(c.AssignComplaint("CCCC-4444", "TP"))
        house.press(c.AnswerComplaint("AAAA-2222", "words"))
        house.now += timedelta(days=9)
        house.people = {
            "director": house.person("director"), "tp": house.person("department-head", "TP"),
        }  # fmt: skip
        yield house


def test_the_month_is_counted_by_department(house):
    found = house.api().get("/api/reports/opinions?month=2026-11").get_json()
    counted = {row["department"]: row for row in found["complaints"]}
    assert (counted["XD"]["received"], counted["XD"]["in_time"]) == (2, 1)
    assert (counted["XD"]["overdue"], counted["XD"]["left_open"]) == (1, 1)
    assert counted["XD"]["share_in_time"] == 0.5
    assert (found["total"]["received"], found["total"]["left_open"]) == (3, 2)
    assert found["reasons"] == {"XD": {"manner": 1, "wait": 2}}
    december = house.api().get("/api/reports/opinions").get_json()
    assert (december["month"], december["total"]["left_open"]) == ("2026-12", 2)
    assert house.api().get("/api/reports/opinions?month=2026-13").status_code == 422


def test_it_is_fetched_as_a_file_of_counts_without_anybody_s_name(house):
    director, month = house.people["director"], "month=2026-11&headings=1&lang=en"
    book = workbook(director.get(f"/api/reports/opinions.xlsx?{month}"))
    complaints, reasons = lines(book.worksheets[0]), lines(book.worksheets[1])
    assert complaints[0][2:4] == ["Received", "Answered in time"]
    assert [row[0] for row in complaints[1:]] == ["XD", "TP", None]
    assert complaints[1][2:6] == [2, 1, 0, 1]
    assert reasons[1][:3] == ["XD", "Xây dựng", 2]
    text = director.get("/api/reports/opinions.csv?month=2026-11").get_data(as_text=True)
    head, first, *_ = text.removeprefix("\ufeff").splitlines()
    assert head.startswith('"department","name","received","in_time"')
    assert first.startswith('"XD","Xây dựng",2,1,0,1')
    own = house.people["tp"].get("/api/reports/opinions.csv?month=2026-11").get_data(as_text=True)
    assert "XD" not in own
    page = director.get("/reports/opinions?month=2026-11").get_data(as_text=True)
    assert "/api/reports/opinions.xlsx?month=2026-11&amp;headings=1" in page


def test_managers_read_it_and_a_head_the_own_department_alone(house):
    page = house.people["director"].get("/reports/opinions?month=2026-11").get_data(as_text=True)
    for text in ("Tồn cuối tháng", "50%", "Chờ lâu", "Thái độ", "/complaints/desk"):
        assert text in page
    own = house.people["tp"].get("/reports/opinions?month=2026-11&lang=en")
    assert "Open at the month&#39;s end" in own.get_data(as_text=True)
    assert "No rating of the month has reasons." in own.get_data(as_text=True)
    wrong = house.people["director"].get("/reports/opinions?month=never")
    assert wrong.status_code == 422
    assert "Không có tháng này" in wrong.get_data(as_text=True)


def test_overdue_ones_are_told_on_the_live_page_at_any_hour(house):
    told = [
        (each.kind, each.department, each.people, each.subject)
        for only in (None, "TP", "XD")
        for each in list_overdue(house.office.hall, house.now, only)
    ]
    assert told == [
        ("complaints", "XD", 1, "complaints XD"), ("complaints", "TP", 1, "complaints TP"),
        ("complaints", "TP", 1, "complaints TP"),
    ]  # fmt: skip
    live = house.people["director"].get("/reports").get_data(as_text=True)
    assert '"kind":"complaints"' in live
