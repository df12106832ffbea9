"""The report by department as a table: what pages call it, what each figure is, what was asked."""

from collections.abc import Mapping
from typing import cast

from reports.aggregates import Figure
from reports.figures import BY_KEY
from reports.language.locale import Locale
from reports.query import Period, Value
from reports.tables.parts import describe_query, file_name, list_meanings, make_columns, sign
from reports.tables.report import FIGURES, Report
from reports.tables.table import Column, Table
from reports.view_types import DepartmentFigures

WAITING_NOW = Figure(
    "waiting_now", "count", "Đang chờ", "Số người đang chờ lúc đọc, không phụ thuộc kỳ báo cáo."
)
"""Of this moment, so no statistics of a period know it."""
KNOWN = {**BY_KEY, WAITING_NOW.key: WAITING_NOW}


def departments_table(report: Report, period: Period, only: str | None, locale: Locale) -> Table:
    """Return the rows and their total; `only`: the one department that may be seen."""
    departments = report.hall.catalogue.departments
    names = {code: locale.named(department.names) for code, department in departments.items()}
    figures = [KNOWN[key] for key in FIGURES]
    rows = [
        [code := row["department"], names.get(code, code), *_values(row)]
        for row in report.rows(only)
    ]
    filters = [
        *describe_query(locale, period, report.at, report.hall.seq),
        *([] if only is None else [(locale.say("Cơ quan"), names.get(only, only))]),
    ]
    return Table(
        name=file_name(locale.say("cho-theo-co-quan"), period),
        title=locale.say("Thời gian chờ và phục vụ theo cơ quan"),
        filters=filters,
        columns=[
            Column("department", locale.say("Mã"), "text"),
            Column("name", locale.say("Cơ quan"), "text"),
            *make_columns(figures, locale),
        ],
        rows=rows,
        count=len(rows),
        total=[None, locale.say("Tổng cộng"), *_values(report.total(only))],
        definitions=list_meanings(figures, locale),
        heads=2,
        chart="wait_mean_s",
        made=sign(locale, report.at),
    )


def _values(figures: DepartmentFigures) -> list[Value]:
    """Return the figures in the order of the outside contract."""
    by_key = cast("Mapping[str, Value]", figures)
    return [by_key[key] for key in FIGURES]
