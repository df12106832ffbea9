"""The catalogue of procedures: replaced as a whole, never forgetting what it once held."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from time import monotonic
from typing import TypeVar

from sqlalchemy import Connection, insert, select, update

from queueing.name_order import make_name_key
from queueing.procedures import (
    Differences,
    Offer,
    Procedure,
    ProcedureChange,
    ProceduresChanged,
    StoredProcedure,
    UnknownProcedure,
)
from storage import tables
from storage.account_changes import COMMAND_LINE
from storage.codec import at_text
from storage.database import Database
from storage.procedure_changes import (
    IMPORT,
    OFF,
    ON,
    TAKE_BACK,
    Plan,
    Row,
    plan_back,
    read_changes,
    read_last_import,
    record,
)

VERSION_FOR_S = 5.0
"""How long the version is believed without asking the disk: so late an import may be noticed."""

p = tables.procedure
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """How many procedures an import added, changed, closed and left as they were."""

    added: int
    changed: int
    closed: int
    unchanged: int


class Procedures:
    """The stored catalogue of procedures. `clock` gives aware UTC, `today` the centre's date."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], today: Callable[[], date]
    ) -> None:
        """Use the database's catalogue."""
        self._database, self._clock, self._today = database, clock, today
        self._version, self._version_until = "", 0.0
        self._every: tuple[int, Sequence[StoredProcedure]] | None = None

    def compare(self, procedures: Iterable[Procedure]) -> tuple[Differences, int]:
        """Return what `replace` would do now, and the number of the state it was compared with."""
        rows = _as_rows(procedures)

        def compare(connection: Connection) -> tuple[Differences, int]:
            return _describe(_plan(connection, rows, "")), _count_changes(connection)

        return self._database.read(compare)

    def replace(
        self,
        procedures: Iterable[Procedure],
        *,
        actor: str = COMMAND_LINE,
        file: str = "",
        seen: int | None = None,
    ) -> Changes:
        """Store the new catalogue, all or nothing; what is missing from it is closed, not deleted.

        `seen`: the number of the state that the caller has compared it with; ProceduresChanged when
        it is another one meanwhile. A code that comes twice is a ValueError: the reader of the file
        has to name its lines.
        """
        rows, at = _as_rows(procedures), at_text(self._clock())

        def store(connection: Connection) -> Changes:
            if seen is not None and _count_changes(connection) != seen:
                raise ProceduresChanged
            plan = _plan(connection, rows, at)
            _store(connection, plan)
            record(connection, at, actor, IMPORT, file=file, plan=plan)
            return Changes(len(plan.added), len(plan.changed), len(plan.closed), plan.unchanged)

        return self._write(store)

    def foresee_taking_back(self, change: int) -> Differences:
        """Return what taking the last import back would do; ProceduresChanged for another one."""
        return self._database.read(lambda connection: _describe(plan_back(connection, change, "-")))

    def take_back(self, change: int, *, actor: str = COMMAND_LINE) -> Changes:
        """Let the procedures be what they were before the last import.

        What it added is closed. Raises ProceduresChanged when `change` is not the last import.
        """
        at = at_text(self._clock())

        def store(connection: Connection) -> Changes:
            plan = plan_back(connection, change, at)
            _store(connection, plan)
            record(connection, at, actor, TAKE_BACK, plan=plan)
            return Changes(0, len(plan.changed), len(plan.closed), plan.unchanged)

        return self._write(store)

    def switch(self, code: str, *, on: bool, actor: str) -> None:
        """Offer a procedure no more, or again; imports do not change that.

        Raises UnknownProcedure.
        """
        at = at_text(self._clock())

        def store(connection: Connection) -> None:
            found = connection.execute(select(p.c.off_at).where(p.c.code == code)).first()
            if found is None:
                raise UnknownProcedure(procedure=code)
            if (found.off_at is None) is not on:
                off_at = None if on else at
                connection.execute(update(p).where(p.c.code == code).values(off_at=off_at))
                _note_change(connection)
                record(connection, at, actor, ON if on else OFF, procedure=code)

        self._write(store)

    def changes(self, most: int) -> list[ProcedureChange]:
        """Return the newest changes of the catalogue, the newest first."""
        return self._database.read(lambda connection: read_changes(connection, most))

    def last_import(self) -> ProcedureChange | None:
        """Return the import or taking back that the catalogue is of, None: there was none yet."""
        return self._database.read(read_last_import)

    def open_names(self) -> dict[str, str]:
        """Return code -> Vietnamese name of all that are not closed, whenever they are offered."""
        wanted = select(p.c.code, p.c.name_vi).where(p.c.closed_at.is_(None))

        def read(connection: Connection) -> dict[str, str]:
            rows = [tuple(row) for row in connection.execute(wanted).all()]
            return dict(sorted(rows, key=lambda row: make_name_key(row[0])))

        return self._database.read(read)

    def every(self) -> Sequence[StoredProcedure]:
        """Return all procedures that there ever were, by Vietnamese name.

        Thousands take a while to read: they are kept until the catalogue changes.
        """
        if self._every is None or self._every[0] != self._database.read(_count_changes):
            self._every = self._database.read(
                lambda connection: (_count_changes(connection), _read_every(connection))
            )
        return self._every[1]

    def current(self, day: date) -> list[Procedure]:
        """Return the procedures offered on a day, by Vietnamese name."""
        return [each.procedure for each in self.every() if each.offer_on(day) is Offer.OFFERED]

    def procedures(self) -> list[Procedure]:
        """Return the procedures offered today, by Vietnamese name."""
        return self.current(self._today())

    def version(self) -> str:
        """Name the present state of the catalogue: another one after an import, and each day."""
        if monotonic() >= self._version_until:
            self._version = f"{self._database.read(_count_changes)}"
            self._version_until = monotonic() + VERSION_FOR_S
        return f"{self._version}-{self._today():%Y%m%d}"

    def _write(self, store: Callable[[Connection], T]) -> T:
        done = self._database.write(store)
        self._version_until = 0.0
        return done


