"""The kiosk's front door: its page, what it may look up, and the numbers it gives."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from secrets import token_urlsafe

from flask import Response, request
from pydantic import Field

from kiosk.bookings import install_bookings
from kiosk.cards import COUNTS, KEYS, CardCounts, counted
from kiosk.directory import Directory, Listing
from kiosk.printing.server import Paper, PaperOptions
from kiosk.printing.server.slips import ProcedureOf
from kiosk.settings import KioskScreen
from kiosk.tickets import (
    STAFF,
    Cancel,
    LeaveWithout,
    TakeNumber,
    check_own,
    end_visit,
    find_own_kiosk,
    give_back,
    make_issue_answer,
    take_number,
)
from kiosk.view import list_week, make_kiosk_view, make_services_answer
from kiosk.view_types import KioskExtra, KioskView
from queueing.catalogue import NORMAL, Catalogue
from queueing.commands import CancelTicket, ReprintTicket, RestoreTicket
from queueing.decisions.day import current_day
from queueing.errors import InvalidField, UnknownTicket
from queueing.hall import Hall
from queueing.procedures import COLLECTING
from web.actions import Action, Place, answer_named, install_actions
from web.answers import json_answer
from web.callers import Caller
from web.day_keys import forget_with_the_day
from web.errors import NotAllowed
from web.front_links import CITIZENS, FrontLink
from web.i18n import find_missing
from web.languages import LANGUAGES
from web.live.attendance import tell_of_the_gone
from web.live.screen import Screen
from web.rate_limits import NUMBERS
from web.requests import Body, Parameters, read_idempotency_key, read_parameters
from web.roles import Open, Right, Role
from web.sight import find_seen, is_kept_to_sight, sees_all
from web.site import Site
from web.tickets import utc
from web.view_types import Trouble

HERE = Path(__file__).parent
REFRESH_S = 2.0
"""Opening, closing, midnight and the last numbers of a day come without anybody's pressing."""
VISITS = "visits ended"
"""What is counted when somebody leaves without a number."""
A_YEAR = "public, max-age=31536000, immutable"


class ListParameters(Parameters):
    """What `/api/procedures` may be asked for."""

    v: str | None = Field(None, description="the version wanted: kept for long if it is this one")


def install(
    site: Site,
    directory: Directory,
    screen: Callable[[], KioskScreen],
    paper_options: Callable[[], PaperOptions],
    procedure_of: ProcedureOf = lambda _code: None,
    asked: Callable[[], Sequence[str]] = tuple,
    knows_dossiers: Callable[[], bool] = lambda: False,
) -> Paper:
    """Serve `/kiosk`, namespaces `/kiosk` and `/printers`, and the numbers under `/api/`.

    `screen` and `paper_options` give them as they are now: a changed configuration may be taken at
    any time. `asked`: codes of procedures, the most asked for first, none where that is not known;
    `knows_dossiers`: whether `/api/results` tells what became of a dossier.
    Returns what other screens may know of slips and printers.
    """
    listing = Listing(directory, screen, asked)
    paper = Paper(site, paper_options, procedure_of)
    _install_page(site, listing, screen, paper, knows_dossiers)
    _install_look_ups(site, listing)
    _install_issuing(site, paper, screen)
    install_bookings(site, paper)
    _tell_of_refused(site)
    _install_changes(site)
    site.homes[Role.KIOSK] = "/kiosk"
    site.front_page_links.append(
        FrontLink(
            "/kiosk",
            {"vi": "Máy lấy số", "en": "Ticket kiosk"},
            {"vi": "Người dân lấy số thứ tự.", "en": "Citizens take a number."},
            CITIZENS,
            "kiosk/front/kiosk.webp",
        )
    )
    return paper


