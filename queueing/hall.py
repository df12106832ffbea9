"""Today's hall: every ticket, queue and counter at one journal number."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from queueing.catalogue import Catalogue, Counter
from queueing.errors import UnknownCounter, UnknownPrintJob, UnknownTicket
from queueing.growing import Growing
from queueing.printing import PrintJob, Tray
from queueing.tickets import State, Ticket

CALLS_KEPT = 40


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter as it is now.

    `state`: closed, open or paused; `current`: id of its ticket, called or serving. `served`,
    `service_s` and `longest_wait_s` are of today; `busy_s`: seconds spent per service.
    """

    state: str = "closed"
    officer: str | None = None
    reason: str | None = None
    since: datetime | None = None
    current: str | None = None
    served: int = 0
    service_s: float = 0.0
    longest_wait_s: float = 0.0
    busy_s: tuple[tuple[str, float], ...] = ()


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
class Undoable:
    """What a counter may still take back, with everything as it was before."""

    action: str
    number: str
    at: datetime
    seqs: tuple[int, ...]
    tickets: tuple[Ticket, ...]
    after: tuple[tuple[str, int], ...]
    desk: Desk


@dataclass(slots=True)
class Hall:
    """The state of the hall; one that others can see is never changed, only replaced by a copy.

    `queues`: service -> ids of its waiting tickets in calling order. `calls`: newest first.
    `pace`: service -> (seq, seconds) of the last 30 calls that ended today. `jobs`: today's slips
    by id, whatever became of them.
    """

    catalogue: Catalogue
    seq: int
    day: date | None
    day_closed: bool
    numbers: dict[str, int]
    tickets: Growing[str, Ticket]
    follows: Growing[str, str]
    queues: dict[str, tuple[str, ...]]
    desks: dict[str, Desk]
    calls: tuple[Call, ...]
    undo: dict[str, Undoable]
    pace: dict[str, tuple[tuple[int, float], ...]]
    day_starts: dict[date, int]
    jobs: Growing[str, PrintJob] = field(default_factory=Growing)
    trays: dict[str, Tray] = field(default_factory=dict)
    digest: str = ""

    @classmethod
    def empty(cls, catalogue: Catalogue, seq: int = 0) -> "Hall":
        """Return a hall in which nothing has happened since journal number `seq`."""
        return cls(catalogue, seq, None, False, {}, Growing(), Growing(), {}, {}, (), {}, {}, {})

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
            pace=dict(self.pace),
            day_starts=dict(self.day_starts),
            jobs=self.jobs.copy(),
            trays=dict(self.trays),
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

    def tray(self, printer: str) -> Tray:
        """Return what is known of a printer's paper and of the slips it still has to print."""
        return self.trays.get(printer, Tray())

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

    def with_state(self, *states: State) -> tuple[Ticket, ...]:
        """Return today's tickets in the given states, by order of issue."""
        return tuple(ticket for ticket in self.tickets.values() if ticket.state in states)

    def waiting_counts(self) -> Mapping[str, int]:
        """Return service -> number of waiting tickets."""
        return {service: len(ids) for service, ids in self.queues.items()}
