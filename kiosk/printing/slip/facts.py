"""The facts of one ticket that a slip may say."""

from dataclasses import dataclass
from datetime import datetime

from queueing.staffing import NoCounter


@dataclass(frozen=True)
class Reprint:
    """That this slip is a copy. `at`: local time of the copy; `times`: which copy it is, from 1."""

    at: datetime
    times: int


@dataclass(frozen=True)
class Slip:
    """The facts of one ticket, names in the ticket's language on paper. It names nobody.

    `counters`: the signs on their desks; `ahead`: None when it waits no more; `wait`: low and high
    minutes, None when no range was promised; `issued_at`: local time; `follow_url`: the whole
    address behind the QR code, empty: there is none; `no_counter`: why nobody could call it now,
    None: somebody could; `opens_at`: local time at which the hours of the centre go on, where that
    is to be said. `matters`: what it is for in the probable order, empty where that is one thing.
    """

    language: str
    centre: str
    city: str
    department: str
    service: str
    number: str
    priority: bool
    counters: tuple[str, ...]
    floor: str
    ahead: int | None
    wait: tuple[int, int] | None
    papers: tuple[str, ...]
    issued_at: datetime
    kiosk: str
    follow_url: str
    motto: str
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    reprint: Reprint | None = None
    no_counter: NoCounter | None = None
    opens_at: datetime | None = None
    matters: tuple[str, ...] = ()
