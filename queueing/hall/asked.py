"""Who sees to an alarm, and which counters were asked to serve: both end by themselves."""

from queueing.events import AlarmTakenOn, CounterAsked
from queueing.hall.desks import Told
from queueing.hall.hall import Hall


def take_on(hall: Hall, event: AlarmTakenOn, seq: int) -> None:
    """Record who sees to it; whoever says so later takes it over."""
    hall.taken_on[event.subject] = Told(event.by, event.at)


def ask(hall: Hall, event: CounterAsked, seq: int) -> None:
    """Record that the counter was asked, until its officer opens it, calls or closes it."""
    hall.asked[event.counter] = Told(event.by, event.at)
