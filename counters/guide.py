"""The guide's tablet: its page, its live view, finding any number, moving to the right service."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from flask import Response, request

from counters.actions import Code, Note
from counters.guide_view import guide_row, guide_view, numbered
from counters.guide_voice import Voice
from counters.rows import ProcedureNames
from queueing.catalogue import NORMAL
from queueing.commands import CorrectService
from queueing.decisions.issuing import closed_reason
from queueing.events import Entry
from queueing.hall import Hall
from web.answers import json_answer
from web.push import Screen
from web.requests import Body, body, idempotency_key
from web.site import Site
from web.tickets import ticket_json

GUIDING = ("guide", "admin")
LOOK_AGAIN_S = 2.0
"""A printer's agent that has gone says nothing: its silence is looked for."""


class MoveBody(Body):
    """The service a waiting citizen really came for."""

    service: Code
    reason: Note | None = None


class Printers(Protocol):
    """How the printers of slips are."""

    def for_guides(self, hall: Hall) -> list[dict[str, Any]]:
        """Return every printer as guides see it."""

    def subscribe(self, told: Callable[[], None]) -> None:
        """Call `told` whenever that changes, other than by the hall."""


class NoPrinters:
    """Nothing is printed here."""

    def for_guides(self, _hall: Hall) -> list[dict[str, Any]]:
        """Return nothing."""
        return []

    def subscribe(self, _told: Callable[[], None]) -> None:
        """Never call."""


def install_guide(site: Site, procedures: ProcedureNames, printers: Printers, voice: Voice) -> None:
    """Serve `/counters/guide`, namespace `/guide`, and what only the guide asks and does."""

    def view(hall: Hall, _: str, now: datetime) -> dict[str, Any]:
        beside = {"printers": printers.for_guides(hall), "voice": voice.for_guides(hall)}
        return guide_view(hall, now, procedures) | beside

    screen = Screen(
        site, "/guide", roles=GUIDING, query=lambda _args, _caller: "", view=view,
        again_s=LOOK_AGAIN_S,
    )  # fmt: skip
    printers.subscribe(screen.changed)
    voice.subscribe(screen.changed)
    _install_page(site, screen)
    _install_finding(site, procedures)
    _install_moving(site)


def _install_page(site: Site, screen: Screen[str]) -> None:
    @site.app.get("/counters/guide")
    def guide_page() -> Response:
        caller = site.signed_in(*GUIDING)
        if isinstance(caller, Response):
            return caller
        catalogue, language = site.office.hall.catalogue, site.language()
        return site.page(
            "guide.html",
            language=language,
            screen="counters",
            view=screen.look(""),
            extra={
                "guide": caller.name,
                "kiosks": {
                    code: site.words.named(language, names)
                    for code, names in catalogue.kiosks.items()
                },
                "languages": catalogue.languages,
                "priorities": [code for code in catalogue.priorities if code != NORMAL],
                "closed": [
                    code
                    for code, service in catalogue.services.items()
                    if closed_reason(catalogue, service, site.office.now())
                    not in (None, "outside_hours")
                ],
            },
        )


def _install_finding(site: Site, procedures: ProcedureNames) -> None:
    @site.app.get("/api/guide/tickets")
    def find_tickets() -> Response:
        site.guard.caller(*GUIDING)
        hall = site.office.hall
        found = numbered(hall, request.args.get("number", ""))
        rows = [guide_row(hall, ticket, procedures) for ticket in found]
        return json_answer({"seq": hall.seq, "tickets": rows})


def _install_moving(site: Site) -> None:
    @site.app.post("/api/tickets/<ticket_id>/transfer")
    def move(ticket_id: str) -> Response:
        caller = site.guard.caller(*GUIDING)
        wish = body(MoveBody)
        answer = site.office.submit(
            CorrectService(ticket_id, wish.service, wish.reason),
            actor=caller.id,
            reply=_moved(ticket_id),
            key=idempotency_key(),
        )
        return json_answer(answer)


def _moved(ticket_id: str) -> Callable[[Hall, tuple[Entry, ...]], dict[str, Any]]:
    return lambda hall, _: {"ticket": ticket_json(hall.ticket(ticket_id))}
