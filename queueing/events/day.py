"""What happens to the service day and to the configuration."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DayOpened:
    """A service day began; every letter starts again at 001."""

    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class DayClosed:
    """The service day ended. Replay begins at `replay_from`: nothing older is still in the hall.

    `digest` names the configuration in force and `rolls` how much of each printer's roll is used
    (printer, millimetres), which replay could not know otherwise. So do `supplements`: of which
    dossiers (by what stands for their codes) papers were asked for, and when.
    """

    at: datetime
    day: date
    replay_from: int
    digest: str
    rolls: tuple[tuple[str, int], ...] = ()
    supplements: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DayHalted:
    """The day was ended early while people held numbers: they lose them at `until`, not before."""

    at: datetime
    day: date
    until: datetime


@dataclass(frozen=True, slots=True)
class DayReopened:
    """A day that was ended early goes on."""

    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class CatalogueChanged:
    """The centre's configuration was replaced; `digest` names the new one.

    `changes`: (key path as a JSON list, old value, new value) of each key that differs, as JSON;
    "" where there was or is none. Empty where the old configuration was not known. `text`: see
    Catalogue.
    """

    at: datetime
    digest: str
    changes: tuple[tuple[str, str, str], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The clock was set while people were in the hall, or is believed against the journal.

    What happened to those who are still there counts as `by_s` seconds later, so that their waits
    are right; below 0: earlier. `day`: the service day from now on. `given`: the numbers that were
    given on it and on later days already (day and letter, last serial), so that none is given
    twice; while there are any, each day's end is preceded by this event, by no second.
    """

    at: datetime
    by_s: float
    day: date
    given: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TicketErased:
    """What earlier entries said of a ticket's holder is erased; `was` names the ticket.

    `entries`: number of each such entry, and the SHA-256 in hex of what stays of it: the journal's
    chain goes on through them as it was when they were whole.
    """

    at: datetime
    was: str
    entries: tuple[tuple[int, str], ...]


DayRecord = (
    DayOpened | DayHalted | DayReopened | DayClosed | CatalogueChanged | ClockSet | TicketErased
)
