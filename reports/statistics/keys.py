"""In which row a leg counts: by one of its words, or by the local time of what is counted."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from reports.months.columns import milliseconds
from reports.months.relations import Span
from reports.query import Dimension

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def within(moment: str, span: Span) -> str:
    """Return the SQL condition that a moment is in a span."""
    start, end = map(milliseconds, span)
    return f"{moment} >= {_moment(start)} AND {moment} < {_moment(end)}"


def is_before(moment: str, at: datetime) -> str:
    """Return the SQL condition that a moment is earlier than another."""
    return f"{moment} < {_moment(milliseconds(at))}"


def key_sql(by: Dimension, moment: str, span: Span, zone: ZoneInfo) -> str:
    """Return the SQL expression by which legs with a moment in the span are grouped."""
    local = f"({moment} + to_seconds({_offset_sql(moment, span, zone)}))"
    match by:
        case "day":
            return f"{local}::DATE"
        case "weekday":
            return f"isodow({local})"
        case "hour":
            return f"hour({local})"
        case "weekday_hour":
            return f"isodow({local}) * 24 + hour({local})"
        case word:
            return f"coalesce({word}, '')"


def key_of(by: Dimension, found: Any) -> str:
    """Return the key of a row, given the value of its `key_sql`."""
    match by:
        case "day":
            assert isinstance(found, date)
            return found.isoformat()
        case "weekday_hour":
            return f"{found // 24}-{found % 24}"
        case _:
            return str(found)


def _moment(ms: int | None) -> str:
    return f"epoch_ms({ms})::TIMESTAMP_MS"


def _offset_sql(moment: str, span: Span, zone: ZoneInfo) -> str:
    """Return how many seconds the local clock is ahead of UTC, in SQL."""
    (_, first), *changes = _offsets(span, zone)
    if not changes:
        return str(first)
    cases = " ".join(
        f"WHEN {moment} >= {_moment(milliseconds(at))} THEN {offset}"
        for at, offset in reversed(changes)
    )
    return f"CASE {cases} ELSE {first} END"


def _offsets(span: Span, zone: ZoneInfo) -> Iterator[tuple[datetime, int]]:
    """Yield from when on the local clock is how many seconds ahead of UTC."""
    at, end = span
    ahead = _seconds_ahead(at, zone)
    yield at, ahead
    while at < end:
        following = at + DAY
        if _seconds_ahead(following, zone) != ahead:
            low, high = at, following
            while high - low > MINUTE:
                middle = low + (high - low) // (2 * MINUTE) * MINUTE
                low, high = (
                    (middle, high) if _seconds_ahead(middle, zone) == ahead else (low, middle)
                )
            ahead = _seconds_ahead(high, zone)
            yield high, ahead
        at = following


def _seconds_ahead(at: datetime, zone: ZoneInfo) -> int:
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None, "a time in a zone has an offset"
    return int(offset.total_seconds())
