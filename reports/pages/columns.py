"""Which figures stand together in a table, and which tickets are behind each."""

from reports.definitions import DEFINITIONS, Definition

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "waiting": ("Thời gian chờ", (
        "called", "wait_mean_s", "wait_p50_s", "wait_p90_s", "wait_max_s", "wait_within_target",
        "wait_within_red_line",
    )),
    "outcome": ("Kết quả", (
        "issued", "transferred_in", "called", "served", "no_show", "cancelled", "expired",
        "transferred_out", "no_show_rate", "abandonment",
    )),
    "service": ("Phục vụ", (
        "served", "service_mean_s", "service_p50_s", "service_p90_s", "service_max_s", "recalls",
        "priority_share",
    )),
    "walking": ("Di chuyển đến quầy", (
        "called", "walking_known", "walking_mean_s", "walking_p50_s", "walking_p90_s",
        "walking_max_s",
    )),
    "parked": ("Giữ phiếu", ("called", "parked", "parked_mean_s", "parked_p90_s", "parked_max_s")),
    "visit": ("Cả lượt", (
        "served", "visit_mean_s", "visit_p50_s", "visit_p90_s", "visit_max_s",
    )),
    "counters": ("Quầy", (
        "open_s", "paused_s", "occupied_s", "occupancy",
    )),
    "promise": ("Lời hứa", ("promises", "promise_kept", "promise_early")),
    "satisfaction": ("Hài lòng", ("served", "ratings", "rated_share", "satisfaction")),
}  # fmt: skip
"""Group -> (Vietnamese name, keys of the figures); one group at a time is shown."""

BEHIND = {
    "wait_within_target": "late", "wait_within_red_line": "very_late", "recalls": "recalled",
    "priority_share": "priority", "no_show_rate": "no_show", "promise_kept": "promise_broken",
    "satisfaction": "ratings", "rated_share": "ratings",
}  # fmt: skip
"""Figures whose tickets are counted under another name than their own."""
BEHIND_ALL = {"wait": "called", "walking": "called", "service": "served", "parked": "parked"}
"""The same for the times of a kind: `wait_mean_s` is made of all that were called."""
NO_TICKETS = ("open_s", "paused_s", "occupied_s", "occupancy", "abandonment")
FEW = ("_p50_s", "_p90_s")
KNOWN = {definition.key: definition for definition in DEFINITIONS}


def columns(group: str) -> list[Definition]:
    """Return the definitions of a group's figures, in order."""
    return [KNOWN[key] for key in GROUPS[group][1] if key in KNOWN]


def tickets_behind(key: str) -> str | None:
    """Return the figure by which the list of tickets knows what a figure is made of."""
    if key in NO_TICKETS:
        return None
    kind = key.partition("_")[0]
    return BEHIND.get(key) or (BEHIND_ALL.get(kind, key) if key.endswith("_s") else key)
