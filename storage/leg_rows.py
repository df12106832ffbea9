"""The legs of a period one by one, for files; read by a process beside the server too."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from storage.report_tables import leg, ticket
from storage.sheets import Span

PAGE = 2000
"""Rows that are fetched at once."""
_moment = sa.func.coalesce(leg.c.called_at, leg.c.ended_at, leg.c.entered_at)
COLUMNS = (
    ticket.c.number, leg.c.day, leg.c.department, leg.c.service, leg.c.counter, leg.c.officer,
    leg.c.priority, ticket.c.issued_at, leg.c.entered_at, leg.c.called_at, leg.c.started_at,
    leg.c.ended_at, leg.c.waiting_s, leg.c.walking_s, leg.c.service_s, leg.c.parked_s, leg.c.end,
    ticket.c.outcome, leg.c.times_called, leg.c.in_turn,
)  # fmt: skip


def legs_between(
    connection: sa.Connection, span: Span, only: Mapping[str, str]
) -> Iterator[Sequence[Any]]:
    """Yield COLUMNS of every leg of the span once: by its first call, else its end, else its entry.

    `only`: column of the leg -> the one value that counts.
    """
    parts = [
        sa.select(*COLUMNS, _moment.label("moment"))
        .join_from(leg, ticket, leg.c.ticket == ticket.c.ticket)
        .where(*conditions)
        for conditions in _ways(span, only)
    ]
    asked = sa.union_all(*parts).order_by("moment", "number")
    for row in connection.execution_options(yield_per=PAGE).execute(asked):
        yield row[:-1]


def count_legs(connection: sa.Connection, span: Span, only: Mapping[str, str]) -> int:
    """Return how many legs `legs_between` yields."""
    return sum(
        connection.execute(sa.select(sa.func.count()).select_from(leg).where(*conditions)).scalar()
        or 0
        for conditions in _ways(span, only)
    )


def read_only(path: Path) -> sa.Engine:
    """Return the database of reports for a process that only reads it."""
    return sa.create_engine(f"sqlite+pysqlite:///file:{path}?mode=ro&uri=true", poolclass=NullPool)


def _ways(span: Span, only: Mapping[str, str]) -> list[list[sa.ColumnElement[bool]]]:
    """Return the three ways to be in the span; no leg fits two of them."""
    uncalled = leg.c.called_at.is_(None)
    fitting = [leg.c[name] == value for name, value in only.items()]
    return [
        [*_within(leg.c.called_at, span), *fitting],
        [*_within(leg.c.ended_at, span), uncalled, *fitting],
        [leg.c.ended_at.is_(None), uncalled, *_within(leg.c.entered_at, span), *fitting],
    ]


def _within(column: sa.Column[datetime], span: Span) -> tuple[sa.ColumnElement[bool], ...]:
    return column >= span[0], column < span[1]
