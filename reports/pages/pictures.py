"""The charts of a report: waits by day or by hour, and hours by weekdays as a heat map."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from reports.language.formatting import Formatter
from reports.live.heat import ENOUGH_CALLS, find_mean_wait
from reports.pages.charts import Chart, Series, bars, heat_step, line
from reports.query import Result, Row

FIGURE, HIGH = "wait_mean_s", "wait_p90_s"


def draw_course(result: Result, write: Formatter) -> dict[str, Any] | None:
    """Return the chart of waiting over the days or hours of an result, with the same in a table."""
    rows = _from_first_to_last_call(result)
    if not rows:
        return None
    _, daily = write.gettext, result.query.by == "day"
    labels = [_label(row.key, write, daily=daily) for row in rows]
    target = result.hall.catalogue.limits.target_wait_s / 60
    chart = Chart(
        "course",
        _("Thời gian chờ theo ngày") if daily else _("Thời gian chờ theo giờ"),
        _highest(rows, labels, write),
        labels,
        [Series(_("Chờ trung bình"), _minutes(rows, FIGURE)),
         Series(_("90% chờ dưới"), _minutes(rows, HIGH))],
        write.count,
        target,
        wide=not daily,
    )  # fmt: skip
    return {
        "title": chart.title,
        "svg": line(chart) if daily else bars(chart),
        "daily": daily,
        "limit": _("mục tiêu %(n)s phút", n=write.count(target)),
        "names": [series.name for series in chart.series],
        "rows": [
            (label, *(_written(row.figures.get(key), write) for key in (FIGURE, HIGH)),
             write.count(row.figures.get("called") or 0))
            for label, row in zip(labels, rows, strict=True)
        ],
    }  # fmt: skip


def make_heat_map(result: Result, write: Formatter) -> dict[str, Any] | None:
    """Return mean waits, hours across and weekdays down; every cell holds its number.

    An hour that says nothing on any weekday is left out; None where no cell has enough calls.
    """
    called = [row for row in result.now.rows if row.key and row.figures.get("called")]
    known = {row.key: find_mean_wait(row) for row in called}
    telling = [key for key, value in known.items() if value is not None]
    if not telling:
        return None
    hours = sorted({int(key.split("-")[1]) for key in telling})
    days = sorted({int(key.split("-")[0]) for key in known})
    red_line = result.hall.catalogue.limits.red_line_wait_s
    return {
        "enough_calls": ENOUGH_CALLS,
        "hours": [write.gettext("%(n)s giờ", n=hour) for hour in hours],
        "rows": [
            (write.weekday(day), [_heat(known.get(f"{day}-{hour}"), red_line, write)
                                  for hour in hours])
            for day in days
        ],
    }  # fmt: skip


def _from_first_to_last_call(result: Result) -> Sequence[Row]:
    """Return the days or hours without the quiet ones at both ends."""
    rows = [row for row in result.now.rows if row.key]
    busy = [place for place, row in enumerate(rows) if row.figures.get("called")]
    return rows[busy[0] : busy[-1] + 1] if busy else []


def _heat(seconds: float | None, most_s: float, write: Formatter) -> dict[str, Any]:
    text = None if seconds is None else write.count(round(seconds / 60))
    return {"text": text, "step": heat_step(seconds, most_s)}


def _label(key: str, write: Formatter, *, daily: bool) -> str:
    return write.short_day(date.fromisoformat(key)) if daily else f"{int(key):02}:00"


def _highest(rows: Sequence[Row], labels: Sequence[str], write: Formatter) -> str:
    waits = [(row.figures.get(FIGURE) or 0, label) for row, label in zip(rows, labels, strict=True)]
    seconds, label = max(waits, key=lambda wait: wait[0])
    return write.gettext(
        "Chờ trung bình cao nhất là %(n)s phút, %(when)s.", n=write.minutes(seconds), when=label
    )


def _minutes(rows: Sequence[Row], key: str) -> list[float | None]:
    values = [row.figures.get(key) for row in rows]
    return [None if value is None else value / 60 for value in values]


def _written(seconds: float | None, write: Formatter) -> str | None:
    return None if seconds is None else write.minutes(seconds)
