"""The catalogue of procedures: replaced as a whole, never forgetting what it once held."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from queueing.name_order import make_name_key
from queueing.procedures import Procedure
from storage import tables
from storage.codec import at_text
from storage.database import Database

VERSION_FOR_S = 5.0
"""How long the version is believed without asking the disk: so late an import may be noticed."""

p = tables.procedure


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

    def replace(self, procedures: Iterable[Procedure]) -> Changes:
        """Store the new catalogue, all or nothing; what is missing from it is closed, not deleted.

        A code that comes twice is a ValueError: the reader of the file has to name its lines.
        """
        rows: dict[str, dict[str, Any]] = {}
        for procedure in procedures:
            if procedure.code in rows:
                raise ValueError(f"the procedure {procedure.code} comes twice")
            rows[procedure.code] = _as_row(procedure)
        at = at_text(self._clock())
        changes = self._database.write(lambda connection: _replaced(connection, rows, at))
        self._version_until = 0.0
        return changes

    def open_names(self) -> dict[str, str]:
        """Return code -> Vietnamese name of all that are not closed, whenever they are offered."""
        wanted = select(p.c.code, p.c.name_vi).where(p.c.closed_at.is_(None))
        rows = self._database.read(lambda connection: connection.execute(wanted).all())
        return dict(sorted((tuple(row) for row in rows), key=lambda row: make_name_key(row[0])))

    def current(self, day: date) -> list[Procedure]:
        """Return the procedures offered on a day, by Vietnamese name."""
        wanted = (
            select(p)
            .where(p.c.closed_at.is_(None), p.c.valid_from <= day)
            .where(p.c.valid_to.is_(None) | (p.c.valid_to >= day))
        )
        rows = self._database.read(lambda connection: connection.execute(wanted).all())
        rows = sorted(rows, key=lambda row: (make_name_key(row.name_vi), make_name_key(row.code)))
        return [_as_procedure(row) for row in rows]

    def procedures(self) -> list[Procedure]:
        """Return the procedures offered today, by Vietnamese name."""
        return self.current(self._today())

    def version(self) -> str:
        """Name the present state of the catalogue: another one after an import, and each day."""
        if monotonic() >= self._version_until:
            self._version = f"{self._database.read(_imports)}"
            self._version_until = monotonic() + VERSION_FOR_S
        return f"{self._version}-{self._today():%Y%m%d}"


def _replaced(connection: Connection, rows: dict[str, dict[str, Any]], at: str) -> Changes:
    stored = {row.code: row._asdict() for row in connection.execute(select(p)).all()}
    added = [row for code, row in rows.items() if code not in stored]
    changed = [row for code, row in rows.items() if code in stored and stored[code] != row]
    closed = [c for c, row in stored.items() if row["closed_at"] is None and c not in rows]
    if added:
        connection.execute(insert(p), added)
    for row in changed:
        connection.execute(update(p).where(p.c.code == row["code"]).values(row))
    for code in closed:
        connection.execute(update(p).where(p.c.code == code).values(closed_at=at))
    if added or changed or closed:
        counted = tables.tally.c
        connection.execute(
            update(tables.tally).where(counted.name == "procedures").values(n=counted.n + 1)
        )
    return Changes(len(added), len(changed), len(closed), len(rows) - len(added) - len(changed))


def _imports(connection: Connection) -> int:
    counted = tables.tally.c
    found = connection.execute(select(counted.n).where(counted.name == "procedures"))
    return int(found.scalar_one())


def _as_row(procedure: Procedure) -> dict[str, Any]:
    documents = "\n".join(procedure.documents)
    return asdict(procedure) | {"documents": documents, "closed_at": None}


def _as_procedure(row: Row[Any]) -> Procedure:
    stored = row._asdict()
    del stored["closed_at"]
    return Procedure(**stored | {"documents": tuple(row.documents.splitlines())})
