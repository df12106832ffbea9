"""Print jobs: one slip each, meant for one printer, and its state."""

from dataclasses import dataclass
from datetime import datetime, timedelta
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
"""The states a job may go to next. None leads from `sending` or `unknown` back to a new try: a
second slip without the mark of a copy could be taken for a second number."""


NO_STATUS = "no_status"
"""The cause of `unknown` for a printer that never answers: there it is the normal end."""
LATE = "late"
"""The cause of `not_started` once nobody waits for the slip any more."""
KEPT_FOR = timedelta(minutes=10)
SLIPS_KEPT = 20


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One slip. `copy`: 0 for the first, n for the n-th reprint; `cause`: why it is not printed.

    `printer`: whose paper it is meant for, or was printed on; `asked_at`: when the slip was asked
    for; `since`: in this state since; `tries`: reports of its state before a byte was sent.
    `ahead`, `low_min`, `high_min`: what it tells its holder, as the journal has it.
    """

    id: str
    ticket: str
    copy: int
    printer: str
    asked_at: datetime
    ahead: int | None = None
    low_min: int | None = None
    high_min: int | None = None
    state: JobState = JobState.INTENT
    cause: str | None = None
    since: datetime | None = None
    tries: int = 0

    @property
    def open(self) -> bool:
        """Whether the slip may still be sent to a printer."""
        return self.state in (JobState.INTENT, JobState.NOT_STARTED)


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What is known of a printer's slips and paper. `waiting`: slips not over yet, oldest first.

    `recent`: the last slips it was asked for, whatever became of them, oldest first; `doubtful`:
    slips that may still come out of it, oldest first; `used_mm`: of the roll that is in it;
    `near_end`: whether it has said so itself.
    """

    waiting: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    used_mm: int = 0
    near_end: bool = False


def job_id(ticket: str, copy: int) -> str:
    """Return the id of a ticket's slip."""
    return f"{ticket}-p{copy}"
