"""What is asked of the service day, and of what days leave behind."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CloseDay:
    """End the service day: what still waits expires."""


@dataclass(frozen=True, slots=True)
class EndDay:
    """Somebody ends the service day by hand.

    `confirmed`: they know that people lose their numbers. `at_once`: those lose them now, and not
    only when the day can be reopened no more.
    """

    confirmed: bool = False
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class ReopenDay:
    """Go on with a day that was ended too early: everybody keeps number and place."""


@dataclass(frozen=True, slots=True)
class EraseTicket:
    """What the journal holds of a ticket's holder is to go.

    `entries`: number of each entry that says something, and the digest of what will stay of it.
    """

    ticket: str
    entries: tuple[tuple[int, str], ...]


DayCommand = CloseDay | EndDay | ReopenDay | EraseTicket
