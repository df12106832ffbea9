"""Legs, sessions and saved visits as reports ask for them: the monthly files, and what is newer."""

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from queueing.errors import CannotStore
from queueing.events import DayClosed
from queueing.hall.tickets import State
from reports.months.columns import (
    DERIVED,
    LEGS,
    TABLES,
    Row,
    leg_rows,
    milliseconds,
    saved_row,
    session_row,
)
from reports.months.files import (
    Entries,
    Files,
    Month,
    Reach,
    connect,
    find_prefix,
    json_relation,
    parquet,
    scratch,
    write_lines,
)
from reports.months.making import entries_between, resume
from reports.months.relations import NotReady, Span, Statement

TRIES = 4
AT_ONCE = 2
"""So many queries are answered at the same time, one thread each."""
T = TypeVar("T")
log = logging.getLogger("xinmoi.reports")


class Tables:
    """One reader of the tables. Not for two threads at once."""

    def __init__(self, data: Path, journal: Entries, most_live: int = sys.maxsize) -> None:
        """Read the files of the data folder, and of the journal what they do not have yet.

        `most_live`: where more entries than that are in no file, `ask` raises NotReady.
        """
        self._most_live = most_live
        self._connection = connect()
        self._files, self._journal = Files(data, self._connection), journal
        self._months: list[Month] = []
        self._base: Month | None = None
        self._timelines = resume(journal, Reach())
        self._until = self._flushed = 0
        self._clear()

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def ask(self, until: int, call: Callable[["Tables"], T]) -> T:
        """Return `call(self)`, true at journal entry `until`.

        Raises NotReady while files of earlier days are missing, and has damaged ones removed then;
        CannotStore for what the database cannot answer.
        """
        for _ in range(TRIES):
            self._follow(until)
            stamps = self._stamps()
            try:
                answer = call(self)
            except duckdb.Error as error:
                if stamps == self._stamps() and not self._files.drop_damaged(self._months):
                    raise CannotStore(f"the figures cannot be read: {error}")
                continue
            # A file that was replaced meanwhile may hold what was read as today's besides
            if stamps == self._stamps():
                return answer
        raise CannotStore("the files of the figures change too fast")

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; its relations are those of `legs` and `sessions`."""
        return self._connection.execute(query, values).fetchall()

    def rows_of_all(self, statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
        """Return the rows of each of several queries; some are answered at the same time."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(self._answer, statements))

    def _answer(self, statement: Statement) -> list[tuple[Any, ...]]:
        with self._connection.cursor() as cursor:
            return cursor.execute(*statement).fetchall()

    def legs(self, span: Span | None = None) -> str:
        """Return the relation of legs; of those with a moment in the span it has every one."""
        names = ", ".join(f'"{name}"' for name in LEGS)
        derived = ", ".join(DERIVED)
        return f"(SELECT {names}, {derived} FROM ({self._union('legs', span)}))"

    def sessions(self, span: Span | None = None) -> str:
        """Return the relation of the sessions that are over, like `legs`."""
        return f"({self._union('sessions', span)})"

    def saved(self, span: Span | None = None) -> str:
        """Return the relation of the visits that needed no number, like `legs`."""
        return f"({self._union('saved', span)})"

    def issued_on(self, day: date) -> Mapping[str, int]:
        """Return department -> tickets issued on a day, as the journal itself has them by now.

        What it has behind the entry of `ask` has no rows yet.
        """
        found = self._journal.count_issued(self._find_before(day), self._until)
        return {department: count for (on, department), count in found.items() if on == day}

    def _find_before(self, day: date) -> int:
        """Return a number of the journal behind which every ticket of the day was issued."""
        own = [month.after for month in self._months if month.name == f"{day:%Y-%m}"]
        others = [month for month in self._months if month.name != f"{day:%Y-%m}"]
        if others:
            files = parquet([self._files.path("legs", month.name) for month in others])
            # The clock was wrong that day, and the month that was closed was another
            if self.rows(f"SELECT 1 FROM {files} WHERE day = ? LIMIT 1", [day]):
                return 0
        if own:
            return own[0]
        return self._months[-1].reach.until if self._months else 0

    def _union(self, table: str, span: Span | None) -> str:
        names = ", ".join(f'"{name}"' for name in TABLES[table])
        parts = [f"SELECT {names} FROM live_{table}"]
        files = [self._files.path(table, each.name) for each in self._months if _has(each, span)]
        if files:
            parts.append(f"SELECT {names} FROM {parquet(files)}")
        return " UNION ALL ".join(parts)

    def _stamps(self) -> list[object]:
        return [self._files.stamp(month.name) for month in self._months]

    def _follow(self, until: int) -> None:
        """Know the files that are there now, and fold what follows them up to entry `until`."""
        self._months = find_prefix(self._files.months(self._journal))
        last = self._months[-1] if self._months else None
        if last != self._base or (self._until == 0 and until):
            self._rebase(last)
        if until - self._until > self._most_live:
            raise NotReady(self._until, until)
        for entry in entries_between(self._journal, self._until, until):
            self._timelines.take(entry)
            self._until = entry.seq
            if isinstance(entry.event, DayClosed):
                self._flush()
                self._end_day(entry.seq)
        self._flush()

    def _rebase(self, last: Month | None) -> None:
        """Begin behind the last file, or drop what the files have now from today's rows."""
        before = self._base.reach.until if self._base else 0
        reach = last.reach if last else Reach()
        if last is None or reach.until > self._until or reach.until < before or not self._until:
            self._clear()
            self._timelines, self._until = resume(self._journal, reach), reach.until
            self._flushed = reach.until
        for table in TABLES:
            self._connection.execute(f"DELETE FROM live_{table} WHERE closing <= {reach.until}")
        self._base = last

    def _clear(self) -> None:
        for table, columns in TABLES.items():
            kinds = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            self._connection.execute(
                f"CREATE OR REPLACE TABLE live_{table} ({kinds}, closing BIGINT)"
            )

    def _flush(self) -> None:
        """Write the rows of what was touched since the last time."""
        lines = self._timelines
        tickets = [lines.tickets[ticket] for ticket in sorted(lines.touched)]
        # One whose beginning was taken back is gone
        sessions = [lines.sessions[seq] for seq in sorted(lines.worked) if seq in lines.sessions]
        self._replace("legs", "ticket", sorted(lines.touched), [
            row for line in tickets for row in leg_rows(line)
        ])  # fmt: skip
        fresh = {seq: each for seq, each in lines.saved.items() if seq > self._flushed}
        self._replace("saved", "seq", [], [saved_row(seq, each) for seq, each in fresh.items()])
        self._flushed = lines.seq
        self._replace("sessions", "seq", sorted(lines.worked), [
            session_row(session) for session in sessions if session.closed_at
        ])  # fmt: skip
        lines.touched.clear()
        lines.worked.clear()

    def _replace(self, table: str, key: str, keys: Sequence[object], rows: list[Row]) -> None:
        if keys:
            self._connection.execute(
                f"DELETE FROM live_{table} WHERE closing IS NULL AND {key} IN (SELECT unnest(?))",
                [list(keys)],
            )
        if rows:
            with scratch() as folder:
                file = Path(folder, "rows.json")
                write_lines(rows, file)
                self._connection.execute(
                    f"INSERT INTO live_{table} SELECT *, NULL FROM ({json_relation(table, file)})"
                )

    def _end_day(self, closing: int) -> None:
        """Mark the rows that this closing has made final."""
        served = [
            ticket
            for ticket, line in self._timelines.tickets.items()
            if line.last.state is State.SERVING
        ]
        self._connection.execute(
            f"UPDATE live_legs SET closing = {closing} "
            "WHERE closing IS NULL AND ticket NOT IN (SELECT unnest(?::VARCHAR[]))",
            [served],
        )
        for table in ("sessions", "saved"):
            self._connection.execute(
                f"UPDATE live_{table} SET closing = {closing} WHERE closing IS NULL"
            )
        self._timelines.forget_the_day()


def _has(month: Month, span: Span | None) -> bool:
    if span is None:
        return True
    start, end = (milliseconds(at) or 0 for at in span)
    return month.first_ms < end and month.last_ms >= start
