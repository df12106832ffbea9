"""What the console gets as JSON; the guide's tablet: `guide_view_types.py`.

Times are texts, ISO 8601 in UTC ending in Z; lengths end in `_s` and are seconds. Codes are those
of `config.yaml`; names by language have `vi`.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from queueing.catalogue import Sight
from queueing.hall.desks import DeskState, UndoAction
from web.bulletin_view_types import BulletinJson
from web.help_call_view_types import HelpCallJson
from web.view_types import MatterJson, OfferMoments, TicketJson, ToldJson

Why = Literal[
    "taken_back", "directed", "restored", "priority", "transferred_from", "language", "lends_hand"
]
NextWhy = Literal["taken_back", "transferred", "restored", "priority", "own_order"]
PracticeStep = Literal[
    "open", "call", "recall", "finish", "park", "transfer", "no_show", "restore", "undo",
    "walk_in", "deliver",
]  # fmt: skip


class Row(TicketJson):
    """A ticket in a list of the console. `waited_since`: its wait counts from then, null where
    nobody knows.

    `here_since`: when it came into this queue from another place; null where it was taken for it.
    `wait_unsure`: the clock was set while it waited.
    """

    procedure: str | None
    procedure_name: Mapping[str, str]
    language: str
    kiosk: str | None
    outcome: str | None
    waited_since: str | None
    wait_unsure: bool
    here_since: str | None
    came_from: str | None


class WaitingRow(Row):
    """A waiting ticket. `why`: what sets it apart, the weightiest first."""

    why: Sequence[Why]


class ParkedRow(Row):
    """A parked ticket, and when it was put aside."""

    parked_at: str | None


class MissedRow(Row):
    """A no-show that may still be restored, until then."""

    restorable_until: str


class FinishedRow(Row):
    """A service of this counter that may still be taken back, until then."""

    take_back_until: str


class UnsureRow(Row):
    """A service longer than anybody believes; `suggested_end`: when it probably ended, or null.

    `clock_set`: it is not too long, but the clock was set during it or the wait before;
    `occupied_s`: how long it was at counters.
    """

    clock_set: bool
    occupied_s: float
    began_at: str | None
    suggested_end: str | None


class NamedMatter(MatterJson):
    """One of the matters of a visit; `procedure_name`: by language, empty for an unknown one."""

    procedure_name: Mapping[str, str]


class CurrentRow(Row):
    """The ticket at the counter, and what the rules will allow next and when.

    `matters`: what the same number is for besides, still to come.
    `since`: in this state since; `service_s`: of earlier services; `target_s`: the usual length;
    `second_press_until`: before then a press that ends the call is a second one of it;
    `held_until`: before then a no-show is confirmed first; `walk_in`: stood there, was not called.
    """

    last_call_at: str | None
    since: str | None
    service_s: float
    in_turn: bool
    walk_in: bool
    recalls_left: int
    recall_after: str | None
    second_press_until: str | None
    held_until: str | None
    no_show_advised_at: str | None
    target_s: int | None
    matters: Sequence[NamedMatter]


class CounterState(TypedDict):
    """The counter of a console. `since`: in this state since; `reason`: a code, or own words.

    `until`: of a pause, when the officer means to be back. `handed_by`: who left the counter to
    the next officer, null once somebody has taken it.
    """

    id: str
    label: str
    state: DeskState
    officer: str | None
    handed_by: str | None
    reason: str | None
    since: str | None
    until: str | None
    floor: str
    department: str
    services: Sequence[str]


class TransferTargets(TypedDict):
    """Where the ticket at the counter may be sent: codes of services, ids of counters.

    By service: how many wait, ids of the counters that are open for it. `closed`: ids of
    counters that take nobody now.
    """

    services: Sequence[str]
    counters: Sequence[str]
    waiting: Mapping[str, int]
    open: Mapping[str, Sequence[str]]
    closed: Sequence[str]


class QueueLine(TypedDict):
    """A service of the counter: how many wait, the first of them since then."""

    service: str
    waiting: int
    since: str


class UndoOffer(TypedDict):
    """The last action, which may be taken back until then; where it sent the ticket.

    A transfer does, and a finish of whoever came for more. `number`: null where it waits again and
    is kept from the officer; where officers changed, of the ticket there, "" where there was none.
    """

    action: UndoAction
    number: str | None
    until: str
    to_service: str | None
    to_counter: str | None


class Today(TypedDict):
    """What the counter has done today."""

    served: int
    service_mean_s: float | None
    longest_wait_s: float


class Lunch(TypedDict):
    """Between two spans of intake of the day: the first that is not over."""

    begins: str
    ends: str


class WaitLimits(TypedDict):
    """From when on a wait is near its limit, and beyond it."""

    target_wait_s: float
    red_line_wait_s: float


class CounterLimits(WaitLimits):
    """Also how long an action may be taken back, a press after a call counts as a second one."""

    undo_s: float
    second_press_s: float


class AutoCall(TypedDict):
    """When the next is called if nothing else happens, null: not without a press; see the rules."""

    at: str | None
    after_s: float
    pressed_s: float


class StepDone(TypedDict):
    """A step of the practice, and whether it was done."""

    step: PracticeStep
    done: bool


class PracticeProgress(TypedDict):
    """The steps of a practice, in the order in which they are asked for."""

    steps: Sequence[StepDone]


class NearHelpCall(HelpCallJson):
    """The call of a counter near. `may_end`: by whoever sits here, else by who is on the way."""

    may_end: bool


class HelpView(TypedDict):
    """Calls for help: the counter's own (`here`, null: none), and those of counters near."""

    here: HelpCallJson | None
    near: Sequence[NearHelpCall]


