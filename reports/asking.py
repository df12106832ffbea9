"""What a request asks of the statistics, within what its caller may see, and the results."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Annotated

from pydantic import Field

from queueing.errors import InvalidField
from reports.months.reader import FigureReader
from reports.query import DIMENSIONS, Filter, Period, Query, Result
from reports.statistics.comparing import count_queries
from web.callers import Caller
from web.errors import NotAllowed
from web.requests import Parameters
from web.roles import ROLE_API, Role
from web.site import Site

SEE_ALL = (Role.DIRECTOR, Role.AUDITOR, Role.ADMIN, ROLE_API)
LONGEST = timedelta(days=5 * 366)
FIRST_YEAR, LAST_YEAR = 2000, 2999
Day = Annotated[str | None, Field(json_schema_extra={"format": "date"})]
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class PeriodParameters(Parameters):
    """Which service days are asked about."""

    first: Day = Field(None, alias="from", description="the first day, like 2026-11-23; else today")
    last: Day = Field(None, alias="to", description="the last day; else today")


class QueryParameters(PeriodParameters):
    """What `parse_query` reads."""

    by: str = Field(
        "department",
        description="what a row stands for",
        json_schema_extra={"enum": list(DIMENSIONS)},
    )
    compare: str | None = Field(
        None, description="1: with the same days of the week before the period"
    )
    department: str | None = Field(None, description="only of this one: its code")
    service: str | None = Field(None, description="only of this one: its code")
    counter: str | None = Field(None, description="only of this one: its id")
    officer: str | None = Field(None, description="only of this one: the name")
    priority: str | None = Field(None, description="only of this group: its code")
    channel: str | None = Field(None, description="only of numbers that were taken this way")
    call_reason: str | None = Field(None, description="only called out of turn for this: its code")


def parse_query(parameters: Mapping[str, str], caller: Caller, today: date) -> Query:
    """Return the query of `from`, `to`, `by`, `compare` and the fields of Filter.

    A department's head asks about the own department, an officer about the own figures, whether
    they name them or not; who names another gets NotAllowed. Raises InvalidField for what cannot
    be asked.
    """
    by = next((each for each in DIMENSIONS if each == parameters.get("by", "department")), None)
    if by is None:
        raise InvalidField(field="by")
    period = parse_period(parameters, today)
    compare = parameters.get("compare") == "1"
    given = Filter(**{name: parameters.get(name) or None for name in Filter.__slots__})
    return Query(period, by, narrow(given, caller), compare)


def narrow(filter: Filter, caller: Caller) -> Filter:
    """Return the filter within what the caller may see; raise NotAllowed beyond it."""
    if caller.role in SEE_ALL:
        return filter
    field = "officer" if caller.role is Role.OFFICER else "department"
    own = caller.name if caller.role is Role.OFFICER else caller.department
    if own is None or getattr(filter, field) not in (None, own):
        raise NotAllowed
    return replace(filter, **{field: own})


def parse_period(parameters: Mapping[str, str], today: date) -> Period:
    """Return the period that `from` and `to` name, today where they are missing.

    Raises InvalidField for what is no date, runs backwards or is longer than five years.
    """
    first = _date("from", parameters.get("from"), today)
    last = _date("to", parameters.get("to"), today)
    if first > last:
        raise InvalidField(field="from")
    if last - first > LONGEST:
        raise InvalidField(field="to")
    return Period(first, last)


def read_results(figures: FigureReader, site: Site, *queries: Query) -> list[Result]:
    """Return the figures at the newest journal number, the same one for all queries.

    Raises FiguresNotReady or CannotStore where they cannot be read.
    """
    at, catalogue = site.office.now(), site.office.hall.catalogue
    hall, found = figures.ask_for_request(
        partial(count_queries, catalogue=catalogue, queries=queries, now=at)
    )
    return [
        Result(query, hall, at, now, compared)
        for query, (now, compared) in zip(queries, found, strict=True)
    ]


def _date(name: str, text: str | None, today: date) -> date:
    if text is None:
        return today
    try:
        found = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise InvalidField(field=name)
    return found
