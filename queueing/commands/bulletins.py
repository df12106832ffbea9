"""What guides and directors tell all who wait."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishBulletin:
    """Tell everybody concerned. `bulletin`: a new id; `texts`: (language, words), with Vietnamese.

    `departments`, `services`: whom it concerns, neither: everybody; `minutes`: about how long it
    lasts, None: nobody knows; `shown_min`: for how long it is told; `words`: own words that are in
    the texts, by language; `corrects`: the id of one that it replaces.
    """

    bulletin: str
    reason: str
    texts: tuple[tuple[str, str], ...]
    by: str
    shown_min: int
    departments: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    minutes: int | None = None
    words: tuple[tuple[str, str], ...] = ()
    corrects: str | None = None


@dataclass(frozen=True, slots=True)
class EndBulletin:
    """It is over before its time."""

    bulletin: str
    by: str


BulletinCommand = PublishBulletin | EndBulletin
