"""What officers ask for at their counters."""

from dataclasses import dataclass, field
from datetime import datetime

from queueing.auto_call_limits import Presses
from queueing.delivered import Delivered


@dataclass(frozen=True, slots=True)
class AtCounter:
    """What is done at a counter.

    `by`: the officer who presses as the one who works there, None: whoever may. Somebody else may
    have taken the counter over meanwhile; then nothing is done in that officer's name.
    """

    counter: str
    by: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class AboutCurrent(AtCounter):
    """What an officer does with the ticket at the counter.

    `current`: the ticket that the officer saw there, None: whichever it is. Another window, the
    guide or the citizen may have changed it meanwhile; then nobody else is meant.
    """

    current: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class OpenCounter(AtCounter):
    """An officer sits down, comes back from a pause, or takes over from another.

    With `by` only a counter that nobody else has.
    """

    officer: str


@dataclass(frozen=True, slots=True)
class PauseCounter(AtCounter):
    """The officer leaves the counter for a while.

    `reason`: a configured code, or own words; `until`: when the officer means to be back.
    """

    reason: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CloseCounter(AtCounter):
    """The officer ends work at the counter."""


@dataclass(frozen=True, slots=True)
class HandOver(AtCounter):
    """The officer leaves the counter to the next one, with the ticket that is there."""


@dataclass(frozen=True, slots=True)
class CallNext(AtCounter):
    """Call the ticket whose turn it is."""


@dataclass(frozen=True, slots=True)
class CallByItself(AtCounter):
    """The server calls the next, where the rule says so; `presses`: at the counter's screen."""

    presses: Presses


@dataclass(frozen=True, slots=True)
class HoldAutoCall(AtCounter):
    """The officer does not want the next to be called by itself now."""


@dataclass(frozen=True, slots=True)
class CallTicket(AtCounter):
    """Call a chosen ticket: `ticket` is its id, or a number that waits for the counter.

    `reason`: a code of the catalogue, which a call before others whose turn it is must have.
    """

    ticket: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ServeWalkIn(AtCounter):
    """Somebody stands at the counter without a number: give one and serve it at once.

    `follow`: the unguessable address of the ticket's page.
    """

    service: str
    follow: str
    procedure: str | None = None


@dataclass(frozen=True, slots=True)
class Recall(AboutCurrent):
    """Call the current ticket once more."""


@dataclass(frozen=True, slots=True)
class StartService(AboutCurrent):
    """The citizen has arrived at the counter."""


@dataclass(frozen=True, slots=True)
class Finish(AboutCurrent):
    """How a service ended: its outcome, and what was done, nothing said: as asked.

    `unless_again`: not yet asked whether papers are asked for once more of a dossier.
    `unless_just_called`: nobody has looked at the counter, see `second_press_until`.
    """

    outcome: str | None = None
    delivered: tuple[Delivered, ...] = field(default=(), kw_only=True)
    unless_again: bool = field(default=False, kw_only=True)
    unless_just_called: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class FinishService(Finish):
    """The citizen has been served."""


@dataclass(frozen=True, slots=True)
class FinishAndCallNext(Finish):
    """The one key of the day: finish the current ticket, if any, and call the next."""


@dataclass(frozen=True, slots=True)
class RecordNoShow(AboutCurrent):
    """The called citizen did not come.

    `unless_held`: not yet asked whether a number that is still held is given up, see `held_until`;
    `unless_just_called`: as of a Finish.
    """

    unless_held: bool = False
    unless_just_called: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ParkTicket(AboutCurrent):
    """Keep the ticket at the counter, outside the queue, while the citizen fetches something."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ResumeTicket(AtCounter):
    """Go on with a ticket parked here, or at a counter that has closed since."""

    ticket: str


@dataclass(frozen=True, slots=True)
class TransferTicket(AboutCurrent):
    """Send the current ticket to a service or to one counter; it keeps its place by arrival."""

    service: str | None = None
    to_counter: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ReturnTicket(AboutCurrent):
    """Put the current ticket back into its queue, at its old place."""


@dataclass(frozen=True, slots=True)
class AnswerServiceTime(AtCounter):
    """The officer says what an unsure time was; `answer`: a TimeAnswer, `ended_at` with "ended"."""

    ticket: str
    answer: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Undo(AtCounter):
    """Take back this counter's last action."""


CounterCommand = (
    CallNext
    | CallByItself
    | HoldAutoCall
    | CallTicket
    | ServeWalkIn
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
    | HandOver
)
