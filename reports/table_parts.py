"""What tables of figures have in common: their columns, what the figures mean, what was asked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from reports.definitions import Definition
from reports.periods import Period
from reports.questions import Part
from reports.reader import Reader
from reports.tables import Column

Pairs = list[tuple[str, str]]
NamesByCode = Mapping[str, Mapping[str, str]]
"""Of departments, services, counters, priorities and outcomes, in one language."""


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


def parts_asked(part: Part, names: NamesByCode, reader: Reader) -> Pairs:
    """Return which part of the hall was asked for; nothing for all of it."""
    headings = {
        "department": "Cơ quan", "service": "Nội dung giao dịch", "counter": "Quầy",
        "officer": "Cán bộ", "priority": "Lượt ưu tiên",
    }  # fmt: skip
    return [
        (reader.say(heading), names.get(field, {}).get(value, value))
        for field, heading in headings.items()
        if (value := getattr(part, field)) is not None
    ]


def days_of(period: Period) -> str:
    """Return a period as people write it."""
    return f"{_day(period.first)} – {_day(period.last)}"


def file_name(what: str, period: Period) -> str:
    """Return the name of a file without its ending: what it holds, and of which days."""
    return f"{what}_{period.first}_{period.last}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
