"""A print job: one slip that is to come out of one printer, and what is known of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobState(StrEnum):
    """What is known of a slip. Only `printed` means paper; `unknown` may be paper, or become it."""

    INTENT = "intent"
    SENDING = "sending"
    PRINTED = "printed"
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"


MOVES: dict[JobState, frozenset[JobState]] = {
    JobState.INTENT: frozenset({JobState.SENDING, JobState.NOT_STARTED}),
    JobState.NOT_STARTED: frozenset({JobState.SENDING, JobState.NOT_STARTED}),
    JobState.SENDING: frozenset({JobState.PRINTED, JobState.UNKNOWN}),
    JobState.UNKNOWN: frozenset({JobState.PRINTED}),
    JobState.PRINTED: frozenset(),
}
"""What may be learnt of a job next. Nothing leads from `sending` or `unknown` back to a new try:
a second slip without the mark of a copy would be a second citizen's number."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One slip. `copy`: 0 for the first, n for the n-th reprint; `cause`: why it is not printed.

    `printer`: whose paper it is meant for; `asked_at`: when the slip was asked for; `since`: in
    this state since; `tries`: how often its state was reported before a byte was sent.
    """

    id: str
    ticket: str
    copy: int
    printer: str
    asked_at: datetime
    state: JobState = JobState.INTENT
    cause: str | None = None
    since: datetime | None = None
    tries: int = 0
