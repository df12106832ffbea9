"""The tickets behind a figure as a page shows them: what is asked, and a row for each leg."""

from collections.abc import Mapping
from typing import Any

from queueing.catalogue import Limits
from queueing.errors import InvalidField
from reports.pages.filters import Filters
from reports.questions import Question
from reports.writing import NONE, Writer
from storage.sheets import Span
from storage.ticket_queries import FIGURES, SORTS, Found, Place, Wanted

PATH = "/reports/tickets"
ENDS = {
    "served": "Hoàn tất", "no_show": "Vắng mặt", "cancelled": "Đã hủy", "expired": "Hết hiệu lực",
    "transferred": "Chuyển đi", None: "Chưa xong",
}  # fmt: skip
TITLES = {
    "issued": "Số phiếu đã cấp",
    "transferred_in": "Lượt chuyển đến",
    "called": "Lượt đã gọi",
    "served": "Lượt hoàn tất",
    "no_show": "Lượt vắng mặt",
    "cancelled": "Lượt đã hủy",
    "expired": "Lượt hết hiệu lực",
    "transferred_out": "Lượt chuyển đi",
    "late": "Lượt chờ quá mục tiêu %(target)s phút",
    "very_late": "Lượt chờ quá giới hạn %(red)s phút",
    "recalled": "Lượt phải gọi lại",
    "priority": "Lượt ưu tiên đã gọi",
    "parked": "Lượt có lúc giữ lại",
    "promises": "Lượt có hẹn giờ trên phiếu",
    "promise_kept": "Lượt gọi không muộn hơn lời hứa",
    "promise_broken": "Lượt gọi muộn hơn lời hứa",
    "promise_early": "Lượt gọi sớm hơn lời hứa",
    "ratings": "Lượt có đánh giá",
}
SORT_NAMES = {
    "time": "Thời điểm", "waiting": "Chờ", "service": "Phục vụ", "parked": "Giữ phiếu",
}  # fmt: skip


def wanted(parameters: Mapping[str, str], question: Question, span: Span, limits: Limits) -> Wanted:
    """Return which legs the address asks for; raise InvalidField for a figure that counts none."""
    figure = parameters.get("figure", "called")
    if figure not in FIGURES:
        raise InvalidField(field="figure")
    part = {
        name: value for name in question.part.__slots__ if (value := getattr(question.part, name))
    }
    return Wanted(figure, span, part, limits.target_wait_s, limits.red_line_wait_s)


def asked_sort(parameters: Mapping[str, str]) -> str:
    """Return how the list is sorted; raise InvalidField."""
    sort = parameters.get("sort", SORTS[0])
    if sort not in SORTS:
        raise InvalidField(field="sort")
    return sort


def asked_place(parameters: Mapping[str, str]) -> Place | None:
    """Return where the page before ended (`page`), None for the first; raise InvalidField."""
    text = parameters.get("page")
    if not text:
        return None
    try:
        value, leg, ticket = text.split(":", 2)
        return Place(float(value), ticket, int(leg))
    except ValueError:
        raise InvalidField(field="page")


def shown(
    found: Found, asked: Wanted, sort: str, filters: Filters, write: Writer
) -> dict[str, Any]:
    """Return what the template needs: title, rows, links to other sortings and the next page."""
    _ = write.gettext
    here = {"figure": asked.figure, "sort": sort}
    target, red = (write.count(limit / 60) for limit in (asked.target_s, asked.red_line_s))
    following = found.following
    token = following and f"{following.value:.6f}:{following.leg}:{following.ticket}"
    return {
        "title": _(TITLES[asked.figure], target=target, red=red)
        if "%(" in TITLES[asked.figure] else _(TITLES[asked.figure]),
        "count": write.count(found.count),
        "rows": [_row(leg, asked, write) for leg in found.legs],
        "sorts": [
            {"name": _(SORT_NAMES[each]), "now": each == sort,
             "link": filters.link(PATH, figure=asked.figure, sort=each)}
            for each in SORTS
        ],
        "first": filters.link(PATH, **here),
        "following": token and filters.link(PATH, **here, page=token),
        "back": filters.link("/reports/statistics"),
    }  # fmt: skip


def _row(leg: Any, asked: Wanted, write: Writer) -> dict[str, Any]:
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
        "waiting": write.minutes(leg.waiting_s), "late": leg.waiting_s > asked.target_s,
        "promised": promised,
        "service_time": write.minutes(leg.service_s) if leg.called_at else NONE,
        "parked": write.minutes(leg.parked_s) if leg.parked_s else NONE,
        "end": write.gettext(ENDS[leg.end]), "priority": leg.priority != "normal",
        "priority_name": write.priority(leg.priority),
    }  # fmt: skip
