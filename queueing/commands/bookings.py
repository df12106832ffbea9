"""What people ask for from home, and at the door once they have come."""

from dataclasses import dataclass
from datetime import datetime

from queueing.catalogue import NORMAL
from queueing.matters import Matter


@dataclass(frozen=True, slots=True)
class MakeBooking:
    """Somebody books a place of today, or a `slot` of a day to come.

    `follow`: the unguessable address of the booking's page; `draw`: a number from 0 to 999,999 at
    random, from which on a code that is free is looked for. `held`: addresses of the bookings that
    the same device remembers; how many of them are open is limited. `also`: other services that
    the same number will be for; of an appointment the slot is that of `service`.
    """

    service: str
    follow: str
    draw: int
    slot: datetime | None = None
    priority: str = NORMAL
    language: str = "vi"
    procedure: str | None = None
    held: tuple[str, ...] = ()
    also: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmBooking:
    """Whoever booked has come: a number is given. `follow`: the address of the ticket's page.

    `kiosk`: where it was confirmed, None: elsewhere; `on_paper`: whether a slip is printed there.
    """

    booking: str
    follow: str
    kiosk: str | None = None
    by_staff: bool = False
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class CancelBooking:
    """Whoever booked does not come."""

    booking: str


@dataclass(frozen=True, slots=True)
class EraseBookings:
    """Codes and addresses of bookings whose day is over are to go.

    `entries`: number of each entry that has them, and the digest of what will stay of it.
    """

    entries: tuple[tuple[int, str], ...]


BookingCommand = MakeBooking | ConfirmBooking | CancelBooking | EraseBookings
