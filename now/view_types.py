"""What the public page of the present shows, and what `GET /api/now` answers.

Times are texts, ISO 8601 in UTC ending in Z. Codes are those of `config.yaml`. Nothing in it is of
a person: numbers of tickets are those that boards show.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NotRequired, TypedDict

from queueing.intake import Closure
from web.bulletin_view_types import BulletinJson
from web.view_types import NewcomerWait


class Status(StrEnum):
    """Whether a service takes people in, in the words of FIWARE's QueueMonitor.

    `SUSPENDED`: it goes on today, and nobody could call just now.
    """

    OPEN = "Open"
    SUSPENDED = "Suspended"
    CLOSED = "Closed"


class ServiceNow(TypedDict):
    """A service. `reason`: why it is not open, null while it is; `closure`: how it stands then.

    `waiting`: how many wait; `wait`: what somebody without priority who came now would be promised,
    null where nothing is; `counters_open`: counters at work that serve it; `back_at`: when one
    means to be back from a pause; `opens_at`: when the hours of intake go on, null within them;
    `closes_at`: when they end or pause, only shortly before. `last_issued`, `last_called`: the
    newest number of today, and the one that was called last.
    """

    code: str
    status: Status
    reason: str | None
    closure: Closure | None
    waiting: int
    wait: NewcomerWait | None
    counters_open: int
    back_at: str | None
    opens_at: str | None
    closes_at: str | None
    last_issued: str | None
    last_called: str | None


class DepartmentNow(TypedDict):
    """A department and its services."""

    code: str
    services: Sequence[ServiceNow]


class NowView(TypedDict):
    """The whole centre. It is open when a service is; `closure`: how its services stand together
    while none is; `counters_open`: all that are at work.

    `opens_at`, `closes_at`: of the hours of intake, as for a service; `bulletins`: what all who
    wait are told, newest first.
    """

    at: str
    status: Status
    closure: Closure | None
    waiting: int
    counters_open: int
    opens_at: str | None
    closes_at: str | None
    departments: Sequence[DepartmentNow]
    bulletins: Sequence[BulletinJson]


class OurPart(TypedDict):
    """What QueueMonitor has no key for. `low_min`, `high_min`: see `wait` of ServiceNow."""

    department: str
    reason: str | None
    low_min: int | None
    high_min: int | None
    counters_open: int
    back_at: str | None
    opens_at: str | None
    closes_at: str | None


class QueueMonitor(TypedDict):
    """An entity of FIWARE's data model QueueMonitor; `xinmoi`: what it has no key for."""

    id: str
    type: str
    dateObserved: str
    name: str
    officeName: str
    serviceName: str
    serviceId: str
    serviceStatus: Status
    ticketsToServe: int
    xinmoi: OurPart
    serviceStatusNote: NotRequired[str]
    lastTicketIssued: NotRequired[int]
    lastTicketIssuedLabel: NotRequired[str]
    ticketServed: NotRequired[int]
    ticketServedLabel: NotRequired[str]
