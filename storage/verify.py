"""Re-checks the journal: its chain, its numbers, and the rules, entry by entry."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain as joined
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from queueing.events import Entry
from storage import tables
from storage.audit import Audit
from storage.codec import decode
from storage.database import Database
from storage.faults import StorageFault
from storage.journal import caller_text, chained
from storage.personal import digest_row, find_erased
from storage.place import CENTRE
from storage.reading import GENESIS, PAGE

MOST = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in one sentence; `seq`: the journal entry, if it is about one."""

    seq: int | None
    sentence: str


ExtraCheck = Callable[[], Sequence[Fault]]
"""Another part's check, e.g. that stored reports equal those rebuilt from the journal."""


def verify(
    database: Database, extra_checks: Sequence[ExtraCheck] = (), centre: str = CENTRE
) -> list[Fault]:
    """Return what is wrong, first things first and at most MOST of them; nothing: all is well.

    Extra checks run only on a sound journal.
    """
    try:
        damage = database.find_damage()
        if damage:
            return [Fault(None, f"the database is damaged: {damage}")]
        faults = list(islice(_journal_faults(database, centre), MOST))
        if not faults:
            faults = list(joined.from_iterable(check() for check in extra_checks))[:MOST]
        return faults
    except StorageFault as fault:
        return [Fault(None, str(fault))]


def _journal_faults(database: Database, centre: str) -> Iterator[Fault]:
    seq, chain = 0, GENESIS
    erased = database.read(find_erased)
    audit: Audit | None = Audit()
    for row in _rows(database, centre):
        if row.seq != seq + 1:
            yield Fault(seq + 1, _missing(seq + 1, row.seq - 1))
            audit = None
        else:
            expected = chained(
                chain, row.seq, row.day, row.at, row.kind, row.data, caller_text(row.actor, row.key)
            )
            gone = row.seq in erased and digest_row(row._mapping) == erased[row.seq]
            if row.seq in erased and not gone:
                yield Fault(row.seq, f"journal entry {row.seq} was to be erased and is still there")
            if expected != row.chain and not gone:
                yield Fault(row.seq, f"journal entry {row.seq} was changed after it was stored")
                audit = None
        if audit is not None:
            broken = _broken_rule(audit, row)
            if broken:
                yield Fault(row.seq, f"journal entry {row.seq} breaks a rule: {broken}")
                # What follows a broken rule says nothing more; the chain is followed to the end
                audit = None
        seq, chain = row.seq, row.chain


def _rows(database: Database, centre: str) -> Iterator[Any]:
    seq = 0
    while page := database.read(partial(_page, centre=centre, after=seq)):
        yield from page
        seq = page[-1].seq


def _page(connection: Connection, centre: str, after: int) -> Sequence[Any]:
    j = tables.journal
    wanted = select(j).where(j.c.centre == centre, j.c.seq > after).order_by(j.c.seq).limit(PAGE)
    return connection.execute(wanted).all()


def _broken_rule(audit: Audit, row: Any) -> str | None:
    try:
        event = decode(row.seq, row.at, row.kind, row.data)
    except StorageFault as fault:
        return str(fault)
    return audit.take(Entry(row.seq, event, row.actor, row.key))


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"journal entry {first} is missing"
    return f"journal entries {first} to {last} are missing"
