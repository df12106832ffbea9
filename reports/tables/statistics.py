"""An answer of the statistics as a table: every figure a column, a row what was asked `by`."""

from reports.figures import FIGURES
from reports.language.dimensions import NAMES, heading, row_name
from reports.language.formatting import Formatter
from reports.language.locale import Locale
from reports.query import Figures, Result
from reports.tables.legs import names_by_code
from reports.tables.parts import (
    days_of,
    describe_filter,
    describe_query,
    file_name,
    list_meanings,
    make_columns,
)
from reports.tables.table import Cell, Column, Table

BEFORE = ":before"
"""After the key of a figure: that of the days before, to compare with."""


def table_of(result: Result, locale: Locale, write: Formatter) -> Table:
    """Return rows and total; compared with the days before, their figures follow as columns."""
    query = result.query
    named, file = heading(query.by, write), locale.say(NAMES[query.by][1])
    figures = [one for one in FIGURES if one.key in result.now.total]
    columns = make_columns(figures, locale)
    if result.before is not None:
        columns += [
            Column(
                one.key + BEFORE, locale.say("%(figure)s, kỳ trước", figure=one.heading), one.kind
            )
            for one in columns
        ]
    earlier = {row.key: row.figures for row in result.before.rows} if result.before else {}

    def cells(now: Figures, before: Figures | None) -> list[Cell]:
        found: list[Cell] = [now.get(one.key) for one in figures]
        if result.before is not None:
            found += [(before or {}).get(one.key) for one in figures]
        return found

    rows = [
        [row.key, row_name(query.by, row.key, write), *cells(row.figures, earlier.get(row.key))]
        for row in result.now.rows
    ]
    return Table(
        name=file_name(file, query.period),
        title=locale.say("Thống kê: %(by)s", by=named),
        filters=_filters(result, locale),
        columns=[
            Column(query.by, locale.say("Mã"), "text"), Column("name", named, "text"), *columns,
        ],
        rows=rows,
        count=len(rows),
        total=[
            None, locale.say("Tổng cộng"),
            *cells(result.now.total, result.before.total if result.before else None),
        ],
        definitions=list_meanings(figures, locale),
        heads=2,
        chart="wait_mean_s" if "wait_mean_s" in result.now.total else "",
    )  # fmt: skip


def _filters(result: Result, locale: Locale) -> list[tuple[str, str]]:
    query = result.query
    names = names_by_code(result.hall.catalogue, locale)
    pairs = describe_query(locale, query.period, result.at, result.hall.seq)
    if query.before is not None:
        pairs.append((locale.say("Kỳ trước"), days_of(query.before)))
    return [*pairs, *describe_filter(query.filter, names, locale)]
