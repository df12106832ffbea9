"""An answer of the statistics as a table: every figure a column, a row what was asked `by`."""

from collections.abc import Callable
from datetime import date

from reports.answers import Answer, Figures
from reports.definitions import DEFINITIONS
from reports.legs_table import names_by_code
from reports.questions import By
from reports.reader import Reader
from reports.table_parts import (
    NamesByCode,
    asked_for,
    columns_of,
    days_of,
    file_name,
    meanings,
    parts_asked,
)
from reports.tables import Cell, Column, Table

WAYS: dict[By, tuple[str, str]] = {
    "department": ("Cơ quan", "theo-co-quan"),
    "service": ("Nội dung giao dịch", "theo-noi-dung"),
    "counter": ("Quầy", "theo-quay"),
    "officer": ("Cán bộ", "theo-can-bo"),
    "priority": ("Lượt ưu tiên", "theo-uu-tien"),
    "day": ("Ngày", "theo-ngay"),
    "weekday": ("Thứ", "theo-thu"),
    "hour": ("Giờ", "theo-gio"),
    "weekday_hour": ("Thứ và giờ", "theo-thu-va-gio"),
}
"""What the first columns are called, and the file."""
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
BEFORE = ":before"
"""After the key of a figure: that of the days before, to compare with."""


def table_of(answer: Answer, reader: Reader) -> Table:
    """Return rows and total; compared with the days before, their figures follow as columns."""
    question = answer.question
    heading, file = (reader.say(text) for text in WAYS[question.by])
    figures = [one for one in DEFINITIONS if one.key in answer.now.total]
    columns = columns_of(figures, reader)
    if answer.before is not None:
        columns += [
            Column(
                one.key + BEFORE, reader.say("%(figure)s, kỳ trước", figure=one.heading), one.kind
            )
            for one in columns
        ]
    earlier = {row.key: row.figures for row in answer.before.rows} if answer.before else {}
    named = _naming(question.by, names_by_code(answer.hall.catalogue, reader), reader)

    def cells(now: Figures, before: Figures | None) -> list[Cell]:
        found: list[Cell] = [now.get(one.key) for one in figures]
        if answer.before is not None:
            found += [(before or {}).get(one.key) for one in figures]
        return found

    rows = [
        [row.key, named(row.key), *cells(row.figures, earlier.get(row.key))]
        for row in answer.now.rows
    ]
    return Table(
        name=file_name(file, question.period),
        title=reader.say("Thống kê: %(by)s", by=heading),
        filters=_filters(answer, reader),
        columns=[Column(question.by, reader.say("Mã"), "text"), _named(heading), *columns],
        rows=rows,
        count=len(rows),
        total=[
            None, reader.say("Tổng cộng"),
            *cells(answer.now.total, answer.before.total if answer.before else None),
        ],
        definitions=meanings(figures, reader),
        heads=2,
        chart="wait_mean_s" if "wait_mean_s" in answer.now.total else "",
    )  # fmt: skip


def _named(heading: str) -> Column:
    return Column("name", heading, "text")


def _filters(answer: Answer, reader: Reader) -> list[tuple[str, str]]:
    question = answer.question
    names = names_by_code(answer.hall.catalogue, reader)
    pairs = asked_for(reader, question.period, answer.at, answer.hall.seq)
    if question.before is not None:
        pairs.append((reader.say("Kỳ trước"), days_of(question.before)))
    return [*pairs, *parts_asked(question.part, names, reader)]


def _naming(by: By, names: NamesByCode, reader: Reader) -> Callable[[str], str]:
    """Return how the key of a row is written; an empty one is of nobody known."""

    def named(key: str) -> str:
        if not key:
            return reader.say("Không rõ")
        match by:
            case "day":
                return f"{date.fromisoformat(key):%d/%m/%Y}"
            case "weekday":
                return _weekday(key, reader)
            case "hour":
                return _hour(key, reader)
            case "weekday_hour":
                weekday, _, hour = key.partition("-")
                return f"{_weekday(weekday, reader)}, {_hour(hour, reader)}"
        return names.get(by, {}).get(key, key)

    return named


def _weekday(key: str, reader: Reader) -> str:
    return reader.say(WEEKDAYS[int(key) - 1])


def _hour(key: str, reader: Reader) -> str:
    return reader.say("%(n)s giờ", n=key)
