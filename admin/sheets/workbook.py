"""Workbooks (.xlsx): their sheets, and the rows of each with what stands in its cells. Pure."""

import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from admin.sheets.cells import (
    FORMULA,
    Cells,
    Kind,
    Sheet,
    UnreadableSheet,
    make_cells,
    say_cell,
    say_error,
)
from admin.sheets.number_formats import show_number
from admin.sheets.sentences import say

LARGEST_UNPACKED_BYTES = 300 * 2**20
MOST_PACKED = 5_000
"""Files in a workbook: one for each sheet, picture and drawing."""
BROKEN_WORKBOOK = (
    zlib.error,
    NotImplementedError,
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    OSError,
    EOFError,
    IndexError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)
MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?[A-Z]{1,3}\$?([0-9]{1,7})"'
)
CHUNK_BYTES, LONGEST_TAG_BYTES = 2**20, 400
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
LAST_ROW = 1_048_576
PLAIN_DIGITS = re.compile(r"0+\.0+|00+")
"""A number format that shows every digit of a code, the zeros before and behind it too."""


def list_sheets(raw: bytes) -> list[Sheet]:
    """Return the sheets of a workbook in their order; raise UnreadableSheet when it is none."""
    # Only who reads a workbook pays for its library: the server never does
    from openpyxl.reader.excel import ExcelReader

    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            _check_parts(packed)
        reader = ExcelReader(BytesIO(raw), read_only=True)
        reader.read()
        parts = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
        return [
            Sheet(sheet.title, sheet.sheet_state != "visible", _rows_of(raw, sheet, parts))
            for sheet in reader.wb.worksheets
        ]
    except BROKEN_WORKBOOK as error:
        raise _broken(error)


def _check_parts(packed: zipfile.ZipFile) -> None:
    """Refuse what is packed like a workbook and is none."""
    names = set(packed.namelist())
    if any(part.flag_bits & 1 for part in packed.infolist()):
        what = "the file is protected by a password; take it off and save it anew"
        raise UnreadableSheet(say(what))
    unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > LARGEST_UNPACKED_BYTES or len(names) > MOST_PACKED:
        raise UnreadableSheet(say("the workbook is too large when unpacked"))
    kinds = {
        "xl/workbook.bin": say("this is a binary workbook (.xlsb); save it as .xlsx"),
        "word/document.xml": say("this is a Word document; copy its table into a workbook (.xlsx)"),
        "content.xml": say("this is an OpenDocument file (.ods); save it as .xlsx"),
    }
    for name, what in kinds.items():
        if name in names:
            raise UnreadableSheet(what)
    if "[Content_Types].xml" not in names:
        what = "this is a packed folder (.zip), not a workbook; unpack it first"
        raise UnreadableSheet(say(what))
    if "xl/workbook.xml" in names and b"purl.oclc.org/ooxml" in packed.read("xl/workbook.xml"):
        what = "this is a 'Strict Open XML' workbook; save it as 'Excel Workbook (.xlsx)'"
        raise UnreadableSheet(say(what))


def _broken(error: Exception) -> UnreadableSheet:
    what = "the workbook cannot be read ({error}); save it anew as .xlsx"
    return UnreadableSheet(say(what, error=f"{error}"))


def _rows_of(raw: bytes, sheet: Any, parts: Mapping[str, str]) -> Callable[[], Iterator[Cells]]:
    def read() -> Iterator[Cells]:
        try:
            merges, hidden = _find_merges(raw, parts[sheet.title])
            # Some programs write a wrong size into the file, and rows beyond it would be lost
            sheet.reset_dimensions()
            handed: dict[int, tuple[int, str]] = {}
            for line, row in enumerate(sheet.iter_rows(), 1):
                if line > LAST_ROW:
                    what = "the workbook names rows beyond {last:,}"
                    raise UnreadableSheet(say(what, last=LAST_ROW), line)
                # Styles alone may reach down a million rows
                if any(cell.value is not None for cell in row):
                    yield _read_row(line, row, handed, hidden=line in hidden)
                for place, last in merges.get(line, ()):
                    text = _write_text(row[place]) if place < len(row) else ""
                    handed[place] = last, text
        except BROKEN_WORKBOOK as error:
            raise _broken(error)

    return read


def _find_merges(
    raw: bytes, part: str
) -> tuple[Mapping[int, list[tuple[int, int]]], Collection[int]]:
    """Return row -> (place, last row) of the merged cells that begin there, and the hidden rows.

    Merges stand behind all rows: the part is passed through, never held as a whole.
    """
    from openpyxl.utils.cell import column_index_from_string

    named: set[tuple[bytes, bytes, bytes]] = set()
    hidden: set[bytes] = set()
    with zipfile.ZipFile(BytesIO(raw)) as packed, packed.open(part) as xml:
        rest = b""
        while chunk := xml.read(CHUNK_BYTES):
            named.update(MERGE.findall(rest + chunk))
            hidden.update(HIDDEN_ROW.findall(rest + chunk))
            rest = chunk[-LONGEST_TAG_BYTES:]
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for column, first, last in named:
        found[int(first)].append((column_index_from_string(column.decode()) - 1, int(last)))
    return found, {int(row) for row in hidden}


def _read_row(
    line: int, row: tuple[Any, ...], handed: Mapping[int, tuple[int, str]], *, hidden: bool
) -> Cells:
    """Return one row; `handed`: place -> until which row a merged cell hands which text down."""
    texts = [_write_text(cell) for cell in row]
    merged = {place: text for place, (last, text) in handed.items() if line <= last}
    for place, text in merged.items():
        texts.extend([""] * (place + 1 - len(texts)))
        texts[place] = text
    kinds = {place: kind for place, cell in enumerate(row) if (kind := _find_kind(cell))}
    wrong = {place: what for place, cell in enumerate(row) if (what := _find_fault(cell))}
    return make_cells(
        line,
        texts,
        partial(_name_cell, row),
        wrong,
        kinds=kinds,
        merged=frozenset(merged),
        hidden=hidden,
    )


def _name_cell(row: tuple[Any, ...], place: int) -> str:
    return say_cell(place, row[place].coordinate if place < len(row) else "")


def _find_fault(cell: Any) -> str | None:
    match cell.data_type:
        case "f":
            return FORMULA
        case "e":
            return say_error(f"{cell.value}")
    return None


def _find_kind(cell: Any) -> Kind | None:
    match cell.value:
        case bool():
            return None
        case int() | float():
            plain = PLAIN_DIGITS.fullmatch(str(cell.number_format))
            return None if plain and show_number(cell.value, cell.number_format) else "number"
        case time() | timedelta():
            return "time"
        case date():
            return "date"
    return None


def _write_text(cell: Any) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case bool():
            return str(value).upper()
        case int() | float():
            whole = isinstance(value, int) or value.is_integer()
            plain = str(int(value)) if whole else f"{value:.12g}"
            return show_number(value, str(cell.number_format)) or plain
    return str(value)
