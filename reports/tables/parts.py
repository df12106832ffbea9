"""What tables of figures have in common: their columns, what the figures mean, what was asked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from reports.aggregates import Figure
from reports.language.locale import Locale
from reports.query import Filter, Period
from reports.tables.table import Column

Pairs = list[tuple[str, str]]
NamesByCode = Mapping[str, Mapping[str, str]]
"""Of departments, services, counters, priorities, outcomes, channels, reasons, in one language."""


def make_columns(figures: Sequence[Figure], locale: Locale) -> list[Column]:
    """Return a column for every figure."""
    return [
        Column(one.key, locale.say(one.name), one.kind, locale.say(one.formula)) for one in figures
    ]


def list_meanings(figures: Sequence[Figure], locale: Locale) -> list[tuple[str, str, str]]:
    """Return name, formula and what is left out of every figure."""
    return [
        (
            locale.say(one.name),
            locale.say(one.formula),
            locale.say(one.left_out) if one.left_out else "",
        )
        for one in figures
    ]


def describe_query(locale: Locale, period: Period, at: datetime, seq: int) -> Pairs:
    """Return which days were asked for, when, by whom, and at which number of the journal."""
    return [
        (locale.say("Kỳ báo cáo"), days_of(period)),
        (locale.say("Đọc lúc"), f"{at.astimezone(locale.zone):%d/%m/%Y %H:%M:%S}"),
        (locale.say("Số nhật ký"), str(seq)),
        *([(locale.say("Người lập"), locale.reader)] if locale.reader else []),
    ]


def sign(locale: Locale, at: datetime) -> str:
    """Return when a file was made and by whom."""
    when = f"{at.astimezone(locale.zone):%H:%M %d/%m/%Y}"
    if not locale.reader:
        return locale.say("Lập lúc %(when)s", when=when)
    return locale.say("Lập lúc %(when)s, %(who)s", when=when, who=locale.reader)


def describe_filter(filter: Filter, names: NamesByCode, locale: Locale) -> Pairs:
    """Return which filter was asked for; nothing for the whole hall."""
    headings = {
        "department": "Cơ quan", "service": "Nội dung giao dịch", "counter": "Quầy",
        "officer": "Cán bộ", "priority": "Lượt ưu tiên", "channel": "Kênh lấy số",
        "call_reason": "Gọi ngoài thứ tự vì",
    }  # fmt: skip
    return [
        (locale.say(heading), names.get(field, {}).get(value, value))
        for field, heading in headings.items()
        if (value := getattr(filter, field)) is not None
    ]


def days_of(period: Period) -> str:
    """Return a period as people write it."""
    return f"{_day(period.first)} – {_day(period.last)}"


def file_name(what: str, period: Period) -> str:
    """Return the name of a file without its ending: what it holds, and of which days."""
    return f"{what}_{period.first}_{period.last}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