def _install_page(
    site: Site,
    listing: Listing,
    settings: Callable[[], KioskScreen],
    paper: Paper,
    knows_dossiers: Callable[[], bool],
) -> None:
    finished = {code for code in LANGUAGES if not find_missing(HERE, code)}

    def view(hall: Hall, kiosk: str, now: datetime) -> KioskView:
        shown = make_kiosk_view(
            hall, now, site.office.basis, listing.version(), listing.list_online()
        )
        printing = paper.make_kiosk_part(hall, kiosk)
        return {**shown, "printing": printing, "clock": site.office.trust}

    def kiosk_of(_: object, caller: Caller) -> str:
        # Numbers that staff give on a kiosk's page come from no kiosk, and so do their slips
        staff = caller.role in STAFF
        return "" if staff else find_own_kiosk(site.office.hall.catalogue, caller) or ""

    screen = Screen(
        site, "/kiosk", right=Right.TAKE_NUMBERS, query=kiosk_of, view=view, again_s=REFRESH_S
    )
    paper.subscribe(screen.mark_changed)
    tell_of_the_gone(site, screen, "kiosk_gone", lambda: site.office.hall.catalogue.kiosks)

    @site.device_page("/kiosk", Right.TAKE_NUMBERS)
    def kiosk_page(caller: Caller) -> Response:
        _record_address(site, paper, caller)
        hall = site.office.hall
        languages = [
            code
            for code in hall.catalogue.languages
            if code in finished or settings().offer_unfinished
        ]
        wanted = request.args.get("lang")
        return site.render_page(
            "kiosk.html",
            language=wanted if wanted in languages else languages[0],
            screen="kiosk",
            view=screen.look(kiosk_of(None, caller)),
            extra=_extra(hall.catalogue, listing, settings(), knows_dossiers())
            | {"languages": languages},
        )


def _record_address(site: Site, paper: Paper, caller: Caller) -> None:
    """Let slips of this kiosk, or of staff, lead to where it has just come."""
    if caller.role is Role.KIOSK:
        paper.record_address(
            find_own_kiosk(site.office.hall.catalogue, caller) or "", request.host_url
        )
    elif caller.role in STAFF:
        paper.record_address("", request.host_url)


def _extra(
    catalogue: Catalogue, listing: Listing, screen: KioskScreen, dossiers: bool
) -> KioskExtra:
    """Return what the page needs beside the view; it changes with the configuration only."""
    known = catalogue.services
    return {
        "languages": catalogue.languages,
        "priorities": [code for code in catalogue.priorities if code != NORMAL],
        "guidance": screen.guidance if screen.guidance in known else None,
        "results": screen.results if screen.results in known else None,
        "results_at_offices": screen.results_at_offices,
        "dossiers": dossiers,
        "collecting": COLLECTING.code,
        "bookings": catalogue.bookings.on,
        "procedures": listing.count(),
        "idle_s": screen.idle_s,
        "ticket_page_s": screen.ticket_page_s,
        "slip_within_s": catalogue.limits.slip_within_s,
        "panel_inches": screen.panel_inches,
        "hours": list_week(catalogue),
        "service_icons": {code: service.icon for code, service in known.items()},
        "priority_icons": {code: each.icon for code, each in catalogue.priorities.items()},
        "card": [
            {"group": each.group, "from_age": each.from_age}
            for each in (screen.card.priority_from if screen.card.on else ())
        ],
        "card_limited": screen.card.on and screen.card.numbers_per_day is not None,
    }


def _install_look_ups(site: Site, listing: Listing) -> None:
    @site.routes.open("GET", "/api/services", Open.TO_ALL)
    def services() -> Response:
        language = site.words.choose_language(
            request.args.get("lang"), request.headers.get("Accept-Language")
        )
        office = site.office
        return json_answer(
            make_services_answer(
                office.hall, office.now(), office.basis, language, listing.list_online()
            )
        )

    @site.routes.open("GET", "/api/procedures", Open.TO_ALL, parameters=ListParameters)
    def procedures() -> Response:
        wanted = read_parameters(ListParameters).v
        version, encoded = listing.read_json()
        response = Response(encoded, content_type="application/json")
        response.set_etag(version)
        response.headers["Cache-Control"] = A_YEAR if wanted == version else "no-cache"
        response.make_conditional(request)
        return response


