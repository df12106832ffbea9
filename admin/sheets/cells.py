"""A table that was found in a file: its sheet, heading and rows, and what is wrong with cells."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from admin.sheets.font_codes import find_font_code
from admin.sheets.sentences import Sentence, say
from admin.sheets.signs import clean_text

FORMULA = say("holds a formula; paste its value instead")
OLD_CODE = "looks like {code}: '{right}' is meant? convert the text to Unicode"
STRUCK = "holds text that is struck out ('{text}'); delete it, or take the line through it away"
Kind = Literal["number", "date", "time"]
ERROR = re.compile(r"#(?:[A-Z0-9/_]+[!?]|N/A|GETTING_DATA|#+)|Err:\d+")
"""What a spreadsheet shows in place of a value that it could not find, or that does not fit."""
LITERAL = re.compile(r'=\s*"([^"=]*)"')
"""A formula that only says a text: how CSV files keep the zeros of a code."""
TYPED_TEXT = re.compile(r"'([^'\s][^']*)")
"""An apostrophe before a text only says that it is one: spreadsheets show the rest."""


class UnreadableSheet(Exception):
    """The file holds no table that can be read; `line` is where, the text says what to do."""

    def __init__(self, what: str, line: int = 1) -> None:
        super().__init__(what)
        self.line = line


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to put right. `line`: of the file, or row of the sheet, from 1.

    `sheet` is empty where the file has only one. `heading`: what the file calls the column, empty
    where it has no such column.
    """

    line: int
    column: str
    what: str
    sheet: str = ""
    heading: str = field(default="", compare=False)

    def at(self, file: Path) -> str:
        """Return the fault as one line: `file:line: sheet: column: what is wrong`."""
        sheet = f"sheet '{self.sheet}'" if self.sheet else ""
        own = self.heading.casefold() not in ("", self.column)
        column = f"{self.heading} ({self.column})" if own else self.column
        return ": ".join(filter(None, (f"{file}:{self.line}", sheet, column, self.what)))


@dataclass(frozen=True)
class Cells:
    """One row: its line and the text of its cells, clean and in NFC.

    `kinds`: place -> what a workbook keeps there in place of text. `merged`: places whose text
    stands in a merged cell above. `faults`: place -> why its text cannot be taken. `hidden`: nobody
    sees this row in the workbook, `hidden_places`: nor these columns. `struck`: places all of whose
    text is struck out.
    """

    line: int
    texts: tuple[str, ...]
    kinds: Mapping[int, Kind] = field(default_factory=dict)
    merged: frozenset[int] = frozenset()
    faults: Mapping[int, Fault] = field(default_factory=dict)
    hidden: bool = False
    hidden_places: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()

    @property
    def empty(self) -> bool:
        """Say whether the row holds nothing."""
        return not any(self.texts) and not self.faults


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or the whole of a CSV file. `read` begins anew each time."""

    name: str
    hidden: bool
    read: Callable[[], Iterator[Cells]]


@dataclass(frozen=True)
class Table:
    """The row that names the columns, and the rows under it that hold something."""

    sheet: str
    heading: Cells
    rows: Iterator[Cells]


def make_cells(
    line: int,
    written: Iterable[str],
    name_cell: Callable[[int], str],
    wrong: Mapping[int, str],
    *,
    kinds: Mapping[int, Kind] | None = None,
    merged: frozenset[int] = frozenset(),
) -> Cells:
    """Return a row of texts as they stand in the file.

    `name_cell`: place from 0 -> "cell B3"; `wrong`: place -> what is wrong with that cell.
    """
    texts, faults = [], {}
    for place, text in enumerate(written):
        literal = LITERAL.fullmatch(text.strip())
        typed = literal or TYPED_TEXT.fullmatch(text.strip())
        texts.append(clean_text(typed[1] if typed else text))
        if literal is None and (what := wrong.get(place) or _find_fault(text)):
            faults[place] = Fault(line, name_cell(place), what)
    return Cells(line, tuple(texts), kinds or {}, merged, faults)


def say_cell(place: int, at: str = "") -> Sentence:
    """Name a cell: by its address in the sheet, else by its place in the line, from 0."""
    return say("cell {at}", at=at or f"{place + 1}")


def is_old_code(fault: Fault) -> bool:
    """Say whether the fault of a cell is that it is written in an old code of letters."""
    return getattr(fault.what, "template", "") == OLD_CODE


def say_error(text: str) -> Sentence:
    """Say which error of a spreadsheet stands in a cell."""
    return say("holds the error {error}", error=text)


def say_struck(text: str) -> Sentence:
    """Say which text of a cell is struck out."""
    return say(STRUCK, text=" ".join(text.split())[:60])


def _find_fault(text: str) -> str | None:
    if ERROR.fullmatch(text.strip()):
        return say_error(text.strip()[:20])
    found = find_font_code(text)
    if found is None:
        return None
    code, right = found
    return say(OLD_CODE, code=code, right=right[:60])
