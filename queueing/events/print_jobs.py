"""What happens to slips and to the paper they are printed on."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PrintJobReported:
    """What an agent found out about a slip. `state`: a JobState; `cause`: a code, None when fine.

    `printer`: the one that was tried; `near_end`: whether its paper is, None: it did not say;
    `length_mm`: paper the slip takes, `sent`: bytes handed over.
    """

    at: datetime
    job: str
    printer: str
    state: str
    cause: str | None
    near_end: bool | None
    length_mm: int
    sent: int


@dataclass(frozen=True, slots=True)
class RollChanged:
    """A new roll of paper was put into a printer."""

    at: datetime
    printer: str


PaperRecord = PrintJobReported | RollChanged
