"""A file with the catalogue of procedures: every procedure in it, or every fault, by line."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from admin.entries import COLUMNS, DITTO, HEADINGS, KNOWN, NOTHING, day, is_code
from admin.offices import Offices, suggest
from admin.sheets.cells import Cells, Fault, Kind, UnreadableSheet, say_struck
from admin.sheets.reader import LEAST_NAMED, name_column, read_file, read_table
from admin.sheets.sentences import say
from queueing.catalogue import Catalogue
from queueing.procedures import Procedure

LARGEST_ROWS = 5000
REPORT_EVERY = 1000
ORDINALS = ("stt", "tt", "no", "no.")
"""Columns that only number the rows: passed over."""
CODES_LOST: Mapping[Kind, str] = {
    "number": "{text} is a number, its zeros may be lost; format it as text",
    "date": "{text} is a date, the code is lost; format it as text",
    "time": "{text} is a time, the code is lost; format it as text",
}
KINDS_LOST: Mapping[Kind, str] = {
    "number": "{text} is a number; format the cell as text and type it again",
    "date": "{text} is a date; format the cell as text and type it again",
    "time": "{text} is a time; format the cell as text and type it again",
}
"""What is said of a cell that is no text."""
MOST_OF_NO_PROCEDURE = 3
"""Cells of a row that is a title, a sum or signatures."""
HEADED = [name for name in KNOWN if name not in COLUMNS]
"""What offices call the columns, as it is compared."""


@dataclass
class Reading:
    """What was found in a file; the procedures count only when there are no faults.

    `passed`: line -> the text by which a row is recognised that is meant for no procedure.
    `hidden`: lines of procedures, `hidden_columns`: headings, that nobody sees in the workbook.
    `struck`: line -> name of what is struck out, and therefore left out. `elsewhere`: department
    as the file calls it -> lines of its procedures, of those that are not configured here; they are
    in no other list, and nothing else is said of them.
    """

    procedures: list[Procedure] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    passed: dict[int, str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    struck: dict[int, str] = field(default_factory=dict)
    elsewhere: dict[str, list[int]] = field(default_factory=dict)


def read_procedures(
    file: Path, catalogue: Catalogue, progress: Callable[[int], None] = lambda rows: None
) -> Reading:
    """Return the procedures of a CSV file or workbook, checked against the configuration.

    `progress` is told the number of rows read, every 1,000.
    """
    try:
        return check_procedures(read_file(file), catalogue, progress)
    except UnreadableSheet as error:
        return Reading(faults=[Fault(error.line, "", str(error))])


def check_procedures(
    raw: bytes, catalogue: Catalogue, progress: Callable[[int], None] = lambda rows: None
) -> Reading:
    """Return the procedures of a file's content, like `read_procedures`."""
    reading, sheet = Reading(), ""
    headings: dict[str, str] = {}
    try:
        table = read_table(raw, KNOWN)
        sheet = table.sheet
        columns = _columns(table.heading, reading)
        headings.update(zip(columns, map(_on_one_line, table.heading.texts), strict=True))
        _read_rows(table.rows, columns, catalogue, reading, progress)
    except UnreadableSheet as error:
        reading.faults.append(Fault(error.line, "", str(error)))
    reading.faults = sorted(
        replace(fault, sheet=sheet, heading=headings.get(fault.column, ""))
        for fault in reading.faults
    )
    return reading


def _columns(header: Cells, reading: Reading) -> list[str]:
    """Return the name of each column; note those that are unknown, doubled or missing."""
    names = [KNOWN.get(name, name) for name in map(name_column, header.texts)]
    for place, name in enumerate(names):
        if name and name not in COLUMNS and name not in ORDINALS:
            near = [each.replace("_", " ") for each in difflib.get_close_matches(name, HEADED, n=1)]
            near = difflib.get_close_matches(name, COLUMNS, n=1) or near
            what = "the column '{name}' is unknown; {hint}"
            hint = suggest(near, [f"{headings[0]} ({each})" for each, headings in HEADINGS.items()])
            written = _on_one_line(header.texts[place])
            reading.faults.append(Fault(header.line, "", say(what, name=written, hint=hint)))
        elif name and name in names[:place]:
            reading.faults.append(Fault(header.line, name, say("the column is there twice")))
    for name, column in COLUMNS.items():
        if column.needed and name not in names:
            reading.faults.append(Fault(header.line, name, say("the column is missing")))
        elif name in names and names.index(name) in header.hidden_places:
            reading.hidden_columns.append(_on_one_line(header.texts[names.index(name)]))
    reading.faults.extend(_faults_of(header, names))
    return names


def _on_one_line(heading: str) -> str:
    return " ".join(heading.split())[:60]


def _read_rows(
    rows: Iterator[Cells],
    columns: list[str],
    catalogue: Catalogue,
    reading: Reading,
    progress: Callable[[int], None],
) -> None:
    codes: dict[str, tuple[int, str]] = {}
    number = 0
    offices = Offices(catalogue)
    meant = (cells for cells in rows if _is_meant(cells, columns, reading))
    for number, cells in enumerate(islice(meant, LARGEST_ROWS), 1):
        entry = _Entry(cells, columns)
        department = entry.values.get("department")
        if department and not offices.find("department", department):
            reading.elsewhere.setdefault(department, []).append(cells.line)
        else:
            entry.check(codes, offices)
            _take(entry, reading, hidden=cells.hidden)
        if number % REPORT_EVERY == 0:
            progress(number)
    beyond = next(meant, None)
    if beyond is not None:
        what = "the file has more than {most:,} procedures; at most so many are taken"
        reading.faults.append(Fault(beyond.line, "", say(what, most=LARGEST_ROWS)))
    elif number == 0:
        reading.faults.append(Fault(1, "", say("the file names no procedure")))
    elif number == sum(map(len, reading.elsewhere.values())):
        what = "no procedure is of a department that is configured here ({known})"
        known = offices.list_names("department", offices.services)
        reading.faults.append(Fault(1, "department", say(what, known=known)))


