"""The phone's front door: a ticket's page, its QR code, its live view, and what it may ask for."""

from datetime import datetime
from functools import lru_cache

from flask import Response, request

from phone.actions import install_phone_actions
from phone.page import Guidance, PageParameters, ProcedureOf, TicketPage, no_guidance, no_procedure
from phone.push import PushAlerts, install_push
from phone.view import Queues, followed, phone_view
from phone.view_types import PhoneView
from queueing.errors import UnknownTicket
from queueing.hall import Hall
from queueing.hall.tickets import Ticket
from web.answers import json_answer
from web.citizen_words import WordsKept
from web.errors import NotFound, answer_a_program
from web.live.streams import Streams
from web.paper_slips import PaperCodes
from web.qr import draw_qr
from web.roles import Open
from web.site import Site

MOST_DRAWN = 300
draw_code = lru_cache(maxsize=MOST_DRAWN)(draw_qr)
"""A drawing of some KB takes as long as ten other answers: the last ones are kept."""


def install(
    site: Site,
    words: WordsKept,
    procedure_of: ProcedureOf = no_procedure,
    guidance: Guidance = no_guidance,
    alerts: PushAlerts | None = None,
) -> None:
    """Serve `/t/<token>`, its QR code, its wishes, and its view, as a stream and by itself.

    Whoever has the token may see the ticket and ask for what its holder may. `guidance` gives the
    service whose counters guide people; `alerts`: those of phones whose page is closed.
    """

    queues = Queues()

    def look(hall: Hall, follow: str, now: datetime) -> PhoneView:
        ticket, basis = _required(hall, follow), site.office.basis
        return phone_view(hall, ticket, now, basis, queues.of(hall, ticket.service, now, basis))

    _install_live(site, Streams(site, look))
    page = TicketPage(site, procedure_of, guidance, alerts)
    key = site.app.secret_key
    assert isinstance(key, bytes), "sessions are signed by the bytes of a file"
    codes = PaperCodes(key)

    @site.routes.open("GET", "/t/<follow>", Open.TO_TICKET_HOLDER, parameters=PageParameters)
    def ticket_page(follow: str) -> Response:
        ticket = site.routes.find_newest(lambda: followed(site.office.hall, follow))
        return page.gone(codes.read(follow)) if ticket is None else page.draw(ticket)

    _install_code(site)
    install_phone_actions(site, page, words)
    if alerts is not None:
        install_push(site, alerts)


def _install_live(site: Site, streams: Streams[str]) -> None:
    @site.routes.open("GET", "/t/<follow>/view", Open.TO_TICKET_HOLDER)
    def view(follow: str) -> Response:
        answer_a_program()
        return json_answer(streams.look(follow))

    if site.runtime.green:

        @site.routes.open("GET", "/t/<follow>/stream", Open.TO_TICKET_HOLDER)
        def stream(follow: str) -> Response:
            answer_a_program()
            return streams.open(follow)


def _install_code(site: Site) -> None:
    @site.routes.open("GET", "/t/<follow>/qr.svg", Open.TO_TICKET_HOLDER)
    def qr_code(follow: str) -> Response:
        if site.routes.find_newest(lambda: followed(site.office.hall, follow)) is None:
            raise NotFound
        address = site.addresses.find_for_screens(request.host_url)
        response = Response(draw_code(f"{address}/t/{follow}"), content_type="image/svg+xml")
        response.headers["Cache-Control"] = "private, max-age=3600"
        return response


def _required(hall: Hall, follow: str) -> Ticket:
    ticket = followed(hall, follow)
    if ticket is None:
        raise UnknownTicket
    return ticket
