"""What the guide's tablet gets as JSON; texts, times and codes as in `view_types.py`."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from counters.view_types import NamedMatter, WaitLimits
from queueing.hall.desks import DeskState
from queueing.hall.print_jobs import JobState
from queueing.hall.tickets import State
from web.help_call_view_types import HelpCallJson
from web.view_types import (
    ForgottenAtCounter,
    OfferMoments,
    PrinterForGuides,
    ToldJson,
    Trouble,
    VoiceForGuides,
)


class SlipState(TypedDict):
    """What became of a ticket's newest slip; `copy` counts from 0."""

    state: JobState
    cause: str | None
    printer: str
    copy: int


GuideAction = Literal["restore", "take_back", "move", "reprint", "cancel"]


class GuideRow(TypedDict):
    """A ticket as the guide sees it, in any state. `since`: in this state since.

    `waited_since`: its wait counts from then, null where nobody knows; `here_since`: when it came
    into this queue from another place, null where it was taken for it or waits no more.
    `call_asked_at`: when the holder of a missed number said to be here.

    `actions`: what may be done with it; of a no-show "restore" and "reprint", of a cancelled number
    "restore", of a finished service "take_back", until `restorable_until`. "move": to each of the
    view's `open_services` but its own. `moved`: it waits elsewhere than where it was taken for.
    `matters`: what the same number is for besides, still to come; `matters_done`: what was done.
    """

    id: str
    number: str
    service: str
    department: str
    state: State
    priority: str
    language: str
    issued_at: str
    waited_since: str | None
    wait_unsure: bool
    here_since: str | None
    since: str | None
    counter: str | None
    call_asked_at: str | None
    procedure_name: Mapping[str, str]
    matters: Sequence[NamedMatter]
    matters_done: Sequence[NamedMatter]
    restorable_until: str | None
    moved: bool
    actions: Sequence[GuideAction]
    slip: SlipState | None


class GuideCounter(TypedDict):
    """How a counter stands, how many it could call, and since when the first of them waits.

    `until`: of a pause, when the officer means to be back.
    """

    id: str
    state: DeskState
    officer: str | None
    reason: str | None
    since: str | None
    until: str | None
    number: str | None
    waiting: int
    waiting_since: str | None


class GuideService(TypedDict):
    """Who waits for a service, since when, which counters could call them, how many are open.

    `idle`, `paused`, `closed`: those of them without a ticket, by what keeps them from calling;
    `asked`: those of them that were asked to serve.
    """

    service: str
    department: str
    waiting: int
    waiting_since: str | None
    counters: Sequence[str]
    open: int
    idle: Sequence[str]
    paused: Sequence[str]
    closed: Sequence[str]
    asked: Mapping[str, ToldJson]


class GuideRun(TypedDict):
    """Many numbers of one kiosk for one service, taken from `since` to `until`, `given` in all.

    `tickets`: ids of those that still wait, which may be cancelled in one press.
    """

    kiosk: str
    service: str
    since: str
    until: str
    given: int
    tickets: Sequence[str]


class ChangedRun(TypedDict):
    """The answer of `POST /api/guide/cancel-run` and `…/restore-run`: the numbers it changed."""

    numbers: Sequence[str]


class EnteredPaper(TypedDict):
    """The answer of `POST /api/guide/enter-paper` and `…/take-back-paper`.

    `tickets`: ids that the entry has changed, to take it back by; `numbers`: those that it gave a
    place, or took out again; `served`: how many were only counted; `known`: entered before.
    """

    tickets: Sequence[str]
    numbers: Sequence[str]
    served: int
    known: int


class NoNumber(TypedDict):
    """Why kiosks give no number for a service; `opens_at`: when again, null: no day is known."""

    reason: str
    opens_at: str | None


class HallForGuide(TypedDict):
    """What the guide's tablet shows of the hall.

    `tickets`: whoever waits, is called, served or parked, and the no-shows that may still be
    restored; by service, the waiting ones first and in calling order. `open_services`: for which
    numbers are given and where people may be moved; `issue`: when numbers are given; `no_numbers`:
    services for which kiosks give none now. `worst`:
    departments by who waits longest, the worst first; `taken_on`: what alarms are about -> who sees
    to it; `help`: counters that call for help.
    """

    seq: int
    day: str
    at: str
    tickets: Sequence[GuideRow]
    counters: Sequence[GuideCounter]
    services: Sequence[GuideService]
    open_services: Sequence[str]
    issue: OfferMoments
    no_numbers: Mapping[str, NoNumber]
    worst: Sequence[str]
    taken_on: Mapping[str, ToldJson]
    forgotten: Sequence[ForgottenAtCounter]
    help: Sequence[HelpCallJson]
    runs: Sequence[GuideRun]
    limits: WaitLimits


class GuideView(HallForGuide):
    """Also how the printers of slips are, and how calls are spoken.

    `clock`: `wrong` where the server's clock is; `day_over` where it has ended the day, and nobody
    knows whether it is right. `troubles`: devices that are gone, and what else the hall depends on.
    """

    printers: Sequence[PrinterForGuides]
    voice: VoiceForGuides
    clock: Literal["wrong", "day_over"] | None
    troubles: Sequence[Trouble]


class FoundTickets(TypedDict):
    """The answer of `GET /api/guide/tickets`: today's tickets with a number, in any state."""

    seq: int
    tickets: Sequence[GuideRow]


class GuideExtra(TypedDict):
    """The block `extra` of the page. `credit_min`: priority people count so much earlier;
    `bookings`: people may have booked."""

    guide: str
    languages: Sequence[str]
    priorities: Sequence[str]
    credit_min: int
    bookings: bool
