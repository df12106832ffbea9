"""Help calls: an officer asks for help without a word, and who is near is told.

The counters near are those of the same floor: who sits there is there in seconds, and no centre has
to draw up a list. Guides and managers are told of all.
"""

from datetime import datetime, timedelta

from queueing.hall.desks import DeskState
from queueing.hall.hall import Hall
from queueing.hall.help_calls import HelpCall

TRIED_FOR = timedelta(minutes=10)
"""A test call that everybody forgets is over by then."""
HELD_FOR = timedelta(seconds=10)
"""So long a call stands before whoever made it can end it.

A key that sticks would otherwise call and end in turn. To call is never refused.
"""


def find_help_calls(hall: Hall) -> tuple[HelpCall, ...]:
    """Return the calls that nobody has ended, real ones first, then the oldest."""
    return tuple(sorted(hall.help_calls.values(), key=lambda each: (each.test, each.at)))


def find_help_calls_near(hall: Hall, counter: str) -> tuple[HelpCall, ...]:
    """Return those that the officer of a counter is told of: of other counters near."""
    return tuple(
        each
        for each in find_help_calls(hall)
        if each.counter != counter and is_near(hall, counter, each.counter)
    )


def held_until(call: HelpCall) -> datetime:
    """Return from when on whoever made a call can end it; everybody else can at once."""
    return call.at + HELD_FOR


def is_near(hall: Hall, counter: str, other: str) -> bool:
    """Say whether two counters are on one floor; a counter is near itself."""
    counters = hall.catalogue.counters
    here, there = counters.get(counter), counters.get(other)
    return here is not None and there is not None and here.floor == there.floor


def may_end_from(hall: Hall, own: str, counter: str, by: str | None) -> bool:
    """Say whether an officer who has chosen the counter `own` may end the call of one near.

    `by`: the officer, None: anybody who has chosen it, whoever is on the way.

    Who has closed it may be anywhere, and cannot see that all is well: then only whoever is on the
    way ends it. One's own call is ended wherever one is, and one that is over is no matter.
    """
    call = hall.help_calls.get(counter)
    on_the_way = call is None or (by is not None and call.coming == by)
    return own == counter or on_the_way or hall.desk(own).state is not DeskState.CLOSED
