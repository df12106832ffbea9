"""What the managers' page of today gets as JSON.

Times are texts, ISO 8601 in UTC ending in Z; days `YYYY-MM-DD`; lengths end in `_s` and are
seconds; shares are 0 to 1. Codes are those of `config.yaml`. What figures mean: docs/metrics.md.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from queueing.alarms import DeskAlarmKind
from queueing.hall.desks import DeskState
from web.help_call_view_types import HelpCallJson
from web.view_types import ToldJson, Trouble

AlertKind = Literal["unserved", "late", "red_line", "idle", "paused", "complaints"] | DeskAlarmKind
CounterDoing = DeskState | Literal["calling", "serving"]
ExportState = Literal["running", "done", "failed"]


class DepartmentFigures(TypedDict):
    """The figures of a department, or of all together, in the order of the outside contract.

    Means, percentiles and shares are null where there are too few to say anything; `waiting_now`
    is of this moment, not of a period.
    """

    issued: int
    transferred_in: int
    called: int
    served: int
    no_show: int
    cancelled: int
    expired: int
    transferred_out: int
    waiting_now: int
    wait_mean_s: float | None
    wait_p50_s: float | None
    wait_p90_s: float | None
    wait_within_target: float | None
    service_mean_s: float | None
    service_p90_s: float | None
    satisfaction: float | None
    ratings: int
    rated_share: float | None


class ReportRow(DepartmentFigures):
    """The figures of one department."""

    department: str


class LiveRow(ReportRow):
    """Also since when the first one waits, and how many of its counters are open and not paused.

    `waiting_unsure`: the clock was set while that one waited.
    """

    waiting_since: str | None
    waiting_unsure: bool
    counters_open: int
    counters: int


class EarlierFigures(TypedDict):
    """The same weekday a week ago, up to the same time of day."""

    day: str
    served: int
    wait_mean_s: float | None


class FlowSlot(TypedDict):
    """Tickets taken and legs served in the half-hour from `at` on."""

    at: str
    taken: int
    served: int


class HeatDay(TypedDict):
    """Mean waits of a weekday (0: Monday), one for each hour of the table; null for too few."""

    weekday: int
    means_s: Sequence[float | None]


Heat = TypedDict(
    "Heat",
    {
        "from": str,
        "to": str,
        "enough_calls": int,
        "hours": Sequence[int],
        "days": Sequence[HeatDay],
    },
)
"""The mean wait by weekday and hour of the last weeks, `from` and `to` these days.

`enough_calls`: a cell of fewer is null.
"""


class CounterRow(TypedDict):
    """What a counter does, and since when.

    `state`: open is without a ticket; `gap_since`: from when on people wait (`waiting` of them)
    whom it could serve, null unless it is open or paused so; `until`: of a pause, when the officer
    means to be back; `served`: today.
    """

    counter: str
    department: str
    state: CounterDoing
    since: str | None
    number: str | None
    reason: str | None
    until: str | None
    served: int
    waiting: int
    gap_since: str | None


class AlertJson(TypedDict):
    """What needs a look: people who wait so many minutes on average, and counters that could help.

    `idle`: open ones without a ticket; `paused`, `closed`; `asked`: those of them that were asked
    to serve. `longest_s`: how long the first of those people has waited, null where it is not about
    them. `counter`, `number`: where something was forgotten for so many minutes, and of which
    ticket; null in the others. `subject`: what it is about; `taken_on`: who sees to it. Of
    `complaints` so many `people` wait for an answer that is overdue since then at the longest;
    `department` is "" for those that none was given to and that are about the centre as a whole.
    """

    kind: AlertKind
    department: str
    counter: str | None
    number: str | None
    people: int
    minutes: int
    longest_s: float | None
    since: str
    idle: Sequence[str]
    paused: Sequence[str]
    closed: Sequence[str]
    asked: Mapping[str, ToldJson]
    subject: str
    taken_on: ToldJson | None


class DayView(TypedDict):
    """The day so far, of the centre or of one department.

    `preparing`: how much of the files of earlier days is made while there are no figures, else
    null; `compared`, `heat`: null where nothing is known; `alerts_from`: when alerts begin again,
    null while there may be some.
    """

    seq: int
    at: str
    day: str
    rows: Sequence[LiveRow]
    total: DepartmentFigures
    preparing: float | None
    within_red_line: float | None
    compared: EarlierFigures | None
    flow: Sequence[FlowSlot]
    heat: Heat | None
    counters: Sequence[CounterRow]
    alerts: Sequence[AlertJson]
    alerts_from: str | None


class LiveView(DayView):
    """Also `troubles`: devices that are gone, and what else the hall depends on.

    `help`: counters of any department that call for help.
    """

    troubles: Sequence[Trouble]
    help: Sequence[HelpCallJson]


class ExportJob(TypedDict):
    """A long file that is being made: `done` of its `of` rows; `file`: where it is, once whole."""

    id: str
    state: ExportState
    done: int
    of: int
    file: str | None


class Targets(TypedDict):
    """What the centre aims at: the share of calls that is to come within the target.

    A share under `poor_share` misses it by far.
    """

    target_s: float
    red_line_s: float
    target_share: float
    poor_share: float


class ReportsExtra(Targets):
    """The block `extra` of today's page. `wall`: nobody can press anything there.

    `acts`: whoever reads it may take alarms on, and ask counters to serve; `complaints`: may see
    complaints.
    """

    wall: bool
    acts: bool
    complaints: bool
