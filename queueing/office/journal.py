"""What the office asks of a journal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from queueing.events import Entry
from queueing.numbering import Given
from queueing.office.batch import Answer


@dataclass(frozen=True, slots=True)
class KeyedAnswer:
    """The answer to a command that carried an idempotency key."""

    actor: str
    key: str
    answer: Answer


class Journal(Protocol):
    """Keeps entries and keyed answers durably; blocks its caller, never the event loop."""

    def replay(self) -> tuple[int, Iterable[Entry]]:
        """Return the entries the hall still needs, and the number before the first of them."""
        ...

    def find_complaints(self, until: int) -> Iterable[Entry]:
        """Return every entry about complaints up to number `until`: no day's end forgets them."""
        ...

    def append(
        self, expected_seq: int, entries: Sequence[Entry], answers: Sequence[KeyedAnswer]
    ) -> None:
        """Store all of it at once behind `expected_seq`, on disk before returning.

        Raises CannotStore if it cannot, with nothing stored; Behind where that is because another
        process was faster: `follow` returns what it has stored. After either only `follow` knows
        what is stored. With neither entries nor answers: prove that something could be stored now.
        """
        ...

    def follow(self, *, hold: bool = False) -> Sequence[Entry] | None:
        """Return what is stored behind what is known: entries, their keyed answers are known then.

        By other processes, or by an append that failed. `hold`: nobody else stores anything until
        the next `append` has ended, or `let_go`. None: nothing. Raises CannotStore where it cannot
        be read, or is another journal by now.
        """
        ...

    def let_go(self) -> None:
        """Let others store again, where this one has held them off."""
        ...

    def answer(self, actor: str, key: str) -> Answer | None:
        """Return the stored answer to this caller's key."""
        ...

    def find_given(self, first: date) -> Given:
        """Return the last number of each letter given on each day from `first` on."""
        ...
