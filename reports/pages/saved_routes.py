"""The visits behind a figure that needed no number: `/reports/saved`."""

from functools import partial

from flask import Response, request

from reports.asking import parse_query
from reports.language.formatting import formatter_of
from reports.months.reader import FigureReader
from reports.pages.filters import Filters
from reports.pages.saved_list import PATH, parse_saved, saved_view
from reports.query import today
from reports.statistics.saved_listing import list_saved
from web.callers import Caller
from web.roles import Right
from web.site import Site


def install_saved_list(site: Site, figures: FigureReader) -> None:
    """Serve the list to whom reports are for."""

    @site.staff_page(PATH, Right.READ_FIGURES)
    def saved_visits(caller: Caller) -> Response:
        office = site.office
        day = today(office.hall, office.now()).first
        query = parse_query(request.args, caller, day)
        span = query.period.span(office.hall.catalogue.zone_info)
        listed = parse_saved(request.args, query.filter, span)
        _, page = figures.ask_for_request(partial(list_saved, query=listed))
        write = formatter_of(site, language := site.language())
        return site.render_page(
            "saved.html",
            language=language,
            screen="reports",
            active="statistics",
            name=caller.name,
            role=caller.role,
            period=query.period,
            part=query.filter,
            write=write,
            first_page=listed.after is None,
            **saved_view(page, listed, Filters(request.args, query), write),
        )
