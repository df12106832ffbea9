"""What each event does to print jobs and to what is known of their printers."""

from dataclasses import replace
from datetime import datetime

from queueing.events import PrintJobReported, RollChanged, TicketIssued, TicketReprinted
from queueing.hall.hall import Hall
from queueing.hall.print_jobs import (
    KEPT_FOR,
    NO_STATUS,
    SLIPS_KEPT,
    JobState,
    PrinterState,
    PrintJob,
    job_id,
)

Told = tuple[int | None, int | None, int | None]
"""What a slip tells its holder: people ahead, and the range of minutes from low to high."""


def add_print_job(hall: Hall, event: TicketIssued | TicketReprinted, copy: int, told: Told) -> None:
    """Add a slip to the printer that the event names, if any; `told`: see Told."""
    if event.printer is None:
        return
    name = job_id(event.ticket, copy)
    job = PrintJob(name, event.ticket, copy, event.printer, event.at, *told, since=event.at)
    hall.jobs[job.id] = job
    printer = hall.printer_state(event.printer)
    waiting = tuple(other for other in printer.waiting if not _is_forgotten(hall, other, event.at))
    hall.printer_states[event.printer] = replace(
        printer, waiting=(*waiting, job.id), recent=(*printer.recent, job.id)[-SLIPS_KEPT:]
    )


def record_report(hall: Hall, event: PrintJobReported, seq: int) -> None:
    """Record what became of a slip, and the paper it took."""
    before = hall.jobs[event.job]
    state = JobState(event.state)
    job = replace(
        before,
        printer=event.printer,
        state=state,
        cause=event.cause,
        since=event.at,
        tries=before.tries + (state is JobState.NOT_STARTED),
    )
    hall.jobs[job.id] = job
    _take_from_printer(hall, before)
    hall.printer_states[job.printer] = _add_to_printer(
        hall.printer_state(job.printer), before, job, event
    )


def change_roll(hall: Hall, event: RollChanged, seq: int) -> None:
    """Count the paper from zero; slips in doubt no longer come out."""
    printer = hall.printer_state(event.printer)
    hall.printer_states[event.printer] = replace(printer, doubtful=(), used_mm=0, near_end=False)


def _add_to_printer(
    printer: PrinterState, before: PrintJob, job: PrintJob, event: PrintJobReported
) -> PrinterState:
    over = job.state in (JobState.PRINTED, JobState.UNKNOWN)
    used = before.state is JobState.SENDING and over
    doubtful = job.state is JobState.UNKNOWN and job.cause != NO_STATUS
    return replace(
        printer,
        waiting=printer.waiting if over else (*printer.waiting, job.id),
        doubtful=(*printer.doubtful, job.id)[-SLIPS_KEPT:] if doubtful else printer.doubtful,
        used_mm=printer.used_mm + (event.length_mm if used else 0),
        near_end=printer.near_end if event.near_end is None else event.near_end,
    )


def _take_from_printer(hall: Hall, job: PrintJob) -> None:
    printer = hall.printer_state(job.printer)
    hall.printer_states[job.printer] = replace(
        printer,
        waiting=tuple(other for other in printer.waiting if other != job.id),
        doubtful=tuple(other for other in printer.doubtful if other != job.id),
    )


def _is_forgotten(hall: Hall, job: str, now: datetime) -> bool:
    """Say whether no agent has taken the slip in ten minutes; none will."""
    return hall.jobs[job].open and now - hall.jobs[job].asked_at > KEPT_FOR
