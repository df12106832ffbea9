"""Printing as agents, guides and kiosks reach it: namespace `/printers`, and what is reported."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from flask import Response
from pydantic import Field

from kiosk.paper.conditions import Conditions
from kiosk.paper.options import PaperOptions
from kiosk.paper.slips import ProcedureOf, slip_of
from kiosk.paper.view import (
    beside_kiosk,
    for_guides,
    job_json,
    printer_json,
    printers_of,
    waiting_jobs,
)
from kiosk.printing.letters import slip_json
from kiosk.printing.status import Condition
from queueing.commands import ChangeRoll, ReportPrintJob
from queueing.errors import CannotStore, InvalidField, Refusal, UnknownPrinter
from queueing.hall import Hall
from queueing.printing import JobState
from web.answers import json_answer
from web.errors import NotAllowed, NotFound
from web.push import Screen
from web.requests import Body, body, idempotency_key
from web.sign_in import Caller
from web.site import Site
from web.tickets import utc

PRINTS = ("printer",)
MINDS_PAPER = ("guide", "admin")
SILENT = timedelta(seconds=60)
"""An agent that says nothing for so long about a slip it is sending is gone."""
LOOK_S = 5.0
LOOK_AGAIN_S = 2.0
SHORT = 40
log = logging.getLogger("xinmoi.paper")


class Report(Body):
    """Body of `POST /api/print-jobs/ID`; all but `state` says more than the contract asks for."""

    state: str = Field(max_length=SHORT)
    cause: str | None = Field(None, max_length=SHORT, pattern=r"^[a-z_]+$")
    printer: str | None = Field(None, max_length=SHORT)
    near_end: bool | None = None
    length_mm: int = Field(0, ge=0, le=10_000)
    sent: int = Field(0, ge=0, le=2**31)


class Found(Body):
    """Body of `POST /api/printers/ID/condition`; with `trial` also what became of a test print."""

    condition: Condition = Field(strict=False)
    trial: str | None = Field(None, max_length=SHORT)
    state: str | None = Field(None, max_length=SHORT)
    cause: str | None = Field(None, max_length=SHORT)


class Nothing(Body):
    """Body of a command that needs none."""


class Paper:
    """What screens may ask about slips and printers; built once, by `kiosk.install`.

    The address in a slip's QR code is the configured `public_url`, else the one by which kiosks
    come: an agent may reach the server by another that no phone knows.
    """

    def __init__(
        self, site: Site, options: Callable[[], PaperOptions], procedure_of: ProcedureOf
    ) -> None:
        """Serve everything of printing; `options` gives them as they are now."""
        self._site, self._options, self._procedure_of = site, options, procedure_of
        self.conditions = Conditions()
        self._address = ""
        self._told: list[Callable[[], None]] = []
        screen = Screen(
            site, "/printers", roles=PRINTS, query=_kiosk_of, view=self._for_agents,
            again_s=LOOK_AGAIN_S,
        )  # fmt: skip
        self.subscribe(screen.changed)
        self._install_reports()
        self._install_care()
        site.runtime.spawn(self._watch)

    def subscribe(self, told: Callable[[], None]) -> None:
        """Call `told` whenever something changes that is not in the hall; it returns at once."""
        self._told.append(told)

    def reached_by(self, address: str) -> None:
        """Remember the address by which a kiosk has just reached this server."""
        self._address = address.rstrip("/")

    def beside(self, hall: Hall, kiosk: str) -> dict[str, Any]:
        """Return what a kiosk shows of its printer and its slips."""
        return beside_kiosk(hall, kiosk, self.conditions)

    def for_guides(self, hall: Hall) -> list[dict[str, Any]]:
        """Return what guides see of every printer."""
        return for_guides(hall, self.conditions)

    def _for_agents(self, hall: Hall, kiosk: str, now: datetime) -> dict[str, Any]:
        options = self._options()
        printers = printers_of(options, kiosk or None)
        return {
            "seq": hall.seq,
            "at": utc(now),
            "lines": options.lines,
            "logo": options.logo_mark,
            "printers": [
                printer_json(hall, options, code) | {"trial": self._wanted_trial(code)}
                for code in printers
            ],
            "jobs": [
                job_json(hall, job) | {"slip": slip_json(self._slip(hall, job.id))}
                for job in waiting_jobs(hall, printers, now)
            ],
        }

    def _slip(self, hall: Hall, job: str) -> Any:
        options = self._options()
        address = options.public_url or self._address
        centre = self._site.centre
        return slip_of(hall, hall.jobs[job], centre, options, self._procedure_of, address)

    def _wanted_trial(self, printer: str) -> str | None:
        trial = self.conditions.trial(printer)
        return trial.id if trial is not None and trial.state == "wanted" else None

    def _changed(self) -> None:
        for told in self._told:
            told()

    def _install_reports(self) -> None:
        site = self._site

        @site.app.post("/api/print-jobs/<job_id>")
        def report(job_id: str) -> Response:
            caller = site.guard.caller(*PRINTS)
            said = body(Report)
            self._require_own(caller, said.printer or site.office.hall.job(job_id).printer)
            answer = site.office.submit(
                ReportPrintJob(job_id, **said.model_dump()),
                actor=caller.id,
                reply=lambda hall, _: job_json(hall, hall.job(job_id)),
                key=idempotency_key(),
            )
            return json_answer(answer)

        @site.app.post("/api/printers/<printer_id>/condition")
        def condition(printer_id: str) -> Response:
            caller = site.guard.caller(*PRINTS)
            said = body(Found)
            self._require_own(caller, printer_id)
            news = self.conditions.say(printer_id, said.condition)
            if said.trial is not None:
                if said.state not in set(JobState):
                    raise InvalidField(field="state")
                self.conditions.tried(printer_id, said.trial, said.state, said.cause)
            if news or said.trial is not None:
                self._changed()
            return json_answer({"condition": said.condition})

        @site.app.get("/api/printers/logo")
        def logo() -> Response:
            site.guard.caller(*PRINTS)
            picture = self._options().logo
            if picture is None:
                raise NotFound
            return Response(picture, content_type="image/png")

    def _install_care(self) -> None:
        site = self._site

        @site.app.post("/api/printers/<printer_id>/new-roll")
        def new_roll(printer_id: str) -> Response:
            caller = site.guard.caller(*MINDS_PAPER)
            body(Nothing)
            before = site.office.hall
            doubtful = [before.jobs[job] for job in before.tray(printer_id).doubtful]
            late = [before.tickets[job.ticket].number for job in doubtful]
            answer = site.office.submit(
                ChangeRoll(printer_id),
                actor=caller.id,
                reply=lambda hall, _: {"printer": printer_id, "late": late},
                key=idempotency_key(),
            )
            return json_answer(answer)

        @site.app.post("/api/printers/<printer_id>/test")
        def test_print(printer_id: str) -> Response:
            site.guard.caller(*MINDS_PAPER)
            body(Nothing)
            if printer_id not in site.office.hall.catalogue.printers:
                raise UnknownPrinter(printer=printer_id)
            trial = token_urlsafe(8)
            self.conditions.want_trial(printer_id, trial)
            self._changed()
            return json_answer({"printer": printer_id, "trial": trial})

    def _require_own(self, caller: Caller, printer: str) -> None:
        """Raise UnknownPrinter, or NotAllowed for a printer that another computer prints on."""
        options = self._options()
        if printer not in options.printers:
            raise UnknownPrinter(printer=printer)
        if caller.role in PRINTS and printer not in printers_of(options, caller.kiosk):
            raise NotAllowed

    def _watch(self) -> None:
        """Give up slips whose agent is gone in the middle of sending; their outcome is unknown."""
        while True:
            self._site.runtime.sleep(LOOK_S)
            office = self._site.office
            hall, now = office.hall, office.now()
            for job in [hall.jobs[j] for tray in hall.trays.values() for j in tray.waiting]:
                if job.state is JobState.SENDING and job.since and now - job.since > SILENT:
                    lost = ReportPrintJob(job.id, JobState.UNKNOWN, cause="agent_silent")
                    try:
                        office.submit(lost, actor="clock", reply=lambda _hall, _entries: None)
                    except (Refusal, CannotStore) as fault:
                        log.info("slip %s is not given up now: %s", job.id, fault)


def _kiosk_of(_: object, caller: Caller) -> str:
    return caller.kiosk or ""
