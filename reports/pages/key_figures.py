"""The figures on top of a report, each with its target or what it is made of, and its change."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.figures import BY_KEY
from reports.language.formatting import Formatter
from reports.live.targets import SHARE
from reports.pages.filters import Filters
from reports.pages.sheet import NOBODY, cell, misses_target, pair_values
from reports.pages.ticket_list import PATH as TICKETS
from reports.query import Result, Value

KEYS = ("served", "wait_mean_s", "wait_within_target", "promise_kept", "satisfaction")
OWN_KEYS = ("served", "service_mean_s", "wait_mean_s", "promise_kept", "satisfaction")
"""An officer's own: how many, and how long each took."""
IN_MINUTES = ("wait_mean_s", "service_mean_s")
LEAST_RATINGS = 10
Figures = Mapping[str, Value]


def key_figures(
    result: Result, filters: Filters, write: Formatter, keys: Sequence[str] = KEYS
) -> list[dict[str, Any]]:
    """Return five figures of the whole part that was asked about."""
    now, compared = result.now.total, result.compared
    pair = (compared.now.total, compared.before.total) if compared else NOBODY
    limits = result.hall.catalogue.limits
    notes = {
        "served": _served, "service_mean_s": _lasted, "wait_mean_s": _waited,
        "wait_within_target": _within, "promise_kept": _promised, "satisfaction": _rated,
    }  # fmt: skip
    found = []
    for key in keys:
        few = key == "satisfaction" and (now.get("ratings") or 0) < LEAST_RATINGS
        value = None if few else now.get(key)
        found.append(
            {
                "definition": BY_KEY[key],
                **cell(BY_KEY[key], value, pair, write),
                "said": None
                if value is None
                else describe_change(key, *pair_values(key, pair), write),
                "unit": write.gettext("phút") if key in IN_MINUTES else None,
                "note": notes[key](now, limits.target_wait_s, write),
                "bad": misses_target(key, value, limits),
                "link": filters.link(TICKETS, figure=key) if value else None,
            }
        )
    return found


def describe_change(key: str, now: Value, before: Value, write: Formatter) -> str | None:
    """Say how a figure has changed since the span before, in words; None if that cannot be told."""
    if now is None or before is None:
        return None
    kind = BY_KEY[key].kind
    change = write.difference(kind, now, before)
    if change == "0":
        return write.gettext("bằng kỳ trước")
    unit = {"seconds": "phút", "share": "điểm phần trăm", "count": "lượt"}[kind]
    text = "thấp hơn kỳ trước %(n)s %(unit)s" if now < before else "cao hơn kỳ trước %(n)s %(unit)s"
    return write.gettext(text, n=change[1:], unit=write.gettext(unit))


def _served(now: Figures, _target_s: float, write: Formatter) -> str:
    """Say how many tickets there were, unless nobody can tell: no counter issues any."""
    issued, missed = now.get("issued"), write.count(now.get("no_show") or 0)
    said = [write.gettext("%(n)s lượt vắng mặt", n=missed)]
    if issued is not None:
        said.insert(0, write.gettext("%(n)s phiếu đã cấp", n=write.count(issued)))
    return " · ".join(said)


def _waited(now: Figures, target_s: float, write: Formatter) -> str:
    text = "vượt mục tiêu %(n)s phút" if (now.get("wait_mean_s") or 0) > target_s else (
        "mục tiêu %(n)s phút"
    )  # fmt: skip
    said = [write.gettext(text, n=write.count(target_s / 60))]
    for key, words in (
        ("wait_p50_s", "một nửa chờ dưới %(n)s phút"), ("wait_p90_s", "90%% chờ dưới %(n)s phút"),
    ):  # fmt: skip
        value = now.get(key)
        if value is not None:
            said.append(write.gettext(words, n=write.minutes(value)))
    return " · ".join(said)


def _lasted(now: Figures, _target_s: float, write: Formatter) -> str:
    half = now.get("service_p50_s")
    return "" if half is None else write.gettext("một nửa dưới %(n)s phút", n=write.minutes(half))


def _within(now: Figures, _target_s: float, write: Formatter) -> str:
    share, value = now.get("wait_within_target"), now.get("wait_within_red_line")
    if share is None or value is None:
        return write.gettext("chưa gọi ai")
    aim = "dưới mục tiêu %(n)s" if share < SHARE else "mục tiêu %(n)s"
    within = write.gettext("chờ trong giới hạn: %(share)s", share=write.percent(value))
    return f"{write.gettext(aim, n=write.percent(SHARE))} · {within}"


def _promised(now: Figures, _target_s: float, write: Formatter) -> str:
    """Say how many promises there were, and how many were called before the printed low end."""
    promises, early = now.get("promises") or 0, now.get("promise_early")
    said = [write.gettext("%(n)s phiếu có ghi giờ", n=write.count(promises))]
    if early is not None:
        said.append(write.gettext("%(share)s được gọi sớm hơn", share=write.percent(early)))
    return " · ".join(said)


def _rated(now: Figures, _target_s: float, write: Formatter) -> str:
    return write.gettext(
        "%(n)s đánh giá · %(share)s lượt phục vụ",
        n=write.count(now.get("ratings") or 0), share=write.percent(now.get("rated_share") or 0),
    )  # fmt: skip
