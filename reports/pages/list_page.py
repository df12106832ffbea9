"""What the lists behind figures share as pages: a heading, rows page by page, the way back."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request

from reports.asking import parse_query
from reports.language.formatting import Formatter, formatter_of
from reports.months.relations import Span
from reports.pages.filters import Filters
from reports.query import Query, today
from web.callers import Caller
from web.site import Site

MakeView = Callable[[Query, Span, Filters, Formatter], tuple[bool, Mapping[str, Any]]]
"""Returns whether it is the first page, and what the template needs besides."""


def draw_list(site: Site, caller: Caller, template: str, make_view: MakeView) -> Response:
    """Return a list for the span and filter that the address asks for; raise InvalidField."""
    hall = site.office.hall
    query = parse_query(request.args, caller, today(hall, site.office.now()).first)
    span = query.period.span(hall.catalogue.zone_info)
    write = formatter_of(site, language := site.language())
    first_page, view = make_view(query, span, Filters(request.args, query), write)
    return site.render_page(
        template,
        language=language,
        screen="reports",
        active="statistics",
        name=caller.name,
        role=caller.role,
        period=query.period,
        part=query.filter,
        write=write,
        first_page=first_page,
        **view,
    )