def _install_issuing(site: Site, paper: Paper, screen: Callable[[], KioskScreen]) -> None:
    office = site.office
    cards = CardCounts(site.processes.shared, lambda: current_day(office.hall, office.now()))
    forget_with_the_day(office, site.processes.shared, KEYS, COUNTS)

    @site.post("/api/tickets", Right.TAKE_NUMBERS, TakeNumber)
    def issue(caller: Caller, given: TakeNumber) -> Response:
        _check_rate(site, caller)
        command = take_number(office.hall.catalogue, caller, given, token_urlsafe(16))
        _record_address(site, paper, caller)
        answer = partial(make_issue_answer, basis=office.basis)
        with counted(cards, given.card, screen().card):
            return site.command(caller, command, answer, status=201)

    @site.post("/api/visits/end", Right.TAKE_NUMBERS, LeaveWithout)
    def end(caller: Caller, given: LeaveWithout) -> Response:
        site.rates.check(VISITS, caller.id, site.limits.numbers_per_device_per_min)
        command = end_visit(site.office.hall.catalogue, caller, given)
        return site.command(caller, command, lambda _hall, _entries: {}, status=201)

    @site.post("/api/tickets/give-up", Right.TAKE_NUMBERS)
    def give_up(caller: Caller) -> Response:
        key = read_idempotency_key()
        if key is None:
            raise InvalidField(field="Idempotency-Key")
        given = office.retire_key(key, actor=caller.id)
        if screen().card.numbers_per_day is not None:
            cards.take_back(key)
        return json_answer({"ticket": give_back(office, caller, given)})


def _tell_of_refused(site: Site) -> None:
    def find() -> Iterable[Trouble]:
        for whose, since in site.rates.list_refused(NUMBERS):
            yield {"kind": "held_back", "place": whose or None, "since": utc(since)}

    site.troubles.append(find)


def _check_rate(site: Site, caller: Caller) -> None:
    """Count one more number, first the caller's own; guides are told of who is refused."""
    limits = site.limits
    site.rates.check(NUMBERS, caller.kiosk or caller.name, limits.numbers_per_device_per_min)
    site.rates.check(NUMBERS, "", limits.numbers_per_min)


def _install_changes(site: Site) -> None:
    def find(caller: Caller, ticket_id: str) -> Place:
        hall = site.office.hall
        ticket = find_seen(hall, caller, ticket_id)
        try:
            check_own(hall.catalogue, caller, ticket, site.office.now())
        except NotAllowed:
            # Whose number is none of the caller's must not be told from one that waits
            if is_kept_to_sight(hall, caller):
                raise UnknownTicket from None
            raise
        return Place(site.office, ticket_id, whole=sees_all(caller))

    def find_to_print(caller: Caller, ticket_id: str) -> Place:
        site.rates.check("reprint", caller.id, site.limits.reprints_per_device_per_min)
        return find(caller, ticket_id)

    def cancel(ticket: str, body: Cancel, caller: Caller) -> CancelTicket:
        return CancelTicket(ticket, body.reason, by_staff=caller.role is not Role.KIOSK)

    def reprint(ticket: str, _body: Body, caller: Caller) -> ReprintTicket:
        kiosk = (
            find_own_kiosk(site.office.hall.catalogue, caller)
            if caller.role is Role.KIOSK
            else None
        )
        return ReprintTicket(ticket, kiosk)

    restored = Action(lambda at, body, caller: RestoreTicket(at), answer=answer_named)
    for name, right, action, found in (
        ("cancel", Right.CANCEL_NUMBERS, Action(cancel, Cancel, answer_named), find),
        ("reprint", Right.TAKE_NUMBERS, Action(reprint, answer=answer_named), find_to_print),
        ("restore", Right.RESTORE_NUMBERS, restored, find),
    ):
        install_actions(site, "/api/tickets/<ticket_id>", right, {name: action}, found)
