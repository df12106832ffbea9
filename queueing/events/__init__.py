"""What happened, in the past tense; the journal keeps these for ever.

Every event carries what replay needs (numbers, keys, departments): yesterday can be rebuilt under
today's configuration. `at` is aware UTC. `due` is the key of the calling order (domain: due time).
"""

from dataclasses import dataclass

from queueing.events.alarms import *
from queueing.events.bookings import *
from queueing.events.bulletins import *
from queueing.events.by_hand import *
from queueing.events.complaints import *
from queueing.events.counters import *
from queueing.events.day import *
from queueing.events.help_calls import *
from queueing.events.print_jobs import *
from queueing.events.ratings import *
from queueing.events.saved_visits import *
from queueing.events.tickets import *
from queueing.events.visits import *

Event = (
    CounterRecord
    | DayRecord
    | PaperRecord
    | TicketRecord
    | AlarmRecord
    | BookingRecord
    | SavedVisitRecord
    | ComplaintRecord
    | BulletinRecord
    | HelpRecord
)
"""Every kind; each module says which are its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: an event, its number, and who caused it."""

    seq: int
    event: Event
    actor: str
    key: str | None = None