def _take(entry: "_Entry", reading: Reading, *, hidden: bool) -> None:
    if hidden:
        reading.hidden.append(entry.line)
    reading.faults.extend(entry.faults)
    if not reading.faults:
        reading.procedures.append(Procedure(**entry.values))


def _is_meant(cells: Cells, columns: list[str], reading: Reading) -> bool:
    """Say whether a row is meant for a procedure; note what is struck out, and what is none.

    Titles, sums and signatures have no code, and leave most of what each procedure has.
    """
    if _is_struck(cells, columns):
        reading.struck[cells.line] = cells.texts[columns.index("name_vi")]
        return False
    texts = {name: text for name, text in zip(columns, cells.texts, strict=False) if text}
    filled = [name for name in texts if name in COLUMNS and COLUMNS[name].filled]
    named = [text for name, text in texts.items() if name not in ORDINALS]
    many = len(filled) > LEAST_NAMED or len(named) > MOST_OF_NO_PROCEDURE
    if many or is_code(texts.get("code", "")):
        return True
    if named:
        reading.passed[cells.line] = named[0]
    return False


def _is_struck(cells: Cells, columns: list[str]) -> bool:
    """Say whether the name of a procedure is struck out, and its code where it has one."""
    places = [columns.index(name) for name in ("name_vi", "code") if name in columns]
    filled = [place for place in places if place < len(cells.texts) and cells.texts[place]]
    named = bool(filled) and columns[filled[0]] == "name_vi"
    return named and cells.struck.issuperset(filled)


def _faults_of(cells: Cells, columns: list[str]) -> list[Fault]:
    """Return the faults of cells, but of those in columns that are passed over."""
    return [
        fault
        for place, fault in cells.faults.items()
        if place >= len(columns) or columns[place] not in ORDINALS
    ]


class _Entry:
    """One row on its way to a procedure."""

    def __init__(self, cells: Cells, columns: list[str]) -> None:
        self.line, self.merged, self.columns = cells.line, cells.merged, columns
        self.faults = _faults_of(cells, columns)
        self.values: dict[str, Any] = {}
        spare = [text for text in cells.texts[len(columns) :] if text]
        if spare:
            what = say("there are more cells than columns ('{text}')", text=spare[0][:60])
            self.faults.append(Fault(self.line, "", what))
        for place, name in enumerate(columns):
            if name in COLUMNS:
                text = cells.texts[place] if place < len(cells.texts) else ""
                if place in cells.struck:
                    self.wrong(name, say_struck(text))
                else:
                    self.read(name, text, cells.kinds.get(place))

    def read(self, name: str, text: str, kind: Kind | None) -> None:
        """Read one cell; `kind`: what the workbook keeps in place of text."""
        column = COLUMNS[name]
        text = "" if text in NOTHING else text
        try:
            if column.filled and not text:
                raise ValueError(say("is empty"))
            if text.casefold() in DITTO:
                what = "'{text}' stands for what is above; write that out"
                raise ValueError(say(what, text=text))
            if kind and name == "code":
                raise ValueError(say(CODES_LOST[kind], text=text))
            if kind == "time" or (kind == "date" and column.read is not day):
                raise ValueError(say(KINDS_LOST[kind], text=text))
            self.values[name] = column.read(text)
        except ValueError as error:
            self.wrong(name, str(error))

    def wrong(self, column: str, what: str) -> None:
        """Note a fault of this row."""
        self.faults.append(Fault(self.line, column, what))

    def check(self, codes: dict[str, tuple[int, str]], offices: Offices) -> None:
        """Check the row against the rows before it and the configuration."""
        code = self.values.get("code")
        line, as_written = codes.setdefault((code or "").casefold(), (self.line, code or ""))
        if code and line != self.line:
            merged = say("; its cell is merged, each procedure needs its own row")
            twice = say(
                "'{code}' stands already on line {line}{other}{merged}",
                code=code,
                line=f"{line}",
                other=say(" as '{other}'", other=as_written) if as_written != code else "",
                merged=merged if self.merged else "",
            )
            self.wrong("code", twice)
        if department := self.find("department", offices):
            self.check_service(department, offices)
        first, last = self.values.get("valid_from"), self.values.get("valid_to")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            what = "{last} is before valid_from, {first}"
            self.wrong("valid_to", say(what, last=f"{last}", first=f"{first}"))

    def find(self, column: str, offices: Offices) -> str | None:
        """Put the code in place of what a column calls something; None: nothing is called so."""
        text = self.values.get(column)
        if not text:
            return None
        if (code := offices.find(column, text)) is None:
            what = "'{text}' is not configured; {hint}"
            self.wrong(column, say(what, text=text[:60], hint=offices.suggest(column, text)))
            return None
        self.values[column] = code
        return code

    def check_service(self, department: str, offices: Offices) -> None:
        """Fill in the department's intake where no service is named."""
        if self.values.get("service"):
            self.find("service", offices)
            return
        own = offices.services[department]
        intake = department if department in own else own[0] if len(own) == 1 else None
        if intake is None:
            known = offices.list_names("service", own)
            hint = say("name one of {known}", known=known) if own else say("it has none")
            if own and "service" not in self.columns:
                what = "add this column with one of {known}"
                hint = say(what, known=known)
            what = "which service of {department}? {hint}"
            named = offices.name("department", department)
            self.wrong("service", say(what, department=named, hint=hint))
        self.values["service"] = intake
