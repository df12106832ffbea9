"""What happens to tickets, at the counters and away from them."""

from dataclasses import dataclass
from datetime import date, datetime

from queueing.delivered import DeliveredRecord
from queueing.events.by_hand import ServedByHand
from queueing.events.ratings import RatingExplained, TicketRated
from queueing.events.visits import GoingOnTakenBack, TicketWentOn
from queueing.matters import MatterRecord


@dataclass(frozen=True, slots=True)
class TicketIssued:
    """A citizen took a number; the promised range is kept with it.

    `printer`: whose paper the slip is meant for, None: no slip is printed. `booking`: what was
    confirmed with it, None: nothing was booked. `matters`: what the number is for besides, in the
    order in which they would probably be done. `channel`: see queueing.channels; "": before they
    were kept.
    """

    at: datetime
    ticket: str
    day: date
    letter: str
    serial: int
    number: str
    service: str
    department: str
    due: datetime
    follow: str
    priority: str
    language: str
    kiosk: str | None
    procedure: str | None
    by_staff: bool
    ahead: int
    low_min: int | None
    high_min: int | None
    expected_s: float | None
    printer: str | None = None
    booking: str | None = None
    matters: tuple[MatterRecord, ...] = ()
    channel: str = ""


@dataclass(frozen=True, slots=True)
class TicketCalled:
    """A counter called a number; `in_turn` False for a chosen ticket, with its reason.

    `passed`: the tickets that the counter would have called first, in that order; of before they
    were kept: none, and the reason is in own words. `walk_in`: its holder stood there and is served
    at once: nobody was called, nobody has waited. `automatic`: nobody pressed.
    """

    at: datetime
    ticket: str
    counter: str
    in_turn: bool
    reason: str | None
    walk_in: bool = False
    passed: tuple[str, ...] = ()
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class TicketRecalled:
    """A counter called its current number again."""

    at: datetime
    ticket: str
    counter: str


@dataclass(frozen=True, slots=True)
class ServiceStarted:
    """The citizen arrived at the counter."""

    at: datetime
    ticket: str
    counter: str


@dataclass(frozen=True, slots=True)
class TicketServed:
    """The citizen has been served.

    `delivered`: what was done, see queueing.delivered; empty: what was asked for. `again`: papers
    were asked for once more of one of these dossiers, and the officer knew it.
    """

    at: datetime
    ticket: str
    counter: str
    outcome: str | None
    delivered: tuple[DeliveredRecord, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class NoShowRecorded:
    """The called citizen did not come. `early`: the number was still held, the officer knew it."""

    at: datetime
    ticket: str
    counter: str
    early: bool = False


@dataclass(frozen=True, slots=True)
class TicketRestored:
    """A no-show or a cancelled ticket waits again; the first overtakes nobody next in line.

    `counter`: where its service was finished by mistake, for which it then waits before all others;
    else None.
    """

    at: datetime
    ticket: str
    due: datetime
    counter: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceReopened:
    """A service that was finished by mistake goes on at its counter, which was free."""

    at: datetime
    ticket: str
    counter: str


@dataclass(frozen=True, slots=True)
class ServiceTimeAnswered:
    """An officer said what an unsure time was. `answer`: a TimeAnswer; `ended_at`: with "ended"."""

    at: datetime
    ticket: str
    answer: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class TicketParked:
    """The ticket stays with the counter, outside the queue."""

    at: datetime
    ticket: str
    counter: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class TicketResumed:
    """A counter goes on with a parked ticket."""

    at: datetime
    ticket: str
    counter: str


@dataclass(frozen=True, slots=True)
class TicketTransferred:
    """The ticket waits elsewhere; `counter` sent it on, None for a waiting one that was moved."""

    at: datetime
    ticket: str
    counter: str | None
    service: str
    department: str
    to_counter: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class TicketReturned:
    """The ticket went back into its queue, at its old place."""

    at: datetime
    ticket: str
    counter: str


@dataclass(frozen=True, slots=True)
class TicketCancelled:
    """The number was given back (`by_staff` False) or taken back by staff."""

    at: datetime
    ticket: str
    reason: str | None
    by_staff: bool


@dataclass(frozen=True, slots=True)
class TicketReprinted:
    """A copy of the slip was asked for; `ahead`: people before it then, None when it waits no more.

    A copy promises no new range: a promise is given once.
    """

    at: datetime
    ticket: str
    printer: str | None = None
    ahead: int | None = None


@dataclass(frozen=True, slots=True)
class TicketPostponed:
    """A citizen who comes late stepped back; the wait goes on from the entry into the queue."""

    at: datetime
    ticket: str
    due: datetime


@dataclass(frozen=True, slots=True)
class PostponeTakenBack:
    """A citizen took the last stepping back back: the ticket stands where it stood before."""

    at: datetime
    ticket: str
    due: datetime


@dataclass(frozen=True, slots=True)
class CallAskedFor:
    """The holder of a missed number says to be here: guides are told, the ticket stays missed."""

    at: datetime
    ticket: str


@dataclass(frozen=True, slots=True)
class TicketExpired:
    """The day ended before the ticket was served."""

    at: datetime
    ticket: str


TicketRecord = (
    TicketIssued
    | TicketCalled
    | TicketRecalled
    | ServiceStarted
    | TicketServed
    | ServedByHand
    | NoShowRecorded
    | TicketRestored
    | ServiceReopened
    | ServiceTimeAnswered
    | TicketParked
    | TicketResumed
    | TicketTransferred
    | TicketWentOn
    | GoingOnTakenBack
    | TicketReturned
    | TicketCancelled
    | TicketReprinted
    | TicketPostponed
    | PostponeTakenBack
    | CallAskedFor
    | TicketRated
    | RatingExplained
    | TicketExpired
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

TicketMove = (
    TicketIssued
    | TicketCalled
    | TicketRecalled
    | ServiceStarted
    | TicketServed
    | ServedByHand
    | NoShowRecorded
    | TicketRestored
    | ServiceReopened
    | TicketParked
    | TicketResumed
    | TicketTransferred
    | TicketWentOn
    | GoingOnTakenBack
    | TicketReturned
    | TicketCancelled
    | TicketExpired
)
"""The events that put a ticket into a state; a recall moves it from called to called."""
