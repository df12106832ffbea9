"""Day sheets: the legs of a whole day, packed column by column, so that a year is read at once.

A sheet is a faster copy of the day's rows and holds nothing else. The newest day has none: its rows
still change, and are packed when they are asked for.
"""

import json
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from storage.report_tables import NEVER, SHEET_COLUMNS, Moment, leg, rating, sheet, ticket

Span = tuple[datetime, datetime]
"""A period as aware UTC times: from the first, up to but without the second."""
MOMENTS = ("entered_at", "called_at", "ended_at")
WORDS = ("department", "service_code", "counter", "officer", "priority", "end", "level")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The legs of one day. `columns`: name -> its values, packed as SHEET_COLUMNS says."""

    legs: int
    words: str
    columns: Mapping[str, bytes]


def newest_day(connection: sa.Connection) -> date | None:
    """Return the latest day that has rows."""
    newest: date | None = connection.execute(sa.select(sa.func.max(leg.c.day))).scalar_one()
    return newest


def write_sheets(connection: sa.Connection, changed: Collection[date], newest: date | None) -> None:
    """Write the sheets that are due when the rows of the `changed` days have been written.

    `newest`: the latest day before that; when a later one has begun, it gets its sheet.
    """
    last = max((*changed, newest or date.min), default=date.min)
    due = {day for day in {*changed, newest} if day is not None and day < last}
    for day in sorted(due):
        _write(connection, day)


def write_missing(connection: sa.Connection) -> int:
    """Write the sheet of every day but the newest that has none; return how many there were."""
    days = sa.select(leg.c.day).distinct()
    missing = days.where(leg.c.day.not_in(sa.select(sheet.c.day))).order_by(leg.c.day)
    found = [row.day for row in connection.execute(missing)]
    newest = newest_day(connection)
    for day in found:
        if day != newest:
            _write(connection, day)
    return len(found) - (newest in found)


def sheets_of(connection: sa.Connection, span: Span, columns: Sequence[str]) -> Iterator[Sheet]:
    """Yield the sheets of all days that have something in the span, with these columns alone.

    The newest day's is made of its rows, of those that have something in the span.
    """
    start, end = span
    rows = connection.execute(
        sa.select(sheet.c.legs, sheet.c.words, *(sheet.c[name] for name in columns))
        .where(sheet.c.first_at < end, sheet.c.last_at >= start)
        .order_by(sheet.c.day)
    )
    for legs, words, *packed in rows:
        yield Sheet(legs, words, dict(zip(columns, packed, strict=True)))
    newest = newest_day(connection)
    if newest is not None:
        yield _packed(connection, newest, (_first_at < end) & (_last_at >= start))


def unpacked(column: str, packed: bytes, words: str) -> Sequence[int | str]:
    """Return the values of a column, words as they are; what is cut off in the middle is left."""
    numbers = array(SHEET_COLUMNS[column])
    numbers.frombytes(packed[: len(packed) // numbers.itemsize * numbers.itemsize])
    if column not in WORDS:
        return numbers
    known = json.loads(words)
    return [known[number] if number < len(known) else f"word {number}" for number in numbers]


def _write(connection: sa.Connection, day: date) -> None:
    found = _packed(connection, day)
    connection.execute(sheet.delete().where(sheet.c.day == day))
    connection.execute(
        sheet.insert().values(
            day=day,
            legs=found.legs,
            words=found.words,
            **found.columns,
            **_bounds(connection, day),
        )
    )


def _bounds(connection: sa.Connection, day: date) -> dict[str, datetime]:
    first_at = sa.type_coerce(sa.func.min(_first_at), Moment)
    last_at = sa.type_coerce(sa.func.max(_last_at), Moment)
    found = connection.execute(sa.select(first_at, last_at).where(leg.c.day == day)).one()
    return {"first_at": found[0], "last_at": found[1]}


def _packed(
    connection: sa.Connection, day: date, condition: sa.ColumnElement[bool] | None = None
) -> Sheet:
    """Return the sheet of the day's rows as they are."""
    asked = _PACKED.where(leg.c.day == day)
    rows = connection.execute(asked if condition is None else asked.where(condition)).all()
    columns = dict(zip(SHEET_COLUMNS, zip(*rows, strict=True), strict=True)) if rows else {}
    words = ["", *sorted({word for name in WORDS for word in columns.get(name, ()) if word})]
    place = {word: number for number, word in enumerate(words)} | {None: 0}
    packed = {}
    for name, code in SHEET_COLUMNS.items():
        cells = columns.get(name, ())
        numbers = (place[cell] for cell in cells) if name in WORDS else cells
        packed[name] = array(code, numbers).tobytes()
    return Sheet(len(rows), json.dumps(words, ensure_ascii=False), packed)


def _never(column: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.type_coerce(column, sa.BigInteger), NEVER)


def _microseconds(column: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.cast(sa.func.round(column * 1_000_000), sa.BigInteger), NEVER)


def _known(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.func.coalesce(column, leg.c.entered_at)


# A clock that was set back puts a later moment before an earlier one
_KNOWN = (leg.c.entered_at, _known(leg.c.called_at), _known(leg.c.ended_at))
_first_at = sa.type_coerce(sa.func.min(*_KNOWN), Moment)
_last_at = sa.type_coerce(sa.func.max(*_KNOWN), Moment)
_CELLS: dict[str, sa.ColumnElement[Any]] = {
    **{name: _never(leg.c[name]) for name in MOMENTS},
    "waiting": _microseconds(leg.c.waiting_s),
    "walking": _microseconds(leg.c.walking_s),
    "service": _microseconds(leg.c.service_s),
    "parked": _microseconds(leg.c.parked_s),
    "visit": _microseconds(ticket.c.total_s),
    **{name: leg.c[name] for name in ("department", "counter", "officer", "priority", "end")},
    "service_code": leg.c.service,
    "level": rating.c.level,
    "leg": leg.c.leg,
    "times_called": leg.c.times_called,
    "low_min": _never(leg.c.low_min),
    "high_min": _never(leg.c.high_min),
    "taken_back": sa.type_coerce(ticket.c.taken_back, sa.Integer),
    "abandoned": sa.type_coerce(ticket.c.abandoned, sa.Integer),
}
# A rating belongs to the leg that served: the ticket's last one
_RATED = (rating.c.ticket == leg.c.ticket) & (leg.c.leg == ticket.c.legs - 1)
_PACKED = (
    sa.select(*(_CELLS[name] for name in SHEET_COLUMNS))
    .select_from(leg)
    .join(ticket, ticket.c.ticket == leg.c.ticket)
    .outerjoin(rating, _RATED)
    .order_by(leg.c.ticket, leg.c.leg)
)
