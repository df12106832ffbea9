"""The visits behind a figure that needed no number, the newest first, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from reports.aggregates import SAVED
from reports.figures import BY_KEY
from reports.months.relations import Relations, Span
from reports.query import Filter
from reports.statistics.counting import condition
from reports.statistics.keys import within

PAGE = 50
VISIT = "day", "saved_at", "reason", "procedure", "service", "department", "channel"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """Which visits: those behind `figure`, within the filter; `only`: of one reason, procedure.

    `after`: the number of the last one on the page before.
    """

    figure: str
    span: Span
    filter: Filter
    only: Mapping[str, str] = field(default_factory=dict)
    after: int | None = None


class SavedVisit(NamedTuple):
    """A visit that needed no number: nobody's. `saved_at`: aware UTC."""

    seq: int
    day: date
    saved_at: datetime
    reason: str
    procedure: str | None
    service: str
    department: str
    channel: str


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page of visits, and how many there are on all; `following`: where the next goes on."""

    count: int
    visits: list[SavedVisit]
    following: int | None


def list_saved(relations: Relations, query: SavedQuery) -> SavedPage:
    """Return one page of the visits behind a figure."""
    which, values = condition(query.filter)
    for name, value in query.only.items():
        which += f" AND {name} = ?"
        values.append(value)
    visits = (
        f"{relations.saved(query.span)} WHERE {within(SAVED, query.span)} "
        f"AND {BY_KEY[query.figure].listed} AND {which}"
    )
    ((count,),) = relations.rows(f"SELECT count(*) FROM {visits}", values)
    beyond = "TRUE" if query.after is None else "seq < ?"
    found = relations.rows(
        f"SELECT seq, {', '.join(VISIT)} FROM {visits} AND {beyond} "
        f"ORDER BY seq DESC LIMIT {PAGE + 1}",
        [*values, *(() if query.after is None else (query.after,))],
    )
    rows = [SavedVisit(seq, day, at.replace(tzinfo=UTC), *rest) for seq, day, at, *rest in found]
    return SavedPage(count, rows[:PAGE], rows[PAGE - 1].seq if len(rows) > PAGE else None)
