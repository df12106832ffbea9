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
    (printer, millimetres), which replay could not know otherwise.
    """

    at: datetime
    day: date
    replay_from: int
    digest: str
    rolls: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueChanged:
    """The centre's configuration was replaced; `digest` names the new one."""

    at: datetime
    digest: str
