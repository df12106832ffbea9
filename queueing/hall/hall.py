"""Today's hall: every ticket, queue and counter at one journal number."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from queueing.booking_errors import UnknownBooking
from queueing.catalogue import Catalogue, Counter
from queueing.complaint_errors import UnknownComplaint
from queueing.errors import UnknownCounter, UnknownPrintJob, UnknownTicket
from queueing.hall.bookings import Booking, BookingState
from queueing.hall.bulletins import Bulletin
from queueing.hall.complaints import Complaint
from queueing.hall.cow_dict import CowDict
from queueing.hall.desks import Desk, Told, Undoable
from queueing.hall.help_calls import HelpCall
from queueing.hall.print_jobs import PrinterState, PrintJob
from queueing.hall.tickets import State, Ticket

CALLS_KEPT = 40


UNOPENED = Desk()


@dataclass(frozen=True, slots=True)
class Call:
    """One call to show and to speak; `seq` is the journal number of the call or recall."""

    seq: int
    at: datetime
    ticket: str
    number: str
    counter: str
    service: str
    department: str
    times_called: int


@dataclass(frozen=True, slots=True)
class CallTime:
    """How long a call occupied counters. `seq`: entry that ended it; `answer`: see Ticket.

    `clock_set`: it was set meanwhile.
    """

    seq: int
    ticket: str
    called_at: datetime
    seconds: float
    answer: str | None = None
    clock_set: bool = False


@dataclass(slots=True)
class Hall:
    """The state of the hall; one that others can see is never changed, only replaced by a copy.

    `queues`: service -> ids of its waiting tickets in calling order. `calls`: newest first.
    `recent_service_times`: service -> the last 30 calls that ended today, believed or not.
    `jobs`: today's slips by id, whatever became of them. `last_at`: when the newest entry was
    stored. `given`: day -> letter -> last serial, of days to come on which numbers were given
    already. `taken_for`: service -> numbers of today that were taken for it and not given back.
    `taken_on`: what alarms are about -> who sees to it; `asked`: counter -> who asked it to serve.
    `halted_until`: the day was ended early, and may be reopened until then. `bookings`: today's and
    those of days to come, by id. `complaints`: every one that was ever filed, by code, in order; no
    day's end forgets them. `supplements`: see queueing.supplements; of days before today.
    `paper_given`, `paper_carried`: see queueing.hall.paper.
    `bulletins`: what people are told, by id; the day's end ends them.
    `help_calls`: counter -> its call for help, until somebody ends it.
    """

    catalogue: Catalogue
    seq: int
    day: date | None
    day_closed: bool
    numbers: dict[str, int]
    tickets: CowDict[str, Ticket]
    follows: CowDict[str, str]
    queues: dict[str, tuple[str, ...]]
    desks: dict[str, Desk]
    calls: tuple[Call, ...]
    undo: dict[str, Undoable]
    recent_service_times: dict[str, tuple[CallTime, ...]]
    day_starts: dict[date, int]
    jobs: CowDict[str, PrintJob] = field(default_factory=CowDict)
    printer_states: dict[str, PrinterState] = field(default_factory=dict)
    digest: str = ""
    halted_until: datetime | None = None
    last_at: datetime | None = None
    given: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    taken_for: dict[str, int] = field(default_factory=dict)
    taken_on: dict[str, Told] = field(default_factory=dict)
    asked: dict[str, Told] = field(default_factory=dict)
    bookings: CowDict[str, Booking] = field(default_factory=CowDict)
    complaints: CowDict[str, Complaint] = field(default_factory=CowDict)
    supplements: Mapping[str, date] = field(default_factory=dict)
    paper_given: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    paper_carried: Mapping[str, str] = field(default_factory=dict)
    bulletins: dict[str, Bulletin] = field(default_factory=dict)
    help_calls: dict[str, HelpCall] = field(default_factory=dict)

    @classmethod
    def empty(cls, catalogue: Catalogue, seq: int = 0) -> "Hall":
        """Return a hall in which nothing has happened since journal number `seq`."""
        return cls(catalogue, seq, None, False, {}, CowDict(), CowDict(), {}, {}, (), {}, {}, {})

    def copy(self) -> "Hall":
        """Return an independent hall; costs a few small copies, tickets are shared."""
        return replace(
            self,
            numbers=dict(self.numbers),
            tickets=self.tickets.copy(),
            follows=self.follows.copy(),
            queues=dict(self.queues),
            desks=dict(self.desks),
            undo=dict(self.undo),
            recent_service_times=dict(self.recent_service_times),
            day_starts=dict(self.day_starts),
            jobs=self.jobs.copy(),
            printer_states=dict(self.printer_states),
            taken_for=dict(self.taken_for),
            taken_on=dict(self.taken_on),
            asked=dict(self.asked),
            bookings=self.bookings.copy(),
            complaints=self.complaints.copy(),
            bulletins=dict(self.bulletins),
            help_calls=dict(self.help_calls),
        )

    def ticket(self, ticket_id: str) -> Ticket:
        """Return a ticket of today, or raise UnknownTicket."""
        ticket = self.tickets.get(ticket_id)
        if ticket is None:
            raise UnknownTicket(ticket=ticket_id)
        return ticket

    def job(self, job_id: str) -> PrintJob:
        """Return a slip of today, or raise UnknownPrintJob."""
        job = self.jobs.get(job_id)
        if job is None:
            raise UnknownPrintJob(job=job_id)
        return job

    def booking(self, booking_id: str) -> Booking:
        """Return a booking of today or of a day to come, or raise UnknownBooking."""
        booking = self.bookings.get(booking_id)
        if booking is None:
            raise UnknownBooking(booking=booking_id)
        return booking

    def complaint(self, code: str) -> Complaint:
        """Return a complaint, whatever became of it, or raise UnknownComplaint."""
        complaint = self.complaints.get(code)
        if complaint is None:
            raise UnknownComplaint(code=code)
        return complaint

    def printer_state(self, printer: str) -> PrinterState:
        """Return what is known of a printer's paper and of the slips it still has to print."""
        return self.printer_states.get(printer, PrinterState())

    def counter(self, counter_id: str) -> Counter:
        """Return a configured counter, or raise UnknownCounter."""
        counter = self.catalogue.counters.get(counter_id)
        if counter is None:
            raise UnknownCounter(counter=counter_id)
        return counter

    def desk(self, counter_id: str) -> Desk:
        """Return how a counter stands; one that nobody has opened today is closed."""
        return self.desks.get(counter_id, UNOPENED)

    def current(self, counter_id: str) -> Ticket | None:
        """Return the ticket that is called or served at the counter."""
        current = self.desk(counter_id).current
        return self.tickets[current] if current else None

    def queue(self, service: str) -> tuple[Ticket, ...]:
        """Return the waiting tickets of a service in calling order."""
        return tuple(self.tickets[ticket_id] for ticket_id in self.queues.get(service, ()))

    def open_bookings(self) -> tuple[Booking, ...]:
        """Return the bookings that nobody has confirmed, given back or lost yet."""
        booked = BookingState.BOOKED
        return tuple(each for each in self.bookings.values() if each.state is booked)

    def with_state(self, *states: State) -> tuple[Ticket, ...]:
        """Return today's tickets in the given states, by order of issue."""
        return tuple(ticket for ticket in self.tickets.values() if ticket.state in states)

    def waiting_counts(self) -> Mapping[str, int]:
        """Return service -> number of waiting tickets."""
        return {service: len(ids) for service, ids in self.queues.items()}
