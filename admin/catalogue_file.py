"""A file with the catalogue of procedures: every procedure in it, or every fault, by line."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from admin.entries import COLUMNS, clean
from admin.sheets import Cells, Fault, UnreadableSheet, read_sheet
from queueing.catalogue import Catalogue
from storage.procedures import Procedure

LARGEST_ROWS = 5000
REPORT_EVERY = 1000


@dataclass
class Reading:
    """What was found in a file; the procedures count only when there are no faults."""

    procedures: list[Procedure] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_procedures(
    file: Path, catalogue: Catalogue, progress: Callable[[int], None] = lambda rows: None
) -> Reading:
    """Return the procedures of a CSV file or workbook, checked against the configuration.

    `progress` is told the number of rows read, every 1,000.
    """
    reading = Reading()
    try:
        rows = (cells for cells in read_sheet(file) if not cells.empty)
        header = next(rows, None)
        if header is None:
            raise UnreadableSheet("the file is empty; its first line names the columns")
        columns = _columns(header, reading)
        _read_rows(rows, columns, catalogue, reading, progress)
    except UnreadableSheet as error:
        reading.faults.append(Fault(1, "", str(error)))
    reading.faults.sort()
    return reading


def _columns(header: Cells, reading: Reading) -> list[str]:
    """Return the name of each column; note those that are unknown, doubled or missing."""
    names = [clean(text).casefold() for text in header.texts]
    for place, name in enumerate(names):
        if name and name not in COLUMNS:
            near = difflib.get_close_matches(name, COLUMNS, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(COLUMNS)}"
            what = f"the column '{name[:60]}' is unknown; {hint}"
            reading.faults.append(Fault(header.line, "", what))
        elif name and name in names[:place]:
            reading.faults.append(Fault(header.line, name, "the column is there twice"))
    for name, column in COLUMNS.items():
        if column.needed and name not in names:
            reading.faults.append(Fault(header.line, name, "the column is missing"))
    reading.faults.extend(header.faults)
    return names


def _read_rows(
    rows: Iterator[Cells],
    columns: list[str],
    catalogue: Catalogue,
    reading: Reading,
    progress: Callable[[int], None],
) -> None:
    codes: dict[str, int] = {}
    services = _services_of(catalogue)
    for number, cells in enumerate(islice(rows, LARGEST_ROWS), 1):
        entry = _Entry(cells, columns)
        entry.check(codes, services)
        reading.faults.extend(entry.faults)
        if not reading.faults:
            reading.procedures.append(Procedure(**entry.values))
        if number % REPORT_EVERY == 0:
            progress(number)
    beyond = next(rows, None)
    if beyond is not None:
        what = f"the file has more than {LARGEST_ROWS:,} procedures; at most so many are taken"
        reading.faults.append(Fault(beyond.line, "", what))
    elif not codes:
        reading.faults.append(Fault(1, "", "the file names no procedure"))


def _services_of(catalogue: Catalogue) -> Mapping[str, Sequence[str]]:
    """Return department -> its services."""
    return {
        code: [s.code for s in catalogue.services.values() if s.department == code]
        for code in catalogue.departments
    }


class _Entry:
    """One row on its way to a procedure."""

    def __init__(self, cells: Cells, columns: list[str]) -> None:
        self.line = cells.line
        self.faults = list(cells.faults)
        self.values: dict[str, Any] = {}
        spare = [text for text in cells.texts[len(columns) :] if text.strip()]
        if spare:
            what = f"there are more cells than columns ('{spare[0][:60]}')"
            self.faults.append(Fault(self.line, "", what))
        for place, name in enumerate(columns):
            if name in COLUMNS:
                text = cells.texts[place] if place < len(cells.texts) else ""
                self.read(name, clean(text), number=place in cells.numeric)

    def read(self, name: str, text: str, *, number: bool) -> None:
        """Read one cell; `number`: the workbook keeps it as a number."""
        column = COLUMNS[name]
        try:
            if column.filled and not text:
                raise ValueError("is empty")
            if number and name == "code":
                raise ValueError(f"{text} is a number, its zeros may be lost; format it as text")
            self.values[name] = column.read(text)
        except ValueError as error:
            self.wrong(name, str(error))

    def wrong(self, column: str, what: str) -> None:
        """Note a fault of this row."""
        self.faults.append(Fault(self.line, column, what))

    def check(self, codes: dict[str, int], services: Mapping[str, Sequence[str]]) -> None:
        """Check the row against the rows before it and the configuration."""
        code = self.values.get("code")
        if code in codes:
            self.wrong("code", f"'{code}' stands already on line {codes[code]}")
        elif code:
            codes[code] = self.line
        department = self.values.get("department", "")
        if department in services:
            self.check_service(department, services)
        elif department:
            self.wrong("department", _unknown(department, services))
        first, last = self.values.get("valid_from"), self.values.get("valid_to")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.wrong("valid_to", f"{last} is before valid_from, {first}")

    def check_service(self, department: str, services: Mapping[str, Sequence[str]]) -> None:
        """Fill in the department's intake where no service is named."""
        service, own = self.values.get("service", ""), services[department]
        if not service:
            intake = department if department in own else own[0] if len(own) == 1 else None
            if intake is None:
                known = f"name one of {', '.join(own)}" if own else "it has none"
                self.wrong("service", f"which service of {department}? {known}")
            self.values["service"] = intake
        elif service not in (every := [name for names in services.values() for name in names]):
            self.wrong("service", _unknown(service, every))


def _unknown(code: str, known: Mapping[str, object] | Sequence[str]) -> str:
    near = difflib.get_close_matches(code, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}"
    return f"'{code[:60]}' is not configured; {hint}"
