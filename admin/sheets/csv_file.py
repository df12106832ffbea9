"""CSV as offices save it: any Unicode or Windows-1258, any separator, any line end. Pure."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any

from admin.sheets.cells import FORMULA, Cells, Sheet, UnreadableSheet, make_cells, say_cell
from admin.sheets.font_codes import find_font_code, read_western, share_of_syllables
from admin.sheets.sentences import say
from admin.sheets.signs import find_unicode

DELIMITERS = ";,\t|"
SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(\\t|[^\r\n"]?)[^\r\n]*(\r\n|\r|\n|$)', re.IGNORECASE)
"""A first line that tells a spreadsheet what separates the columns."""
END_OF_FILE = "\x1a\0"
"""What old programs, and a computer that lost its power, put behind the last line."""
LOOKED_AT = 50
MOST_ALIKE = 0.8


def read_csv(raw: bytes, score: Callable[[Sequence[str]], int]) -> Sheet:
    """Return the table of a CSV file; `score`: how many of a row's texts name a column."""
    text = decode_csv(raw).rstrip(END_OF_FILE)
    said = SEPARATOR_LINE.match(text)
    if said:
        text = text[said.end() :]
    delimiter = (said and said[1].replace(r"\t", "\t")) or _find_delimiter(text, score)
    return Sheet("", hidden=False, read=lambda: _read_rows(text, delimiter, 1 if said else 0))


def decode_csv(raw: bytes) -> str:
    """Return the text of a file, or raise UnreadableSheet naming what it is written in."""
    encoding = find_unicode(raw)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        if not encoding.startswith("utf-8"):
            what = "the file begins as UTF-16 and does not go on so; save it as 'CSV UTF-8'"
            raise UnreadableSheet(say(what))
        start = error.start
    return _decode_old(raw, raw.count(b"\n", 0, start) + 1)


def _decode_old(raw: bytes, line: int) -> str:
    """Return text in Windows-1258; `line` is the first that is not UTF-8."""
    western = read_western(raw)
    found = find_font_code(western)
    if found is None:
        what = "line {line} is not UTF-8; save the file as 'CSV UTF-8'"
        raise UnreadableSheet(say(what, line=f"{line}"), line)
    name, right = found
    try:
        text = raw.decode("cp1258")
    except UnicodeDecodeError:
        text = ""
    if share_of_syllables(text) >= MOST_ALIKE:
        return text
    first = right.splitlines()[line - 1].strip()
    what = "looks like {code}: '{right}' is meant? convert the file to Unicode"
    raise UnreadableSheet(say(what, code=name, right=first[:60]), line)


def _find_delimiter(text: str, score: Callable[[Sequence[str]], int]) -> str:
    """Return what separates the columns: what makes the row that names most of them."""

    def count_named(delimiter: str) -> int:
        rows = _read_csv(text, delimiter)
        try:
            return max(map(score, islice(rows, LOOKED_AT)), default=0)
        except csv.Error:
            return 0

    return max(DELIMITERS, key=count_named)


def _read_csv(text: str, delimiter: str, *, strict: bool = False) -> Any:
    """Return the reader of the rows; a mark " may follow the separator after a space."""
    lines = StringIO(text, newline="")
    return csv.reader(lines, delimiter=delimiter, strict=strict, skipinitialspace=True)


def _read_rows(text: str, delimiter: str, before: int) -> Iterator[Cells]:
    rows = _read_csv(text, delimiter, strict=True)
    line = before
    try:
        for written in rows:
            formulas = {
                # A spreadsheet that opens this text would calculate it
                place: FORMULA
                for place, text in enumerate(written)
                if text.lstrip().startswith(("=", "@"))
            }
            yield make_cells(line + 1, written, say_cell, formulas)
            line = before + rows.line_num
    except csv.Error as error:
        what = 'from line {line} on this is not CSV: {error}; a mark " inside a text is doubled'
        raise UnreadableSheet(say(what, line=f"{line + 1}", error=f"{error}"), line + 1)
