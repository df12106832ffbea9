"""What happened, in the past tense; the journal keeps these for ever.

Every event carries what replay needs (numbers, keys, departments): yesterday can be rebuilt under
today's configuration. `at` is aware UTC. `due` is the key of the calling order (domain: due time).
"""

from dataclasses import dataclass

from queueing.events.counters import (
    ActionUndone,
    CounterClosed,
    CounterOpened,
    CounterPaused,
)
from queueing.events.day import (
    CatalogueChanged,
    DayClosed,
    DayOpened,
)
from queueing.events.slips import (
    PrintJobReported,
    RollChanged,
)
from queueing.events.tickets import (
    ComplaintFiled,
    NoShowRecorded,
    ServiceStarted,
    TicketCalled,
    TicketCancelled,
    TicketExpired,
    TicketIssued,
    TicketParked,
    TicketPostponed,
    TicketRated,
    TicketRecalled,
    TicketReprinted,
    TicketRestored,
    TicketResumed,
    TicketReturned,
    TicketServed,
    TicketTransferred,
)

__all__ = [
    "CounterEvent",
    "Entry",
    "Event",
    "TicketIssued",
    "TicketCalled",
    "TicketRecalled",
    "ServiceStarted",
    "TicketServed",
    "NoShowRecorded",
    "TicketRestored",
    "TicketParked",
    "TicketResumed",
    "TicketTransferred",
    "TicketReturned",
    "TicketCancelled",
    "TicketReprinted",
    "TicketPostponed",
    "TicketRated",
    "ComplaintFiled",
    "TicketExpired",
    "CounterOpened",
    "CounterPaused",
    "CounterClosed",
    "ActionUndone",
    "PrintJobReported",
    "RollChanged",
    "DayOpened",
    "DayClosed",
    "CatalogueChanged",
]

Event = (
    TicketIssued
    | TicketCalled
    | TicketRecalled
    | ServiceStarted
    | TicketServed
    | NoShowRecorded
    | TicketRestored
    | TicketParked
    | TicketResumed
    | TicketTransferred
    | TicketReturned
    | TicketCancelled
    | TicketReprinted
    | PrintJobReported
    | RollChanged
    | TicketPostponed
    | TicketRated
    | ComplaintFiled
    | TicketExpired
    | CounterOpened
    | CounterPaused
    | CounterClosed
    | ActionUndone
    | DayOpened
    | DayClosed
    | CatalogueChanged
)


CounterEvent = (
    TicketCalled
    | ServiceStarted
    | TicketServed
    | NoShowRecorded
    | TicketParked
    | TicketResumed
    | TicketTransferred
    | TicketReturned
)
"""What a counter did to its ticket, and may take back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: an event, its number, and who caused it."""

    seq: int
    event: Event
    actor: str
    key: str | None = None
