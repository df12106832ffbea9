"""What officers ask for at their counters."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OpenCounter:
    """An officer sits down, or comes back from a pause."""

    counter: str
    officer: str


@dataclass(frozen=True, slots=True)
class PauseCounter:
    """The officer leaves the counter for a while.

    `reason`: a configured code, or own words; `until`: when the officer means to be back.
    """

    counter: str
    reason: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CloseCounter:
    """The officer ends work at the counter."""

    counter: str


@dataclass(frozen=True, slots=True)
class CallNext:
    """Call the ticket whose turn it is."""

    counter: str


@dataclass(frozen=True, slots=True)
class CallTicket:
    """Call a chosen ticket out of turn."""

    counter: str
    ticket: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Recall:
    """Call the current ticket once more."""

    counter: str


@dataclass(frozen=True, slots=True)
class StartService:
    """The citizen has arrived at the counter."""

    counter: str


@dataclass(frozen=True, slots=True)
class FinishService:
    """The citizen has been served."""

    counter: str
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class FinishAndCallNext:
    """The one key of the day: finish the current ticket, if any, and call the next."""

    counter: str
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class RecordNoShow:
    """The called citizen did not come.

    `unless_held`: not yet asked whether a number that is still held is given up, see `held_until`.
    """

    counter: str
    unless_held: bool = False


@dataclass(frozen=True, slots=True)
class ParkTicket:
    """Keep the ticket at the counter, outside the queue, while the citizen fetches something."""

    counter: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ResumeTicket:
    """Go on with a ticket parked here, or at a counter that has closed since."""

    counter: str
    ticket: str


@dataclass(frozen=True, slots=True)
class TransferTicket:
    """Send the current ticket to a service or to one counter; it keeps its place by arrival."""

    counter: str
    service: str | None = None
    to_counter: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ReturnTicket:
    """Put the current ticket back into its queue, at its old place."""

    counter: str


@dataclass(frozen=True, slots=True)
class AnswerServiceTime:
    """The officer says what an unsure time was; `answer`: a TimeAnswer, `ended_at` with "ended"."""

    counter: str
    ticket: str
    answer: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back this counter's last action."""

    counter: str


CounterCommand = (
    CallNext
    | CallTicket
    | Recall
    | StartService
    | FinishService
    | FinishAndCallNext
    | RecordNoShow
    | ParkTicket
    | ResumeTicket
    | TransferTicket
    | ReturnTicket
    | AnswerServiceTime
    | Undo
    | OpenCounter
    | PauseCounter
    | CloseCounter
)
