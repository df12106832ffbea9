"""What is asked of numbers that were handed out on paper, while no kiosk gave any."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class EnterPaper:
    """Staff enter which slips of a roll were handed out for a service, from `first` to `last`.

    `follows`: the addresses of their tickets' pages, from the first one on. `roll`: the first and
    the last number of the roll, None: nobody knows. `began_at`, `ended_at`: about when no kiosk
    gave numbers, None: not said. `served_to`: up to this one they were served by hand, None: none.
    """

    service: str
    first: str
    last: str
    follows: tuple[str, ...]
    roll: tuple[str, str] | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    served_to: str | None = None


@dataclass(frozen=True, slots=True)
class TakeBackPaper:
    """Staff take back that slips were entered; those that were called meanwhile stay."""

    tickets: tuple[str, ...]


PaperCommand = EnterPaper | TakeBackPaper
