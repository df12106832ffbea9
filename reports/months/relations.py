"""What a question about figures is asked of: relations of legs and sessions, in SQL."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from queueing.errors import CannotStore

Span = tuple[datetime, datetime]
"""A period as aware UTC times: from the first, up to but without the second."""
Statement = tuple[str, Sequence[object]]
"""A query in SQL, and the values for its question marks."""


class Relations(Protocol):
    """Legs, sessions and saved visits as of one journal number."""

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; its relations are those of the methods below."""
        ...

    def rows_of_all(self, statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
        """Return the rows of each of several queries; some are answered at the same time."""
        ...

    def legs(self, span: Span | None = None) -> str:
        """Return the relation of legs; of those with a moment in the span it has every one."""
        ...

    def sessions(self, span: Span | None = None) -> str:
        """Return the relation of the sessions that are over, like `legs`."""
        ...

    def saved(self, span: Span | None = None) -> str:
        """Return the relation of the visits that needed no number, like `legs`."""
        ...

    def issued_on(self, day: date) -> Mapping[str, int]:
        """Return department -> tickets issued on a day, as the journal itself has them."""
        ...


def quote(text: str) -> str:
    """Return a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


class NotReady(CannotStore):
    """The files of earlier days are being made; `done`, `of`: numbers of journal entries."""

    def __init__(self, done: int, of: int) -> None:
        """Say how far they are."""
        super().__init__(f"the files of earlier days are being made: entry {done} of {of}")
        self.done, self.of = done, of

    def __reduce__(self) -> tuple[type["NotReady"], tuple[int, int]]:
        """Travel between processes."""
        return type(self), (self.done, self.of)