def _plan(connection: Connection, rows: Mapping[str, Row], at: str) -> Plan:
    stored = {row.code: row._asdict() for row in connection.execute(select(p)).all()}
    added = {code: row for code, row in rows.items() if code not in stored}
    changed = {
        code: (stored[code], stored[code] | row)
        for code, row in rows.items()
        if code in stored and stored[code] != stored[code] | row
    }
    closed = {
        code: (row, row | {"closed_at": at})
        for code, row in stored.items()
        if row["closed_at"] is None and code not in rows
    }
    return Plan(added, changed, closed, len(rows) - len(added) - len(changed))


def _store(connection: Connection, plan: Plan) -> None:
    if plan.added:
        connection.execute(insert(p), list(plan.added.values()))
    for code, (_, row) in {**plan.changed, **plan.closed}.items():
        connection.execute(update(p).where(p.c.code == code).values(row))
    if not plan.empty:
        _note_change(connection)


def _note_change(connection: Connection) -> None:
    counted = tables.tally.c
    connection.execute(
        update(tables.tally).where(counted.name == "procedures").values(n=counted.n + 1)
    )


def _count_changes(connection: Connection) -> int:
    counted = tables.tally.c
    found = connection.execute(select(counted.n).where(counted.name == "procedures"))
    return int(found.scalar_one())


def _describe(plan: Plan) -> Differences:
    was_closed = {code for code, (old, _) in plan.changed.items() if old["closed_at"]}
    return Differences(
        added=tuple(_as_procedure(row) for row in plan.added.values()),
        changed=tuple(
            (_as_procedure(old), _as_procedure(new))
            for code, (old, new) in plan.changed.items()
            if code not in was_closed
        ),
        reopened=tuple(
            _as_procedure(plan.changed[code][1]) for code in plan.changed if code in was_closed
        ),
        closed=tuple(_as_procedure(old) for old, _ in plan.closed.values()),
        unchanged=plan.unchanged,
    )


def _read_every(connection: Connection) -> list[StoredProcedure]:
    rows = connection.execute(select(p)).all()
    rows = sorted(rows, key=lambda row: (make_name_key(row.name_vi), make_name_key(row.code)))
    return [
        StoredProcedure(_as_procedure(row._asdict()), row.closed_at, row.off_at) for row in rows
    ]


def _as_rows(procedures: Iterable[Procedure]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for procedure in procedures:
        if procedure.code in rows:
            raise ValueError(f"the procedure {procedure.code} comes twice")
        documents = "\n".join(procedure.documents)
        rows[procedure.code] = asdict(procedure) | {"documents": documents, "closed_at": None}
    return rows


def _as_procedure(row: Row) -> Procedure:
    known = {name: value for name, value in row.items() if name not in ("closed_at", "off_at")}
    return Procedure(**known | {"documents": tuple(row["documents"].splitlines())})
