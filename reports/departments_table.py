"""The report by department as a table: what pages call it, what each figure is, what was asked."""

from reports.definitions import DEFINITIONS, Definition
from reports.departments import Report
from reports.periods import Period
from reports.reader import Reader
from reports.table_parts import asked_for, columns_of, file_name, meanings
from reports.tables import Column, Table

WAITING_NOW = Definition(
    "waiting_now", "count", "Đang chờ", "Số người đang chờ lúc đọc, không phụ thuộc kỳ báo cáo."
)
"""Of this moment, so no statistics of a period know it."""
KNOWN = {one.key: one for one in (*DEFINITIONS, WAITING_NOW)}


def departments_table(report: Report, period: Period, only: str | None, reader: Reader) -> Table:
    """Return the rows and their total; `only`: the one department that may be seen."""
    departments = report.hall.catalogue.departments
    names = {code: reader.named(department.names) for code, department in departments.items()}
    total = report.total(only)
    figures = [KNOWN[key] for key in total]
    rows = [
        [code := row["department"], names.get(code, code), *(row[key] for key in total)]
        for row in report.rows(only)
    ]
    filters = [
        *asked_for(reader, period, report.at, report.hall.seq),
        *([] if only is None else [(reader.say("Cơ quan"), names.get(only, only))]),
    ]
    return Table(
        name=file_name(reader.say("cho-theo-co-quan"), period),
        title=reader.say("Thời gian chờ và phục vụ theo cơ quan"),
        filters=filters,
        columns=[
            Column("department", reader.say("Mã"), "text"),
            Column("name", reader.say("Cơ quan"), "text"),
            *columns_of(figures, reader),
        ],
        rows=rows,
        count=len(rows),
        total=[None, reader.say("Tổng cộng"), *total.values()],
        definitions=meanings(figures, reader),
        heads=2,
        chart="wait_mean_s",
    )
