"""The table of a report: a row for each department, officer, day, with change and tickets."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from queueing.catalogue import Limits
from reports.aggregates import Figure
from reports.figure_groups import SAVED_GROUP, figures_of
from reports.figures import BY_KEY
from reports.language.dimensions import row_name
from reports.language.formatting import Formatter
from reports.live.targets import SHARE
from reports.pages.filters import Filters
from reports.pages.ordering import heading_links, order_of, sort_rows
from reports.pages.saved_list import PATH as SAVED_VISITS
from reports.pages.ticket_list import PATH as TICKETS
from reports.query import OF_SAVED, Dimension, Figures, Filter, Period, Result, Value

PATH = "/reports/statistics"
DEEPER: dict[str, Dimension] = {
    "department": "service", "service": "counter", "counter": "officer", "officer": "day",
    "priority": "department", "channel": "department", "call_reason": "department",
    "day": "department",
}  # fmt: skip
"""What a row is divided into when somebody wants to see more of it."""
Pair = tuple[Figures, Figures]
"""The figures of the days that are compared, and those of the earlier ones."""
NOBODY: Pair = ({}, {})


def make_sheet(
    result: Result, group: str, filters: Filters, write: Formatter, path: str = PATH
) -> dict[str, Any]:
    """Return columns, rows and total of one group of figures; `path`: of the page they are on.

    `timed`, `listed`: whether some of its figures are times, have a list behind them.
    """
    by, chosen = result.query.by, figures_of(group)
    compared = result.compared
    pairs = compared.pair_rows(by) if compared else {}
    totals = (compared.now.total, compared.before.total) if compared else NOBODY
    order = order_of(filters, group, chosen)
    cells = _Cells(chosen, filters, write, result.hall.catalogue.limits)
    rows = [
        {
            "name": row_name(by, row.key, write),
            "letter": _letter(by, row.key, write),
            "deeper": _deeper(by, row.key, filters),
            "quiet": not any(row.figures.values()),
            "cells": cells.of(row.figures, pairs.get(row.key, NOBODY), _only(by, row.key)),
        }
        for row in sort_rows(result.now.rows, order, by, write)
    ]
    return {
        "columns": chosen,
        "headings": heading_links(filters, path, order, chosen),
        "rows": rows,
        "compared": compared is not None and bool(compared.comparison.days),
        "timed": any(each.kind == "seconds" for each in chosen),
        "listed": any(each.listed for each in chosen),
        "of_saved": group == SAVED_GROUP,
        "lettered": any(row["letter"] for row in rows),
        "total": cells.of(result.now.total, totals, {}),
    }


class _Cells:
    """Writes the figures of one row after the other."""

    def __init__(
        self, chosen: list[Figure], filters: Filters, write: Formatter, limits: Limits
    ) -> None:
        self._chosen, self._filters, self._write = chosen, filters, write
        self._limits = limits

    def of(
        self, figures: Figures, pair: Pair, only: Mapping[str, str | None] | None
    ) -> list[dict[str, Any]]:
        """`only`: parameters that narrow the filter to this row; None: no filter can."""
        return [
            {
                **cell(each, figures.get(each.key), pair, self._write),
                "bad": misses_target(each.key, figures.get(each.key), self._limits),
                "link": self._link(each.key, figures.get(each.key), only),
            }
            for each in self._chosen
        ]

    def _link(
        self, key: str, value: float | None, only: Mapping[str, str | None] | None
    ) -> str | None:
        if only is None or not value or not BY_KEY[key].listed:
            return None
        path = SAVED_VISITS if BY_KEY[key].of_saved else TICKETS
        return self._filters.link(path, figure=key, **only)


def misses_target(key: str, value: Value, limits: Limits) -> bool:
    """Say whether a figure misses what the centre aims at: the wait, and how many kept to it."""
    if value is None:
        return False
    if key == "wait_within_target":
        return value < SHARE
    return key == "wait_mean_s" and value > limits.target_wait_s


def cell(each: Figure, value: float | None, pair: Pair, write: Formatter) -> dict[str, Any]:
    """Return a figure in writing, its change, or why there is none."""
    text = None if value is None else write.figure(each.kind, value)
    few = "Dưới 10 lượt thì không tính." if each.few else "Chưa có số liệu."
    now, before = pair_values(each.key, pair)
    change = None
    if value is not None and now is not None and before is not None:
        change = write.difference(each.kind, now, before)
    return {"text": text, "why": write.gettext(few), "change": change}


def pair_values(key: str, pair: Pair) -> tuple[float | None, float | None]:
    """Return a figure now and before; nothing beside nothing is no comparison."""
    now, before = (figures.get(key) for figures in pair)
    return (now, before) if now or before else (None, None)


def _letter(by: Dimension, key: str | None, write: Formatter) -> str | None:
    known = write.names["departments"].get(key) if by == "department" else None
    return known["letter"] if known else None


def _only(by: Dimension, key: str | None) -> dict[str, str | None] | None:
    """Return the parameters that ask for one row alone."""
    if not key:
        return None
    if by in Filter.__slots__ or by in OF_SAVED:
        return {by: key}
    return {"from_": key, "to": key} if by == "day" else None


def _deeper(by: Dimension, key: str | None, filters: Filters) -> str | None:
    only = _only(by, key)
    if only is None or by not in DEEPER:
        return None
    if by == "day" and key is not None:
        day = date.fromisoformat(key)
        return filters.of_period(PATH, Period(day, day), by=DEEPER[by])
    return filters.link(PATH, **only, by=DEEPER[by])
