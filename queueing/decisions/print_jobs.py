"""What print agents report of slips, and new rolls of paper."""

from datetime import datetime, timedelta

from queueing.commands import ChangeRoll, ReportPrintJob
from queueing.decisions.decision import Decision
from queueing.errors import InvalidField, PrintJobLate, PrintJobOver, TicketOver, UnknownPrinter
from queueing.events import Event, PrintJobReported, RollChanged
from queueing.hall import Hall
from queueing.hall.print_jobs import MOVES, JobState, PrintJob
from queueing.hall.tickets import State

GIVEN_BACK = frozenset({State.CANCELLED, State.EXPIRED})


def report(hall: Hall, command: ReportPrintJob, now: datetime) -> tuple[Event, ...]:
    """Record what became of a slip; `sending` is a lease, which only one agent may hold."""
    job = hall.job(command.job)
    state = _state(command.state)
    printer = job.printer if command.printer is None else command.printer
    if printer not in _may_print(hall, job):
        raise InvalidField(field="printer")
    if state not in MOVES[job.state]:
        raise PrintJobOver(job=job.id, state=job.state)
    if state is JobState.SENDING:
        _require_somebody_waiting(hall, job, now)
    return (
        PrintJobReported(
            now,
            job.id,
            printer,
            str(state),
            command.cause,
            command.near_end,
            command.length_mm,
            command.sent,
        ),
    )


def change_roll(hall: Hall, command: ChangeRoll, now: datetime) -> tuple[Event, ...]:
    """Begin to count the paper anew."""
    if command.printer not in hall.catalogue.printers:
        raise UnknownPrinter(printer=command.printer)
    return (RollChanged(now, command.printer),)


def may_send(hall: Hall, job: PrintJob, now: datetime) -> bool:
    """Say whether an agent may take the lease to send the slip."""
    given_back = hall.tickets[job.ticket].state in GIVEN_BACK
    return job.open and not given_back and now <= slip_until(hall, job)


def slip_until(hall: Hall, job: PrintJob) -> datetime:
    """Return the moment until which somebody waits for the slip."""
    return job.asked_at + timedelta(seconds=hall.catalogue.limits.slip_within_s)


def _state(code: str) -> JobState:
    if code not in set(JobState) - {JobState.INTENT}:
        raise InvalidField(field="state")
    return JobState(code)


def _may_print(hall: Hall, job: PrintJob) -> tuple[str | None, ...]:
    printer = hall.catalogue.printers.get(job.printer)
    return (job.printer, printer.spare) if printer else (job.printer,)


def _require_somebody_waiting(hall: Hall, job: PrintJob, now: datetime) -> None:
    """Refuse a slip for nobody: its holder has left, or has given the number back."""
    ticket = hall.ticket(job.ticket)
    if ticket.state in GIVEN_BACK:
        raise TicketOver(number=ticket.number, state=ticket.state)
    if now > slip_until(hall, job):
        raise PrintJobLate(job=job.id)


DECISIONS: dict[type, Decision] = {
    ReportPrintJob: report,
    ChangeRoll: change_roll,
}
"""What each command of this module leads to."""
