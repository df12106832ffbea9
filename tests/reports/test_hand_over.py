"""The hand-over sheet of a department: who may have it, what it says of whom."""

import re

import pytest

from queueing import commands as c
from tests.reports.centre import house_in


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """In XD one is parked, one served at a counter that was handed over, one waits; in TP one."""
    with house_in(tmp_path_factory.mktemp("sheet")) as house:
        house.at("08:00").press(c.OpenCounter("1", "lan"))
        for service in "AAAC":
            house.issue(service)
        house.at("08:10").press(c.CallNext("1"))
        house.at("08:12").press(c.ParkTicket("1", "nộp lệ phí"))
        house.press(c.CallNext("1"))
        house.at("08:20").press(c.HandOver("1"))
        house.at("08:30")
        house.people = {
            role: house.person(role, department)
            for role, department in (("director", None), ("department-head", "TP"))
        }
        house.officer = house.person("officer", "XD")
        yield house


def test_the_director_reads_the_sheet_of_any_department(house):
    page = house.people["director"].get("/reports/hand-over?department=XD").get_data(as_text=True)
    assert "Bàn giao: Xây dựng" in page
    assert f"nhật ký đến mục {house.office.hall.seq}" in page
    for said in ("A001", "nộp lệ phí", "A002", "lan", "quầy chờ người nhận", "A003", "08:30"):
        assert said in page
    assert "C001" not in page
    english = house.people["director"].get("/reports/hand-over?lang=en").get_data(as_text=True)
    assert "Calling; the counter waits for the next officer" in english


def test_since_when_the_holder_of_a_paper_slip_waits_is_unknown(tmp_path):
    with house_in(tmp_path) as house:
        house.at("08:00").issue("A")
        house.at("08:20").press(c.EnterPaper("A", "A9001", "A9001", ("p",)))
        director = house.at("08:30").person("director")
        page = director.get("/reports/hand-over?department=XD").get_data(as_text=True)
        rows = [row for row in page.split("<tr>") if "A001" in row or "A9001" in row]
        cells = [re.findall(r"<t[dh][^>]*>(.*?)</t", row, re.DOTALL)[2:] for row in rows]
        assert cells == [["08:00", "30", "–"], ["–", "không rõ", "phiếu giấy"]]


def test_a_head_has_the_own_and_an_officer_none(house):
    head = house.people["department-head"]
    page = head.get("/reports/hand-over").get_data(as_text=True)
    assert "C001" in page
    assert "A003" not in page
    assert head.get("/reports/hand-over?department=XD").status_code == 403
    assert house.people["director"].get("/reports/hand-over?department=ZZ").status_code == 404
    assert house.officer.get("/reports/hand-over").status_code == 403
