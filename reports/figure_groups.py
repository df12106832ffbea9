"""Which figures are shown together: the groups of columns of a report."""

from reports.aggregates import Figure
from reports.figures import BY_KEY

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "waiting": ("Thời gian chờ", (
        "called", "wait_mean_s", "wait_p50_s", "wait_p90_s", "wait_max_s", "wait_within_target",
        "wait_within_red_line", "unsure",
    )),
    "outcome": ("Kết quả", (
        "issued", "transferred_in", "next_matters", "called", "served", "no_show", "cancelled",
        "expired", "transferred_out", "no_show_rate", "abandonment",
    )),
    "service": ("Phục vụ", (
        "served", "service_mean_s", "service_p50_s", "service_p90_s", "service_max_s", "unsure",
        "recalls", "priority_share",
    )),
    "walking": ("Di chuyển đến quầy", (
        "called", "walking_known", "walking_mean_s", "walking_p50_s", "walking_p90_s",
        "walking_max_s",
    )),
    "parked": ("Giữ phiếu", ("called", "parked", "parked_mean_s", "parked_p90_s", "parked_max_s")),
    "visit": (
        "Tổng thời gian", ("served", "visit_mean_s", "visit_p50_s", "visit_p90_s", "visit_max_s"),
    ),
    "visits": ("Lượt đến", (
        "visits", "legs", "several_matters", "next_matters", "visit_wait_mean_s",
        "visit_wait_p90_s", "visit_mean_s",
    )),
    "delivered": ("Hồ sơ đã làm", (
        "served", "dossiers", "dossiers_mean", "several_dossiers", "done_other", "supplements",
        "supplements_again",
    )),
    "chosen": ("Gọi ngoài thứ tự", (
        "called", "chosen", "chosen_share", "passed", "delay_s", "delay_mean_s",
    )),
    "counters": ("Quầy", ("open_s", "paused_s", "occupied_s", "occupancy")),
    "promise": ("Giờ hẹn trên phiếu", ("promises", "promise_kept", "promise_early")),
    "satisfaction": ("Hài lòng", ("served", "ratings", "rated_share", "satisfaction")),
    "saved": ("Lượt đi lại tiết kiệm được", (
        "issued", "saved", "saved_missing_papers", "saved_online", "saved_not_ready", "saved_home",
    )),
}  # fmt: skip
"""Group -> (Vietnamese name, keys of the figures); one group at a time is shown."""
SAVED_GROUP = "saved"
"""The only one of rows that stand for a reason or a procedure."""


def figures_of(group: str) -> list[Figure]:
    """Return the figures of a group, in order."""
    return [BY_KEY[key] for key in GROUPS[group][1]]
