"""What happens between the matters of a visit that has several."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TicketWentOn:
    """One matter of a visit is done, the ticket waits for the next; `counter` finished the former.

    `due`: when the former ended, less the credit: in the next queue its holder is a newcomer.
    """

    at: datetime
    ticket: str
    counter: str
    service: str
    department: str
    procedure: str | None
    due: datetime


@dataclass(frozen=True, slots=True)
class GoingOnTakenBack:
    """A matter was finished by mistake: the ticket is where the finish left it, as if just done."""

    at: datetime
    ticket: str
