"""How a sheet of a workbook is laid out: merged cells, hidden rows and columns. Pure."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO

MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?[A-Z]{1,3}\$?([0-9]{1,7})"'
)
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\s(?=[^>]*?\bhidden="(?:1|true)")([^>]*)>')
SPAN = re.compile(rb'\b(min|max)="(\d+)"')
LAST_COLUMN = 16_384
CHUNK_BYTES, LONGEST_TAG_BYTES = 2**20, 400


@dataclass(frozen=True)
class Layout:
    """The layout of a sheet.

    `merges`: first row of merged cells -> (place, last row) of each. Places count from 0, rows
    from 1.
    """

    merges: Mapping[int, list[tuple[int, int]]]
    hidden_rows: Collection[int]
    hidden_places: frozenset[int]


def find_layout(raw: bytes, part: str) -> Layout:
    """Return the layout of the sheet that is this part of the workbook.

    Merges stand behind all rows: the part is passed through, never held as a whole.
    """
    from openpyxl.utils.cell import column_index_from_string

    named: set[tuple[bytes, bytes, bytes]] = set()
    hidden: set[bytes] = set()
    columns: set[bytes] = set()
    with zipfile.ZipFile(BytesIO(raw)) as packed, packed.open(part) as xml:
        rest = b""
        while chunk := xml.read(CHUNK_BYTES):
            named.update(MERGE.findall(rest + chunk))
            hidden.update(HIDDEN_ROW.findall(rest + chunk))
            columns.update(HIDDEN_COLUMNS.findall(rest + chunk))
            rest = chunk[-LONGEST_TAG_BYTES:]
    merges: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for column, first, last in named:
        merges[int(first)].append((column_index_from_string(column.decode()) - 1, int(last)))
    return Layout(merges, {int(row) for row in hidden}, _find_places(columns))


def _find_places(columns: Collection[bytes]) -> frozenset[int]:
    """Return the places of columns; each is the inside of a tag like `min="3" max="4" …`."""
    found: set[int] = set()
    for each in columns:
        span = {name: int(number) for name, number in SPAN.findall(each)}
        found.update(range(span[b"min"] - 1, min(span[b"max"], LAST_COLUMN)))
    return frozenset(found)
