"""Bulletins: what a guide or director tells all who wait, for a while: whom one concerns, and when.

Screens, the voice and the rules ask the same functions: a bulletin is everywhere or nowhere.
"""

from collections.abc import Container, Iterable
from datetime import datetime
from enum import StrEnum

from queueing.catalogue import Catalogue, Names
from queueing.hall.bulletins import Bulletin
from queueing.hall.hall import Hall

LONGEST_TEXT = 320
"""Signs: as much as a board shows in large letters, and a voice says while people listen."""
LONGEST_WORDS = 140
"""Signs of own words, which stand in a text beside the minutes and an apology."""
LONGEST_MIN = 480
SHORTEST_MIN = 5
MOST_AT_ONCE = 4


class BulletinReason(StrEnum):
    """Why people are told something; each has a prepared sentence, `OWN` has own words alone."""

    SYSTEM = "system"
    POWER = "power"
    STAFF = "staff"
    CROWD = "crowd"
    EVACUATION = "evacuation"
    OWN = "own"


def concerns(catalogue: Catalogue, bulletin: Bulletin, service: str) -> bool:
    """Say whether somebody is concerned who waits for a service."""
    if concerns_all(bulletin) or service in bulletin.services:
        return True
    known = catalogue.services.get(service)
    return known is not None and known.department in bulletin.departments


def concerns_all(bulletin: Bulletin) -> bool:
    """Say whether everybody is concerned."""
    return not bulletin.departments and not bulletin.services


def concerns_floors(catalogue: Catalogue, bulletin: Bulletin, floors: Container[str]) -> bool:
    """Say whether somebody is concerned who waits for a counter of these floors."""
    return concerns_all(bulletin) or any(
        concerns(catalogue, bulletin, service)
        for counter in catalogue.counters.values()
        if counter.floor in floors
        for service in counter.services
    )


def list_concerned(catalogue: Catalogue, bulletin: Bulletin) -> tuple[Names, ...]:
    """Return the names of whom a bulletin concerns: of departments, then services; all: none."""
    departments, services = catalogue.departments, catalogue.services
    found = [departments[code].names for code in bulletin.departments if code in departments]
    return (*found, *(services[code].names for code in bulletin.services if code in services))


def find_bulletins(hall: Hall, now: datetime) -> tuple[Bulletin, ...]:
    """Return the bulletins that hold at a moment, the newest first.

    One holds until its end, whether or not that is on record already.
    """
    holding = [each for each in hall.bulletins.values() if now < each.until]
    return tuple(sorted(holding, key=lambda each: -each.seq))


def find_bulletins_for(hall: Hall, services: Iterable[str], now: datetime) -> tuple[Bulletin, ...]:
    """Return those that concern somebody who waits for one of these services."""
    asked = tuple(services)
    return tuple(
        each
        for each in find_bulletins(hall, now)
        if concerns_all(each) or any(concerns(hall.catalogue, each, code) for code in asked)
    )
