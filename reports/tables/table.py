"""A table as pages show it and exports carry it: columns with their kinds, rows, a total, notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

CellKind = Literal["text", "count", "number", "seconds", "share", "moment", "day"]
"""`seconds` are shown as minutes; `share` is 0…1, shown in percent; `moment` is aware, UTC."""
Cell = str | int | float | datetime | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`key`: as in the JSON; `heading`: in the reader's language; `note`: what it means."""

    key: str
    heading: str
    kind: CellKind
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table in one language.

    `filters`: (name, value) pairs: what was asked, when it was read, at which journal number.
    `rows` may be read once only and may be long; `count` is how many there are, for progress.
    """

    name: str
    """For the file: letters, digits, `-` and `_` only."""
    title: str
    filters: Sequence[tuple[str, str]]
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    count: int
    total: Sequence[Cell] | None = None
    definitions: Sequence[tuple[str, str, str]] = ()
    """(name, formula, what is left out)."""
    heads: int = 1
    """How many columns, from the left, say what a row is about: they stay in sight."""
    chart: str = ""
    """The key of the column that is drawn as bars, a bar a row; none when empty."""
    parts: Sequence[tuple[str, Sequence[str]]] = ()
    """(name, keys of columns): the sheets of a workbook, each beginning with the heads; the first
    is the one that is printed. None: all columns on one sheet."""
    made: str = ""
    """When it was made and by whom, as the pages say at their foot."""
