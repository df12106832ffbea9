"""What the kiosk and programs beside it get as JSON.

Times are texts, ISO 8601 in UTC ending in Z; lengths end in `_s` and are seconds. Codes are those
of `config.yaml`.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from queueing.clock import Trust
from queueing.hall.print_jobs import JobState
from queueing.intake import Closure
from queueing.staffing import NoCounter
from web.bulletin_view_types import BulletinJson
from web.procedure_view_types import ElsewhereJson, ProcedureFacts
from web.view_types import NewcomerWait

PrintingState = Literal["none", "ready", "out"]


class ServiceRow(TypedDict):
    """A service: whether it gives numbers to citizens without priority, else why not.

    `open_for`: every priority class that gets a number; `waiting`: how many wait; `counter_open`:
    whether a counter that serves it is open now, `no_counter`: why not, null while one is;
    `back_at`: when one means to be back from a pause; `wait`: what somebody without priority who
    takes a number now would be promised, null where nothing is; `waits`: the same of every class
    that would be promised something else; `late_for`: the classes that may be called too late
    today, by what they would be promised; `opens_at`: when numbers are given again, or the hours
    begin next while some are, null where nobody knows.
    Where no number is given, also how it stands (`closure`), and what can be done instead:
    `others`, services of the department that still give some; `online`: something of it can be done
    online.
    """

    code: str
    open: bool
    counter_open: bool
    back_at: str | None
    no_counter: NoCounter | None
    open_for: Sequence[str]
    waiting: int
    wait: NewcomerWait | None
    waits: Mapping[str, NewcomerWait]
    late_for: Sequence[str]
    reason: str | None
    closure: Closure | None
    opens_at: str | None
    others: Sequence[str]
    online: bool


class WaysOutJson(TypedDict):
    """How it stands, and what can be done, where no number is given, see ServiceRow."""

    closure: Closure | None
    opens_at: str | None
    others: Sequence[str]
    online: bool


class UnitRow(ServiceRow):
    """A department with its services. It is open when one of them is.

    Its `wait` reaches from the shortest of them to the longest; null where one of them has none.
    """

    floor: str
    services: Sequence[ServiceRow]


class HallForKiosk(TypedDict):
    """What a kiosk shows of the hall.

    `next_opening`: when the hours of intake begin next, null where no day is known;
    `special_hours`: today's, as those of `extra`, where they are not those of the weekday;
    `holders_served`: somebody holds a number that is still served; `procedures`: the version of
    the directory that the search should know; `bulletins`: what all who wait are told, the newest
    first.
    """

    seq: int
    day: str
    at: str
    catalogue: str
    departments: Sequence[UnitRow]
    taking_in: bool
    holders_served: bool
    next_opening: str | None
    special_hours: Sequence[tuple[str, str]] | None
    procedures: str
    bulletins: Sequence[BulletinJson]


class KioskSlip(TypedDict):
    """What became of a ticket's newest slip; `copy` counts from 0."""

    state: JobState
    cause: str | None
    copy: int


class Printing(TypedDict):
    """The printer beside a kiosk: none, ready, or out with the cause. `slips` by ticket.

    `most_copies`: of one number, after its first slip.
    """

    state: PrintingState
    cause: str | None
    most_copies: int
    slips: Mapping[str, KioskSlip]


class KioskView(HallForKiosk):
    """Also the kiosk's printer, and what the server thinks of its clock."""

    printing: Printing
    clock: Trust


class NamedService(ServiceRow):
    """A service with its name in the language that was asked for."""

    name: str


class NamedUnit(TypedDict):
    """A department with its name in the language that was asked for."""

    code: str
    name: str
    floor: str
    services: Sequence[NamedService]


class ServicesAnswer(TypedDict):
    """The answer of `GET /api/services`."""

    departments: Sequence[NamedUnit]


class ProcedureRow(ProcedureFacts):
    """A procedure of the directory: also where it is done, and other words people use."""

    service: str
    keywords: NotRequired[str]


class DirectoryJson(TypedDict):
    """The answer of `GET /api/procedures`. `synonyms`: words people type -> words of the names.

    `most_asked`: codes of procedures; all procedures stand in that order, then by name.
    """

    version: str
    synonyms: Mapping[str, str]
    elsewhere: Sequence[ElsewhereJson]
    most_asked: Sequence[str]
    procedures: Sequence[ProcedureRow]


class PrintJobJson(TypedDict):
    """A slip that is to be printed, as agents and programs see it; sent until `until` only."""

    id: str
    ticket: str
    number: str
    copy: int
    printer: str
    state: JobState
    cause: str | None
    until: str


class AgeRule(TypedDict):
    """The group of priority from an age on."""

    group: str
    from_age: int


class KioskExtra(TypedDict):
    """The block `extra` of the kiosk's page.

    `guidance`, `results`: services behind short cuts; `results_at_offices`: who comes for a result
    is asked of which office; `dossiers`: first for the code of the dossier; `collecting`: the code
    of what such people come for; `bookings`: people may have booked; `procedures`: how many;
    `hours`: Monday first, spans as [`07:00`, `11:00`]; `service_icons`, `priority_icons`: names of
    drawings by code; `card`: what the age on an identity card gives, empty where none is read,
    `card_limited`: its number goes with the press.
    """

    languages: Sequence[str]
    priorities: Sequence[str]
    guidance: str | None
    results: str | None
    results_at_offices: bool
    dossiers: bool
    collecting: str
    bookings: bool
    procedures: int
    idle_s: float
    ticket_page_s: float
    slip_within_s: float
    panel_inches: float
    hours: Sequence[Sequence[tuple[str, str]]]
    service_icons: Mapping[str, str]
    priority_icons: Mapping[str, str]
    card: Sequence[AgeRule]
    card_limited: bool
