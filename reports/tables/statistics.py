"""An answer of the statistics as a table: every figure a column, a row what was asked `by`."""

from collections.abc import Iterator, Sequence

from reports.figures import FIGURES
from reports.language.comparison import describe_comparison
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
    sign,
)
from reports.tables.table import Cell, Column, Table

BEFORE = ":before"
"""After the key of a figure: that of the days before, to compare with."""
COMPARED = ":compared"
"""After the key of a figure: that of the days alone that can be compared."""
FIRST = (
    "issued", "called", "served", "no_show", "wait_mean_s", "wait_p90_s", "wait_within_target",
    "service_mean_s", "promise_kept", "ratings", "satisfaction",
)  # fmt: skip
"""What is read first: it fits a page of paper."""
FIRST_COMPARED = ("served", "wait_mean_s", "wait_within_target")
"""Of these the page holds what they are compared with as well."""
NONE: tuple[Figures, Figures] = ({}, {})


def table_of(result: Result, locale: Locale, write: Formatter) -> Table:
    """Return rows and total; compared with the days before, their figures follow as columns."""
    query = result.query
    named, file = heading(query.by, write), locale.say(NAMES[query.by][1])
    figures = [one for one in FIGURES if one.key in result.now.total]
    columns = make_columns(figures, locale)
    beside = list(_find_columns_beside(result))
    columns += [
        Column(one.key + ending, locale.say(text, figure=one.heading), one.kind)
        for ending, text, _ in beside
        for one in columns
    ]
    compared = result.compared
    pairs = compared.pair_rows(query.by) if compared else {}

    def cells(now: Figures, pair: tuple[Figures, Figures]) -> list[Cell]:
        shown = [now, *(pair[place] for _, _, place in beside)]
        return [found.get(one.key) for found in shown for one in figures]

    rows = [
        [row.key, row_name(query.by, row.key, write), *cells(row.figures, pairs.get(row.key, NONE))]
        for row in result.now.rows
    ]
    totals = (compared.now.total, compared.before.total) if compared else NONE
    return Table(
        name=file_name(file, query.period),
        title=locale.say("Thống kê: %(by)s", by=named),
        filters=_filters(result, locale, write),
        columns=[
            Column(query.by, locale.say("Mã"), "text"), Column("name", named, "text"), *columns,
        ],
        rows=rows,
        count=len(rows),
        total=[None, locale.say("Tổng cộng"), *cells(result.now.total, totals)],
        definitions=list_meanings(figures, locale),
        heads=2,
        chart="wait_mean_s" if "wait_mean_s" in result.now.total else "",
        parts=_divide([one.key for one in figures], [ending for ending, _, _ in beside], locale),
        made=sign(locale, result.at),
    )  # fmt: skip


def _divide(
    keys: Sequence[str], endings: Sequence[str], locale: Locale
) -> list[tuple[str, Sequence[str]]]:
    """Return the sheets: what is read first, every figure, and those to compare with."""
    first = [key for key in FIRST if key in keys]
    first += [key + ending for key in FIRST_COMPARED if key in keys for ending in endings]
    parts: list[tuple[str, Sequence[str]]] = [
        (locale.say("Tóm tắt"), first), (locale.say("Số liệu"), keys),
    ]  # fmt: skip
    if endings:
        beside = [key + ending for ending in endings for key in keys]
        parts.append((locale.say("So sánh"), beside))
    return parts


def _find_columns_beside(result: Result) -> Iterator[tuple[str, str, int]]:
    """Yield what stands beside the figures: (ending of the key, heading, place in a pair).

    Where days of the period cannot be compared, the others alone stand there too: it is from them
    that the earlier figures differ.
    """
    if result.compared is None or not result.compared.comparison.days:
        return
    if result.compared.comparison.left_out:
        yield COMPARED, "%(figure)s, những ngày so được", 0
    yield BEFORE, "%(figure)s, kỳ trước", 1


def _filters(result: Result, locale: Locale, write: Formatter) -> list[tuple[str, str]]:
    query = result.query
    names = names_by_code(result.hall.catalogue, locale)
    pairs = describe_query(locale, query.period, result.at, result.hall.seq)
    if result.compared is not None:
        comparison = result.compared.comparison
        pairs += [
            (locale.say("Kỳ trước"), days_of(comparison.earlier)),
            (locale.say("Cách so sánh"), " ".join(describe_comparison(comparison, write))),
        ]
    return [*pairs, *describe_filter(query.filter, names, locale)]
