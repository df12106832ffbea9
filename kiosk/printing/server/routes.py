"""Printing as agents, guides and kiosks reach it: namespace `/printers`, and what is reported."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from flask import Response
from pydantic import Field

from kiosk.printing.device import Condition
from kiosk.printing.server.addresses import Addresses
from kiosk.printing.server.conditions import Conditions
from kiosk.printing.server.options import PaperOptions
from kiosk.printing.server.slips import ProcedureOf, make_slip
from kiosk.printing.server.view import (
    list_printers,
    list_waiting_jobs,
    make_administrator_view,
    make_guide_view,
    make_job_json,
    make_kiosk_view,
    make_printer_json,
)
from kiosk.printing.slip.slip_json import write_slip_json
from kiosk.view_types import Printing
from queueing.commands import ChangeRoll, ReportPrintJob
from queueing.errors import InvalidField, PrintJobOver, Refusal, UnknownPrinter
from queueing.hall import Hall
from queueing.hall.print_jobs import JobState
from web.actions import Nothing
from web.administrator_views import PrinterForAdministrators
from web.answers import json_answer
from web.callers import Caller
from web.errors import NotAllowed, NotFound
from web.live.screen import Screen
from web.requests import Body
from web.roles import Right, Role
from web.site import Site
from web.tickets import utc
from web.view_types import PrinterForGuides, RollAnswer

LEASE_TIMEOUT = timedelta(seconds=60)
"""An agent that says nothing for so long about a slip it is sending is gone."""
POLL_S = 5.0
REFRESH_S = 2.0
LONGEST_CODE = 40
WITHOUT_CODE = (
    "slips of %s have no code: it comes by %s, where no phone would find this server; "
    "open it by an address of this computer in the network, or set server.public_url"
)
log = logging.getLogger("xinmoi.paper")


class JobReport(Body):
    """Body of `POST /api/print-jobs/ID`; all but `state` says more than the contract asks for."""

    state: str = Field(max_length=LONGEST_CODE)
    cause: str | None = Field(None, max_length=LONGEST_CODE, pattern=r"^[a-z_]+$")
    printer: str | None = Field(None, max_length=LONGEST_CODE)
    near_end: bool | None = None
    length_mm: int = Field(0, ge=0, le=10_000)
    sent: int = Field(0, ge=0, le=2**31)


class ConditionReport(Body):
    """Body of `POST /api/printers/ID/condition`; with `trial` also what became of a test print.

    `confirms`: whether the printer says what it has printed, as far as its agent knows.
    """

    condition: Condition = Field(strict=False)
    confirms: bool = True
    trial: str | None = Field(None, max_length=LONGEST_CODE)
    state: str | None = Field(None, max_length=LONGEST_CODE)
    cause: str | None = Field(None, max_length=LONGEST_CODE)


class Paper:
    """What screens may ask about slips and printers; built once, by `kiosk.routes.install`.

    The address in a slip's QR code is the configured `public_url`, else the one by which its own
    kiosk comes: an agent may reach the server by another that no phone knows. Where no phone would
    reach the server by it, slips have no code.
    """

    def __init__(
        self, site: Site, options: Callable[[], PaperOptions], procedure_of: ProcedureOf
    ) -> None:
        """Serve everything of printing; `options` gives them as they are now."""
        self._site, self._options, self._procedure_of = site, options, procedure_of
        self.conditions = Conditions(site.processes.shared)
        self._addresses = Addresses(site.processes.shared)
        self._without_code: set[str] = set()
        self._listeners: list[Callable[[], None]] = []
        screen = Screen(
            site, "/printers", right=Right.PRINT_SLIPS, query=_kiosk_of, view=self._make_agent_view,
            again_s=REFRESH_S,
        )  # fmt: skip
        self.subscribe(screen.mark_changed)
        self.conditions.subscribe(self._notify_listeners)
        self._install_reports()
        self._install_care()
        site.background.every(
            POLL_S, self._give_up_silent, "giving up slips of silent agents", duty="silent agents"
        )

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` when something outside the hall changes; it must return at once."""
        self._listeners.append(listener)

    def record_address(self, kiosk: str, host_url: str) -> None:
        """Remember by which address a kiosk, or "" for staff, has just reached this server."""
        found = self._site.addresses.find_for_phones(host_url)
        if found is not None:
            self._addresses.record(kiosk, found)
        elif self._addresses.find(kiosk) is None and kiosk not in self._without_code:
            self._without_code.add(kiosk)
            log.warning(WITHOUT_CODE, kiosk or "staff", host_url.rstrip("/"))

    def make_kiosk_part(self, hall: Hall, kiosk: str) -> Printing:
        """Return what a kiosk shows of its printer and its slips."""
        return make_kiosk_view(hall, kiosk, self.conditions)

    def make_guide_view(self, hall: Hall) -> list[PrinterForGuides]:
        """Return what guides see of every printer."""
        return make_guide_view(hall, self.conditions)

    def make_administrator_view(self, hall: Hall) -> list[PrinterForAdministrators]:
        """Return what administrators see of every printer that there is."""
        now = self._site.office.now()
        return make_administrator_view(hall, self._options(), self.conditions, now)

    def request_test_print(self, printer: str) -> str:
        """Ask its agent for a test sheet; return the trial's id. Raises UnknownPrinter."""
        if printer not in self._site.office.hall.catalogue.printers:
            raise UnknownPrinter(printer=printer)
        trial = token_urlsafe(8)
        self.conditions.request_trial(printer, trial)
        return trial

    def _make_agent_view(self, hall: Hall, kiosk: str, now: datetime) -> dict[str, Any]:
        options = self._options()
        printers = list_printers(options, kiosk or None)
        return {
            "seq": hall.seq,
            "at": utc(now),
            "lines": options.slip.lines,
            "logo": options.logo_mark,
            "printers": [
                make_printer_json(hall, options, code) | {"trial": self._find_wanted_trial(code)}
                for code in printers
            ],
            "jobs": [
                {**make_job_json(hall, job), "slip": write_slip_json(self._make_slip(hall, job.id))}
                for job in list_waiting_jobs(hall, printers, now)
            ],
        }

    def _make_slip(self, hall: Hall, job: str) -> Any:
        options = self._options()
        kiosk = hall.tickets[hall.jobs[job].ticket].kiosk
        address = options.public_url or self._addresses.find(kiosk or "")
        centre = self._site.centre
        return make_slip(hall, hall.jobs[job], centre, options, self._procedure_of, address)

    def _find_wanted_trial(self, printer: str) -> str | None:
        trial = self.conditions.find_trial(printer)
        return trial.id if trial is not None and trial.state == "wanted" else None

    def _notify_listeners(self) -> None:
        for listener in self._listeners:
            listener()

    def _install_reports(self) -> None:
        site = self._site

        @site.post("/api/print-jobs/<job_id>", Right.PRINT_SLIPS, JobReport)
        def report(caller: Caller, said: JobReport, job_id: str) -> Response:
            self._require_own(caller, said.printer or site.office.hall.job(job_id).printer)
            return site.command(
                caller,
                ReportPrintJob(job_id, **said.model_dump()),
                lambda hall, _: make_job_json(hall, hall.job(job_id)),
            )

        @site.post("/api/printers/<printer_id>/condition", Right.PRINT_SLIPS, ConditionReport)
        def condition(caller: Caller, said: ConditionReport, printer_id: str) -> Response:
            self._require_own(caller, printer_id)
            self.conditions.record(printer_id, said.condition, confirms=said.confirms)
            if said.trial is not None:
                if said.state not in set(JobState):
                    raise InvalidField(field="state")
                self.conditions.record_trial(printer_id, said.trial, said.state, said.cause)
            return json_answer({"condition": said.condition})

        @site.get("/api/printers/logo", Right.PRINT_SLIPS)
        def logo(_caller: Caller) -> Response:
            picture = self._options().logo
            if picture is None:
                raise NotFound
            return Response(picture, content_type="image/png")

    def _install_care(self) -> None:
        site = self._site

        @site.post("/api/printers/<printer_id>/new-roll", Right.MIND_PRINTERS, Nothing)
        def new_roll(caller: Caller, _said: Nothing, printer_id: str) -> Response:
            before = site.office.hall
            doubtful = [before.jobs[job] for job in before.printer_state(printer_id).doubtful]
            late = [before.tickets[job.ticket].number for job in doubtful]
            changed: RollAnswer = {"printer": printer_id, "late": late}
            return site.command(caller, ChangeRoll(printer_id), lambda hall, _: changed)

        @site.post("/api/printers/<printer_id>/test", Right.MIND_PRINTERS, Nothing)
        def begin_test_print(_caller: Caller, _said: Nothing, printer_id: str) -> Response:
            trial = self.request_test_print(printer_id)
            return json_answer({"printer": printer_id, "trial": trial})

    def _require_own(self, caller: Caller, printer: str) -> None:
        """Raise UnknownPrinter, or NotAllowed for a printer that another computer prints on."""
        options = self._options()
        if printer not in options.printers:
            raise UnknownPrinter(printer=printer)
        if caller.role is Role.PRINTER and printer not in list_printers(options, caller.kiosk):
            raise NotAllowed

    def _give_up_silent(self) -> None:
        """Give up slips whose agent is gone in the middle of sending; their outcome is unknown."""
        office = self._site.office
        hall, now = office.hall, office.now()
        for job in [hall.jobs[j] for state in hall.printer_states.values() for j in state.waiting]:
            if job.state is JobState.SENDING and job.since and now - job.since > LEASE_TIMEOUT:
                lost = ReportPrintJob(job.id, JobState.UNKNOWN, cause="agent_silent")
                try:
                    office.submit(lost, actor="clock", reply=lambda _hall, _entries: None)
                except PrintJobOver:
                    log.debug("slip %s is over: its agent, or another process, has said so", job.id)
                except Refusal as fault:
                    log.info("slip %s is not given up now: %s", job.id, fault)


def _kiosk_of(_: object, caller: Caller) -> str:
    return caller.kiosk or ""
