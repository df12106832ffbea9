"""Each screen's own links: of the front page, with whom it is for, and above the public pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from queueing.catalogue import Names

CITIZENS: Names = {"vi": "Người dân", "en": "Citizens"}
WAITING_HALL: Names = {"vi": "Sảnh chờ", "en": "The waiting hall"}
OFFICERS: Names = {"vi": "Cán bộ tại quầy", "en": "Officers at the counters"}
GUIDES: Names = {"vi": "Nhân viên hướng dẫn", "en": "Guides"}
MANAGERS: Names = {"vi": "Lãnh đạo", "en": "Managers"}
ADMINISTRATORS: Names = {"vi": "Quản trị viên", "en": "Administrators"}
AUDIENCES = (CITIZENS, WAITING_HALL, OFFICERS, GUIDES, MANAGERS, ADMINISTRATORS)
"""Whom screens are for, in the order of the front page."""


@dataclass(frozen=True)
class Step:
    """What a newcomer to the demo does: first what has the lowest `place`."""

    place: int
    names: Names


@dataclass(frozen=True)
class FrontLink:
    """A screen on the front page; `for_whom` it is: one of AUDIENCES.

    `picture`: a static file that shows the screen, like `kiosk/front/kiosk.webp`. With `person` the
    link signs in as that person of the demo on the way. `shown`: whether it is there at present.
    `short`: its name above the public pages, for people at home; None: it is not one of these.
    `step`: the part that it has in a newcomer's first round.
    """

    url: str
    names: Names
    about: Names
    for_whom: Names
    picture: str | None = None
    person: str | None = None
    shown: Callable[[], bool] = lambda: True
    short: Names | None = None
    step: Step | None = None


def by_audience(links: Iterable[FrontLink]) -> list[tuple[Names, list[FrontLink]]]:
    """Return who has links, each with theirs in the order in which they were handed in."""
    links = [link for link in links if link.shown()]
    groups = [(whom, [link for link in links if link.for_whom is whom]) for whom in AUDIENCES]
    return [(whom, theirs) for whom, theirs in groups if theirs]


def list_public(links: Iterable[FrontLink]) -> list[FrontLink]:
    """Return the links above the public pages that are there at present, in their order."""
    return [link for link in links if link.short is not None and link.shown()]


def list_steps(links: Iterable[FrontLink]) -> list[tuple[Step, FrontLink]]:
    """Return a newcomer's first round, each step with the screen where it is done."""
    steps = [(link.step, link) for link in links if link.step is not None and link.shown()]
    return sorted(steps, key=lambda each: each[0].place)
