"""Whether a service day adds up: all who came have gone, and the waits fill the queues.

Two checks that need no second source. Balance: of each department, issued + transferred in + next
matters = served + no-show + cancelled + expired + transferred out + still there. Little's law: over
a day that begins and ends empty, the mean number of people waiting is arrivals a second times mean
wait; else moments are missing. docs/metrics.md says the same in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LITTLE_TOLERANCE = 0.01
RESOLUTION_S = 0.001
"""Moments are stored to the millisecond: each stay may be that much longer or shorter."""


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A department with more or fewer legs than tickets and transfers brought it.

    `department` None: of all departments together, legs that left by a transfer and legs that came.
    """

    department: str | None
    came: int
    accounted: int


@dataclass(frozen=True, slots=True)
class LittleGap:
    """The queues say one thing, the waits of the tickets another; both in seconds."""

    queued_s: float
    waited_s: float


Doubt = Imbalance | LittleGap


@dataclass(frozen=True, slots=True)
class Books:
    """The counts of a department in a day; `still_there`: legs that are not over.

    `next_matters`: legs that began when another matter of the visit was done.
    """

    issued: int = 0
    transferred_in: int = 0
    next_matters: int = 0
    served: int = 0
    no_show: int = 0
    cancelled: int = 0
    expired: int = 0
    transferred_out: int = 0
    still_there: int = 0

    @property
    def came(self) -> int:
        """Legs that began."""
        return self.issued + self.transferred_in + self.next_matters

    @property
    def accounted(self) -> int:
        """Legs of which it is known where they are."""
        return (
            self.served + self.no_show + self.cancelled + self.expired
            + self.transferred_out + self.still_there
        )  # fmt: skip


def imbalances(books: Mapping[str, Books]) -> list[Imbalance]:
    """Return the departments that do not balance, by code, and whether transfers got lost."""
    found = [
        Imbalance(department, book.came, book.accounted)
        for department, book in sorted(books.items())
        if book.came != book.accounted
    ]
    left = sum(book.transferred_out for book in books.values())
    came = sum(book.transferred_in for book in books.values())
    return found if left == came else [*found, Imbalance(None, left, came)]


def little_gap(stays: Sequence[tuple[float, float]], waited_s: float) -> LittleGap | None:
    """Return the gap when people waiting, summed over time, and `waited_s` differ by more than 1 %.

    `stays`: (entry into a queue, first call or end without one), in seconds of one clock.
    `waited_s`: what all tickets waited, abandoned ones too. Both sides of Little's law divided by
    the length of the day are these two: L_q = queued_s / day, lambda * W = waited_s / day.
    """
    queued_s = people_seconds(stays)
    if abs(queued_s - waited_s) <= LITTLE_TOLERANCE * queued_s + RESOLUTION_S * len(stays):
        return None
    return LittleGap(queued_s, waited_s)


def people_seconds(stays: Iterable[tuple[float, float]]) -> float:
    """Return the number of people waiting, summed over time; a clock set back counts as no time."""
    moments = []
    for entered, left in stays:
        moments += [(entered, 1), (max(entered, left), -1)]
    total, people, before = 0.0, 0, 0.0
    for at, step in sorted(moments):
        total += people * (at - before)
        people, before = people + step, at
    return total
