"""An answer of the statistics as a table: every figure under its heading, compared with before."""

from datetime import date
from pathlib import Path

import pytest

import reports
from queueing.hall import Hall
from reports.answers import Answer, Half, Row
from reports.exports.files import file_bytes
from reports.periods import Period
from reports.questions import Part, Question, period_before
from reports.reader import Reader
from reports.statistics_table import table_of
from reports.writing import Writer
from tests.queueing.centre import MORNING, VIETNAM
from tests.reports.centre import three_departments
from web.page_catalogue import PageCatalogue
from web.words import Words

MONDAY = Period(date(2026, 11, 23), date(2026, 11, 23))
READER = Reader(Words((Path(reports.__file__).parent,)), "vi", VIETNAM, "Trung tâm")
NAMES = PageCatalogue().of(three_departments(), "vi")
WRITE = Writer("vi", VIETNAM, NAMES, READER.say)


def half(**issued):
    rows = [Row(key, {"issued": count}) for key, count in issued.items()]
    return Half(rows, {"issued": sum(issued.values())}, {})


def answer(by, now, before=None, part=Part()):  # noqa: B008 - it is frozen
    question = Question(MONDAY, by, part, period_before(MONDAY) if before else None)
    return Answer(question, Hall.empty(three_departments(), 46), MORNING, now, before)


def test_a_row_has_its_code_its_name_and_its_figures():
    table = table_of(answer("department", half(XD=4, TP=3)), READER, WRITE)
    assert [(column.key, column.heading) for column in table.columns] == [
        ("department", "Mã"), ("name", "Cơ quan"), ("issued", "Lấy số"),
    ]  # fmt: skip
    assert table.rows == [["XD", "Xây dựng", 4], ["TP", "=Sở Tư pháp", 3]]
    assert table.total == [None, "Tổng cộng", 7]


def test_compared_figures_stand_behind_their_columns_and_the_days_are_named():
    table = table_of(answer("department", half(XD=4, TP=3), half(TP=9)), READER, WRITE)
    assert table.columns[-1].heading == "Lấy số, kỳ trước"
    assert table.rows == [["XD", "Xây dựng", 4, None], ["TP", "=Sở Tư pháp", 3, 9]]
    assert table.total == [None, "Tổng cộng", 7, 9]
    assert ("Kỳ trước", "22/11/2026 – 22/11/2026") in table.filters


@pytest.mark.parametrize(
    ("by", "key", "name", "file"),
    [
        ("service", "A", "A", "theo-noi-dung"),
        ("counter", "3", "Quầy 03", "theo-quay"),
        ("counter", "", "Không rõ", "theo-quay"),
        ("officer", "lan", "lan", "theo-can-bo"),
        ("priority", "elderly", "Cao tuổi", "theo-uu-tien"),
        ("day", "2026-11-23", "Thứ Hai, 23/11/2026", "theo-ngay"),
        ("weekday", "7", "Chủ Nhật", "theo-thu"),
        ("hour", "8", "8 giờ", "theo-gio"),
        ("weekday_hour", "1-8", "Thứ Hai, 8 giờ", "theo-thu-va-gio"),
    ],
)
def test_what_a_row_stands_for_is_said_in_words_and_in_the_name_of_the_file(by, key, name, file):
    table = table_of(answer(by, half(**{key: 1})), READER, WRITE)
    assert table.rows[0][:2] == [key, name]
    assert table.name == f"{file}_2026-11-23_2026-11-23"


def test_the_part_of_the_hall_that_was_asked_for_is_in_the_file():
    part = Part(department="TP", counter="3")
    table = table_of(answer("day", half(**{"2026-11-23": 1}), part=part), READER, WRITE)
    assert table.filters[-2:] == [("Cơ quan", "=Sở Tư pháp"), ("Quầy", "03")]


@pytest.mark.parametrize(
    ("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF")]
)
def test_a_timer_could_make_the_same_files_without_any_request(kind, start):
    table = table_of(answer("department", half(XD=4, TP=3)), READER, WRITE)
    assert file_bytes(table, kind, READER).startswith(start)
