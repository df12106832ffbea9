"""A table as CSV: opens in a spreadsheet as it is, and no cell is ever taken for a formula."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from babel.numbers import get_decimal_symbol

from reports.exports.units import heading, minutes, percent
from reports.language.locale import Locale
from reports.tables.table import Cell, CellKind, Table
from web.languages import LANGUAGES

MARK = b"\xef\xbb\xbf"
_UNSEEN = r"[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
_FORMULA = re.compile(
    _UNSEEN + r"[=+\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b\u207a-\u207c]"
)
"""What spreadsheets may calculate: they pass over what cannot be seen, and know wide signs."""
BREAKS = ("\t", "\r", "\n")
CHUNK_ROWS = 500
"""Rows that are handed on at once."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a line is written: what separates its cells, what stands before decimals."""

    separator: str = ","
    decimal: str = "."

    def line(self, cells: Sequence[str | int | float]) -> str:
        """Return a line: text in quotes, numbers without."""
        return self.separator.join(map(self._cell, cells)) + "\r\n"

    def _cell(self, cell: str | float) -> str:
        if isinstance(cell, str):
            doubled = cell.replace('"', '""')
            return f'"{doubled}"'
        return str(cell).replace(".", self.decimal)


def find_dialect(language: str) -> Dialect:
    """Return what a spreadsheet of this language's country opens in columns, with its numbers.

    No line `sep=;` says so in the file: Excel then passes over the mark of UTF-8.
    """
    decimal = get_decimal_symbol(LANGUAGES[language].babel_locale)
    return Dialect(";" if decimal == "," else ",", decimal)


def csv_pieces(
    table: Table,
    locale: Locale,
    *,
    for_people: bool,
    told: Callable[[int], None] = lambda _: None,
) -> Iterator[bytes]:
    """Yield UTF-8 with its mark at the front, every text quoted, an empty cell for None.

    For programs: keys as the header, seconds, shares 0…1, moments in UTC, `total` as the name of
    the last row, commas between. For people: headings, minutes, percent, moments of the centre's
    clock, written as their spreadsheet expects it.
    `told` hears how many rows are written, now and then.
    """
    yield MARK
    kinds = [column.kind for column in table.columns]
    header = [heading(column, locale) if for_people else column.key for column in table.columns]
    rows = (
        [_cell(cell, kind, locale, for_people) for cell, kind in zip(row, kinds, strict=True)]
        for row in _with_total(table, for_people)
    )
    dialect = find_dialect(locale.language) if for_people else Dialect()
    yield from _written(header, rows, dialect, told)


def _with_total(table: Table, for_people: bool) -> Iterator[Sequence[Cell]]:
    yield from table.rows
    if table.total is not None:
        first, *rest = table.total
        yield [first if for_people else first or "total", *rest]


def _written(
    header: Sequence[str],
    rows: Iterable[Sequence[str | int | float]],
    dialect: Dialect,
    told: Callable[[int], None],
) -> Iterator[bytes]:
    lines = [dialect.line(header)]
    for number, row in enumerate(rows, 1):
        lines.append(dialect.line(row))
        if number % CHUNK_ROWS == 0:
            yield "".join(lines).encode()
            lines.clear()
            told(number)
    yield "".join(lines).encode()


def _cell(cell: Cell, kind: CellKind, locale: Locale, for_people: bool) -> str | int | float:
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if may_be_formula(cell) else cell
        case datetime():
            return _moment(cell, locale, for_people)
        case date():
            return cell.isoformat()
    if for_people and kind == "seconds":
        return round(minutes(cell), 2)
    return round(percent(cell), 2) if for_people and kind == "share" else cell


def may_be_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a text for something to calculate."""
    return not text[:1].isalnum() and (text.startswith(BREAKS) or _FORMULA.match(text) is not None)


def _moment(moment: datetime, locale: Locale, for_people: bool) -> str:
    if for_people:
        return f"{moment.astimezone(locale.zone):%Y-%m-%d %H:%M:%S}"
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.removesuffix("+00:00") + "Z"
