"""A period of a report: whole service days, from one date to another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from queueing.errors import InvalidField

LONGEST = timedelta(days=5 * 366)
FIRST_YEAR, LAST_YEAR = 2000, 2999
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    first: date
    last: date

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return the period as aware UTC times: midnight of the centre to midnight after it."""
        following = self.last + timedelta(days=1)
        return _midnight(self.first, zone), _midnight(following, zone)


def asked_period(parameters: Mapping[str, str], today: date) -> Period:
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


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
