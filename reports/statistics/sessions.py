"""What the counter sessions of a period give: time open, paused and with tickets, pauses."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from queueing.catalogue import Catalogue
from reports.questions import By, Part, Question
from storage.report_queries import pauses_between, sessions_between
from storage.sheets import Span


@dataclass(slots=True)
class Work:
    """Seconds of sessions that are over: open (pauses included), paused, with a ticket."""

    open_s: float = 0.0
    paused_s: float = 0.0
    occupied_s: float = 0.0

    def add(self, session: Row[Any]) -> None:
        """Add one session."""
        self.open_s += session.open_s
        self.paused_s += session.paused_s
        self.occupied_s += session.occupied_s


@dataclass(frozen=True, slots=True)
class Sessions:
    """Key of a row -> what is in it; `by_row` False: a session belongs to no row alone."""

    by_row: bool
    rows: Mapping[str, Work]
    total: Work | None
    pauses: Mapping[str, float]

    def of(self, key: str | None) -> Work | None:
        """Return what is in a row, None when nobody can tell."""
        return self.rows.get(key or "", Work()) if self.by_row else None


def sessions_of(
    connection: Connection, catalogue: Catalogue, question: Question, span: Span
) -> Sessions:
    """Return what the sessions opened in the span give, as far as the part allows to tell.

    A counter's sessions belong to the department that the catalogue has it in.
    """
    key = _key(question.by, catalogue)
    if question.part.service is not None or question.part.priority is not None:
        return Sessions(False, {}, None, {})
    rows: defaultdict[str, Work] = defaultdict(Work)
    total, counted = Work(), set()
    for session in sessions_between(connection, span):
        if _fits(session, question.part, catalogue):
            counted.add(session.seq)
            total.add(session)
            if key is not None:
                rows[key(session)].add(session)
    pauses: defaultdict[str, float] = defaultdict(float)
    for pause in pauses_between(connection, span):
        if pause.session in counted:
            pauses[pause.reason] += pause.seconds
    rounded = {reason: round(pauses[reason], 1) for reason in sorted(pauses)}
    return Sessions(key is not None, dict(rows), total, rounded)


def _key(by: By, catalogue: Catalogue) -> Callable[[Row[Any]], str] | None:
    """Return how a session names its row, None where it has none: it serves many services."""

    def local(session: Row[Any]) -> datetime:
        opened_at: datetime = session.opened_at
        return opened_at.astimezone(catalogue.zone_info)

    match by:
        case "department":
            return lambda session: _department(session.counter, catalogue) or ""
        case "counter":
            return lambda session: str(session.counter)
        case "officer":
            return lambda session: str(session.officer)
        case "day":
            return lambda session: local(session).date().isoformat()
        case "weekday":
            return lambda session: str(local(session).isoweekday())
        case _:
            return None


def _fits(session: Row[Any], part: Part, catalogue: Catalogue) -> bool:
    return (
        part.counter in (None, session.counter)
        and part.officer in (None, session.officer)
        and part.department in (None, _department(session.counter, catalogue))
    )


def _department(counter: str, catalogue: Catalogue) -> str | None:
    configured = catalogue.counters.get(counter)
    return configured.department if configured else None
