"""The figures of one row, made of counts and times; how each is defined is in queueing.times."""

from collections.abc import Mapping
from dataclasses import dataclass

from queueing.tickets import LEVELS
from queueing.times import (
    abandonment,
    no_show_rate,
    occupancy,
    ratio,
    satisfaction,
    service_level,
)
from reports.answers import Figures, Value
from reports.statistics.groups import Times
from reports.statistics.sessions import Work


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts and times by name: an item for each row, and last one for all rows together.

    Without `issued` nobody can tell how many tickets there were: no counter issues any.
    """

    counts: Mapping[str, list[int]]
    times: Mapping[str, list[Times]]

    def of(self, row: int) -> Mapping[str, int]:
        """Return the counts of a row."""
        return {name: counts[row] for name, counts in self.counts.items()}

    def holds(self, row: int) -> bool:
        """Say whether anything was counted in a row."""
        return any(counts[row] for counts in self.counts.values())

    def nothing(self) -> "Tally":
        """Return a tally of the same names with one row in which nothing is."""
        return Tally({name: [0] for name in self.counts}, {name: [Times()] for name in self.times})


def figures(tally: Tally, row: int, work: Work | None) -> Figures:
    """Return all figures of a row, in the order of reports.definitions.

    `work`: of the sessions in it; None: nobody can tell, since no session belongs to a row alone.
    """
    counts = tally.of(row)
    times = {name: each[row] for name, each in tally.times.items()}
    return {
        **_came_and_went(counts),
        **times["wait"].figures("wait"),
        **_service_levels(counts),
        **times["walking"].figures("walking"),
        "walking_known": _share(ratio(times["walking"].n, counts["called"])),
        **times["service"].figures("service"),
        **_parked(times["parked"]),
        **times["visit"].figures("visit"),
        **_rates(counts),
        **_work(work),
        **_promises(counts),
        **_ratings(counts),
    }


def _came_and_went(counts: Mapping[str, int]) -> Figures:
    called = counts["called"]
    return {
        "issued": counts.get("issued"),
        "transferred_in": counts["transferred_in"],
        "called": called,
        "served": counts["served"],
        "no_show": counts["no_show"],
        "cancelled": counts["cancelled"],
        "expired": counts["expired"],
        "transferred_out": counts["transferred"] + counts["moved"],
        "recalls": counts["calls"] - called,
        "priority_share": _share(ratio(called - counts["normal"], called)),
    }


def _service_levels(counts: Mapping[str, int]) -> Figures:
    return {
        f"wait_within_{limit}": _share(
            service_level(counts[f"within_{limit}"], counts["called"], counts[f"late_for_{limit}"])
        )
        for limit in ("target", "red_line")
    }


def _parked(times: Times) -> Figures:
    every = times.figures("parked")
    return {name: value for name, value in every.items() if name != "parked_p50_s"} | {
        "parked": times.n
    }


def _rates(counts: Mapping[str, int]) -> Figures:
    rate: Value = None
    if "issued" in counts:
        rate = abandonment(counts["abandoned"], counts["issued"], counts["taken_back"])
    return {
        "no_show_rate": _share(no_show_rate(counts["no_show"], counts["called"])),
        "abandonment": _share(rate),
    }


def _work(work: Work | None) -> Figures:
    if work is None:
        return dict.fromkeys(("open_s", "paused_s", "occupied_s", "occupancy"))
    return {
        "open_s": round(work.open_s, 1),
        "paused_s": round(work.paused_s, 1),
        "occupied_s": round(work.occupied_s, 1),
        "occupancy": _share(occupancy(work.occupied_s, work.open_s, work.paused_s)),
    }


def _promises(counts: Mapping[str, int]) -> Figures:
    promises = counts["promises"]
    return {
        "promise_kept": _share(ratio(counts["kept"], promises)),
        "promise_early": _share(ratio(counts["early"], promises)),
        "promises": promises,
    }


def _ratings(counts: Mapping[str, int]) -> Figures:
    given = {level: counts[level] for level in LEVELS}
    ratings = sum(given.values())
    return {
        "satisfaction": _share(satisfaction(given)),
        "ratings": ratings,
        "rated_share": _share(ratio(ratings, counts["served"])),
    }


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
