"""The phone's front door: a ticket's page, its QR code, and its live view."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import segno
from flask import Response, request

from phone.view import counters_to_wait_for, followed, phone_view
from queueing.errors import UnknownTicket
from queueing.hall import Hall
from queueing.tickets import Ticket
from web.errors import NotFound
from web.push import Screen
from web.sign_in import Caller
from web.site import Site


def install(site: Site, public_url: str | None) -> None:
    """Serve `/t/<token>`, its QR code, and namespace `/phone` with query `ticket=<token>`.

    Whoever has the token may see the ticket. `public_url`: this server's address as phones reach
    it; None takes the address of the kiosk's own request.
    """

    def look(hall: Hall, follow: str, now: datetime) -> dict[str, Any]:
        return phone_view(hall, _required(hall, follow), now, site.office.basis)

    Screen(site, "/phone", roles=None, query=_asked, view=look)
    _install_page(site)
    _install_code(site, public_url)


def _install_page(site: Site) -> None:
    @site.app.get("/t/<follow>")
    def ticket_page(follow: str) -> Response:
        hall = site.office.hall
        ticket = followed(hall, follow)
        if ticket is None:
            return _gone(site)
        now = site.office.now()
        view = phone_view(hall, ticket, now, site.office.basis)
        language = _language(site, ticket)
        return site.page(
            "phone.html",
            language=language,
            screen="phone",
            view=view,
            extra={"token": follow},
            ticket=ticket,
            shown=view,
            names=site.catalogue.of(hall.catalogue, language),
            counters=counters_to_wait_for(hall, ticket),
            called_at=_local(hall, ticket.last_call_at),
            restore_min=round(hall.catalogue.limits.restore_within_s / 60),
            other=next((each for each in hall.catalogue.languages if each != language), None),
        )


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


def _language(site: Site, ticket: Ticket) -> str:
    """Return the language asked for in the address, else the one the ticket was taken in."""
    wanted = request.args.get("lang")
    return wanted if wanted in site.words.languages else ticket.language


def _gone(site: Site) -> Response:
    response = site.page("phone_gone.html", language=site.language(), screen="phone")
    response.status_code = 404
    return response


def _local(hall: Hall, moment: datetime | None) -> str:
    return f"{moment.astimezone(hall.catalogue.zone_info):%H:%M}" if moment else ""
