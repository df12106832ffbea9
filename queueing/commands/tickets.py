"""What citizens and guides ask for: numbers, places, ratings."""

from dataclasses import dataclass

from queueing.catalogue import NORMAL
from queueing.matters import Matter


@dataclass(frozen=True, slots=True)
class IssueTicket:
    """A citizen takes a number. `follow`: the unguessable address of the ticket's page.

    `also`: what else the same number is for, each another service; where it begins is decided.
    `channel`: "" where it follows from the rest, see queueing.channels.
    `unless_just_taken`: not yet asked whether it is to be one more, see `find_just_taken`.
    """

    service: str
    follow: str
    priority: str = NORMAL
    language: str = "vi"
    kiosk: str | None = None
    procedure: str | None = None
    by_staff: bool = False
    unless_just_taken: bool = False
    also: tuple[Matter, ...] = ()
    channel: str = ""


@dataclass(frozen=True, slots=True)
class CancelTicket:
    """A citizen gives the number back, or staff take back a wrong one.

    `unless_on_paper`: no screen has shown the number; it ends unless a slip of it may be out.
    """

    ticket: str
    reason: str | None = None
    by_staff: bool = True
    unless_on_paper: bool = False


@dataclass(frozen=True, slots=True)
class CancelRun:
    """Staff take back many numbers at once that nobody will come for; those that still wait end."""

    tickets: tuple[str, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RestoreRun:
    """Staff take back that numbers were cancelled; those whose time is over stay as they are."""

    tickets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReprintTicket:
    """Print the same number once more, marked as a copy; `kiosk`: where, None: with the staff."""

    ticket: str
    kiosk: str | None = None


@dataclass(frozen=True, slots=True)
class RestoreTicket:
    """Bring back who missed the call, was finished by mistake, or cancelled by mistake."""

    ticket: str


@dataclass(frozen=True, slots=True)
class CorrectService:
    """A waiting citizen took a number for the wrong service: move it, at its place by arrival."""

    ticket: str
    service: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PostponeTicket:
    """A citizen comes late: step back so many places, or so many minutes; one of the two.

    `seen`: how often it had stepped back on the page where this was asked; None: not said.
    """

    ticket: str
    places: int | None = None
    minutes: int | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class TakeBackPostpone:
    """A citizen who stepped back comes in time after all."""

    ticket: str


@dataclass(frozen=True, slots=True)
class AskForCall:
    """The holder of a missed number has come: a guide shall be told, who may let it wait again."""

    ticket: str


@dataclass(frozen=True, slots=True)
class RateTicket:
    """A citizen says how the service was; `remark`: id of free words that are kept elsewhere.

    `counter`: on whose tablet it was said, which asks about the one just served there; None: from
    the citizen's own page. `reasons`: codes of `Catalogue.rating_reasons`.
    """

    ticket: str
    level: str
    remark: str | None = None
    counter: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainRating:
    """On the tablet of a counter reasons are chosen for the rating that was given there before."""

    ticket: str
    counter: str
    reasons: tuple[str, ...]


TicketCommand = (
    IssueTicket
    | CancelTicket
    | CancelRun
    | RestoreRun
    | ReprintTicket
    | RestoreTicket
    | CorrectService
    | PostponeTicket
    | TakeBackPostpone
    | AskForCall
    | RateTicket
    | ExplainRating
)
