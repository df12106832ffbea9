"""An answer of the statistics as a table: every figure a column, a row what was asked `by`."""

from reports.answers import Answer, Figures
from reports.definitions import DEFINITIONS
from reports.legs_table import names_by_code
from reports.reader import Reader
from reports.table_parts import (
    asked_for,
    columns_of,
    days_of,
    file_name,
    meanings,
    parts_asked,
)
from reports.tables import Cell, Column, Table
from reports.ways import WAYS, heading, row_name
from reports.writing import Writer

BEFORE = ":before"
"""After the key of a figure: that of the days before, to compare with."""


def table_of(answer: Answer, reader: Reader, write: Writer) -> Table:
    """Return rows and total; compared with the days before, their figures follow as columns."""
    question = answer.question
    named, file = heading(question.by, write), reader.say(WAYS[question.by][1])
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

    def cells(now: Figures, before: Figures | None) -> list[Cell]:
        found: list[Cell] = [now.get(one.key) for one in figures]
        if answer.before is not None:
            found += [(before or {}).get(one.key) for one in figures]
        return found

    rows = [
        [row.key, row_name(question.by, row.key, write), *cells(row.figures, earlier.get(row.key))]
        for row in answer.now.rows
    ]
    return Table(
        name=file_name(file, question.period),
        title=reader.say("Thống kê: %(by)s", by=named),
        filters=_filters(answer, reader),
        columns=[
            Column(question.by, reader.say("Mã"), "text"), Column("name", named, "text"), *columns,
        ],
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


def _filters(answer: Answer, reader: Reader) -> list[tuple[str, str]]:
    question = answer.question
    names = names_by_code(answer.hall.catalogue, reader)
    pairs = asked_for(reader, question.period, answer.at, answer.hall.seq)
    if question.before is not None:
        pairs.append((reader.say("Kỳ trước"), days_of(question.before)))
    return [*pairs, *parts_asked(question.part, names, reader)]
