"""What one append stores."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """Rows for the journal, all of them or none, behind the entry that they were decided on.

    `seq`, `chain`: that entry's number and chain value. `forget_before`: answers with a smaller
    number go, 0: none does.
    """

    centre: str
    seq: int
    chain: bytes
    entries: Sequence[Row]
    answers: Sequence[Row]
    forget_before: int
