"""The tickets behind a figure, and one ticket: `/reports/tickets`, `/reports/tickets/ID`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from queueing.measures.times import Leg, visit
from reports.asking import SEE_ALL
from reports.language.formatting import Formatter, formatter_of
from reports.months.reader import FigureReader
from reports.months.relations import Span
from reports.pages.filters import Filters
from reports.pages.history import History, replay_history
from reports.pages.list_page import draw_list
from reports.pages.number_search import install_number_search
from reports.pages.ticket_list import PATH, list_view, parse_list
from reports.pages.ticket_page import journal_view, ticket_view
from reports.pages.wait_view import waits_view
from reports.query import Query
from reports.statistics.listing import list_legs
from storage.past_days import entries_of_day
from storage.reading import JournalReader
from web.callers import Caller
from web.errors import RequestRefused
from web.redirects import way_back
from web.roles import Right, Role
from web.sight import list_kept_back
from web.site import Site


class UnknownPastTicket(RequestRefused):
    """No such ticket, today or earlier, that the caller may see."""

    code, status = "unknown_past_ticket", 404


def install_ticket_pages(site: Site, figures: FigureReader, journal: JournalReader) -> None:
    """Serve the list and the page of one ticket to whom they are for."""
    _install_list(site, figures)
    install_number_search(site, figures)
    _install_ticket(site, journal)


def may_see(caller: Caller, legs: Sequence[Leg]) -> bool:
    """Say whether a ticket with these legs is within what the caller may see.

    A department's head sees what has been in the own department, an officer what the officer has
    served or called.
    """
    if caller.role in SEE_ALL:
        return True
    if caller.role is Role.OFFICER:
        return any(leg.officer == caller.name for leg in legs)
    return any(leg.department == caller.department for leg in legs)


def _install_list(site: Site, figures: FigureReader) -> None:
    def make_view(
        caller: Caller, query: Query, span: Span, filters: Filters, write: Formatter
    ) -> tuple[bool, Mapping[str, Any]]:
        listed = parse_list(request.args, query.filter, span, site.office.hall.catalogue.limits)
        listed = replace(listed, without=list_kept_back(site.office.hall, caller))
        _, page = figures.ask_for_request(partial(list_legs, query=listed))
        return listed.after is None, list_view(page, listed, filters, write)

    @site.staff_page(PATH, Right.READ_FIGURES)
    def reports_tickets(caller: Caller) -> Response:
        return draw_list(site, caller, "tickets.html", partial(make_view, caller))


def _install_ticket(site: Site, journal: JournalReader) -> None:
    @site.staff_page(f"{PATH}/<ticket_id>", Right.READ_FIGURES)
    def reports_ticket(caller: Caller, ticket_id: str) -> Response:
        catalogue, now = site.office.hall.catalogue, site.office.now()

        def read(connection: Connection) -> History | None:
            entries = entries_of_day(connection, ticket_id, catalogue.zone_info)
            return replay_history(entries, ticket_id, catalogue, now)

        found = journal.look(read)
        if ticket_id in list_kept_back(site.office.hall, caller):
            raise UnknownPastTicket
        if found is None or not may_see(caller, visit(found.timeline).legs):
            raise UnknownPastTicket
        write = formatter_of(site, language := site.language())
        audits = caller.role in SEE_ALL
        return site.render_page(
            "ticket.html",
            language=language,
            screen="reports",
            active="statistics",
            name=caller.name,
            role=caller.role,
            ticket=ticket_view(found, now, write),
            back=way_back("/reports/mine" if caller.role is Role.OFFICER else "/reports"),
            waits=None if caller.role is Role.OFFICER else waits_view(found, now, catalogue, write),
            journal=journal_view(found, write) if audits else None,
        )
