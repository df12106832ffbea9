"""The guide's tablet: its page, its live view, finding any number, moving to the right service."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from flask import Response
from pydantic import Field

from counters.actions import Code, Note
from counters.guide_view import clock_fault, find_by_number, guide_row, guide_view
from counters.guide_view_types import ChangedRun, FoundTickets, GuideExtra, GuideView
from counters.guide_voice import Voice
from counters.paper_entry import install_paper_entry
from counters.presence import Presence
from counters.rows import ProcedureNames
from queueing.catalogue import NORMAL
from queueing.commands import CancelRun, CorrectService, RestoreRun
from queueing.events import Entry, TicketCancelled, TicketRestored
from queueing.hall import Hall
from web.actions import Action, Place, answer_named, install_actions
from web.answers import json_answer
from web.callers import Caller
from web.live.screen import Screen
from web.requests import Body, Parameters
from web.roles import Right
from web.site import Site
from web.view_types import PrinterForGuides

GUIDE_PAGE = "/counters/guide"
LOOK_AGAIN_S = 2.0
"""A printer's agent that has gone says nothing: its silence is looked for."""


MOST_CANCELLED = 1000


class MoveBody(Body):
    """The service a waiting citizen really came for."""

    service: Code
    reason: Note | None = None


class RunBody(Body):
    """Ids of numbers of a run that nobody will come for."""

    tickets: list[Code] = Field(min_length=1, max_length=MOST_CANCELLED)
    reason: Note | None = None


class FindParameters(Parameters):
    """What `/api/guide/tickets` may be asked for."""

    number: str = Field("", description="a number as it stands on a slip, like D018")


class Printers(Protocol):
    """How the printers of slips are."""

    def make_guide_view(self, hall: Hall) -> list[PrinterForGuides]:
        """Return every printer as guides see it."""

    def subscribe(self, told: Callable[[], None]) -> None:
        """Call `told` whenever that changes, other than by the hall."""


class NoPrinters:
    """Nothing is printed here."""

    def make_guide_view(self, _hall: Hall) -> list[PrinterForGuides]:
        """Return nothing."""
        return []

    def subscribe(self, _told: Callable[[], None]) -> None:
        """Never call."""


def install_guide(
    site: Site, procedures: ProcedureNames, printers: Printers, voice: Voice, presence: Presence
) -> None:
    """Serve `/counters/guide`, namespace `/guide`, and what only the guide asks and does."""

    def view(hall: Hall, _: str, now: datetime) -> GuideView:
        return {
            **guide_view(hall, now, procedures, presence.list_left(hall, now), site.office.basis),
            "printers": printers.make_guide_view(hall),
            "voice": voice.make_guide_view(hall),
            "clock": clock_fault(hall, now, site.office.trust),
            "troubles": site.list_troubles(),
        }

    screen = Screen(
        site, "/guide", right=Right.GUIDE_CITIZENS, query=lambda _args, _caller: "", view=view,
        again_s=LOOK_AGAIN_S,
    )  # fmt: skip
    printers.subscribe(screen.mark_changed)
    voice.subscribe(screen.mark_changed)
    _install_page(site, screen)
    _install_finding(site, procedures)
    _install_moving(site)
    _install_runs(site)
    install_paper_entry(site)


def _install_page(site: Site, screen: Screen[str]) -> None:
    @site.staff_page(GUIDE_PAGE, Right.GUIDE_CITIZENS)
    def guide_page(caller: Caller) -> Response:
        catalogue, language = site.office.hall.catalogue, site.language()
        extra: GuideExtra = {
            "guide": caller.name,
            "languages": catalogue.languages,
            "priorities": [code for code in catalogue.priorities if code != NORMAL],
            "bookings": catalogue.bookings.on,
            "credit_min": max((p.credit_s for p in catalogue.priorities.values()), default=0) // 60,
        }
        return site.render_page(
            "guide.html",
            language=language,
            screen="counters",
            view=screen.look(""),
            extra=extra,
        )


def _install_finding(site: Site, procedures: ProcedureNames) -> None:
    @site.get("/api/guide/tickets", Right.GUIDE_CITIZENS, FindParameters)
    def find_tickets(_caller: Caller, asked: FindParameters) -> Response:
        hall = site.office.hall
        found = find_by_number(hall, asked.number)
        rows = [guide_row(hall, ticket, site.office.now(), procedures) for ticket in found]
        answer: FoundTickets = {"seq": hall.seq, "tickets": rows}
        return json_answer(answer)


def _install_moving(site: Site) -> None:
    def find(_caller: Caller, ticket_id: str) -> Place:
        return Place(site.office, ticket_id)

    transfer = Action(
        lambda at, body, caller: CorrectService(at, body.service, body.reason),
        MoveBody,
        answer_named,
    )
    address, right = "/api/tickets/<ticket_id>", Right.GUIDE_CITIZENS
    install_actions(site, address, right, {"transfer": transfer}, find)


def _install_runs(site: Site) -> None:
    @site.post("/api/guide/cancel-run", Right.GUIDE_CITIZENS, RunBody)
    def cancel_run(caller: Caller, given: RunBody) -> Response:
        return site.command(caller, CancelRun(tuple(given.tickets), given.reason), _answer_changed)

    @site.post("/api/guide/restore-run", Right.GUIDE_CITIZENS, RunBody)
    def restore_run(caller: Caller, given: RunBody) -> Response:
        return site.command(caller, RestoreRun(tuple(given.tickets)), _answer_changed)


def _answer_changed(hall: Hall, entries: tuple[Entry, ...]) -> ChangedRun:
    changed = [each.event for each in entries]
    moved = [each for each in changed if isinstance(each, TicketCancelled | TicketRestored)]
    return {"numbers": [hall.tickets[event.ticket].number for event in moved]}
