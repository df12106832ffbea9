"""The visits behind a figure that needed no number: `/reports/saved`."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Response, request

from reports.language.formatting import Formatter
from reports.months.reader import FigureReader
from reports.months.relations import Span
from reports.pages.filters import Filters
from reports.pages.list_page import draw_list
from reports.pages.saved_list import PATH, parse_saved, saved_view
from reports.query import Query
from reports.statistics.saved_listing import list_saved
from web.callers import Caller
from web.roles import Right
from web.site import Site


def install_saved_list(site: Site, figures: FigureReader) -> None:
    """Serve the list to whom reports are for."""

    def make_view(
        query: Query, span: Span, filters: Filters, write: Formatter
    ) -> tuple[bool, Mapping[str, Any]]:
        listed = parse_saved(request.args, query.filter, span)
        _, page = figures.ask_for_request(partial(list_saved, query=listed))
        return listed.after is None, saved_view(page, listed, filters, write)

    @site.staff_page(PATH, Right.READ_FIGURES)
    def saved_visits(caller: Caller) -> Response:
        return draw_list(site, caller, "saved.html", make_view)
