"""What of a sheet its reader passes over: merges, what is hidden, looks within texts. Pure."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

MERGE = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?[A-Z]{1,3}\$?([0-9]{1,7})"""
)
# What has no height or no width is hidden as well
HIDDEN_ROW = re.compile(
    rb"""<(?:\w+:)?row\s(?=[^>]*?\b(?:hidden=["'](?:1|true)|ht=["']0(?:\.0+)?["']))[^>]*?\br=["'](\d+)"""
)
HIDDEN_COLUMNS = re.compile(
    rb"""<(?:\w+:)?col\s(?=[^>]*?\b(?:hidden=["'](?:1|true)|width=["']0(?:\.0+)?["']))([^>]*)>"""
)
SPAN = re.compile(rb"""\b(min|max)=["'](\d+)""")
STRIKE = re.compile(rb"<(?:\w+:)?strike\b")
LAST_COLUMN = 16_384
CHUNK_BYTES, LONGEST_TAG_BYTES = 2**20, 400


@dataclass(frozen=True)
class Layout:
    """The layout of a sheet.

    `merges`: first row of merged cells -> (place, last row) of each. Places count from 0, rows
    from 1. `runs`: address of a cell -> its text in parts, where that stands in the sheet itself;
    empty in a sheet without anything that is struck out.
    """

    merges: Mapping[int, list[tuple[int, int]]]
    hidden_rows: Collection[int]
    hidden_places: frozenset[int]
    runs: Mapping[str, list[Any]]


def find_layout(raw: bytes, part: str) -> Layout:
    """Return the layout of the sheet that is this part of the workbook.

    Merges stand behind all rows: the part is passed through, never held as a whole.
    """
    from openpyxl.utils.cell import column_index_from_string

    named: set[tuple[bytes, bytes, bytes]] = set()
    hidden: set[bytes] = set()
    columns: set[bytes] = set()
    struck = False
    with zipfile.ZipFile(BytesIO(raw)) as packed, packed.open(part) as xml:
        rest = b""
        while chunk := xml.read(CHUNK_BYTES):
            named.update(MERGE.findall(rest + chunk))
            hidden.update(HIDDEN_ROW.findall(rest + chunk))
            columns.update(HIDDEN_COLUMNS.findall(rest + chunk))
            struck = struck or STRIKE.search(rest + chunk) is not None
            rest = chunk[-LONGEST_TAG_BYTES:]
    merges: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for column, first, last in named:
        merges[int(first)].append((column_index_from_string(column.decode()) - 1, int(last)))
    runs = dict(_read_runs(raw, part)) if struck else {}
    return Layout(merges, {int(row) for row in hidden}, _find_places(columns), runs)


def _read_runs(raw: bytes, part: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield the cells whose text stands in the sheet and has parts, which openpyxl joins."""
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    with zipfile.ZipFile(BytesIO(raw)) as packed, packed.open(part) as xml:
        for _, cell in iterparse(xml):
            if cell.tag == f"{{{SHEET_MAIN_NS}}}c":
                text = cell.find(f"{{{SHEET_MAIN_NS}}}is")
                runs = () if text is None else CellRichText.from_tree(text)
                if isinstance(runs, list) and "r" in cell.attrib:
                    yield cell.attrib["r"], runs
                cell.clear()


def _find_places(columns: Collection[bytes]) -> frozenset[int]:
    """Return the places of columns; each is the inside of a tag like `min="3" max="4" …`."""
    found: set[int] = set()
    for each in columns:
        span = {name: int(number) for name, number in SPAN.findall(each)}
        found.update(range(span[b"min"] - 1, min(span[b"max"], LAST_COLUMN)))
    return frozenset(found)
