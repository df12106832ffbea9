"""Makes the monthly files from the journal: what is missing, damaged, or has been closed since."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from queueing.events import DayClosed, Entry
from queueing.hall.tickets import State
from queueing.measures.timelines import Timelines
from reports.months.columns import MOMENT, TABLES, Row, leg_rows, saved_row, session_row
from reports.months.files import (
    Entries,
    Files,
    Month,
    Reach,
    connect,
    find_prefix,
    scratch,
    write_lines,
)
from storage.journal_file import JournalFile
from storage.lock import hold

PAGE = 1000
LOCK = "reports.lock"
MOMENTS = tuple(name for table in TABLES.values() for name, kind in table.items() if kind == MOMENT)
"""Columns of all tables that hold moments."""
Told = Callable[[int, int], None]
"""Hears how far the files are, and how far they will be: numbers of journal entries."""


def make_months(data: Path) -> int:
    """Write what the files of a data folder lack of the closed days; return how many months.

    Raises StorageFault when the journal cannot be read, OSError when a file cannot be written.
    """
    journal = JournalFile(data)
    try:
        return make(data, journal)
    finally:
        journal.close()


def make(
    data: Path, journal: Entries, until: int | None = None, tell: Told = lambda _done, _of: None
) -> int:
    """Like `make_months`, from any journal, up to its closing with number `until`.

    Of several processes that make files of one folder one goes after the other.
    """
    connection = connect()
    try:
        files = Files(data, connection)
        end = until if until is not None else journal.last_closing(0) or 0
        written = 0
        with hold(data / LOCK):
            while (gap := _find_gap(files.months(journal), end)) is not None:
                written += _fill(files, journal, gap, tell)
        return written
    finally:
        connection.close()


def final_rows(timelines: Timelines) -> dict[str, list[Row]]:
    """Return the rows that a closing makes final: no later entry can change them."""
    over = [line for line in timelines.tickets.values() if line.last.state is not State.SERVING]
    closed = [session for session in timelines.sessions.values() if session.closed_at]
    return {
        "legs": [row for line in over for row in leg_rows(line)],
        "sessions": [session_row(session) for session in closed],
        "saved": [saved_row(seq, visit) for seq, visit in timelines.saved.items()],
    }


def resume(journal: Entries, reach: Reach) -> Timelines:
    """Return timelines that stand behind a closing: they know who was still served then."""
    timelines = Timelines(reach.replay_after)
    for entry in entries_between(journal, reach.replay_after, reach.until):
        timelines.take(entry)
        if isinstance(entry.event, DayClosed):
            timelines.forget_the_day()
    # Who was still served has no row in the files
    timelines.touched = set(timelines.tickets)
    timelines.worked.clear()
    return timelines


def entries_between(journal: Entries, after: int, until: int) -> Iterator[Entry]:
    """Yield the entries behind number `after` up to number `until`."""
    while after < until:
        page = journal.entries_after(after, min(PAGE, until - after))
        if not page:
            return
        yield from page
        after = page[-1].seq


@dataclass(frozen=True, slots=True)
class _Gap:
    """Closings that are in no file: those behind `last`, up to number `until`.

    `names`: of the months that there are.
    """

    last: Month | None
    until: int
    end: int
    names: set[str]

    @property
    def reach(self) -> Reach:
        return self.last.reach if self.last else Reach()


def _find_gap(months: list[Month], end: int) -> _Gap | None:
    prefix = find_prefix(months)
    last = prefix[-1] if prefix else None
    reached = last.reach.until if last else 0
    if reached >= end:
        return None
    until = min([end, *(each.after for each in months if each.after > reached)])
    return _Gap(last, until, end, {each.name for each in months})


@dataclass(slots=True)
class _Draft:
    """A month that is being collected."""

    name: str
    after: int
    lines: dict[str, Path]
    old: Month | None
    first_ms: int = 0
    last_ms: int = 0
    reach: Reach = field(default_factory=Reach)

    def add(self, rows: dict[str, list[Row]], reach: Reach) -> None:
        self.reach = reach
        for table, each in rows.items():
            write_lines(each, self.lines[table])
            for row in each:
                found = [row[name] for name in MOMENTS if row.get(name) is not None]
                self.first_ms = min([*found, self.first_ms or found[0]])
                self.last_ms = max([*found, self.last_ms])

    def write(self, files: Files, journal: Entries) -> None:
        chain = journal.chain_at(self.reach.until)
        assert chain is not None, "a closing that has just been read has a chain value"
        after, first_ms, last_ms = self.after, self.first_ms, self.last_ms
        if self.old is not None:
            after = self.old.after
            first_ms = min(self.old.first_ms or first_ms, first_ms or self.old.first_ms)
            last_ms = max(self.old.last_ms, last_ms)
        month = Month(self.name, after, self.reach, chain.hex(), first_ms, last_ms)
        files.write(month, self.old is not None, self.lines)
        for file in self.lines.values():
            file.unlink(missing_ok=True)


def _fill(files: Files, journal: Entries, gap: _Gap, tell: Told) -> int:
    """Write the months of a gap; return how many."""
    timelines, last, written = resume(journal, gap.reach), gap.last, 0
    with scratch() as folder:
        draft: _Draft | None = None
        for entry in entries_between(journal, timelines.seq, gap.until):
            timelines.take(entry)
            if entry.seq % PAGE == 0:
                tell(entry.seq, gap.end)
            if not isinstance(entry.event, DayClosed):
                continue
            name = f"{entry.event.day:%Y-%m}"
            current = draft.name if draft else last.name if last else None
            if current is not None and name in gap.names:
                # After a clock that was ahead: a month that is over already is not torn open
                name = current
            gap.names.add(name)
            if draft is None or draft.name != name:
                if draft is not None:
                    draft.write(files, journal)
                    written += 1
                after = draft.reach.until if draft else gap.reach.until
                old = last if last is not None and last.name == name else None
                draft = _Draft(name, after, _new_lines(Path(folder)), old)
            draft.add(final_rows(timelines), Reach(entry.seq, entry.event.replay_from - 1))
            timelines.forget_the_day()
        if draft is not None:
            draft.write(files, journal)
            written += 1
    tell(gap.until, gap.end)
    return written


def _new_lines(folder: Path) -> dict[str, Path]:
    lines = {table: folder / f"{table}.json" for table in TABLES}
    for file in lines.values():
        file.write_bytes(b"")
    return lines
