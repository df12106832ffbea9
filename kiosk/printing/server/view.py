"""What is shown of slips and printers: to agents, to the kiosk beside, to the guides. Pure."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from kiosk.printing.device import Condition, describe_address
from kiosk.printing.server.conditions import Conditions
from kiosk.printing.server.options import PaperOptions
from kiosk.view_types import Printing, PrintJobJson
from queueing.catalogue import Printer
from queueing.decisions.print_jobs import may_send, slip_until
from queueing.hall import Hall
from queueing.hall.print_jobs import JobState, PrintJob
from web.administrator_views import PrinterForAdministrators
from web.tickets import utc
from web.view_types import DoubtfulSlip, PrinterForGuides

LOW_SHARE = 0.1
"""Of a roll: less than this is paper that ends soon."""


def list_printers(options: PaperOptions, kiosk: str | None) -> list[str]:
    """Return the printers of an agent: those beside its kiosk, without one those of the server."""
    return [code for code, each in options.printers.items() if each.beside == kiosk]


def list_waiting_jobs(hall: Hall, printers: list[str], now: datetime) -> list[PrintJob]:
    """Return the slips that an agent of these printers must know of, oldest first.

    Those that may still be sent, and those being sent: an agent that does not know of sending one
    was interrupted.
    """
    jobs = (hall.jobs[job] for printer in printers for job in hall.printer_state(printer).waiting)
    due = (job for job in jobs if job.state is JobState.SENDING or may_send(hall, job, now))
    return sorted(due, key=lambda job: job.asked_at)


def make_job_json(hall: Hall, job: PrintJob) -> PrintJobJson:
    """Return a slip as programs outside see it."""
    return {
        "id": job.id,
        "ticket": job.ticket,
        "number": hall.tickets[job.ticket].number,
        "copy": job.copy,
        "printer": job.printer,
        "state": job.state,
        "cause": job.cause,
        "until": utc(slip_until(hall, job)),
    }


def make_printer_json(hall: Hall, options: PaperOptions, code: str) -> dict[str, Any]:
    """Return what an agent must know of a printer."""
    printer = hall.catalogue.printers.get(code)
    return asdict(options.printers[code].reach(code)) | {
        "spare": printer.spare if printer else None
    }


def make_kiosk_view(hall: Hall, kiosk: str, conditions: Conditions) -> Printing:
    """Return what a kiosk shows of its printer."""
    code = hall.catalogue.printer_at.get(kiosk)
    printer = hall.catalogue.printers.get(code or "")
    if printer is None:
        return {"state": "none", "cause": None, "most_copies": 0, "slips": {}}
    able = [each for each in (printer.id, printer.spare) if each and conditions.can_print(each)]
    jobs = (hall.jobs[job] for job in hall.printer_state(printer.id).recent)
    return {
        "state": "ready" if able else "out",
        "cause": None if able else conditions.find(printer.id),
        "most_copies": hall.catalogue.limits.copies_at_kiosk,
        "slips": {
            job.ticket: {"state": job.state, "cause": job.cause, "copy": job.copy}
            for job in jobs
            if hall.tickets[job.ticket].kiosk == kiosk
        },
    }


def make_guide_view(hall: Hall, conditions: Conditions) -> list[PrinterForGuides]:
    """Return every printer as guides see it.

    `condition`: a Condition or away; `confirms`: whether it says what it has printed; `paper_low`:
    whether the roll ends soon; `left_m`: metres left by our count; `doubtful`: slips that may come
    out late; `trial`: the last test print.
    """
    return [_make_guide_row(hall, each, conditions) for each in hall.catalogue.printers.values()]


def make_administrator_view(
    hall: Hall, options: PaperOptions, conditions: Conditions, now: datetime
) -> list[PrinterForAdministrators]:
    """Return every printer that there is as administrators see it: also how it is reached."""
    return [
        _make_administrator_row(hall, hall.catalogue.printers[code], options, conditions, now)
        for code in options.printers
        if code in hall.catalogue.printers
    ]


def _make_administrator_row(
    hall: Hall, printer: Printer, options: PaperOptions, conditions: Conditions, now: datetime
) -> PrinterForAdministrators:
    code, fault = printer.id, conditions.find_last_fault(printer.id)
    silence_s = conditions.measure_silence_s(code)
    return {
        **_make_guide_row(hall, printer, conditions),
        "connection": describe_address(options.printers[code].reach(code)),
        "beside": options.printers[code].beside,
        "spare": printer.spare,
        "waiting": len(hall.printer_state(code).waiting),
        "heard_at": None if silence_s is None else utc(now - timedelta(seconds=silence_s)),
        "fault": None if fault is None else fault[0],
        "fault_at": None if fault is None else utc(now - timedelta(seconds=fault[1])),
    }


def _make_guide_row(hall: Hall, printer: Printer, conditions: Conditions) -> PrinterForGuides:
    state, condition = hall.printer_state(printer.id), conditions.find(printer.id)
    left_m = max(0.0, printer.roll_m - state.used_mm / 1000)
    trial = conditions.find_trial(printer.id)
    low = condition == Condition.NEAR_END or state.near_end or left_m < LOW_SHARE * printer.roll_m
    return {
        "id": printer.id,
        "names": dict(printer.names),
        "places": [at for at, code in hall.catalogue.printer_at.items() if code == printer.id],
        "condition": condition,
        "confirms": conditions.confirms(printer.id),
        "paper_low": low,
        "left_m": round(left_m),
        "roll_m": round(printer.roll_m),
        "doubtful": [_make_doubtful_slip(hall, hall.jobs[job]) for job in state.doubtful],
        "trial": None if trial is None else {"state": trial.state, "cause": trial.cause},
    }


def _make_doubtful_slip(hall: Hall, job: PrintJob) -> DoubtfulSlip:
    number = hall.tickets[job.ticket].number
    return {"number": number, "cause": job.cause, "at": utc(job.since)}
