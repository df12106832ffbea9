"""What happens to counters, and what they take back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CounterOpened:
    """An officer works at the counter, from now on or again.

    `taken_from`: who had it, or had handed it over, so that a ticket there goes on; None: nobody.
    """

    at: datetime
    counter: str
    officer: str
    taken_from: str | None = None


@dataclass(frozen=True, slots=True)
class CounterPaused:
    """The counter calls nobody for a while; `until`: when the officer means to be back."""

    at: datetime
    counter: str
    reason: str | None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CounterClosed:
    """The officer's session at the counter ended."""

    at: datetime
    counter: str


@dataclass(frozen=True, slots=True)
class CounterHandedOver:
    """The officer leaves the counter to whoever takes it next; a ticket stays there."""

    at: datetime
    counter: str
    officer: str


@dataclass(frozen=True, slots=True)
class AutoCallHeld:
    """Nobody is called to the counter by itself until it has had another ticket."""

    at: datetime
    counter: str


@dataclass(frozen=True, slots=True)
class ActionUndone:
    """The events with these sequence numbers count as if they had not happened."""

    at: datetime
    counter: str
    action: str
    undoes: tuple[int, ...]


CounterRecord = (
    CounterOpened | CounterPaused | CounterClosed | CounterHandedOver | AutoCallHeld | ActionUndone
)
