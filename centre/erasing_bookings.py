"""Erases codes and addresses of bookings, confirmed or not, once their day is over."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from queueing.commands import EraseBookings
from queueing.events import DayClosed, Entry
from queueing.hall import Hall
from queueing.office import Office
from storage.booked import erase_left, find_left
from storage.database import Database
from web.background import Background

POLL_S = 2.0
LONGEST = timedelta(days=35)
"""A little more than the longest time for which a booking may be made."""
MOST_AT_ONCE = 1000


class BookingEraser:
    """Erases when a day has ended; `erase` is to be called again and again."""

    def __init__(self, office: Office, database: Database) -> None:
        """Begin with what was left when the server was stopped."""
        self._office, self._database, self._due = office, database, True

    def note(self, _hall: Hall, entries: Sequence[Entry]) -> None:
        """Note the end of a day; to be called after each batch of the office."""
        self._due = self._due or any(isinstance(each.event, DayClosed) for each in entries)

    def erase(self) -> None:
        """Erase what is left, if a day has ended since; raise CannotStore: try it again later.

        That it is erased is recorded first, so that `./run verify` knows it after a power cut.
        Nothing is touched of a day that goes on: the hall after a restart is what it was.
        """
        if not self._due:
            return
        left = self._database.read(partial(find_left, since=self._office.now() - LONGEST))
        for first in range(0, len(left.entries), MOST_AT_ONCE):
            command = EraseBookings(left.entries[first : first + MOST_AT_ONCE])
            self._office.submit(command, actor="server", reply=lambda _hall, _entries: None)
        if left.rows or left.answers:
            erase_left(self._database, left)
        self._due = False


def keep_bookings_erased(office: Office, database: Database, background: Background) -> None:
    """Erase from now on, at one of the processes."""
    eraser = BookingEraser(office, database)
    office.subscribe(eraser.note)
    background.every(
        POLL_S, eraser.erase, "erasing bookings of days that are over", duty="erasing bookings"
    )
