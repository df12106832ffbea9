"""Workbooks (.xlsx): their sheets, and the rows of each with what stands in its cells. Pure."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
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
    say_struck,
)
from admin.sheets.layout import find_layout
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
LAST_ROW = 1_048_576
PLAIN_DIGITS = re.compile(r"0+\.0+|00+")
"""A number format that shows every digit of a code, the zeros before and behind it too."""


def list_sheets(raw: bytes) -> list[Sheet]:
    """Return the sheets of a workbook in their order; raise UnreadableSheet when it is none."""
    # Only who reads a workbook pays for its library: the server never does
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        """Passes over sheets that are charts: they hold no rows."""

        def read_chartsheet(self, sheet: Any, rel: Any) -> None:
            """Read nothing."""

    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            _check_parts(packed)
        # Of rich text the parts are asked for: some may be struck out
        reader = Reader(BytesIO(raw), read_only=True, rich_text=True)
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
            layout = find_layout(raw, parts[sheet.title])
            # Some programs write a wrong size into the file, and rows beyond it would be lost
            sheet.reset_dimensions()
            handed: dict[int, _Handed] = {}
            for line, cells in enumerate(sheet.iter_rows(), 1):
                row = tuple(_take_runs(cell, layout.runs) for cell in cells)
                if line > LAST_ROW:
                    what = "the workbook names rows beyond {last:,}"
                    raise UnreadableSheet(say(what, last=LAST_ROW), line)
                # Styles alone may reach down a million rows
                if any(cell.value is not None for cell in row):
                    yield replace(
                        _read_row(line, row, handed),
                        hidden=line in layout.hidden_rows,
                        hidden_places=layout.hidden_places,
                    )
                for place, last in layout.merges.get(line, ()):
                    handed[place] = _hand_down(row, place, last)
        except BROKEN_WORKBOOK as error:
            raise _broken(error)

    return read


@dataclass(frozen=True)
class _InRuns:
    """A cell whose text comes in parts, as openpyxl gives those that sheets share."""

    value: list[Any]
    coordinate: str
    font: Any
    data_type: str = "s"
    number_format: str = "General"


def _take_runs(cell: Any, runs: Mapping[str, list[Any]]) -> Any:
    if not runs or cell.value is None or cell.coordinate not in runs:
        return cell
    return _InRuns(runs[cell.coordinate], cell.coordinate, cell.font)


@dataclass(frozen=True)
class _Handed:
    """What a merged cell hands down to its rows, the last one included."""

    last: int
    text: str
    struck: bool


def _hand_down(row: tuple[Any, ...], place: int, last: int) -> _Handed:
    if place >= len(row):
        return _Handed(last, "", struck=False)
    return _Handed(last, _write_text(row[place]), _is_struck(row[place]))


def _read_row(line: int, row: tuple[Any, ...], handed: Mapping[int, _Handed]) -> Cells:
    """Return one row; `handed`: place -> what a merged cell hands down there."""
    texts = [_write_text(cell) for cell in row]
    merged = {place: each for place, each in handed.items() if line <= each.last}
    for place, each in merged.items():
        texts.extend([""] * (place + 1 - len(texts)))
        texts[place] = each.text
    kinds = {place: kind for place, cell in enumerate(row) if (kind := _find_kind(cell))}
    wrong = {place: what for place, cell in enumerate(row) if (what := _find_fault(cell))}
    struck = {place for place, cell in enumerate(row) if _is_struck(cell)}
    struck |= {place for place, each in merged.items() if each.struck}
    cells = make_cells(
        line,
        texts,
        partial(_name_cell, row),
        wrong,
        kinds=kinds,
        merged=frozenset(merged),
    )
    return replace(cells, struck=frozenset(struck))


def _is_struck(cell: Any) -> bool:
    """Say whether all text of a cell is struck out."""
    runs = _list_runs(cell)
    return bool(runs) and all(struck for _, struck in runs)


def _list_runs(cell: Any) -> list[tuple[str, bool]]:
    """Return the parts of a cell's text that are more than space, and whether each is struck."""
    if cell.value is None:
        return []
    parts = cell.value if isinstance(cell.value, list) else [cell.value]
    # A part without a font of its own has that of the cell
    fonts = [getattr(part, "font", cell.font) for part in parts]
    return [
        (f"{part}", bool(font and font.strike))
        for part, font in zip(parts, fonts, strict=True)
        if f"{part}".strip()
    ]


def _name_cell(row: tuple[Any, ...], place: int) -> str:
    return say_cell(place, row[place].coordinate if place < len(row) else "")


def _find_fault(cell: Any) -> str | None:
    match cell.data_type:
        case "f":
            return FORMULA
        case "e":
            return say_error(f"{cell.value}")
    runs = _list_runs(cell)
    lost = [text for text, struck in runs if struck]
    return say_struck(lost[0]) if 0 < len(lost) < len(runs) else None


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
