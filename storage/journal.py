"""The journal: append, replay, and the answers to keyed commands."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, tzinfo
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Integer, cast, func, select

from queueing.errors import Behind
from queueing.events import DayClosed, Entry, TicketIssued
from queueing.numbering import Given
from queueing.office import KeyedAnswer
from queueing.office.batch import Answer
from storage import tables
from storage.addition import Addition, Row
from storage.answers import AnswerBook
from storage.codec import at_text, decode, encode
from storage.database import Database
from storage.faults import StorageFault
from storage.json_field import json_field
from storage.place import CENTRE
from storage.reading import PAGE, JournalReader, journal_end
from storage.stored import Known


def chained(chain: bytes, seq: int, day: str, at: str, kind: str, data: str, rest: str) -> bytes:
    """Return the chain value of an entry: SHA-256 over the previous one and the entry's text."""
    return sha256(chain + f"{seq}\n{day}\n{at}\n{kind}\n{data}\n{rest}".encode()).digest()


def caller_text(actor: str, key: str | None) -> str:
    """Return actor and key so that no two pairs give the same text."""
    return f"{len(actor)}\n{actor}{'' if key is None else '=' + key}"


class SqlJournal:
    """A `queueing.office.Journal` on one database; one caller at a time, as the office does.

    Last number, last chain value and the keys of stored answers are held in memory, so that an
    append is nothing but one transaction.
    """

    def __init__(
        self,
        database: Database,
        zone: tzinfo,
        clock: Callable[[], datetime],
        centre: str = CENTRE,
    ) -> None:
        """Read where the journal ends; raise StorageFault if it cannot be read."""
        self._database, self._zone, self._clock, self._centre = database, zone, clock, centre
        self._reader = JournalReader(database, centre)
        database.reserve()
        self._seq, self._chain = self._end()
        self._answers = AnswerBook(database)
        self._sure, self._holds = True, False

    def replay(self) -> tuple[int, Iterable[Entry]]:
        """Return the entries the hall still needs, and the number before the first of them."""
        closed = self._reader.newest_closing()
        before = 0 if closed is None else closed.replay_from - 1
        return before, self._reader.all_after(before)

    def find_complaints(self, until: int) -> Iterable[Entry]:
        """Return every entry about complaints up to number `until`, oldest first."""
        return self._reader.find_complaints(until)

    def append(
        self, expected_seq: int, entries: Sequence[Entry], answers: Sequence[KeyedAnswer]
    ) -> None:
        """Store all of it at once behind `expected_seq`, on disk before returning.

        Raises CannotStore if it cannot; Behind where that is because another process was faster.
        Then `follow` says what is stored. With neither entries nor answers: prove that something
        could be stored now.
        """
        if not self._sure:
            raise StorageFault("what became of the last append is not known yet")
        if expected_seq != self._seq:
            raise Behind(f"the journal ends at {self._seq}, not at {expected_seq}")
        rows, chain = self._rows(entries)
        kept = self._answers.rows(answers, self._day(self._clock()))
        old = self._forget_before(entries)
        self._sure = self._holds = False
        try:
            self._database.append(
                Addition(self._centre, expected_seq, self._chain, rows, kept, old)
            )
        except Behind:
            self._sure = self._database.is_shared
            raise
        self._sure = True
        self._seq, self._chain = expected_seq + len(entries), chain
        self._answers.keep(kept, old)

    def follow(self, *, hold: bool = False) -> Sequence[Entry] | None:
        """Return what is stored behind what is known; None: nothing, answers neither.

        By other processes, or by an append that failed. `hold`: nobody else stores anything until
        the next `append` has ended, or `let_go`. Raises StorageFault where the journal is another
        by now.
        """
        if self._sure and not self._database.is_shared:
            return None
        known = Known(self._centre, self._seq, self._answers.last)
        stored = self._database.find_stored(known, settled=not self._sure, hold=hold)
        self._holds = self._holds or hold
        rows = stored.entries
        if self._seq:
            if not rows or (rows[0].seq, rows[0].chain) != (self._seq, self._chain):
                raise StorageFault(
                    f"the journal is another by now: entry {self._seq} is not as it was"
                )
            rows = rows[1:]
        entries = [
            Entry(row.seq, decode(row.seq, row.at, row.kind, row.data), row.actor, row.key)
            for row in rows
        ]
        self._sure = True
        if rows:
            self._seq, self._chain = rows[-1].seq, rows[-1].chain
        self._answers.take_over(stored.answers, self._forget_before(entries))
        return entries if rows or stored.answers else None

    def let_go(self) -> None:
        """Let others store again, where this one has held them off."""
        if self._holds:
            self._holds = False
            self._database.let_go()

    def answer(self, actor: str, key: str) -> Answer | None:
        """Return the stored answer to this caller's key; only a known key costs a read."""
        return self._answers.find(actor, key)

    def find_given(self, first: date) -> Given:
        """Return the last number of each letter given on each day from `first` on."""
        rows = self._database.read(partial(_given, centre=self._centre, first=first.isoformat()))
        return tuple((f"{day} {letter}", serial) for day, letter, serial in rows)

    def entries_after(self, seq: int, limit: int = PAGE) -> list[Entry]:
        """Return at most `limit` entries that follow number `seq`, oldest first."""
        return self._reader.entries_after(seq, limit)

    def _rows(self, entries: Sequence[Entry]) -> tuple[list[Row], bytes]:
        rows: list[Row] = []
        chain, seq, moment, at, day = self._chain, self._seq, None, "", ""
        for entry in entries:
            seq += 1
            if entry.seq != seq:
                raise StorageFault(f"entry {entry.seq} cannot follow entry {seq - 1}")
            if entry.event.at != moment:
                moment = entry.event.at
                at, day = at_text(moment), self._day(moment)
            kind, data = encode(entry.event)
            chain = chained(chain, seq, day, at, kind, data, caller_text(entry.actor, entry.key))
            rows.append((self._centre, seq, day, at, kind, data, entry.key, entry.actor, chain))
        return rows, chain

    def _forget_before(self, entries: Sequence[Entry]) -> int:
        """Return the first answer that is still needed after these entries, 0: all are."""
        closed = next((e.event for e in reversed(entries) if isinstance(e.event, DayClosed)), None)
        return self._answers.before(closed.day.isoformat()) if closed else 0

    def _day(self, at: datetime) -> str:
        return at.astimezone(self._zone).date().isoformat()

    def _end(self) -> tuple[int, bytes]:
        return self._database.read_settled(partial(journal_end, centre=self._centre))


def _given(connection: Connection, centre: str, first: str) -> Sequence[Any]:
    j = tables.journal.c
    day, letter, serial = (json_field(j.data, name) for name in ("day", "letter", "serial"))
    return connection.execute(
        select(day, letter, func.max(cast(serial, Integer)))
        .where(j.centre == centre, j.kind == TicketIssued.__name__, day >= first)
        .group_by(day, letter)
    ).all()
