"""The tables of reports.db: a row per ticket, leg, rating and counter session, a sheet per day."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

FORM = 3
"""Written into the file; another number means: throw it away and make it anew from the journal."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(at: datetime) -> int:
    """Return an aware time as whole microseconds since 1970."""
    return (at - _EPOCH) // _MICROSECOND


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware UTC time as whole microseconds since 1970: small, exact, and sorts as time does."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: sa.Dialect) -> int | None:
        """Return the number that is stored."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, _dialect: sa.Dialect) -> datetime | None:
        """Return the time that was stored."""
        return None if value is None else _EPOCH + value * _MICROSECOND


STORED: Mapping[type, Callable[[Any], Any]] = {Moment: microseconds, sa.Date: date.isoformat}
"""Column type -> how its values are given to the plain driver; the others go as they are."""


def _spent() -> list[sa.Column[float] | sa.Column[bool]]:
    """Return the columns of queueing.times.Spent."""
    return [
        sa.Column("waiting_s", sa.Float, nullable=False),
        sa.Column("waiting_again_s", sa.Float, nullable=False),
        sa.Column("calling_s", sa.Float, nullable=False),
        sa.Column("walking_s", sa.Float),
        sa.Column("service_s", sa.Float, nullable=False),
        sa.Column("parked_s", sa.Float, nullable=False),
        sa.Column("absent_s", sa.Float, nullable=False),
        sa.Column("clock_jumped", sa.Boolean, nullable=False),
    ]


metadata = sa.MetaData()

position = sa.Table(
    "position",
    metadata,
    # `seq`: the last entry that is in the rows. `day_after`: what follows it has to be read again
    # to go on after a restart, because it is about tickets that may still change.
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("day_after", sa.BigInteger, nullable=False),
)

ticket = sa.Table(
    "ticket",
    metadata,
    sa.Column("ticket", sa.Text, primary_key=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("service", sa.Text, nullable=False),  # as issued, like `department`
    sa.Column("department", sa.Text, nullable=False),
    sa.Column("priority", sa.Text, nullable=False),
    sa.Column("kiosk", sa.Text),
    sa.Column("procedure", sa.Text),
    sa.Column("by_staff", sa.Boolean, nullable=False),
    sa.Column("issued_at", Moment, nullable=False),
    sa.Column("ahead", sa.Integer, nullable=False),
    sa.Column("low_min", sa.Integer),
    sa.Column("high_min", sa.Integer),
    sa.Column("expected_s", sa.Float),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("outcome", sa.Text),
    sa.Column("taken_back", sa.Boolean, nullable=False),  # cancelled by staff: not abandoned
    sa.Column("abandoned", sa.Boolean, nullable=False),
    sa.Column("legs", sa.Integer, nullable=False),
    sa.Column("reprints", sa.Integer, nullable=False),
    sa.Column("postpones", sa.Integer, nullable=False),
    *_spent(),
    sa.Column("total_s", sa.Float, nullable=False),
    sa.Index("ticket_by_issue", "issued_at", "department"),
)

leg = sa.Table(
    "leg",
    metadata,
    sa.Column("ticket", sa.Text, primary_key=True),
    sa.Column("leg", sa.Integer, primary_key=True),
    sa.Column("day", sa.Date, nullable=False),  # the ticket's, for ever
    sa.Column("service", sa.Text, nullable=False),
    sa.Column("department", sa.Text, nullable=False),
    sa.Column("priority", sa.Text, nullable=False),
    sa.Column("counter", sa.Text),
    sa.Column("officer", sa.Text),
    sa.Column("entered_at", Moment, nullable=False),
    sa.Column("called_at", Moment),
    sa.Column("last_call_at", Moment),
    sa.Column("started_at", Moment),
    sa.Column("ended_at", Moment),
    sa.Column("end", sa.Text),
    sa.Column("times_called", sa.Integer, nullable=False),
    sa.Column("in_turn", sa.Boolean, nullable=False),
    # The promise of the slip; only the first leg has one
    sa.Column("ahead", sa.Integer),
    sa.Column("low_min", sa.Integer),
    sa.Column("high_min", sa.Integer),
    sa.Column("expected_s", sa.Float),
    *_spent(),
    sa.Index("leg_by_call", "called_at", "department"),
    sa.Index("leg_by_end", "ended_at", "department"),
    sa.Index("leg_by_day", "day", "service"),
    sqlite_with_rowid=False,
)
sa.Index("leg_by_transfer", leg.c.entered_at, leg.c.department, sqlite_where=leg.c.leg > 0)

rating = sa.Table(
    "rating",
    metadata,
    sa.Column("ticket", sa.Text, primary_key=True),
    sa.Column("department", sa.Text, nullable=False),  # of the leg that ended as served
    sa.Column("service", sa.Text, nullable=False),
    sa.Column("counter", sa.Text),
    sa.Column("officer", sa.Text),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("called_at", Moment, nullable=False),  # that leg's first call: the row it counts in
    sa.Column("rated_at", Moment, nullable=False),
    sa.Column("has_remark", sa.Boolean, nullable=False),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True),  # journal number of the opening
    sa.Column("counter", sa.Text, nullable=False),
    sa.Column("officer", sa.Text, nullable=False),
    sa.Column("opened_at", Moment, nullable=False, index=True),
    sa.Column("closed_at", Moment),
    sa.Column("open_s", sa.Float),  # pauses included; none while it goes on
    sa.Column("paused_s", sa.Float, nullable=False),
    sa.Column("occupied_s", sa.Float, nullable=False),  # with a ticket, called or served
)

pause = sa.Table(
    "pause",
    metadata,
    sa.Column("session", sa.BigInteger, primary_key=True),
    sa.Column("reason", sa.Text, primary_key=True),  # empty: none was given
    sa.Column("seconds", sa.Float, nullable=False),
)

SHEET_COLUMNS = {
    # Moments: microseconds since 1970, NEVER for what has not come
    "entered_at": "q", "called_at": "q", "ended_at": "q",
    # Durations: microseconds; walking is NEVER where it is unknown
    "waiting": "q", "walking": "q", "service": "q", "parked": "q", "visit": "q",
    # Words: their place in the sheet's list of words, 0 for none
    "department": "H", "service_code": "H", "counter": "H", "officer": "H", "priority": "H",
    "end": "H", "level": "H",
    # Numbers: which leg of its ticket, how often it was called, what the slip promised (or NEVER)
    "leg": "H", "times_called": "H", "low_min": "i", "high_min": "i",
    # Of the ticket: 1 for yes
    "taken_back": "B", "abandoned": "B",
}  # fmt: skip
"""Column of a sheet -> how its values are packed, as type codes of the module array."""
NEVER = -1

sheet = sa.Table(
    "sheet",
    metadata,
    # The legs of one day's tickets once more, column by column: what reports of long periods read.
    # Every day but the newest has its sheet, in the order of the legs' keys.
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("legs", sa.Integer, nullable=False),
    sa.Column("first_at", Moment, nullable=False),  # no moment of any leg is before it,
    sa.Column("last_at", Moment, nullable=False),  # and none behind this
    sa.Column("words", sa.Text, nullable=False),  # JSON, sorted; the first one is empty
    *(sa.Column(name, sa.LargeBinary, nullable=False) for name in SHEET_COLUMNS),
)
sa.Index("sheet_by_moments", sheet.c.first_at, sheet.c.last_at)
