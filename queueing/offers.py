"""What screens may offer: commands that the door would carry out, from when and until when.

A screen shows what the hall allows, and for how long if nothing else happens. The answer comes from
the decisions themselves: the command is decided, and its events are dropped.
"""

from dataclasses import dataclass
from datetime import datetime

from queueing import commands as c
from queueing.decisions import decide
from queueing.decisions.calling import recall_possible_at
from queueing.decisions.citizens import rate_until
from queueing.decisions.day import day_open_until, day_opens_at
from queueing.decisions.serving import held_until, no_show_advised_at
from queueing.decisions.tickets import restore_until, take_back_until
from queueing.decisions.undoing import undo_until
from queueing.errors import Refusal
from queueing.estimate import Basis
from queueing.hall import Hall

NO_BASIS = Basis()


@dataclass(frozen=True, slots=True)
class Offer:
    """A command that would change something at every moment between two, both included.

    `starts`: None for at once; `ends`: None for as long as the hall stays as it is.
    """

    starts: datetime | None = None
    ends: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Say whether the command would be carried out at this moment."""
        begun = self.starts is None or now >= self.starts
        return begun and (self.ends is None or now <= self.ends)


def find_offer(
    hall: Hall, command: c.Command, now: datetime, basis: Basis = NO_BASIS
) -> Offer | None:
    """Return when the door would carry out the command, None: not before something else happens.

    A command that would be accepted and change nothing (opening an open counter) is no offer.
    """
    starts, ends = _moments(hall, command, now)
    at = now if starts is None else max(now, starts)
    if ends is not None and at > ends:
        return None
    try:
        events = decide(hall, command, at, basis)
    except Refusal:
        return None
    return Offer(None if at == now else starts, ends) if events else None


def find_refusal(
    hall: Hall, command: c.Command, now: datetime, basis: Basis = NO_BASIS
) -> Refusal | None:
    """Return why the door would refuse the command now, None: it would not."""
    try:
        decide(hall, command, now, basis)
    except Refusal as refusal:
        return refusal
    return None


def _moments(
    hall: Hall, command: c.Command, now: datetime
) -> tuple[datetime | None, datetime | None]:
    """Return from when and until when the limits allow the command."""
    limits = hall.catalogue.limits
    match command:
        case c.Recall(counter) if ticket := hall.current(counter):
            return recall_possible_at(ticket, limits, now), None
        case c.RecordNoShow():
            return _no_show_from(hall, command), None
        case c.Undo(counter) if undoable := hall.undo.get(counter):
            return None, undo_until(hall, undoable)
        case c.RestoreTicket(name) if ticket := hall.tickets.get(name):
            return None, restore_until(ticket, limits) or take_back_until(hall, ticket, now)
        case c.ReprintTicket(name) if ticket := hall.tickets.get(name):
            return None, restore_until(ticket, limits)
        case c.RateTicket(name, counter=at) if ticket := hall.tickets.get(name):
            return None, rate_until(ticket, limits, on_tablet=at is not None)
        case c.OpenCounter() | c.IssueTicket() | c.ServeWalkIn():
            opens_at = day_opens_at(hall, now)
            return opens_at, day_open_until(hall, opens_at or now)
        case _:
            return None, None


def _no_show_from(hall: Hall, command: c.RecordNoShow) -> datetime | None:
    ticket, limits = hall.current(command.counter), hall.catalogue.limits
    if ticket is None:
        return None
    if limits.no_show_enforced:
        return no_show_advised_at(ticket, limits)
    return held_until(ticket, limits) if command.unless_held else None
