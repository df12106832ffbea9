"""Calls for help: made by a press, answered, and over when somebody says so."""

from datetime import datetime
from math import ceil

from queueing.commands import CallForHelp, ComeToHelp, EndHelp
from queueing.counter_errors import HelpJustCalled
from queueing.decisions.decision import Decision
from queueing.events import Event, HelpCalled, HelpComing, HelpEnded
from queueing.hall import Hall
from queueing.hall.help_calls import HelpCall
from queueing.help_calls import TRIED_FOR, held_until


def call(hall: Hall, command: CallForHelp, now: datetime) -> tuple[Event, ...]:
    """Call for help; again is no news, but a real call takes the place of a test."""
    counter = hall.counter(command.counter)
    before = hall.help_calls.get(counter.id)
    if before is not None and (command.test or not before.test):
        return ()
    return (HelpCalled(now, counter.id, command.by, command.test),)


def _find_call(hall: Hall, counter: str) -> HelpCall | None:
    """Return the call of a counter, which may have been taken out of the configuration since."""
    return hall.help_calls.get(counter) or hall.help_calls.get(hall.counter(counter).id)


def come(hall: Hall, command: ComeToHelp, now: datetime) -> tuple[Event, ...]:
    """Say who is on the way; of a call that is over it is no news."""
    before = _find_call(hall, command.counter)
    if before is None or before.coming == command.by:
        return ()
    return (HelpComing(now, before.counter, command.by),)


def end(hall: Hall, command: EndHelp, now: datetime) -> tuple[Event, ...]:
    """End a call; one that is over stays so. Whoever made it does so not at once: `held_until`."""
    before = _find_call(hall, command.counter)
    if before is None:
        return ()
    left_s = (held_until(before) - now).total_seconds()
    if before.by == command.by and left_s > 0:
        raise HelpJustCalled(wait_s=ceil(left_s))
    return (HelpEnded(now, before.counter, command.by),)


def end_tests(hall: Hall, now: datetime) -> tuple[Event, ...]:
    """Return the ends of test calls that everybody has forgotten."""
    over = [each for each in hall.help_calls.values() if each.test and now >= each.at + TRIED_FOR]
    return tuple(HelpEnded(now, each.counter) for each in over)


def tell_again(call: HelpCall, now: datetime) -> HelpCalled:
    """Return the event that tells a call once more, so that replay may begin here."""
    return HelpCalled(now, call.counter, call.by, call.test, call.at, call.coming, call.coming_at)


DECISIONS: dict[type, Decision] = {
    CallForHelp: call,
    ComeToHelp: come,
    EndHelp: end,
}
"""What each command of this module leads to."""
