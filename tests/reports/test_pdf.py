"""Reports as PDF, read back by poppler: Vietnamese letters, headings on every page, page n of m."""

import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from reports.exports.pdf_file import pdf_bytes
from reports.language.locale import Locale
from reports.query import Query, today
from reports.statistics.counting import count_period
from reports.tables.departments import departments_table
from reports.tables.report import Report
from tests.queueing.centre import VIETNAM
from tests.reports.centre import golden_day, house_in
from web.i18n import Translations

API = "/api/reports/departments.pdf"
ROOT = Path(__file__).parents[2]
WITHOUT = """
import sys
sys.modules["reportlab"] = None
from reports.exports.pdf_file import NoPdf, pdf_bytes
try:
    pdf_bytes(None, None)
except NoPdf as refused:
    print(refused.code, refused.status)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("centre")) as house:
        golden_day(house)
        yield house


def text(content):
    """What is on the pages, a text each."""
    shown = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    return shown.stdout.decode().split("\f")[:-1]


def test_it_has_the_figures_in_the_writing_of_the_language(house):
    answer = house.person("director").get(API)
    assert answer.content_type == "application/pdf"
    page = text(answer.get_data())[0]
    assert "Thời gian chờ và phục vụ theo cơ quan" in page
    assert "Kỳ báo cáo: 23/11/2026 – 23/11/2026" in page
    total = next(line for line in page.splitlines() if line.strip().startswith("Tổng cộng"))
    assert total.split()[2:] == ["8", "1", "5", "4", "0", "2", "2", "1", "0", "12,0", "–"]
    english = text(house.api().get(f"{API}?lang=en").get_data())[0]
    assert "Waiting and service by department" in english
    assert "12.0" in english


def test_every_letter_of_vietnamese_is_in_its_own_fonts(house):
    fonts = subprocess.run(
        ["pdffonts", "-"], input=house.api().get(API).get_data(), capture_output=True, check=True
    ).stdout.decode()
    noto = [line.split() for line in fonts.splitlines() if "NotoSans" in line]
    assert len(noto) == 2
    assert all(line[3] == "yes" for line in noto)  # embedded


def test_a_long_table_goes_over_pages_with_its_headings_and_their_numbers(house):
    hall, now = house.office.hall, house.now
    day = today(hall, now)
    query = Query(day, "department")
    count = partial(count_period, catalogue=hall.catalogue, query=query, period=day)
    report = Report(hall, now, house.figures.ask(count)[1])
    words = Translations((ROOT / "reports",))
    locale = Locale(words, "vi", VIETNAM, "Trung tâm")
    table = departments_table(report, day, None, locale)
    many = replace(table, rows=list(table.rows) * 30, count=90, definitions=())
    pages = text(pdf_bytes(many, locale))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Trang {number}/{len(pages)}" in page
        assert "Cơ quan" in page


def test_a_department_head_gets_the_own_department_only(house):
    page = "".join(text(house.person("department-head", "TP").get(API).get_data()))
    assert "=Sở Tư pháp" in page
    assert "Xây dựng" not in page


def test_where_the_library_is_missing_the_answer_says_so():
    shown = subprocess.run(
        [sys.executable, "-c", WITHOUT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["no_pdf", "501"]
