"""An office for days gone by: the same rules and events, stored a day at a time."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from queueing.catalogue import Catalogue
from queueing.commands import CloseDay, Command, ReportPrintJob
from queueing.decisions import adopt, day_is_over, decide
from queueing.estimate import Basis
from queueing.events import Entry, TicketIssued
from queueing.hall import Hall
from queueing.hall.print_jobs import JobState, job_id
from queueing.office import Journal
from queueing.office.batch import Batch, Reply
from queueing.office.office import Listener

CLOCK, PRINTER = "clock", "sim:printer"
SLIP_MM = 120
R = TypeVar("R")


class PastOffice:
    """Takes commands like an `Office`, and keeps their entries until `store`.

    Nobody watches the past: so its hall is one draft, and the disk is waited for once a day. Only
    for an empty journal that nobody else writes.
    """

    def __init__(
        self, journal: Journal | None, catalogue: Catalogue, clock: Callable[[], datetime]
    ) -> None:
        """Begin with an empty hall under this catalogue; without a journal nothing is stored."""
        self._journal, self._clock = journal, clock
        self._batch = Batch(Hall.empty(catalogue), clock())
        self._stored, self._listeners = 0, list[Listener]()
        self.basis = Basis()
        self.reconfigure(catalogue)

    @property
    def hall(self) -> Hall:
        """The present state, stored or not."""
        return self._batch.hall

    def now(self) -> datetime:
        """Return the office's time, aware UTC."""
        return self._clock()

    def subscribe(self, listener: Listener) -> None:
        """Call `listener(hall, entries)` after each command."""
        self._listeners.append(listener)

    def submit(self, command: Command, *, actor: str, reply: Reply[R]) -> R:
        """Carry out a command; raise a Refusal when the rules say no."""
        self.tick()
        batch = self._batch
        entries = self._carry_out(command, actor)
        for entry in entries:
            if isinstance(entry.event, TicketIssued) and entry.event.printer:
                self._print(job_id(entry.event.ticket, 0))
        for listener in self._listeners:
            listener(batch.hall, entries)
        return reply(batch.hall, entries)

    def tick(self) -> None:
        """Close the service day if its hour has come, and store it."""
        hall, now = self._batch.hall, self._clock()
        if day_is_over(hall, now):
            self._carry_out(CloseDay(), CLOCK)
            self.store()

    def reconfigure(self, catalogue: Catalogue) -> None:
        """Take a new configuration; raise WouldOrphanTickets if it has no place for someone."""
        hall = self._batch.hall
        self._batch.carry_out(adopt(hall, catalogue, self._clock()), "configuration")
        hall.catalogue = catalogue

    def _carry_out(self, command: Command, actor: str) -> tuple[Entry, ...]:
        hall = self._batch.hall
        return self._batch.carry_out(decide(hall, command, self._clock(), self.basis), actor)

    def _print(self, job: str) -> None:
        """Let a slip come out at once: no printer had a bad day."""
        for state, length_mm in ((JobState.SENDING, 0), (JobState.PRINTED, SLIP_MM)):
            self._carry_out(ReportPrintJob(job, state, length_mm=length_mm), PRINTER)

    def store(self) -> None:
        """Put on disk what is not there yet."""
        entries = self._batch.entries
        if self._journal is not None:
            self._journal.append(self._stored, entries, ())
        self._stored += len(entries)
        entries.clear()
