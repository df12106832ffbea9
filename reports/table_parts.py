"""What tables of figures have in common: their columns, what the figures mean, what was asked."""

from collections.abc import Sequence
from datetime import date, datetime

from reports.definitions import Definition
from reports.periods import Period
from reports.reader import Reader
from reports.tables import Column

Pairs = list[tuple[str, str]]


def columns_of(figures: Sequence[Definition], reader: Reader) -> list[Column]:
    """Return a column for every figure."""
    return [
        Column(one.key, reader.say(one.name), one.kind, reader.say(one.formula)) for one in figures
    ]


def meanings(figures: Sequence[Definition], reader: Reader) -> list[tuple[str, str, str]]:
    """Return name, formula and what is left out of every figure."""
    return [
        (
            reader.say(one.name),
            reader.say(one.formula),
            reader.say(one.left_out) if one.left_out else "",
        )
        for one in figures
    ]


def asked_for(reader: Reader, period: Period, at: datetime, seq: int) -> Pairs:
    """Return which days were asked for, when it was read, and at which number of the journal."""
    return [
        (reader.say("Kỳ báo cáo"), days_of(period)),
        (reader.say("Đọc lúc"), f"{at.astimezone(reader.zone):%d/%m/%Y %H:%M:%S}"),
        (reader.say("Số nhật ký"), str(seq)),
    ]


def days_of(period: Period) -> str:
    """Return a period as people write it."""
    return f"{_day(period.first)} – {_day(period.last)}"


def file_name(what: str, period: Period) -> str:
    """Return the name of a file without its ending: what it holds, and of which days."""
    return f"{what}_{period.first}_{period.last}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
