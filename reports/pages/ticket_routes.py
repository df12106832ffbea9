"""The tickets behind a figure, and one ticket: `/reports/tickets`, `/reports/tickets/ID`."""

from collections.abc import Sequence
from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from queueing.numbering import service_day
from reports.pages.filters import Filters
from reports.pages.history import History, history
from reports.pages.ticket_list import PATH, asked_place, asked_sort, shown, wanted
from reports.pages.ticket_page import journal_view, ticket_view
from reports.questions import OFFICER, READERS, SEE_ALL, asked
from reports.writing import writer_of
from storage.past_days import day_of
from storage.projector import Projector
from storage.reading import JournalReader
from storage.ticket_queries import ticket_with_legs, tickets_behind
from web.errors import RequestRefused
from web.sign_in import EVERYWHERE, Caller
from web.site import Site


class UnknownPastTicket(RequestRefused):
    """No such ticket, today or earlier, that the caller may see."""

    code, status = "unknown_past_ticket", 404


def install_ticket_pages(site: Site, projector: Projector, journal: JournalReader) -> None:
    """Serve the list and the page of one ticket to whom they are for."""
    _install_list(site, projector)
    _install_ticket(site, projector, journal)


def may_see(caller: Caller, legs: Sequence[Any]) -> bool:
    """Say whether a ticket with these legs is within what the caller may see.

    A department's head sees what has been in the own department, an officer what the officer has
    served or called.
    """
    if caller.role in (*SEE_ALL, EVERYWHERE):
        return True
    if caller.role == OFFICER:
        return any(leg.officer == caller.name for leg in legs)
    return any(leg.department == caller.department for leg in legs)


def _install_list(site: Site, projector: Projector) -> None:
    @site.app.get(PATH)
    def reports_tickets() -> Response:
        caller = site.signed_in(*READERS)
        if isinstance(caller, Response):
            return caller
        catalogue, language = site.office.hall.catalogue, site.language()
        today = service_day(site.office.now(), catalogue.zone_info)
        question = asked(request.args, caller, today)
        span = question.period.span(catalogue.zone_info)
        which = wanted(request.args, question, span, catalogue.limits)
        sort, after = asked_sort(request.args), asked_place(request.args)
        found = projector.read(lambda rows: tickets_behind(rows, which, sort, after))[1]
        write = writer_of(site, language)
        return site.page(
            "tickets.html",
            language=language,
            screen="reports",
            active="statistics",
            name=caller.name,
            role=caller.role,
            period=question.period,
            part=question.part,
            write=write,
            first_page=after is None,
            **shown(found, which, sort, Filters(request.args, question), write),
        )


def _install_ticket(site: Site, projector: Projector, journal: JournalReader) -> None:
    @site.app.get(f"{PATH}/<ticket_id>")
    def reports_ticket(ticket_id: str) -> Response:
        caller = site.signed_in(*READERS)
        if isinstance(caller, Response):
            return caller
        catalogue = site.office.hall.catalogue
        row = projector.read(lambda rows: ticket_with_legs(rows, ticket_id))[1]
        if row is None or not may_see(caller, row[1]):
            raise UnknownPastTicket

        def read(connection: Connection) -> History | None:
            return history(day_of(connection, ticket_id, row[0].issued_at), ticket_id, catalogue)

        found = journal.look(read)
        if found is None:
            raise UnknownPastTicket
        write = writer_of(site, language := site.language())
        audits = caller.role in (*SEE_ALL, EVERYWHERE)
        return site.page(
            "ticket.html",
            language=language,
            screen="reports",
            active="statistics",
            name=caller.name,
            role=caller.role,
            ticket=ticket_view(found, site.office.now(), write),
            journal=journal_view(found, write) if audits else None,
        )
