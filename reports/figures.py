"""The figures of one department, or of all together, always made from the single legs."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from queueing.times import TRANSFERRED, mean, percentile, ratio, satisfaction, service_level
from storage.report_queries import (
    CalledLeg,
    GivenUpLeg,
    Span,
    corrected_by_department,
    issued_by_department,
    legs_called,
    legs_given_up,
    ratings_by_department,
    transferred_in_by_department,
)

Row = dict[str, Any]


@dataclass(slots=True)
class Share:
    """What a period holds of one department: counts, and the legs called or given up in it.

    `corrected`: waiting tickets that were moved to the right service, before any call.
    `ratings`: level -> how many of those legs were rated so.
    """

    issued: int = 0
    transferred_in: int = 0
    corrected: int = 0
    called: list[CalledLeg] = field(default_factory=list)
    given_up: list[GivenUpLeg] = field(default_factory=list)
    ratings: Counter[str] = field(default_factory=Counter)


def shares(connection: Connection, span: Span) -> Mapping[str, Share]:
    """Return department -> what the span holds of it; departments without anything are left out."""
    found: defaultdict[str, Share] = defaultdict(Share)
    for department, count in issued_by_department(connection, span).items():
        found[department].issued = count
    for department, count in transferred_in_by_department(connection, span).items():
        found[department].transferred_in = count
    for department, count in corrected_by_department(connection, span).items():
        found[department].corrected = count
    for called in legs_called(connection, span):
        found[called.department].called.append(called)
    for given_up in legs_given_up(connection, span):
        found[given_up.department].given_up.append(given_up)
    for department, levels in ratings_by_department(connection, span).items():
        found[department].ratings = levels
    return dict(found)


def together(parts: Sequence[Share]) -> Share:
    """Return all parts as one: a total comes from the legs, never from other rows' averages."""
    return Share(
        sum(part.issued for part in parts),
        sum(part.transferred_in for part in parts),
        sum(part.corrected for part in parts),
        [leg for part in parts for leg in part.called],
        [leg for part in parts for leg in part.given_up],
        sum((part.ratings for part in parts), Counter()),
    )


def row(share: Share, waiting_now: int, target_s: float) -> Row:
    """Return the figures of the outside contract; definitions in queueing.times."""
    waits = [leg.waiting_s for leg in share.called]
    lost = [leg.waiting_s for leg in share.given_up if not leg.called]
    services = [leg.service_s for leg in share.called if leg.end == "served"]
    ended = [leg.end for leg in share.called]
    given_up = [leg.end for leg in share.given_up]
    within = service_level(waits, lost, target_s)
    return {
        "issued": share.issued,
        "transferred_in": share.transferred_in,
        "called": len(share.called),
        "served": ended.count("served"),
        "no_show": ended.count("no_show"),
        "cancelled": given_up.count("cancelled"),
        "expired": given_up.count("expired"),
        "transferred_out": ended.count(TRANSFERRED) + share.corrected,
        "waiting_now": waiting_now,
        "wait_mean_s": _seconds(mean(waits)),
        "wait_p50_s": _seconds(percentile(waits, 50)),
        "wait_p90_s": _seconds(percentile(waits, 90)),
        "wait_within_target": _share(within),
        "service_mean_s": _seconds(mean(services)),
        "service_p90_s": _seconds(percentile(services, 90)),
        "satisfaction": _share(satisfaction(share.ratings)),
        "ratings": share.ratings.total(),
        "rated_share": _share(ratio(share.ratings.total(), ended.count("served"))),
    }


def _seconds(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
