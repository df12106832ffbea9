"""The front page's links: each screen hands in its own, with whom it is for and a small picture."""

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
class FrontLink:
    """A screen on the front page; `for_whom` it is: one of AUDIENCES.

    `picture`: a static file that shows the screen, like `kiosk/front/kiosk.webp`. With `person` the
    link signs in as that person of the demo on the way. `shown`: whether it is there at present.
    """

    url: str
    names: Names
    about: Names
    for_whom: Names
    picture: str | None = None
    person: str | None = None
    shown: Callable[[], bool] = lambda: True


def by_audience(links: Iterable[FrontLink]) -> list[tuple[Names, list[FrontLink]]]:
    """Return who has links, each with theirs in the order in which they were handed in."""
    links = [link for link in links if link.shown()]
    groups = [(whom, [link for link in links if link.for_whom is whom]) for whom in AUDIENCES]
    return [(whom, theirs) for whom, theirs in groups if theirs]
