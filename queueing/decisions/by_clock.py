"""What the clock alone ends beside a service day; asked before every batch."""

from datetime import datetime

from queueing.decisions.bulletins import end_over
from queueing.decisions.help_calls import end_tests
from queueing.events import Event
from queueing.hall import Hall


def end_by_clock(hall: Hall, now: datetime) -> tuple[Event, ...]:
    """Return what is over: bulletins after their time, forgotten test calls."""
    return (*end_over(hall, now), *end_tests(hall, now))
