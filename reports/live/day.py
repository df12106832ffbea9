"""Reads a day for today's page, and what earlier days say of it: all at one journal number."""

from collections.abc import Iterable
from dataclasses import dataclass

from queueing.catalogue import Catalogue
from reports.live.comparison import EarlierDay, read_week_before
from reports.live.flow import Flow, read_flow
from reports.live.heat import read_heat
from reports.months.relations import Relations
from reports.query import Period, PeriodFigures, Query
from reports.statistics.counting import count_period
from reports.tables.report import KEYS
from reports.view_types import Heat


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of a day at one journal number; `earlier`: None unless it was asked for."""

    counted: PeriodFigures
    flow: Flow
    earlier: EarlierDay | None
    heats: dict[str | None, Heat]


def read_day(
    relations: Relations,
    catalogue: Catalogue,
    day: Period,
    with_earlier: bool,
    scopes: Iterable[str | None],
) -> Reading:
    """Read a day, and what earlier days say of it."""
    zone = catalogue.zone_info
    return Reading(
        count_period(relations, catalogue, Query(day, "department"), day, KEYS),
        read_flow(relations, day.span(zone)),
        read_week_before(relations, day.first, zone) if with_earlier else None,
        {only: read_heat(relations, catalogue, day.first, only) for only in scopes},
    )
