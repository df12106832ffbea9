"""The report by department as a file: what is in it, for whom, and that nothing is calculated."""

import csv
from io import StringIO

import pytest

from tests.reports.centre import golden_day, house_in
from tests.reports.workbooks import TITLES, fits_one_page, formulas, lines, workbook

API = "/api/reports/departments"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("centre")) as house:
        golden_day(house)
        yield house


@pytest.fixture(scope="module")
def book(house):
    return workbook(house.person("director").get(f"{API}.xlsx"))


def in_workbook(value, key):
    """A value of the JSON as a workbook holds it: minutes for seconds, shares as they are."""
    return value / 60 if value is not None and key.endswith("_s") else value


def test_a_workbook_has_the_figures_a_chart_the_definitions_and_what_was_asked(book):
    assert tuple(book.sheetnames) == TITLES
    assert len(book["Biểu đồ"]._charts) == 1
    assert dict(lines(book["Về tệp này"])[1:]) == {
        "Bảng": "Thời gian chờ và phục vụ theo cơ quan",
        "Kỳ báo cáo": "23/11/2026 – 23/11/2026",
        "Đọc lúc": "23/11/2026 12:00:00",
        "Số nhật ký": "46",
        "Người lập": "director-None",
    }


def test_every_cell_of_the_workbook_equals_the_json(house, book):
    rows, total = house.api().departments()
    header, *shown, last = lines(book["Số liệu"])
    assert [line[0] for line in shown] == ["XD", "TP", "YT"]
    assert last[:2] == [None, "Tổng cộng"]
    assert len(header) == 2 + len(total)
    for line in [*shown, last]:
        wanted = rows.get(line[0], total)
        assert line[2:] == [pytest.approx(in_workbook(wanted[key], key)) for key in total]


def test_counts_are_numbers_times_are_minutes_and_shares_percent(book):
    sheet = book["Số liệu"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    for heading, form in (
        ("Lấy số", "#,##0"),
        ("Chờ trung bình (phút)", "#,##0.0"),
        ("Chờ đúng mục tiêu (%)", "0.0%"),
    ):
        cell = sheet.cell(2, headings[heading])
        assert (cell.data_type, cell.number_format) == ("n", form)


def test_what_a_figure_of_the_table_means_is_in_the_same_file(book):
    headings = {str(cell.value).split(" (")[0] for cell in book["Số liệu"][1][2:]}
    defined = {name: formula for name, formula, _ in lines(book["Định nghĩa"])[1:]}
    assert set(defined) == headings
    assert all(defined.values())


def test_the_heading_stays_in_sight_and_on_every_page_of_paper(book):
    sheet = book["Số liệu"]
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert "23/11/2026" in sheet.oddHeader.right.text
    assert sheet.oddHeader.left.text == "Trung tâm"
    assert sheet.oddFooter.left.text == "Lập lúc 12:00 23/11/2026, director-None"
    assert sheet.oddFooter.right.text == "Trang &P/&N"
    assert fits_one_page(sheet)


def test_a_name_like_a_formula_is_a_text_in_a_workbook(house, book):
    cell = book["Số liệu"]["B3"]
    assert (cell.value, cell.data_type) == ("=Sở Tư pháp", "s")
    assert formulas(house.api().get(f"{API}.xlsx").get_data()) == []


def test_a_workbook_in_english_has_english_words(house):
    answer = house.api().get(f"{API}.xlsx?lang=en&from=2026-11-01&to=2026-11-30")
    name = "waiting-by-department_2026-11-01_2026-11-30.xlsx"
    assert f'filename="{name}"' in answer.headers["Content-Disposition"]
    book = workbook(answer)
    assert book.sheetnames == ["Figures", "Chart", "Definitions", "About this file"]
    text = "".join(str(value) for sheet in book for line in lines(sheet) for value in line)
    assert not set("ăđơưạảấầẩậắằẳặẹẻẽếềểệỉịọỏốồổộớờởợụủứừửựỳỵỷ") & set(
        text.replace("kiểm tra", "")
        .replace("Xây dựng", "")
        .replace("=Sở Tư pháp", "")
        .replace("Sở Y tế", "")
    )


def test_a_department_head_gets_the_own_department_in_a_workbook_and_nothing_else(house):
    head = house.person("department-head", "TP")
    sheets = {sheet.title: lines(sheet) for sheet in workbook(head.get(f"{API}.xlsx"))}
    assert [line[0] for line in sheets["Số liệu"][1:]] == ["TP", None]
    assert ["Cơ quan", "=Sở Tư pháp"] in sheets["Về tệp này"]
    assert "Xây dựng" not in str(sheets)


def test_csv_with_headings_is_for_people_with_minutes_and_percent(house):
    raw = house.api().get(f"{API}.csv?headings=1").get_data()
    assert raw.startswith(b"\xef\xbb\xbf")
    text = StringIO(raw.decode("utf-8-sig"), newline="")
    header, first, *_, last = csv.reader(text, delimiter=";")
    shown = dict(zip(header, first, strict=True))
    assert (shown["Chờ trung bình (phút)"], shown["Chờ đúng mục tiêu (%)"]) == ("6,67", "75,0")
    assert last[:2] == ["", "Tổng cộng"]


def test_csv_in_english_is_written_as_english_spreadsheets_expect_it(house):
    raw = house.api().get(f"{API}.csv?headings=1&lang=en").get_data()
    header, first, *_ = csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""))
    assert "6.67" in first
    assert len(header) == len(first) > 5
