"""How slips move between what is asked of a printer, what it did, and what is in doubt."""

from dataclasses import replace
from datetime import datetime

from queueing.events import PrintJobReported, RollChanged, TicketIssued, TicketReprinted
from queueing.hall import Hall
from queueing.printing import KEPT_FOR, NO_STATUS, SLIPS_KEPT, JobState, PrintJob, Tray, job_id

Told = tuple[int | None, int | None, int | None]


def ask_for_slip(hall: Hall, event: TicketIssued | TicketReprinted, copy: int, told: Told) -> None:
    """Add a slip to its printer's tray, if it has one; `told`: people ahead, range of minutes."""
    if event.printer is None:
        return
    name = job_id(event.ticket, copy)
    job = PrintJob(name, event.ticket, copy, event.printer, event.at, *told, since=event.at)
    hall.jobs[job.id] = job
    tray = hall.tray(event.printer)
    waiting = tuple(other for other in tray.waiting if not _forgotten(hall, other, event.at))
    hall.trays[event.printer] = replace(
        tray, waiting=(*waiting, job.id), recent=(*tray.recent, job.id)[-SLIPS_KEPT:]
    )


def reported(hall: Hall, event: PrintJobReported, seq: int) -> None:
    """Keep what became of a slip, and the paper it took."""
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
    _leave(hall, before)
    hall.trays[job.printer] = _with(hall.tray(job.printer), before, job, event)


def roll_changed(hall: Hall, event: RollChanged, seq: int) -> None:
    """Count the paper anew; what was in doubt comes out now or never."""
    tray = hall.tray(event.printer)
    hall.trays[event.printer] = replace(tray, doubtful=(), used_mm=0, near_end=False)


def _with(tray: Tray, before: PrintJob, job: PrintJob, event: PrintJobReported) -> Tray:
    over = job.state in (JobState.PRINTED, JobState.UNKNOWN)
    used = before.state is JobState.SENDING and over
    doubtful = job.state is JobState.UNKNOWN and job.cause != NO_STATUS
    return replace(
        tray,
        waiting=tray.waiting if over else (*tray.waiting, job.id),
        doubtful=(*tray.doubtful, job.id)[-SLIPS_KEPT:] if doubtful else tray.doubtful,
        used_mm=tray.used_mm + (event.length_mm if used else 0),
        near_end=tray.near_end if event.near_end is None else event.near_end,
    )


def _leave(hall: Hall, job: PrintJob) -> None:
    tray = hall.tray(job.printer)
    hall.trays[job.printer] = replace(
        tray,
        waiting=tuple(other for other in tray.waiting if other != job.id),
        doubtful=tuple(other for other in tray.doubtful if other != job.id),
    )


def _forgotten(hall: Hall, job: str, now: datetime) -> bool:
    """Say whether nobody will ever report this slip: no agent took it in its time."""
    return hall.jobs[job].open and now - hall.jobs[job].asked_at > KEPT_FOR
