"""An answer of the statistics as a table: every figure under its heading, compared with before."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

import reports
from queueing.hall import Hall
from reports.exports.files import file_bytes
from reports.figures import FIGURES
from reports.language.formatting import Formatter
from reports.language.locale import Locale
from reports.query import (
    Compared,
    Comparison,
    Filter,
    Period,
    PeriodFigures,
    Query,
    Result,
    Row,
)
from reports.tables.statistics import table_of
from tests.queueing.centre import MORNING, VIETNAM
from tests.reports.centre import three_departments
from tests.reports.workbooks import fits_one_page
from web.i18n import Translations
from web.page_catalogue import PageCatalogue

MONDAY = Period(date(2026, 11, 23), date(2026, 11, 23))
COMPARISON = Comparison(1, Period(date(2026, 11, 16), date(2026, 11, 16)), (MONDAY.first,))
LOCALE = Locale(Translations((Path(reports.__file__).parent,)), "vi", VIETNAM, "Trung tâm")
NAMES = PageCatalogue().of(three_departments(), "vi")
FILLED = {one.key: 0.5 for one in FIGURES}
WRITE = Formatter("vi", VIETNAM, NAMES, LOCALE.say)


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0%"), (0.0002, "<0,1%"), (0.0048, "0,5%"), (0.01, "1%"), (0.9999, "99%"), (1, "100%")],
)
def test_a_share_is_never_all_nor_nothing_where_it_is_less_or_more(share, written):
    assert WRITE.percent(share) == written


def figures(**issued):
    rows = [Row(key, {"issued": count}) for key, count in issued.items()]
    return PeriodFigures(rows, {"issued": sum(issued.values())}, {})


def result(by, now, before=None, filter=Filter()):  # noqa: B008 - it is frozen
    query = Query(MONDAY, by, filter, before is not None)
    compared = Compared(COMPARISON, now, before) if before else None
    return Result(query, Hall.empty(three_departments(), 46), MORNING, now, compared)


def test_a_row_has_its_code_its_name_and_its_figures():
    table = table_of(result("department", figures(XD=4, TP=3)), LOCALE, WRITE)
    assert [(column.key, column.heading) for column in table.columns] == [
        ("department", "Mã"), ("name", "Cơ quan"), ("issued", "Lấy số"),
    ]  # fmt: skip
    assert table.rows == [["XD", "Xây dựng", 4], ["TP", "=Sở Tư pháp", 3]]
    assert table.total == [None, "Tổng cộng", 7]


def test_compared_figures_stand_behind_their_columns_and_the_days_are_named():
    table = table_of(result("department", figures(XD=4, TP=3), figures(TP=9)), LOCALE, WRITE)
    assert table.columns[-1].heading == "Lấy số, kỳ trước"
    assert table.rows == [["XD", "Xây dựng", 4, None], ["TP", "=Sở Tư pháp", 3, 9]]
    assert table.total == [None, "Tổng cộng", 7, 9]
    assert ("Kỳ trước", "16/11/2026 – 16/11/2026") in table.filters
    said = "So với Thứ Hai, 16/11/2026: cùng thứ trong tuần, 1 tuần trước."
    assert ("Cách so sánh", said) in table.filters


def test_where_days_are_left_out_those_that_are_compared_have_columns_of_their_own():
    asked = result("department", figures(XD=4), figures(XD=9))
    left_out = replace(COMPARISON, left_out=(date(2026, 11, 20),))
    part = replace(asked.compared, comparison=left_out, now=figures(XD=3))
    table = table_of(replace(asked, compared=part), LOCALE, WRITE)
    assert [column.key for column in table.columns[2:]] == [
        "issued", "issued:compared", "issued:before",
    ]  # fmt: skip
    assert table.rows == [["XD", "Xây dựng", 4, 3, 9]]
    assert "không tính 20/11" in dict(table.filters)["Cách so sánh"]


def test_a_day_stands_beside_the_one_of_the_week_before():
    before = figures(**{"2026-11-16": 9})
    table = table_of(result("day", figures(**{"2026-11-23": 4}), before), LOCALE, WRITE)
    assert table.rows == [["2026-11-23", "Thứ Hai, 23/11/2026", 4, 9]]


def test_a_workbook_begins_with_a_page_to_print_and_compares_on_a_sheet_of_its_own():
    every = PeriodFigures([Row("XD", FILLED), Row("TP", FILLED)], FILLED, {})
    left_out = replace(COMPARISON, left_out=(date(2026, 11, 20),))
    asked = result("department", every, every)
    part = replace(asked.compared, comparison=left_out)
    table = table_of(replace(asked, compared=part), replace(LOCALE, reader="lan"), WRITE)
    book = load_workbook(BytesIO(file_bytes(table, "xlsx", LOCALE)))
    first, second, third, *_ = (book[name] for name in book.sheetnames)
    assert book.sheetnames == [
        "Tóm tắt", "Số liệu", "So sánh", "Biểu đồ", "Định nghĩa", "Về tệp này",
    ]  # fmt: skip
    assert fits_one_page(first)
    headings = [cell.value for cell in first[1]]
    assert headings[:3] == ["Mã", "Cơ quan", "Lấy số"]
    assert {"Chờ trung bình (phút)", "Chờ trung bình, kỳ trước (phút)"} <= set(headings)
    assert [len(sheet[1]) for sheet in (second, third)] == [2 + len(FIGURES), 2 + 2 * len(FIGURES)]
    assert {sheet.cell(4, 2).value for sheet in (first, second, third)} == {"Tổng cộng"}
    assert first.oddFooter.left.text.endswith(", lan")
    assert first.oddHeader.right.text == "Thống kê: Cơ quan · 23/11/2026 – 23/11/2026"


@pytest.mark.parametrize(
    ("by", "key", "name", "file"),
    [
        ("service", "A", "A", "theo-noi-dung"),
        ("counter", "3", "Quầy 03", "theo-quay"),
        ("counter", "", "Không rõ", "theo-quay"),
        ("officer", "lan", "lan", "theo-can-bo"),
        ("priority", "elderly", "Cao tuổi", "theo-uu-tien"),
        ("channel", "kiosk", "Máy lấy số", "theo-kenh"),
        ("day", "2026-11-23", "Thứ Hai, 23/11/2026", "theo-ngay"),
        ("weekday", "7", "Chủ Nhật", "theo-thu"),
        ("hour", "8", "8 giờ", "theo-gio"),
        ("weekday_hour", "1-8", "Thứ Hai, 8 giờ", "theo-thu-va-gio"),
    ],
)
def test_what_a_row_stands_for_is_said_in_words_and_in_the_name_of_the_file(by, key, name, file):
    table = table_of(result(by, figures(**{key: 1})), LOCALE, WRITE)
    assert table.rows[0][:2] == [key, name]
    assert table.name == f"{file}_2026-11-23_2026-11-23"


def test_the_part_of_the_hall_that_was_asked_for_is_in_the_file():
    filter = Filter(department="TP", counter="3")
    table = table_of(result("day", figures(**{"2026-11-23": 1}), filter=filter), LOCALE, WRITE)
    assert table.filters[-2:] == [("Cơ quan", "=Sở Tư pháp"), ("Quầy", "03")]


@pytest.mark.parametrize(
    ("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF")]
)
def test_a_timer_could_make_the_same_files_without_any_request(kind, start):
    table = table_of(result("department", figures(XD=4, TP=3)), LOCALE, WRITE)
    assert file_bytes(table, kind, LOCALE).startswith(start)
