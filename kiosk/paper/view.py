"""What is shown of slips and printers: to agents, to the kiosk beside, to the guides. Pure."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from kiosk.paper.conditions import Conditions
from kiosk.paper.options import PaperOptions
from kiosk.printing.status import Condition
from queueing.catalogue import Printer
from queueing.decisions.printing import slip_until, wanted
from queueing.hall import Hall
from queueing.printing import JobState, PrintJob
from web.tickets import utc

LOW_SHARE = 0.1
"""Of a roll: less than this is paper that ends soon."""


def printers_of(options: PaperOptions, kiosk: str | None) -> list[str]:
    """Return the printers of an agent: those beside its kiosk, without one those of the server."""
    return [code for code, each in options.printers.items() if each.beside == kiosk]


def waiting_jobs(hall: Hall, printers: list[str], now: datetime) -> list[PrintJob]:
    """Return the slips that an agent of these printers must know of, oldest first.

    Those that may still be sent, and those being sent: an agent that does not know of sending one
    was interrupted.
    """
    jobs = (hall.jobs[job] for printer in printers for job in hall.tray(printer).waiting)
    due = (job for job in jobs if job.state is JobState.SENDING or wanted(hall, job, now))
    return sorted(due, key=lambda job: job.asked_at)


def job_json(hall: Hall, job: PrintJob) -> dict[str, Any]:
    """Return a slip as programs outside see it."""
    return {
        "id": job.id,
        "ticket": job.ticket,
        "number": hall.tickets[job.ticket].number,
        "copy": job.copy,
        "printer": job.printer,
        "state": str(job.state),
        "cause": job.cause,
        "until": utc(slip_until(hall, job)),
    }


def printer_json(hall: Hall, options: PaperOptions, code: str) -> dict[str, Any]:
    """Return what an agent must know of a printer."""
    printer = hall.catalogue.printers.get(code)
    return asdict(options.printers[code].printer) | {"spare": printer.spare if printer else None}


def beside_kiosk(hall: Hall, kiosk: str, conditions: Conditions) -> dict[str, Any]:
    """Return what a kiosk shows of its printer.

    `state`: none (it has no printer), ready, or out with the `cause`; `slips`: ticket -> what
    became of its newest slip.
    """
    code = hall.catalogue.printer_at.get(kiosk)
    printer = hall.catalogue.printers.get(code or "")
    if printer is None:
        return {"state": "none", "cause": None, "slips": {}}
    able = [each for each in (printer.id, printer.spare) if each and conditions.good(each)]
    jobs = (hall.jobs[job] for job in hall.tray(printer.id).recent)
    return {
        "state": "ready" if able else "out",
        "cause": None if able else conditions.of(printer.id),
        "slips": {
            job.ticket: {"state": str(job.state), "cause": job.cause, "copy": job.copy}
            for job in jobs
            if hall.tickets[job.ticket].kiosk == kiosk
        },
    }


def for_guides(hall: Hall, conditions: Conditions) -> list[dict[str, Any]]:
    """Return every printer as guides see it.

    `condition`: a Condition or away; `paper_low`: whether the roll ends soon; `left_m`: metres left
    by our count; `doubtful`: slips that may come out late; `trial`: the last test print.
    """
    return [_for_guides(hall, each, conditions) for each in hall.catalogue.printers.values()]


def _for_guides(hall: Hall, printer: Printer, conditions: Conditions) -> dict[str, Any]:
    tray, condition = hall.tray(printer.id), conditions.of(printer.id)
    left_m = max(0.0, printer.roll_m - tray.used_mm / 1000)
    trial = conditions.trial(printer.id)
    low = condition == Condition.NEAR_END or tray.near_end or left_m < LOW_SHARE * printer.roll_m
    return {
        "id": printer.id,
        "names": dict(printer.names),
        "places": [at for at, code in hall.catalogue.printer_at.items() if code == printer.id],
        "condition": condition,
        "paper_low": low,
        "left_m": round(left_m),
        "roll_m": round(printer.roll_m),
        "doubtful": [_doubt(hall, hall.jobs[job]) for job in tray.doubtful],
        "trial": None if trial is None else {"state": trial.state, "cause": trial.cause},
    }


def _doubt(hall: Hall, job: PrintJob) -> dict[str, Any]:
    number = hall.tickets[job.ticket].number
    return {"number": number, "cause": job.cause, "at": utc(job.since)}
