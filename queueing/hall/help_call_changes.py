"""What events change about calls for help in the hall: no day's end forgets them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from queueing.events import HelpCalled, HelpComing, HelpEnded
from queueing.hall.hall import Hall
from queueing.hall.help_calls import HelpCall


def call(hall: Hall, event: HelpCalled, seq: int) -> None:
    """Let the call be there, since it was made first."""
    hall.help_calls[event.counter] = HelpCall(
        event.counter, event.since or event.at, event.by, event.test, event.coming, event.coming_at
    )


def come(hall: Hall, event: HelpComing, seq: int) -> None:
    """Record who is on the way; whoever says so later as well is the one that is named."""
    # The replay of a day long gone does not know a call from before it
    if event.counter in hall.help_calls:
        before = hall.help_calls[event.counter]
        hall.help_calls[event.counter] = replace(before, coming=event.by, coming_at=event.at)


def end(hall: Hall, event: HelpEnded, seq: int) -> None:
    """Let it be over."""
    hall.help_calls.pop(event.counter, None)


HELP_CHANGES: Mapping[type, Callable[[Hall, Any, int], None]] = {
    HelpCalled: call,
    HelpComing: come,
    HelpEnded: end,
}
