"""The monthly files themselves: written beside the old one and renamed, known by what is in them.

Every file says in its metadata which closings of days it holds (`after`, `until`: journal numbers)
and the journal's chain value at the last of them: a file of another journal is not ours.
"""

import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Protocol

import duckdb
import orjson

from queueing.events import Entry
from reports.months.columns import FOLDER, MOMENT, ORDER, TABLES, VERSION, Row
from reports.months.relations import quote

THREADS, MEMORY = 1, "160MB"
"""A thread of its own for each question, so that no second one collects the same values again."""
RENAME_TRIES, RENAME_AGAIN_S = 50, 0.1
"""Another program may read the old file just then; Windows renames nothing over an open file."""
Stamp = tuple[tuple[int, int], ...]
log = logging.getLogger("xinmoi.reports")


class Entries(Protocol):
    """What is read of a journal."""

    def entries_after(self, seq: int, limit: int) -> list[Entry]:
        """Return at most `limit` entries that follow number `seq`, oldest first."""
        ...

    def last_closing(self, after: int) -> int | None:
        """Return the number of the newest DayClosed behind entry `after`, None if there is none."""
        ...

    def count_issued(self, after: int, until: int) -> Mapping[tuple[date, str], int]:
        """Return (day, department) -> tickets issued behind `after`, up to entry `until`."""
        ...

    def chain_at(self, seq: int) -> bytes | None:
        """Return the chain value of an entry, None when there is no such entry."""
        ...


@dataclass(frozen=True, slots=True)
class Reach:
    """Which entries of the journal are in the files.

    `until`: number of the last closing; `replay_after`: what follows this number has to be read to
    go on, because some of it is about tickets that were still served at that closing.
    """

    until: int = 0
    replay_after: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """One month: the days that were closed in it, all the closings behind entry `after`.

    `first_ms`, `last_ms`: no moment of any row is before the one or behind the other.
    """

    name: str
    after: int
    reach: Reach
    chain: str
    first_ms: int
    last_ms: int


def connect(**settings: str | int | bool) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that keeps to its limits and fetches nothing from anywhere."""
    return duckdb.connect(
        ":memory:",
        config={
            "threads": THREADS, "memory_limit": MEMORY, "preserve_insertion_order": False,
            # The system has the files in its memory already
            "enable_external_file_cache": False,
            "autoinstall_known_extensions": False, "autoload_known_extensions": False,
            **settings,
        },
    )  # fmt: skip


class Files:
    """The files of one data folder."""

    def __init__(self, data: Path, connection: duckdb.DuckDBPyConnection) -> None:
        """Read and write the files of the data folder; what is read is remembered by its stamp."""
        self.folder, self._connection = data / FOLDER, connection
        self._known: dict[str, tuple[Stamp, Month | None]] = {}

    def path(self, table: str, month: str) -> Path:
        """Return where a table of a month lies."""
        return self.folder / f"{table}-{month}.parquet"

    def months(self, journal: Entries) -> list[Month]:
        """Return the months whose files are whole and of this journal, oldest first."""
        found = []
        for file in sorted(self.folder.glob("legs-*.parquet")):
            name = file.stem.removeprefix("legs-")
            stamp = self.stamp(name)
            if self._known.get(name, (None, None))[0] != stamp:
                self._known[name] = (stamp, self._read(name))
            month = self._known[name][1]
            if month is not None and _is_of(month, journal):
                found.append(month)
        return sorted(found, key=lambda month: month.reach.until)

    def stamp(self, month: str) -> Stamp:
        """Return what changes when a file of the month is replaced."""
        stamp = []
        for table in TABLES:
            with suppress(OSError):
                found = self.path(table, month).stat()
                stamp.append((found.st_mtime_ns, found.st_size))
        return tuple(stamp)

    def write(self, month: Month, old: bool, rows: dict[str, Path]) -> None:
        """Put the rows, lines of JSON in `rows[table]`, into the month's files.

        `old`: behind the rows that the files hold already. Raises OSError where that cannot be.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for table in TABLES:
            file = self.path(table, month.name)
            part = file.with_suffix(".part")
            parts = [json_relation(table, rows[table])]
            if old:
                # Read back, moments have six digits of a second, and half as much room again
                parts.append(f"SELECT {_cast(table)} FROM {parquet([file])}")
            self._connection.execute(
                f"COPY ({' UNION ALL '.join(parts)} ORDER BY {ORDER[table]}) TO {quote(str(part))} "
                "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 9, PARQUET_VERSION v2, "
                f"KV_METADATA {{{_metadata(month)}}})"
            )
            with part.open("rb+") as written:
                os.fsync(written.fileno())
        for table in TABLES:
            file = self.path(table, month.name)
            _rename(file.with_suffix(".part"), file)

    def drop_damaged(self, months: Sequence[Month]) -> list[str]:
        """Read every row of these months; remove the files that cannot be read; name them."""
        damaged = []
        for month in months:
            for table, columns in TABLES.items():
                file = self.path(table, month.name)
                sums = ", ".join(f'max("{name}"::VARCHAR)' for name in columns)
                try:
                    self._connection.execute(f"SELECT {sums} FROM {parquet([file])}").fetchall()
                except duckdb.Error as error:
                    log.warning("%s is damaged and will be made again: %s", file.name, error)
                    file.unlink(missing_ok=True)
                    damaged.append(file.name)
        return damaged

    def _read(self, name: str) -> Month | None:
        """Return what a month's files say of themselves, None unless both say the same."""
        try:
            found = [self._metadata_of(self.path(table, name)) for table in TABLES]
        except duckdb.Error as error:
            log.warning("the report files of %s will be made again: %s", name, error)
            return None
        one = found[0]
        if any(other != one for other in found) or one.get("version") != str(VERSION):
            log.info("the report files of %s are of another version: they will be made again", name)
            return None
        after, until, replay_after, first_ms, last_ms = (
            int(one[key]) for key in ("after", "until", "replay_after", "first_ms", "last_ms")
        )
        return Month(name, after, Reach(until, replay_after), one["chain"], first_ms, last_ms)

    def _metadata_of(self, file: Path) -> dict[str, str]:
        rows = self._connection.execute(
            f"SELECT key, value FROM parquet_kv_metadata({quote(str(file))})"
        ).fetchall()
        return {key.decode(): value.decode() for key, value in rows}


