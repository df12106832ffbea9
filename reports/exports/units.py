"""The units that people read in files: minutes for seconds, percent for shares, local times."""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from reports.language.locale import Locale
from reports.tables.table import Cell, CellKind, Column

_DAY_0 = date(1899, 12, 30)
_DAY = timedelta(days=1)


def heading(column: Column, locale: Locale) -> str:
    """Return the column's heading, with the unit where people need one."""
    units = {"seconds": locale.say("phút"), "share": "%"}
    unit = units.get(column.kind)
    return f"{column.heading} ({unit})" if unit else column.heading


def minutes(seconds: float) -> float:
    """Return seconds as minutes."""
    return seconds / 60


def percent(share: float) -> float:
    """Return a share of 0…1 in percent."""
    return share * 100


def workbook_number(cell: Cell, kind: CellKind, zone: ZoneInfo) -> float | int | str | None:
    """Return what a workbook's cell holds; shares stay 0…1, because its format shows percent."""
    match cell:
        case None | str():
            return cell
        case datetime():
            return workbook_moment(cell, zone)
        case date():
            return workbook_day(cell)
    return minutes(cell) if kind == "seconds" else cell


def workbook_moment(moment: datetime, zone: ZoneInfo) -> float:
    """Return a moment of the centre's clock in days: workbooks know no other times."""
    # Within one zone Python subtracts what the clocks show, not what has passed
    return (moment.astimezone(zone) - _first_midnight(zone)) / _DAY


def workbook_day(day: date) -> int:
    """Return the number of a day in workbooks."""
    return (day - _DAY_0).days


@cache
def _first_midnight(zone: ZoneInfo) -> datetime:
    return datetime.combine(_DAY_0, time(), zone)
