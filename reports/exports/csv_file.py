"""A table as CSV: opens in a spreadsheet as it is, and no cell is ever taken for a formula."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from io import StringIO

from reports.exports.units import heading, minutes, percent
from reports.reader import Reader
from reports.tables import Cell, CellKind, Table

MARK = b"\xef\xbb\xbf"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
PIECE = 500
"""Rows that are handed on at once."""
Plain = str | int | float


def csv_pieces(
    table: Table,
    reader: Reader,
    *,
    for_people: bool,
    told: Callable[[int], None] = lambda _: None,
) -> Iterator[bytes]:
    """Yield UTF-8 with its mark at the front, every text quoted, an empty cell for None.

    For programs: keys as the header, seconds, shares 0…1, moments in UTC, `total` as the name of
    the last row. For people: headings, minutes, percent, moments of the centre's clock.
    `told` hears how many rows are written, now and then.
    """
    yield MARK
    kinds = [column.kind for column in table.columns]
    header = [heading(column, reader) if for_people else column.key for column in table.columns]
    rows = (
        [_cell(cell, kind, reader, for_people) for cell, kind in zip(row, kinds, strict=True)]
        for row in _with_total(table, for_people)
    )
    yield from _written(header, rows, told)


def _with_total(table: Table, for_people: bool) -> Iterator[Sequence[Cell]]:
    yield from table.rows
    if table.total is not None:
        first, *rest = table.total
        yield [first if for_people else first or "total", *rest]


def _written(
    header: Sequence[str], rows: Iterable[Sequence[Plain]], told: Callable[[int], None]
) -> Iterator[bytes]:
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(header)
    for number, row in enumerate(rows, 1):
        writer.writerow(row)
        if number % PIECE == 0:
            yield _taken(text)
            told(number)
    yield _taken(text)


def _taken(text: StringIO) -> bytes:
    """Return what has been written so far, and begin again."""
    written = text.getvalue().encode("utf-8")
    text.seek(0)
    text.truncate()
    return written


def _cell(cell: Cell, kind: CellKind, reader: Reader, for_people: bool) -> Plain:
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
        case datetime():
            return _moment(cell, reader, for_people)
        case date():
            return cell.isoformat()
    if for_people and kind == "seconds":
        return round(minutes(cell), 2)
    return round(percent(cell), 2) if for_people and kind == "share" else cell


def _moment(moment: datetime, reader: Reader, for_people: bool) -> str:
    if for_people:
        return f"{moment.astimezone(reader.zone):%Y-%m-%d %H:%M:%S}"
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.removesuffix("+00:00") + "Z"
