"""What a figure is, and the SQL of which figures are made: which legs, counted or averaged how."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from queueing.catalogue import NORMAL, Limits
from queueing.channels import Channel
from queueing.events import SavedBy
from queueing.hall.tickets import LEVELS
from queueing.measures.unsure import TimeAnswer

Kind = Literal["count", "number", "seconds", "share"]
Moment = Literal["entered_at", "called_or_ended_at", "ended_at", "opened_at", "saved_at"]

CALLED_OR_ENDED: Moment = "called_or_ended_at"
ENTERED: Moment = "entered_at"
ENDED: Moment = "ended_at"
OPENED: Moment = "opened_at"
SAVED: Moment = "saved_at"
MOMENTS: Mapping[Moment, str] = {
    CALLED_OR_ENDED: "TRUE",
    ENTERED: "TRUE",
    ENDED: "\"end\" IN ('served', 'cancelled', 'expired')",
    OPENED: "TRUE",
    SAVED: "TRUE",
}
"""By which moment a leg (of `opened_at`: a counter's session, of `saved_at`: a visit that ended
without a number) belongs to a period, a day, an hour,
and which legs have that moment at all. The first one: the first call, else the end without one."""

ENOUGH_FOR_PERCENTILES = 10
CONTENT_LEVELS = LEVELS[:2]

CALLED = "called_at IS NOT NULL"
SERVED = "(\"end\" = 'served')"
"""By hand, while nothing could be recorded, it is served without a call."""
NO_SHOW = f"({CALLED} AND \"end\" = 'no_show')"
CANCELLED, EXPIRED, TRANSFERRED = (
    f"\"end\" = '{end}'" for end in ("cancelled", "expired", "transferred")
)
LOST = "(called_at IS NULL AND \"end\" IN ('cancelled', 'expired'))"
PRIORITY = f"({CALLED} AND priority <> '{NORMAL}')"
ON_PAPER = f"channel = '{Channel.PAPER}'"
WAIT_UNSURE = (
    f"(wait_unsure AND ({ON_PAPER} OR time_answer IS DISTINCT FROM '{TimeAnswer.COUNTED}'))"
)
"""What queueing.measures.unsure says of a leg's wait."""
WAIT_UNKNOWN = f"(walk_in OR {ON_PAPER} AND wait_unsure)"
"""Nobody can say anything of it: its holder stood there, or had a slip of paper."""
WAITED = f"({CALLED} AND NOT walk_in AND NOT {WAIT_UNSURE})"
WAITED_IN_VAIN = f"({LOST} AND NOT {WAIT_UNSURE})"
IN_TARGET, IN_RED_LINE = "(waiting_us <= {target_us})", "(waiting_us <= {red_line_us})"
CALLED_UP = f"({CALLED} AND NOT walk_in)"
WALKED = f"({CALLED} AND walking_us IS NOT NULL)"
PARKED = f"({CALLED} AND parked_us > 0)"
PROMISED = f"({WAITED} AND leg = 0 AND high_min IS NOT NULL)"
KEPT = f"({PROMISED} AND waiting_us <= high_min::BIGINT * 60000000)"
EARLY = f"({PROMISED} AND waiting_us < low_min::BIGINT * 60000000)"
OCCUPIED = "(coalesce(walking_us, 0) + calling_in_vain_us + service_us)"
UNSURE = (
    f"({CALLED} AND CASE WHEN time_answer IS NULL THEN {OCCUPIED} > {{unsure_us}} OR time_unsure "
    f"ELSE time_answer = '{TimeAnswer.LEFT_OUT}' END)"
)
"""What queueing.measures.unsure says of a leg's time at counters."""
ANY_UNSURE = f"({UNSURE} OR {CALLED} AND {WAIT_UNSURE})"
WALKED_SURE = f"({WALKED} AND NOT {UNSURE})"
SERVED_SURE = f"({CALLED} AND {SERVED} AND NOT {UNSURE})"
DONE = f"({SERVED} AND NOT goes_on)"
"""The leg that ended a visit: what goes on to the next matter has ended none."""
MOVED_HERE = "(leg > 0 AND NOT next_matter)"
CAME = "(leg = 0 AND NOT taken_back)"
STOOD_THERE = f"channel IN ('{Channel.COUNTER}', '{Channel.PAPER}')"
"""Nobody knows how long such a visit took before its number was given."""
VISIT_SURE = (
    f"({SERVED_SURE} AND NOT goes_on AND NOT {STOOD_THERE} AND earlier_longest_us <= {{unsure_us}} "
    f"AND (NOT clock_jumped OR time_answer = '{TimeAnswer.COUNTED}'))"
)
VISIT_WAITED = (
    f"({DONE} AND NOT {STOOD_THERE} AND NOT {WAIT_UNSURE} "
    f"AND (NOT clock_jumped OR time_answer = '{TimeAnswer.COUNTED}'))"
)
SESSION_SURE = "(longest_us <= {usual_unsure_us})"
RATED = f"({CALLED} AND level IS NOT NULL)"
CONTENT = f"({CALLED} AND level IN {CONTENT_LEVELS})"
IN_HALL, AT_HOME = f"(channel <> '{Channel.PAGE}')", f"(channel = '{Channel.PAGE}')"
MISSING_PAPERS, ONLINE, NOT_READY = (
    f"({IN_HALL} AND reason = '{reason}')"
    for reason in (SavedBy.MISSING_PAPERS, SavedBy.ONLINE, SavedBy.RESULT_NOT_READY)
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. `name`, `formula`, `left_out`, `title` are Vietnamese, translated like all words.

    `left_out`: what does not count, "" when nothing is worth saying. `value`: an SQL aggregate over
    the legs whose `moment` is in the period; seconds and shares are NULL where there is nothing to
    divide. `listed`: the SQL condition of the legs behind it, "" for none; `title`: of that list.
    `at_counters`: False when no counter or officer has it: nobody can tell whose tickets those are.
    """

    key: str
    kind: Kind
    name: str
    formula: str
    left_out: str = ""
    moment: Moment = CALLED_OR_ENDED
    value: str = ""
    listed: str = ""
    title: str = ""
    at_counters: bool = True

    @property
    def of_sessions(self) -> bool:
        """Whether it is about the sessions of counters, and not about legs."""
        return self.moment == OPENED

    @property
    def of_saved(self) -> bool:
        """Whether it is about visits that ended without a number, and not about legs."""
        return self.moment == SAVED

    @property
    def few(self) -> bool:
        """Whether it is a percentile: none of fewer than ten."""
        return self.key.endswith(("_p50_s", "_p90_s"))

    @property
    def nothing(self) -> int | float | None:
        """What it is of nobody at all."""
        if self.kind == "count":
            return 0
        return 0.0 if self.of_sessions and self.kind == "seconds" else None


def fill_in(sql: str, limits: Limits) -> str:
    """Return an expression of a figure with the centre's limits in it."""
    usual = _microseconds(limits.unsure_after_s)
    own = " ".join(
        f"WHEN '{service}' THEN {_microseconds(limit_s)}"
        for service, limit_s in limits.service_unsure_after_s.items()
    )
    return sql.format(
        target_us=_microseconds(limits.target_wait_s),
        red_line_us=_microseconds(limits.red_line_wait_s),
        unsure_us=f"(CASE service {own} ELSE {usual} END)" if own else usual,
        usual_unsure_us=usual,
    )


def _microseconds(seconds: float) -> int:
    return round(seconds * 1_000_000)


def count(which: str) -> str:
    """Return how many legs meet a condition."""
    # Of nothing but unknowns, as of legs that go on, the database counts NULL
    return f"coalesce(count_if({which}), 0)"


def share(part: str, whole: str) -> str:
    """Return legs that meet one condition / legs that meet the other."""
    return f"{count(part)} / nullif({count(whole)}, 0)"


def within(limit: str) -> str:
    """Return the share of believed waits that ended in a call within a limit.

    Who left or was left after waiting longer counts in the whole.
    """
    return share(f"{WAITED} AND {limit}", f"{WAITED} OR NOT {limit} AND {WAITED_IN_VAIN}")


def beyond(limit: str) -> str:
    """Return which believed waits were longer than a limit."""
    return f"NOT {limit} AND ({WAITED} OR {WAITED_IN_VAIN})"


def mean(column: str, which: str) -> str:
    """Return the mean of a column of microseconds, in seconds."""
    times = f"CASE WHEN {which} THEN {column} END"
    return f"sum({times}) / nullif(count({times}) * 1e6, 0)"


def percentile(q: int, column: str, which: str) -> str:
    """Return a percentile by nearest rank in seconds: the value of rank ceil(q * n / 100)."""
    times = f"CASE WHEN {which} THEN {column} END"
    # Rounded as figures are, to a tenth of a second: the database holds every value until it has
    # them all, and these take half the room. In twentieths, because what is exactly between two
    # tenths has to stay there. Both percentiles of a column are one aggregate
    twentieths = f"(({column} + 50000) // 100000 + ({column} + 49999) // 100000)::INTEGER"
    place = {50: 1, 90: 2}[q]
    found = f"quantile_disc(CASE WHEN {which} THEN {twentieths} END, [0.5, 0.9])[{place}]"
    return f"CASE WHEN count({times}) >= {ENOUGH_FOR_PERCENTILES} THEN {found} / 20 END"


def longest(column: str, which: str) -> str:
    """Return the largest value of a column of microseconds, in seconds."""
    return f"max(CASE WHEN {which} THEN {column} END) / 1e6"


def total(column: str) -> str:
    """Return the sum of a column of microseconds, in seconds."""
    return f"coalesce(sum({column}), 0) / 1e6"