class CounterView(TypedDict):
    """The counter view of the contract.

    `see`: what of those who wait is shown, all, the next one or how many; `queues`: of each service
    with somebody in it. `waiting`: in calling order, `waiting_total` of them in all, since
    `waiting_since`; `missed`, `finished` (what may be taken back) and `unsure` (what the officer
    is asked): newest first.
    `actions`: what the counter may do; `call` and `resume` stand for every row of
    `waiting` and `parked`. What is missing is refused until a newer view. `walk_in`: codes of
    the services that somebody without a number may be served for. `transfer_to`: null
    without a ticket. `asked`: who asked this counter to serve those who wait, null where nobody
    did. `bulletins`: what those who wait for it are told, newest first. `auto_call`: null where
    only presses call. `practice` is there in a practice only.
    """

    seq: int
    day: str
    at: str
    catalogue: str
    counter: CounterState
    current: CurrentRow | None
    see: Sight
    queues: Sequence[QueueLine]
    waiting: Sequence[WaitingRow]
    waiting_total: int
    waiting_since: str | None
    next_why: NextWhy | None
    parked: Sequence[ParkedRow]
    missed: Sequence[MissedRow]
    finished: Sequence[FinishedRow]
    unsure: Sequence[UnsureRow]
    undo: UndoOffer | None
    actions: Mapping[str, OfferMoments]
    walk_in: Sequence[str]
    transfer_to: TransferTargets | None
    asked: ToldJson | None
    bulletins: Sequence[BulletinJson]
    help: HelpView
    auto_call: AutoCall | None
    today: Today
    lunch: Lunch | None
    limits: CounterLimits
    practice: NotRequired[PracticeProgress]


class FinishedAndCalled(TypedDict):
    """The answer of `finish-and-call-next`: either may be nobody."""

    finished: TicketJson | None
    ticket: TicketJson | None


class ConsoleExtra(TypedDict):
    """The block `extra` of the console's page. The last four are a practice's."""

    officer: str
    person: NotRequired[str]
    practice: NotRequired[bool]
    api: NotRequired[str]
    namespace: NotRequired[str]
    query: NotRequired[Mapping[str, str]]
