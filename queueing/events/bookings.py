"""What happens to numbers from home and to appointments, until they are confirmed at the door."""

from dataclasses import dataclass
from datetime import date, datetime

from queueing.matters import MatterRecord


@dataclass(frozen=True, slots=True)
class BookingFields:
    """What a booking is: a place of today, or a `slot` of a day to come. Nobody's name is asked.

    `code`: six digits to confirm it with; `follow`: the unguessable address of its page. `due`: the
    key of the calling order that it holds; `until`: when it is void if it was not confirmed.
    """

    at: datetime
    booking: str
    day: date
    service: str
    department: str
    slot: datetime | None
    due: datetime
    until: datetime
    code: str
    follow: str
    priority: str
    language: str
    procedure: str | None


@dataclass(frozen=True, slots=True)
class BookingMade(BookingFields):
    """Somebody booked. `matters`: what else the number will be for; the place is the service's."""

    matters: tuple[MatterRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class BookingKept(BookingFields):
    """A booking of a day to come, told once more at a day's end: replay begins behind it."""

    made_at: datetime
    matters: tuple[MatterRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class BookingCancelled:
    """Whoever booked gave it back."""

    at: datetime
    booking: str


@dataclass(frozen=True, slots=True)
class BookingExpired:
    """The day ended, and nobody had confirmed it."""

    at: datetime
    booking: str


@dataclass(frozen=True, slots=True)
class BookingsErased:
    """Codes and addresses of bookings are erased; `entries`: as in TicketErased."""

    at: datetime
    entries: tuple[tuple[int, str], ...]


BookingRecord = BookingMade | BookingKept | BookingCancelled | BookingExpired | BookingsErased
