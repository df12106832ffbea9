"""Centres with other limits and hours, each small enough to be watched at every step."""

from dataclasses import replace
from datetime import UTC, datetime, time

from queueing.catalogue import Counter, Limits, Preference
from queueing.hours import Hours
from tests.queueing.centre import MORNING, small_centre

WEEK = {n: ((time(7), time(10, 30)), (time(13), time(16, 30))) for n in range(5)}
AFTERNOON = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)  # 16:05, closing at 16:30
EVENING = datetime(2026, 11, 23, 10, 50, tzinfo=UTC)  # 17:50, the day ends at 18:00
HURRIED = Limits(
    recalls=1, recall_interval_s=12, undo_s=3, no_show_calls=1, no_show_after_s=70,
    no_show_enforced=True, restore_within_s=70, restores=1, postpones=1, postpone_places=2,
    postpone_s=30, rate_within_s=12, take_back_s=70, unsure_after_s=60,
    again_within_s=3, run_numbers=2, run_s=12,
)  # fmt: skip


def _with_closed_places():
    """Service B gives no numbers, D has no counter, and counter 2 serves A alone."""
    usual = small_centre()
    services = dict(usual.services)
    services["B"] = replace(services["B"], closed_reason="closed")
    services["D"] = replace(services["C"], code="D", letter="D")
    counters = {**usual.counters, "2": Counter("2", "02", "tret", "XD", (Preference("A"),))}
    return small_centre(services=services, counters=counters)


CENTRES = {
    "usual": (small_centre(), MORNING),
    "enforced absence": (small_centre(limits=Limits(no_show_enforced=True)), MORNING),
    "hurried": (small_centre(limits=HURRIED), MORNING),
    "before closing": (small_centre(hours=Hours(WEEK, enforced=True)), AFTERNOON),
    "before the day's end": (small_centre(day_ends=time(18, 0)), EVENING),
    "closed places": (_with_closed_places(), MORNING),
}
