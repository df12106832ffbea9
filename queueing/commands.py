"""What people ask the office to do; one class per button."""

from dataclasses import dataclass

from queueing.catalogue import NORMAL


@dataclass(frozen=True, slots=True)
class IssueTicket:
    """A citizen takes a number. `follow`: the unguessable address of the ticket's page."""

    service: str
    follow: str
    priority: str = NORMAL
    language: str = "vi"
    kiosk: str | None = None
    procedure: str | None = None
    by_staff: bool = False


@dataclass(frozen=True, slots=True)
class CancelTicket:
    """A citizen gives the number back, or staff take back a wrong one."""

    ticket: str
    reason: str | None = None
    by_staff: bool = True


@dataclass(frozen=True, slots=True)
class ReprintTicket:
    """Print the same number once more, marked as a copy; `kiosk`: where, None: with the staff."""

    ticket: str
    kiosk: str | None = None


@dataclass(frozen=True, slots=True)
class ReportPrintJob:
    """An agent says what became of a slip; `printer`: None for the one it was meant for."""

    job: str
    state: str
    printer: str | None = None
    cause: str | None = None
    near_end: bool | None = None
    length_mm: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True)
class ChangeRoll:
    """Somebody has put a new roll of paper into a printer."""

    printer: str


@dataclass(frozen=True, slots=True)
class RestoreTicket:
    """Bring a citizen who missed the call back into the queue."""

    ticket: str


@dataclass(frozen=True, slots=True)
class CorrectService:
    """A waiting citizen took a number for the wrong service: move it, at its place by arrival."""

    ticket: str
    service: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PostponeTicket:
    """A citizen comes late: step back so many places, or so many minutes; one of the two."""

    ticket: str
    places: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class RateTicket:
    """A citizen says how the service was; `remark`: id of free words that are kept elsewhere.

    `counter`: on whose tablet it was said, which asks about the one just served there; None: from
    the citizen's own page.
    """

    ticket: str
    level: str
    remark: str | None = None
    counter: str | None = None


@dataclass(frozen=True, slots=True)
class FileComplaint:
    """The holder of a ticket complains to the centre; the words are kept elsewhere, by `code`."""

    ticket: str
    code: str


@dataclass(frozen=True, slots=True)
class OpenCounter:
    """An officer sits down, or comes back from a pause."""

    counter: str
    officer: str


@dataclass(frozen=True, slots=True)
class PauseCounter:
    """The officer leaves the counter for a while; `reason`: a configured code, or own words."""

    counter: str
    reason: str | None = None


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
    """The called citizen did not come."""

    counter: str


@dataclass(frozen=True, slots=True)
class ParkTicket:
    """Keep the ticket at the counter, outside the queue, while the citizen fetches something."""

    counter: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ResumeTicket:
    """Go on with a parked ticket."""

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
class Undo:
    """Take back this counter's last action."""

    counter: str


@dataclass(frozen=True, slots=True)
class CloseDay:
    """End the service day: what still waits expires."""


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
    | Undo
    | OpenCounter
    | PauseCounter
    | CloseCounter
)
TicketCommand = (
    IssueTicket
    | CancelTicket
    | ReprintTicket
    | RestoreTicket
    | CorrectService
    | PostponeTicket
    | RateTicket
    | FileComplaint
)
PrintCommand = ReportPrintJob | ChangeRoll
Command = CounterCommand | TicketCommand | PrintCommand | CloseDay
