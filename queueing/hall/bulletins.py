"""What all who wait are told: as the hall keeps it until its end or the day's."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What was published, by the journal's number `seq`. `texts`: (language, words).

    `departments`, `services`: whom it concerns, neither: everybody. `minutes`: about how long what
    it tells of lasts, None: nobody knows; `shown_min`: for how long it was to be shown, `until` its
    end; `words`: own words in it.
    """

    id: str
    seq: int
    at: datetime
    until: datetime
    reason: str
    texts: tuple[tuple[str, str], ...]
    departments: tuple[str, ...]
    services: tuple[str, ...]
    minutes: int | None
    shown_min: int
    words: tuple[tuple[str, str], ...]
    by: str
