"""The visits behind a figure that needed no number, as a page shows them."""

from collections.abc import Mapping
from typing import Any

from queueing.errors import InvalidField
from reports.figures import BY_KEY
from reports.language.channels import channel_name
from reports.language.formatting import NONE, Formatter
from reports.months.relations import Span
from reports.pages.filters import Filters
from reports.query import OF_SAVED, Filter
from reports.statistics.saved_listing import SavedPage, SavedQuery, SavedVisit

PATH = "/reports/saved"
KNOWN = ("department", "service", "channel")
"""What of a filter is known of somebody who took no number."""


def parse_saved(parameters: Mapping[str, str], filter: Filter, span: Span) -> SavedQuery:
    """Return which visits the address asks for; raise InvalidField for what cannot be listed."""
    figure, after = parameters.get("figure", "saved"), parameters.get("page") or None
    if figure not in BY_KEY or not BY_KEY[figure].of_saved:
        raise InvalidField(field="figure")
    for name in filter.given:
        if name not in KNOWN:
            raise InvalidField(field=name)
    if after is not None and not (after.isascii() and after.isdigit() and len(after) < 19):
        raise InvalidField(field="page")
    only: dict[str, str] = {name: parameters[name] for name in OF_SAVED if parameters.get(name)}
    return SavedQuery(figure, span, filter, only, None if after is None else int(after))


def saved_view(
    page: SavedPage, query: SavedQuery, filters: Filters, write: Formatter
) -> dict[str, Any]:
    """Return what the template needs: title, rows, links to the next page and back."""
    here = {"figure": query.figure, **query.only}
    following = page.following
    chosen = [getattr(write, name)(value) for name, value in query.only.items()]
    return {
        "title": write.gettext(BY_KEY[query.figure].title),
        "count": write.count(page.count),
        "chosen": chosen,
        "rows": [_row(visit, write) for visit in page.visits],
        "first": filters.link(PATH, **here),
        "following": following and filters.link(PATH, **here, page=str(following)),
        "back": filters.link("/reports/statistics"),
    }


def _row(visit: SavedVisit, write: Formatter) -> dict[str, str]:
    return {
        "day": write.day(visit.day), "at": write.clock(visit.saved_at),
        "reason": write.reason(visit.reason),
        "procedure": write.procedure(visit.procedure) if visit.procedure else NONE,
        "service": write.service(visit.service), "department": write.department(visit.department),
        "channel": channel_name(visit.channel, write.gettext),
    }  # fmt: skip
