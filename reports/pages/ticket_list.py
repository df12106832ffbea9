"""The tickets behind a figure as a page shows them: what is asked, and a row for each leg."""

from collections.abc import Mapping
from typing import Any

from queueing.catalogue import Limits
from queueing.errors import InvalidField
from reports.chosen_figures import CHOSEN_FIGURES
from reports.figures import BY_KEY
from reports.language.channels import channel_name
from reports.language.formatting import NONE, Formatter
from reports.months.relations import Span
from reports.pages.filters import Filters
from reports.query import Filter
from reports.statistics.listing import SORTS, Leg, LegPage, ListQuery, Place

PATH = "/reports/tickets"
ENDS = {
    "served": "Hoàn tất", "no_show": "Vắng mặt", "cancelled": "Đã hủy", "expired": "Hết hiệu lực",
    "transferred": "Chuyển đi", None: "Chưa xong",
}  # fmt: skip
SORT_NAMES = {
    "time": "Thời điểm", "waiting": "Chờ", "service": "Phục vụ", "parked": "Giữ phiếu",
}  # fmt: skip

OUT_OF_TURN = frozenset(each.key for each in CHOSEN_FIGURES)
"""Figures whose lists say why, and what it cost others."""


def parse_list(
    parameters: Mapping[str, str], filter: Filter, span: Span, limits: Limits
) -> ListQuery:
    """Return which legs the address asks for; raise InvalidField for what cannot be listed."""
    figure, sort = parameters.get("figure", "called"), parameters.get("sort", "time")
    if figure not in BY_KEY or not BY_KEY[figure].listed or BY_KEY[figure].of_saved:
        raise InvalidField(field="figure")
    if sort not in SORTS:
        raise InvalidField(field="sort")
    return ListQuery(figure, span, filter, limits, sort, _parse_place(parameters.get("page")))


def _parse_place(text: str | None) -> Place | None:
    """Return where the page before ended, None for the first page; raise InvalidField."""
    if not text:
        return None
    try:
        value, leg, ticket = text.split(":", 2)
        return Place(int(value), ticket, int(leg))
    except ValueError:
        raise InvalidField(field="page")


def list_view(
    page: LegPage, query: ListQuery, filters: Filters, write: Formatter
) -> dict[str, Any]:
    """Return what the template needs: title, rows, links to other sortings and the next page."""
    _ = write.gettext
    here, limits = {"figure": query.figure, "sort": query.sort}, query.limits
    title, following = BY_KEY[query.figure].title, page.following
    waits = {"target": limits.target_wait_s, "red": limits.red_line_wait_s}
    fields = {name: write.count(wait_s / 60) for name, wait_s in waits.items()}
    token = following and f"{following.value}:{following.leg}:{following.ticket}"
    return {
        "title": _(title, **fields) if "%(" in title else _(title),
        "chosen": _list_chosen(query.filter, write),
        "count": write.count(page.count),
        "out_of_turn": query.figure in OUT_OF_TURN,
        "rows": [_row(leg, limits, write) for leg in page.legs],
        "sorts": [
            {"name": _(SORT_NAMES[each]), "now": each == query.sort,
             "link": filters.link(PATH, figure=query.figure, sort=each)}
            for each in SORTS
        ],
        "first": filters.link(PATH, **here),
        "following": token and filters.link(PATH, **here, page=token),
        "back": filters.link("/reports/statistics"),
    }  # fmt: skip


def _list_chosen(part: Filter, write: Formatter) -> list[str]:
    """Return what else than department and service the list is narrowed to, in words."""
    _ = write.gettext
    chosen = [
        part.counter and write.counter(part.counter),
        part.officer and _("cán bộ %(name)s", name=part.officer),
        part.priority and write.priority(part.priority),
        part.channel and channel_name(part.channel, _),
        part.call_reason and write.call_reason(part.call_reason),
    ]
    return [text for text in chosen if text]


def _row(leg: Leg, limits: Limits, write: Formatter) -> dict[str, Any]:
    promised = NONE
    if leg.high_min is not None:
        promised = (
            f"{leg.low_min}–{leg.high_min}" if leg.low_min is not None else f"≤ {leg.high_min}"
        )
    return {
        "ticket": leg.ticket, "number": leg.number, "day": write.day(leg.day),
        "service": write.service(leg.service), "counter": write.counter(leg.counter),
        "officer": write.officer(leg.officer), "entered": write.clock(leg.entered_at),
        "called": write.clock(leg.called_at), "ended": write.clock(leg.ended_at),
        "waiting": _say_wait(leg, write),
        "late": leg.waiting_us > limits.target_wait_s * 1e6 and not leg.wait_unsure,
        "promised": promised,
        "service_time": write.minutes(leg.service_us / 1e6) if leg.called_at else NONE,
        "unsure": leg.unsure,
        "wait_unsure": leg.wait_unsure and not leg.wait_unknown,
        "parked": write.minutes(leg.parked_us / 1e6) if leg.parked_us else NONE,
        "end": write.gettext(ENDS[leg.end]), "priority": leg.priority != "normal",
        "call_reason": write.call_reason(leg.call_reason) if leg.call_reason else NONE,
        "passed": NONE if leg.passed is None else write.count(leg.passed),
        "delay": NONE if leg.delay_us is None else write.minutes(leg.delay_us / 1e6),
        "priority_name": write.priority(leg.priority),
    }  # fmt: skip


def _say_wait(leg: Leg, write: Formatter) -> str:
    if leg.wait_unknown:
        return write.gettext("không rõ") if leg.wait_unsure else NONE
    return write.minutes(leg.waiting_us / 1e6)
