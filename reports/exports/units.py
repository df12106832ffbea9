"""The units that people read in files: minutes for seconds, percent for shares, local times."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reports.reader import Reader
from reports.tables import Cell, CellKind, Column

_EXCEL_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks know local times only
_DAY = timedelta(days=1)


def heading(column: Column, reader: Reader) -> str:
    """Return the column's heading, with the unit where people need one."""
    units = {"seconds": reader.say("phút"), "share": "%"}
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
            return (cell.astimezone(zone).replace(tzinfo=None) - _EXCEL_DAY_0) / _DAY
        case date():
            return (datetime.combine(cell, time()) - _EXCEL_DAY_0).days
    return minutes(cell) if kind == "seconds" else cell
