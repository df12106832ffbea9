"""A table from a CSV file or a workbook: its columns, its rows with their lines, its faults."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import ParseError

LARGEST_BYTES = 20 * 2**20
LARGEST_UNPACKED_BYTES = 300 * 2**20
WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BROKEN_WORKBOOK = (
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    OSError,
    EOFError,
)


class UnreadableSheet(Exception):
    """The file is no table at all; the text says what to do."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to put right in a sheet. `line`: of the file, or row of the workbook, from 1."""

    line: int
    column: str
    what: str

    def at(self, file: Path) -> str:
        """Return the fault as one line: `file:line: column: what is wrong`."""
        return ": ".join(filter(None, (f"{file}:{self.line}", self.column, self.what)))


@dataclass(frozen=True)
class Cells:
    """One row: its line and the text of its cells.

    `numeric`: places of the cells that a workbook keeps as numbers, not as written. `faults` name
    cells that have no text of their own.
    """

    line: int
    texts: tuple[str, ...]
    numeric: frozenset[int] = frozenset()
    faults: tuple[Fault, ...] = field(default=())

    @property
    def empty(self) -> bool:
        """Say whether the row holds nothing."""
        return not any(text.strip() for text in self.texts) and not self.faults


def read_sheet(file: Path) -> Iterator[Cells]:
    """Yield the rows of a file, the header first; raise UnreadableSheet when it is no table.

    The kind of the file is told by its content, whatever it is called.
    """
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise UnreadableSheet(f"the file is larger than {LARGEST_BYTES // 2**20} MB")
        raw = file.read_bytes()
    except OSError as error:
        raise UnreadableSheet(f"the file cannot be read ({error.strerror})")
    if raw.startswith(OLD_WORKBOOK):
        raise UnreadableSheet("this is a workbook of the old kind (.xls); save it as .xlsx")
    return _workbook(raw) if raw.startswith(WORKBOOK) else _csv(raw)


def _csv(raw: bytes) -> Iterator[Cells]:
    text = _decoded(raw)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    before = 0
    try:
        for texts in lines:
            yield Cells(before + 1, tuple(texts), faults=_formulas(before + 1, texts))
            before = lines.line_num
    except csv.Error as error:
        raise UnreadableSheet(f"from line {before + 1} on this is not CSV: {error}")


def _formulas(line: int, texts: list[str]) -> tuple[Fault, ...]:
    """Name the cells that a spreadsheet which opens this text would calculate."""
    return tuple(
        Fault(line, f"cell {place}", "holds a formula; paste its value instead")
        for place, text in enumerate(texts, 1)
        if text.lstrip().startswith(("=", "@"))
    )


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableSheet(f"line {line} is not UTF-8; save the file as 'CSV UTF-8'")


def _delimiter(text: str) -> str:
    """Return what separates the columns: spreadsheets write ; where the comma is for decimals."""
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _workbook(raw: bytes) -> Iterator[Cells]:
    # Only who reads a workbook pays for its library: the server never does
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED_BYTES:
                raise UnreadableSheet("the workbook is too large when unpacked")
        book = load_workbook(io.BytesIO(raw), read_only=True)
        sheet = book.worksheets[0]
        # Some programs write a wrong size into the file, and rows beyond it would be lost
        sheet.reset_dimensions()
        for line, row in enumerate(sheet.iter_rows(), 1):
            yield _cells(line, row)
    except (*BROKEN_WORKBOOK, IndexError) as error:
        raise UnreadableSheet(f"the workbook cannot be read ({error}); save it anew as .xlsx")


class _Cell(Protocol):
    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...
    @property
    def coordinate(self) -> str: ...


def _cells(line: int, row: tuple[_Cell, ...]) -> Cells:
    faults = []
    for cell in row:
        what = {"f": "a formula; paste its value instead", "e": f"the error {cell.value}"}
        if cell.data_type in what:
            faults.append(Fault(line, f"cell {cell.coordinate}", f"holds {what[cell.data_type]}"))
    numeric = (place for place, cell in enumerate(row) if isinstance(cell.value, int | float))
    return Cells(line, tuple(_text(cell) for cell in row), frozenset(numeric), tuple(faults))


def _text(cell: _Cell) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
