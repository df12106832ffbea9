"""A workbook of many rows, written as they come: the sheet of `workbook` in a third of its time.

XlsxWriter writes the whole workbook around one row of empty cells; that row is then replaced. Each
row is written in the way that it shows: with the looks of its cells, texts in the cells themselves.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from reports.exports.units import minutes, workbook_day, workbook_moment
from reports.exports.workbook import MEASURED_ROWS, Book, add_notes, begin_sheet
from reports.language.locale import Locale
from reports.tables.table import Cell, CellKind, Table

SHEET = "xl/worksheets/sheet1.xml"
QUICKLY = 1
CHUNK_ROWS = 500
"""Rows that are handed on at once."""
_NO_CONTROLS = {code: None for code in range(32) if code not in (9, 10, 13)}
_SAMPLE = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
Cut = tuple[bytes, list[str], bytes]


def write_long_workbook(
    table: Table, locale: Locale, file: Path, told: Callable[[int], None]
) -> None:
    """Write the workbook to `file`; `told` hears how many rows are in it, now and then."""
    rows = iter(table.rows)
    first = list(islice(rows, MEASURED_ROWS))
    shell = _shell(replace(table, rows=()), locale, first)
    with ZipFile(shell) as whole, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=QUICKLY) as out:
        for part in whole.infolist():
            if part.filename != SHEET:
                out.writestr(part.filename, whole.read(part))
        before, looks, after = _cut(whole.read(SHEET))
        with out.open(SHEET, "w") as sheet:
            sheet.write(before)
            for piece in _pieces(_Rows(table, looks, locale.zone), chain(first, rows), told):
                sheet.write(piece)
            sheet.write(after)


def _shell(table: Table, locale: Locale, first: Sequence[Sequence[Cell]]) -> BytesIO:
    """Return the workbook with one row, of empty cells."""
    shell = BytesIO()
    book = Book(shell, locale)
    name, places = locale.say("Số liệu"), range(len(table.columns))
    sheet = begin_sheet(book, table, name, places, first)
    book.write(sheet, 1, [(None, column.kind) for column in table.columns])
    add_notes(book, table)
    book.book.close()
    return shell


def _cut(sheet: bytes) -> Cut:
    """Return what stands before the rows, the look of each column, and what stands after them."""
    sample = _SAMPLE.search(sheet)
    if sample is None:
        raise ValueError("the workbook's sheet has no second row")
    looks = re.findall(r' s="(\d+)"', sample[0].decode())
    return _DIMENSION.sub(b"", sheet[: sample.start()]), looks, sheet[sample.end() :]


def _pieces(
    written: "_Rows", rows: Iterator[Sequence[Cell]], told: Callable[[int], None]
) -> Iterator[bytes]:
    done = 0
    while page := list(islice(rows, CHUNK_ROWS)):
        yield "".join(written.row(done + 2 + place, row) for place, row in enumerate(page)).encode()
        done += len(page)
        told(done)


class _Rows:
    """Writes rows of a sheet as XML."""

    def __init__(self, table: Table, looks: Sequence[str], zone: ZoneInfo) -> None:
        from xlsxwriter.utility import xl_col_to_name  # see reports/exports/workbook.py

        def moment(cell: Any) -> str:
            return f"><v>{workbook_moment(cell, zone)}</v></c>"

        written: dict[CellKind, Callable[[Any], str]] = {
            "text": _text, "count": _number, "number": _number, "seconds": _minutes,
            "share": _number,            "moment": moment, "day": _day,
        }  # fmt: skip
        self._columns = [
            (f'<c r="{xl_col_to_name(place)}', f'" s="{look}"', written[column.kind])
            for place, (column, look) in enumerate(zip(table.columns, looks, strict=True))
        ]

    def row(self, number: int, cells: Sequence[Cell]) -> str:
        """Return a row; empty cells are left out."""
        parts = [f'<row r="{number}">']
        parts += [
            f"{start}{number}{look}{written(cell)}"
            for (start, look, written), cell in zip(self._columns, cells, strict=True)
            if cell is not None
        ]
        parts.append("</row>")
        return "".join(parts)


def _number(cell: float) -> str:
    return f"><v>{cell}</v></c>"


def _minutes(cell: float) -> str:
    return f"><v>{minutes(cell):.6f}</v></c>"


@lru_cache(maxsize=4096)
def _day(cell: date) -> str:
    return f"><v>{workbook_day(cell)}</v></c>"


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    """Return the rest of a cell that holds a text, whatever is in it."""
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{kept}>{escape(text.translate(_NO_CONTROLS))}</t></is></c>'