def find_prefix(months: Sequence[Month]) -> list[Month]:
    """Return the months that follow each other without a gap from the journal's first entry on."""
    found: list[Month] = []
    for month in months:
        if month.after == (found[-1].reach.until if found else 0):
            found.append(month)
    return found


def write_lines(rows: Iterable[Row], file: Path) -> None:
    """Append rows to a file, a line of JSON each."""
    with file.open("ab") as lines:
        for row in rows:
            lines.write(orjson.dumps(row) + b"\n")


def json_relation(table: str, file: Path) -> str:
    """Return the query that reads lines of JSON as rows of a table."""
    columns = TABLES[table]
    kinds = {name: "BIGINT" if kind == MOMENT else kind for name, kind in columns.items()}
    given = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
    chosen = ", ".join(
        f'epoch_ms("{name}")::{MOMENT} AS "{name}"' if kind == MOMENT else f'"{name}"'
        for name, kind in columns.items()
    )
    return (
        f"SELECT {chosen} FROM read_json({quote(str(file))}, columns = {{{given}}}, "
        "format = 'newline_delimited')"
    )


def parquet(files: Sequence[Path]) -> str:
    """Return the relation of Parquet files."""
    listed = ", ".join(quote(str(file)) for file in files)
    return f"read_parquet([{listed}])"


def scratch() -> "TemporaryDirectory[str]":
    """Return a folder for rows on their way into a file."""
    return TemporaryDirectory(prefix="xinmoi-rows-")


def _is_of(month: Month, journal: Entries) -> bool:
    chain = journal.chain_at(month.reach.until)
    return chain is not None and chain.hex() == month.chain


def _cast(table: str) -> str:
    return ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in TABLES[table].items())


def _metadata(month: Month) -> str:
    values = {
        "version": VERSION, "after": month.after, "until": month.reach.until,
        "replay_after": month.reach.replay_after, "chain": month.chain,
        "first_ms": month.first_ms, "last_ms": month.last_ms,
    }  # fmt: skip
    return ", ".join(f"{key}: '{value}'" for key, value in values.items())


def _rename(part: Path, file: Path) -> None:
    for _ in range(RENAME_TRIES):
        try:
            part.replace(file)
            return
        except PermissionError:
            sleep(RENAME_AGAIN_S)
    part.replace(file)
