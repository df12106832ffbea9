"""The phone's front door: a ticket's page, its QR code, its live view, and what it may ask for."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import segno
from flask import Response, request

from phone.page import ProcedureOf, TicketPage, no_procedure
from phone.view import Queues, followed, phone_view
from phone.wishes import WordsKept, install_wishes
from queueing.errors import UnknownTicket
from queueing.hall import Hall
from queueing.tickets import Ticket
from web.errors import NotFound
from web.push import Screen
from web.sign_in import Caller
from web.site import Site


def install(
    site: Site,
    public_url: str | None,
    words: WordsKept,
    procedure_of: ProcedureOf = no_procedure,
) -> None:
    """Serve `/t/<token>`, its QR code, its wishes, and namespace `/phone`, query `ticket=<token>`.

    Whoever has the token may see the ticket and ask for what its holder may. `public_url`: this
    server's address as phones reach it; None takes the address of the kiosk's own request.
    """

    queues = Queues()

    def look(hall: Hall, follow: str, now: datetime) -> dict[str, Any]:
        ticket, basis = _required(hall, follow), site.office.basis
        return phone_view(hall, ticket, now, basis, queues.of(hall, ticket.service, now, basis))

    Screen(site, "/phone", roles=None, query=_asked, view=look)
    page = TicketPage(site, procedure_of)

    @site.app.get("/t/<follow>")
    def ticket_page(follow: str) -> Response:
        ticket = followed(site.office.hall, follow)
        return page.gone() if ticket is None else page.draw(ticket)

    _install_code(site, public_url)
    install_wishes(site, page, words)


def _install_code(site: Site, public_url: str | None) -> None:
    @site.app.get("/t/<follow>/qr.svg")
    def qr_code(follow: str) -> Response:
        if followed(site.office.hall, follow) is None:
            raise NotFound
        drawing = BytesIO()
        address = f"{public_url or request.host_url.rstrip('/')}/t/{follow}"
        segno.make(address, error="m", micro=False).save(
            drawing,
            kind="svg",
            border=2,
            dark="#04242c",
            omitsize=True,
            svgclass=None,
            lineclass=None,
        )
        response = Response(drawing.getvalue(), content_type="image/svg+xml")
        response.headers["Cache-Control"] = "private, max-age=3600"
        return response


def _asked(parameters: Mapping[str, str], _: Caller) -> str:
    return parameters.get("ticket", "")


def _required(hall: Hall, follow: str) -> Ticket:
    ticket = followed(hall, follow)
    if ticket is None:
        raise UnknownTicket
    return ticket
