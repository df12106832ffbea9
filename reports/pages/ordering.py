"""In which order a report's rows stand: the worst first, or by the heading that was pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from queueing.name_order import make_name_key
from reports.aggregates import Figure
from reports.language.dimensions import row_name
from reports.language.formatting import Formatter
from reports.pages.filters import Filters
from reports.query import Dimension, Row, TimeDimension

NAME = "name"
FALLING = "-"
WORST_FIRST = {
    "waiting": "-wait_mean_s", "promise": "promise_kept", "satisfaction": "satisfaction",
    "saved": "-saved",
}  # fmt: skip
"""Group of columns -> the order in which it is opened; the others as the centre lists its rows."""
LARGE_IS_GOOD = frozenset(
    {"wait_within_target", "wait_within_red_line", "promise_kept", "satisfaction", "rated_share"}
)
"""Of these the smallest come first when their heading is pressed once."""


@dataclass(frozen=True, slots=True)
class Order:
    """`key`: of a figure, or NAME; `falling`: the largest first."""

    key: str
    falling: bool

    @property
    def text(self) -> str:
        """The order as an address says it: `-wait_mean_s`, `name`."""
        return f"{FALLING if self.falling else ''}{self.key}"

    @property
    def aria(self) -> str:
        """The order as a screen reader is told it."""
        return "descending" if self.falling else "ascending"


def order_of(filters: Filters, group: str, chosen: Sequence[Figure]) -> Order | None:
    """Return the order that the address asks for, else the usual one; None: as rows come.

    Officers stand by their names alone, so that no table ranks them.
    """
    by = filters.query.by
    asked = filters.asked.get("order", "")
    found = Order(asked.removeprefix(FALLING), asked.startswith(FALLING))
    if found.key in _sortable(by, chosen):
        return found
    if by == "officer":
        return Order(NAME, falling=False)
    usual = "" if by in get_args(TimeDimension) else WORST_FIRST.get(group, "")
    return Order(usual.removeprefix(FALLING), usual.startswith(FALLING)) if usual else None


def sort_rows(
    rows: Sequence[Row], order: Order | None, by: Dimension, write: Formatter
) -> list[Row]:
    """Return the rows in an order; those without the figure, then those without any, come last."""
    if order is None:
        return sorted(rows, key=_is_quiet)
    if order.key == NAME:
        found = list(rows)
        if by not in get_args(TimeDimension):
            found.sort(key=lambda row: make_name_key(row_name(by, row.key, write)))
        return found[::-1] if order.falling else found
    known = [row for row in rows if row.figures.get(order.key) is not None]
    known.sort(key=lambda row: row.figures[order.key] or 0, reverse=order.falling)
    rest = [row for row in rows if row.figures.get(order.key) is None]
    return sorted([*known, *rest], key=_is_quiet)


def heading_links(
    filters: Filters, path: str, order: Order | None, chosen: Sequence[Figure]
) -> dict[str, dict[str, Any]]:
    """Return for each heading that sorts where it leads, and how it sorts now."""
    links = {}
    for key in _sortable(filters.query.by, chosen):
        now = order if order is not None and order.key == key else None
        falling = not now.falling if now else key != NAME and key not in LARGE_IS_GOOD
        address = filters.link(path, order=Order(key, falling).text)
        links[key] = {"link": address, "sorted": now and now.aria}
    return links


def _sortable(by: Dimension, chosen: Sequence[Figure]) -> list[str]:
    return [NAME, *([] if by == "officer" else [each.key for each in chosen])]


def _is_quiet(row: Row) -> bool:
    return not any(row.figures.values())
