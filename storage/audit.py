"""The promises of the hall, re-checked entry by entry on a journal that is already written."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from queueing import events as e
from queueing.catalogue import Catalogue
from queueing.hall import Hall, print_jobs
from queueing.hall.changes import apply
from queueing.hall.tickets import AT_A_COUNTER, MOVES, STATE_AFTER, State, Ticket
from queueing.numbering import is_paper_series, ticket_number

_ANY_CENTRE = Catalogue(ZoneInfo("UTC"), {}, {}, {}, {}, {}, {}, {}, {}, {})
"""Events carry all that replay needs: what the centre offers does not matter here."""

_TAKES_A_COUNTER = (e.TicketCalled, e.TicketResumed, e.ServiceReopened)
_AT_A_COUNTER = (
    e.TicketRecalled,
    e.ServiceStarted,
    e.TicketServed,
    e.NoShowRecorded,
    e.TicketParked,
    e.TicketTransferred,
    e.TicketReturned,
)


class Audit:
    """Replays a journal from its first entry and says which promise an entry breaks."""

    def __init__(self) -> None:
        """Begin with an empty hall."""
        self._hall = Hall.empty(_ANY_CENTRE)
        self._last_serial: dict[tuple[date, str], int] = {}
        self._on_paper: set[tuple[date, str]] = set()

    def take(self, entry: e.Entry) -> str | None:
        """Replay the next entry; return what is wrong with it, or None."""
        broken = next(self._broken(entry.event), None)
        if broken is not None:
            return broken
        try:
            apply(self._hall, entry.event, entry.seq)
        except (LookupError, AttributeError, AssertionError):
            return "it does not fit what happened before"
        if isinstance(entry.event, e.TicketIssued):
            self._last_serial[entry.event.day, entry.event.letter] = entry.event.serial
            if is_paper_series(entry.event.letter):
                self._on_paper.add((entry.event.day, entry.event.number))
        return None

    def _broken(self, event: e.Event) -> Iterator[str]:
        if isinstance(event, e.TicketIssued):
            yield from self._broken_number(event)
        elif isinstance(event, e.ActionUndone):
            undoable = self._hall.undo.get(event.counter)
            if undoable is None or undoable.seqs != event.undoes:
                yield f"counter {event.counter} takes back what was not its last action"
        elif isinstance(event, e.PrintJobReported):
            yield from self._broken_slip(event)
        elif isinstance(event, e.ComplaintRecord):
            yield from self._broken_complaint(event)
        elif (ticket_id := getattr(event, "ticket", None)) is not None:
            yield from self._broken_ticket(event, ticket_id)

    def _broken_ticket(self, event: e.Event, ticket_id: str) -> Iterator[str]:
        ticket = self._hall.tickets.get(ticket_id)
        if ticket is None:
            yield f"ticket {ticket_id} is not in the hall"
        else:
            yield from self._broken_move(event, ticket)
            yield from _broken_wish(event, ticket)

    def _broken_complaint(self, event: e.ComplaintRecord) -> Iterator[str]:
        if (event.code in self._hall.complaints) == isinstance(event, e.ComplaintFiled):
            yield f"complaint {event.code} is filed a second time, or goes on and was never filed"

    def _broken_number(self, event: e.TicketIssued) -> Iterator[str]:
        # Serials of a day and letter only grow, so one that does not is given a second time
        # Only slips of paper may be entered the later ones first
        again = (event.day, event.number) in self._on_paper
        grows = event.serial > self._last_serial.get((event.day, event.letter), 0)
        if again or not (grows or is_paper_series(event.letter)):
            yield f"number {event.number} of {event.day} is given a second time"
        if event.number != ticket_number(event.letter, event.serial):
            yield f"number {event.number} is not {event.letter} and {event.serial}"
        if event.ticket in self._hall.tickets:
            yield f"ticket {event.ticket} is issued a second time"

    def _broken_slip(self, event: e.PrintJobReported) -> Iterator[str]:
        job = self._hall.jobs.get(event.job)
        if job is None:
            yield f"slip {event.job} is not in the hall"
        elif event.state not in print_jobs.MOVES[job.state]:
            yield f"slip {event.job} goes from {job.state} to {event.state}"

    def _broken_move(self, event: e.Event, ticket: Ticket) -> Iterator[str]:
        after = STATE_AFTER.get(type(event))
        if after is not None and after not in MOVES[ticket.state]:
            yield f"{ticket.number} goes from {ticket.state} to {after}"
        if isinstance(event, _TAKES_A_COUNTER):
            current = self._hall.current(event.counter)
            if current is not None:
                yield f"counter {event.counter} takes {ticket.number} but has {current.number}"
            if ticket.state in AT_A_COUNTER:
                yield f"{ticket.number} goes to counter {event.counter} but is at {ticket.counter}"
        yield from self._broken_place(event, ticket)

    def _broken_place(self, event: e.Event, ticket: Ticket) -> Iterator[str]:
        if not isinstance(event, _AT_A_COUNTER):
            return
        if event.counter is None:
            if ticket.state is not State.WAITING:
                yield f"{ticket.number} is moved to another service while {ticket.state}"
        elif self._hall.desk(event.counter).current != ticket.id:
            yield f"{ticket.number} is not at counter {event.counter}"


def _broken_wish(event: e.Event, ticket: Ticket) -> Iterator[str]:
    """Yield what is wrong with a citizen's stepping back, asking for a call or rating."""
    match event:
        case e.TicketPostponed() if ticket.state is not State.WAITING:
            yield f"{ticket.number} steps back but is {ticket.state}"
        case e.TicketPostponed() if event.due < ticket.due:
            yield f"{ticket.number} gains a place by stepping back"
        case e.PostponeTakenBack() if ticket.state is not State.WAITING:
            yield f"{ticket.number} goes back to its place but is {ticket.state}"
        case e.PostponeTakenBack() if ticket.stepped is None or event.due != ticket.stepped[0]:
            yield f"{ticket.number} takes back a step that it did not make"
        case e.CallAskedFor() if ticket.state is not State.NO_SHOW:
            yield f"{ticket.number} asks to be called again but is {ticket.state}"
        case e.TicketRated() if ticket.state is not State.SERVED:
            yield f"{ticket.number} is rated but is {ticket.state}"
        case e.TicketRated() if ticket.rated is not None:
            yield f"{ticket.number} is rated a second time"
        case _:
            pass
