"""What the counter sessions of a period give: time open, paused and with tickets, pauses."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from queueing.catalogue import Catalogue
from reports.questions import By, Part, Question
from storage.report_queries import Worked, paused_between, worked_between
from storage.sheets import Span


@dataclass(slots=True)
class Work:
    """Seconds of sessions that are over: open (pauses included), paused, with a ticket."""

    open_s: float = 0.0
    paused_s: float = 0.0
    occupied_s: float = 0.0

    def add(self, worked: Worked) -> None:
        """Add what sessions add up to."""
        self.open_s += worked.open_s
        self.paused_s += worked.paused_s
        self.occupied_s += worked.occupied_s


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
    part = question.part
    if part.service is not None or part.priority is not None:
        return Sessions(False, {}, None, {})
    key = _key(question.by, catalogue)
    rows: defaultdict[str, Work] = defaultdict(Work)
    total = Work()
    for worked in worked_between(connection, span, each=question.by in ("day", "weekday")):
        if _fits(worked.counter, worked.officer, part, catalogue):
            total.add(worked)
            if key is not None:
                rows[key(worked)].add(worked)
    pauses: defaultdict[str, float] = defaultdict(float)
    for counter, officer, reason, seconds in paused_between(connection, span):
        if _fits(counter, officer, part, catalogue):
            pauses[reason] += seconds
    rounded = {reason: round(pauses[reason], 1) for reason in sorted(pauses)}
    return Sessions(key is not None, dict(rows), total, rounded)


def _key(by: By, catalogue: Catalogue) -> Callable[[Worked], str] | None:
    """Return how a session names its row, None where it has none: it serves many services."""

    def local(worked: Worked) -> datetime:
        assert worked.opened_at is not None, "read each by itself"
        return worked.opened_at.astimezone(catalogue.zone_info)

    match by:
        case "department":
            return lambda worked: _department(worked.counter, catalogue) or ""
        case "counter":
            return lambda worked: worked.counter
        case "officer":
            return lambda worked: worked.officer
        case "day":
            return lambda worked: local(worked).date().isoformat()
        case "weekday":
            return lambda worked: str(local(worked).isoweekday())
        case _:
            return None


def _fits(counter: str, officer: str, part: Part, catalogue: Catalogue) -> bool:
    return (
        part.counter in (None, counter)
        and part.officer in (None, officer)
        and part.department in (None, _department(counter, catalogue))
    )


def _department(counter: str, catalogue: Catalogue) -> str | None:
    configured = catalogue.counters.get(counter)
    return configured.department if configured else None
