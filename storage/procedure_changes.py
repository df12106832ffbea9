"""Who changed the catalogue of procedures, stored with the change; what takes an import back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from queueing.procedures import ProcedureChange, ProceduresChanged
from storage import tables

IMPORT, TAKE_BACK, OFF, ON = "import", "take back", "off", "on"
DATES = ("valid_from", "valid_to")
c = tables.procedure_change.c
Row = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """What becomes of the stored rows: code -> (the row as it is stored, as it will be)."""

    added: Mapping[str, Row] = field(default_factory=dict)
    changed: Mapping[str, tuple[Row, Row]] = field(default_factory=dict)
    closed: Mapping[str, tuple[Row, Row]] = field(default_factory=dict)
    unchanged: int = 0

    @property
    def empty(self) -> bool:
        """Say whether nothing would be another."""
        return not (self.added or self.changed or self.closed)


def record(
    connection: Connection,
    at: str,
    actor: str,
    what: str,
    *,
    procedure: str | None = None,
    file: str = "",
    plan: Plan | None = None,
) -> None:
    """Store one change in the caller's transaction; the plan of an import is kept to take back."""
    plan = plan or Plan()
    if what in (IMPORT, TAKE_BACK):
        connection.execute(update(tables.procedure_change).values(before=None))
    connection.execute(
        insert(tables.procedure_change),
        {
            "at": at,
            "actor": actor,
            "what": what,
            "procedure": procedure,
            "file": file,
            "added": len(plan.added),
            "changed": len(plan.changed),
            "closed": len(plan.closed),
            "before": _write_before(plan) if what == IMPORT and not plan.empty else None,
        },
    )


def read_changes(connection: Connection, most: int) -> list[ProcedureChange]:
    """Return the newest changes, the newest first."""
    newest = connection.execute(select(tables.procedure_change).order_by(c.id.desc()).limit(most))
    return [_as_change(row._asdict()) for row in newest]


def read_last_import(connection: Connection) -> ProcedureChange | None:
    """Return the import or taking back that the catalogue is of."""
    which = select(tables.procedure_change).where(c.what.in_((IMPORT, TAKE_BACK)))
    found = connection.execute(which.order_by(c.id.desc()).limit(1)).first()
    return None if found is None else _as_change(found._asdict())


def plan_back(connection: Connection, change: int, at: str) -> Plan:
    """Return what takes an import back; raise ProceduresChanged unless it is the last one."""
    before = connection.execute(select(c.before).where(c.id == change)).scalar()
    if before is None:
        raise ProceduresChanged
    stored = {row.code: row._asdict() for row in connection.execute(select(tables.procedure)).all()}
    changed: dict[str, tuple[Row, Row]] = {}
    closed: dict[str, tuple[Row, Row]] = {}
    for code, values in _read_before(before).items():
        row = stored[code]
        will_be = row | ({"closed_at": at} if values is None else values)
        there = changed if will_be["closed_at"] is None else closed
        there[code] = (row, will_be)
    return Plan({}, changed, closed, len(stored) - len(changed) - len(closed))


def _as_change(row: Row) -> ProcedureChange:
    before = row.pop("before")
    return ProcedureChange(**row, may_take_back=before is not None)


def _write_before(plan: Plan) -> str:
    """Return code -> what its row held where that is another now; null: it was not there."""
    before: dict[str, Row | None] = dict.fromkeys(plan.added)
    for code, (old, new) in {**plan.changed, **plan.closed}.items():
        before[code] = {name: old[name] for name in new if old[name] != new[name]}
    return json.dumps(before, ensure_ascii=False, default=date.isoformat)


def _read_before(text: str) -> dict[str, Row | None]:
    before: dict[str, Row | None] = json.loads(text)
    for values in before.values():
        for name in DATES:
            if values and values.get(name):
                values[name] = date.fromisoformat(values[name])
    return before
