"""The kiosk's front door: its page, what it may look up, and the numbers it gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from flask import Response, request

from kiosk.directory import Directory, Listing
from kiosk.paper import Paper, PaperOptions
from kiosk.paper.slips import ProcedureOf
from kiosk.tickets import (
    STAFF,
    Cancel,
    Nothing,
    TakeNumber,
    check_own,
    issue_answer,
    own_kiosk,
    take_number,
)
from kiosk.view import counters_of, kiosk_view, services_offered, week_of
from queueing.catalogue import NORMAL, Catalogue
from queueing.commands import CancelTicket, ReprintTicket, RestoreTicket
from queueing.events import Entry
from queueing.hall import Hall
from web.answers import json_answer
from web.push import Screen
from web.requests import body, idempotency_key
from web.sign_in import Caller
from web.site import Site
from web.tickets import ticket_json

GIVES_NUMBERS = ("kiosk", "guide", "admin")
CANCELS = ("kiosk", "guide", "officer", "counter", "admin")
RESTORES = ("guide", "officer", "counter", "admin")
LOOK_AGAIN_S = 2.0
"""Opening, closing, midnight and the last numbers of a day come without anybody's pressing."""
A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Options:
    """How every kiosk behaves.

    `guidance`: service for those who do not know whom to see; `results`: service that hands out
    finished dossiers; None leaves the short cut out. `idle_s`, `ticket_page_s`: seconds.
    `synonyms`: words people type -> words of the catalogue.
    """

    guidance: str | None = None
    results: str | None = None
    idle_s: int = 45
    ticket_page_s: int = 12
    panel_inches: float = 27
    synonyms: Mapping[str, str] = field(default_factory=dict)
    paper: PaperOptions = field(default_factory=PaperOptions)


def install(
    site: Site,
    directory: Directory,
    options: Callable[[], Options],
    procedure_of: ProcedureOf = lambda _code: None,
) -> Paper:
    """Serve `/kiosk`, namespaces `/kiosk` and `/printers`, and the numbers under `/api/`.

    `options` gives them as they are now: a changed configuration may be taken at any time. Returns
    what other screens may know of slips and printers.
    """
    listing = Listing(directory, lambda: options().synonyms)
    paper = Paper(site, lambda: options().paper, procedure_of)
    _install_page(site, listing, options, paper)
    _install_look_ups(site, listing)
    _install_issuing(site, paper)
    _install_changes(site)
    return paper


def _install_page(
    site: Site, listing: Listing, options: Callable[[], Options], paper: Paper
) -> None:
    def view(hall: Hall, kiosk: str, now: datetime) -> dict[str, Any]:
        shown = kiosk_view(hall, now, site.office.basis, listing.version())
        return shown | {"printing": paper.beside(hall, kiosk)}

    def kiosk_of(_: object, caller: Caller) -> str:
        # Numbers that staff give on a kiosk's page come from no kiosk, and so do their slips
        staff = caller.role in STAFF
        return "" if staff else own_kiosk(site.office.hall.catalogue, caller) or ""

    screen = Screen(
        site, "/kiosk", roles=GIVES_NUMBERS, query=kiosk_of, view=view, again_s=LOOK_AGAIN_S
    )
    paper.subscribe(screen.changed)

    @site.app.get("/kiosk")
    def kiosk_page() -> Response:
        caller = site.enrolled(*GIVES_NUMBERS)
        if isinstance(caller, Response):
            return caller
        paper.reached_by(request.host_url)
        hall = site.office.hall
        languages = hall.catalogue.languages
        wanted = request.args.get("lang")
        return site.page(
            "kiosk.html",
            language=wanted if wanted in languages else languages[0],
            screen="kiosk",
            view=screen.look(kiosk_of(None, caller)),
            extra=_extra(hall.catalogue, listing, options()),
        )


def _extra(catalogue: Catalogue, listing: Listing, options: Options) -> dict[str, Any]:
    """Return what the page needs beside the view; it changes with the configuration only."""
    known = catalogue.services
    return {
        "languages": catalogue.languages,
        "priorities": [code for code in catalogue.priorities if code != NORMAL],
        "serves": counters_of(catalogue),
        "guidance": options.guidance if options.guidance in known else None,
        "results": options.results if options.results in known else None,
        "procedures": listing.count(),
        "idle_s": options.idle_s,
        "ticket_page_s": options.ticket_page_s,
        "slip_within_s": catalogue.limits.slip_within_s,
        "panel_inches": options.panel_inches,
        "hours": week_of(catalogue),
    }


def _install_look_ups(site: Site, listing: Listing) -> None:
    @site.app.get("/api/services")
    def services() -> Response:
        language = site.words.choose(
            request.args.get("lang"), request.headers.get("Accept-Language")
        )
        office = site.office
        return json_answer(services_offered(office.hall, office.now(), office.basis, language))

    @site.app.get("/api/procedures")
    def procedures() -> Response:
        version, encoded = listing.body()
        response = Response(encoded, content_type="application/json")
        response.set_etag(version)
        asked = request.args.get("v") == version
        response.headers["Cache-Control"] = A_YEAR if asked else "no-cache"
        response.make_conditional(request)
        return response


def _install_issuing(site: Site, paper: Paper) -> None:
    @site.app.post("/api/tickets")
    def issue() -> Response:
        caller = site.guard.caller(*GIVES_NUMBERS)
        wish = body(TakeNumber)
        if caller.role == "kiosk":
            paper.reached_by(request.host_url)
        command = take_number(site.office.hall.catalogue, caller, wish, token_urlsafe(16))
        answer = site.office.submit(
            command, actor=caller.id, reply=issue_answer, key=idempotency_key()
        )
        return json_answer(answer, 201)


def _install_changes(site: Site) -> None:
    @site.app.post("/api/tickets/<ticket_id>/cancel")
    def cancel(ticket_id: str) -> Response:
        caller = site.guard.caller(*CANCELS)
        wish = body(Cancel)
        by_staff = caller.role != "kiosk"
        return _change(site, caller, CancelTicket(ticket_id, wish.reason, by_staff))

    @site.app.post("/api/tickets/<ticket_id>/reprint")
    def reprint(ticket_id: str) -> Response:
        caller = site.guard.caller(*GIVES_NUMBERS)
        body(Nothing)
        kiosk = own_kiosk(site.office.hall.catalogue, caller) if caller.role == "kiosk" else None
        return _change(site, caller, ReprintTicket(ticket_id, kiosk))

    @site.app.post("/api/tickets/<ticket_id>/restore")
    def restore(ticket_id: str) -> Response:
        caller = site.guard.caller(*RESTORES)
        body(Nothing)
        return _change(site, caller, RestoreTicket(ticket_id))


def _change(
    site: Site, caller: Caller, command: CancelTicket | ReprintTicket | RestoreTicket
) -> Response:
    hall = site.office.hall
    check_own(hall.catalogue, caller, hall.ticket(command.ticket), site.office.now())
    ticket = site.office.submit(
        command, actor=caller.id, reply=_ticket_of(command.ticket), key=idempotency_key()
    )
    return json_answer({"ticket": ticket})


def _ticket_of(ticket_id: str) -> Callable[[Hall, tuple[Entry, ...]], dict[str, Any]]:
    return lambda hall, _: ticket_json(hall.ticket(ticket_id))
