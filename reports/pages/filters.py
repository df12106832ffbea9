"""The query of a page as it stands in the address, and links that keep it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from reports.query import Filter, Period, Query

KEPT = ("lang", "from", "to", "by", "compare", "show", "order", *Filter.__slots__)
"""Parameters of an address that every link keeps, unless it changes them."""


@dataclass(frozen=True, slots=True)
class Filters:
    """`asked`: the parameters of the request; the query's own days stand in their place."""

    asked: Mapping[str, str]
    query: Query

    def link(self, path: str, **changes: str | None) -> str:
        """Return an address with the same filter; `from_` stands for `from`, None leaves out."""
        period = self.query.period
        kept = {name: self.asked[name] for name in KEPT if self.asked.get(name)}
        kept |= {"from": period.first.isoformat(), "to": period.last.isoformat()}
        for name, value in changes.items():
            kept.pop(name.rstrip("_"), None)
            if value is not None:
                kept[name.rstrip("_")] = value
        return f"{path}?{urlencode(kept)}"

    def of_period(self, path: str, period: Period, **changes: str | None) -> str:
        """Return the same query about other days."""
        days = {"from_": period.first.isoformat(), "to": period.last.isoformat()}
        return self.link(path, **days, **changes)


def quick_periods(today: date) -> Iterator[tuple[str, Period]]:
    """Yield (Vietnamese name, days) of what is asked for most; weeks begin on Monday."""
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    last_month = first - timedelta(days=1)
    yesterday, sunday = today - timedelta(days=1), monday - timedelta(days=1)
    yield "Hôm nay", Period(today, today)
    yield "Hôm qua", Period(yesterday, yesterday)
    yield "Tuần này", Period(monday, today)
    yield "Tuần trước", Period(monday - timedelta(days=7), sunday)
    yield "Tháng này", Period(first, today)
    yield "Tháng trước", Period(last_month.replace(day=1), last_month)
    yield "Năm nay", Period(today.replace(month=1, day=1), today)
