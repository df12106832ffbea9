"""Whether the clock can be believed, and what the office goes by while it cannot. Pure.

A clock is judged by three things: when the last entry of the journal was stored, a clock that runs
on whatever happens to the other (seconds since the machine's start), and whether the system says
that network time has set it. docs/decisions/0024-the-clock.md says why it is so.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from queueing.hall import DeskState, Hall
from queueing.hall.tickets import OVER
from queueing.numbering import service_day

A_DAY = timedelta(days=1)
TOLERANCE = timedelta(minutes=1)
"""A clock that differs by less was not set: it was slow to be read."""
NIGHTS = timedelta(days=8)
"""So long no machine sleeps between two looks: the clock was set."""
YEARS = timedelta(days=400)
"""So long no centre is closed between two days: the clock is wrong."""
SAME_HOUR = timedelta(minutes=10)
"""A leap by whole days, give or take this, is a date that was set: nights end at other hours."""


class Trust(StrEnum):
    """What is thought of the clock."""

    GOOD = "good"
    UNPROVEN = "unproven"
    """It agrees with the journal, but the program began in the middle of a day, and nobody set it:
    it may have stood while the power was off."""
    WRONG = "wrong"
    """It contradicts the journal: the office reckons on from the last entry."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the clock.

    `wall`: what it says, aware UTC; `ran_s`: seconds of the clock that nobody can set; `synced`:
    whether network time has set it, None: unknown.
    """

    wall: datetime
    ran_s: float
    synced: bool | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How the office tells the time: as the clock, and `offset` more.

    `seq`, `since`: number and time of the journal's last entry when this program began.
    """

    look: Look
    trust: Trust = Trust.GOOD
    offset: timedelta = timedelta()
    seq: int = 0
    since: datetime | None = None

    def tell(self, wall: datetime) -> datetime:
        """Return the office's time when the clock says `wall`."""
        return wall + self.offset


def begin(hall: Hall, look: Look) -> Reckoning:
    """Judge the clock as the program finds it at its start."""
    last = hall.last_at
    if look.synced or last is None:
        return Reckoning(look, seq=hall.seq)
    if _is_same_day(hall, look):
        return Reckoning(look, Trust.UNPROVEN, seq=hall.seq, since=last)
    if last - TOLERANCE <= look.wall <= last + YEARS:
        return Reckoning(look, seq=hall.seq)
    return Reckoning(look, Trust.WRONG, _reckon_on(hall, last) - look.wall, hall.seq, last)


def go_on(
    before: Reckoning, hall: Hall, look: Look, *, accepted: bool = False
) -> tuple[Reckoning, timedelta | None]:
    """Return how to tell the time from this look on, and by how much the clock was set, if it was.

    The second is how much later everything in the hall happened by the clock as it is now; None
    where the clock goes on, or where nobody is in the hall whom its setting concerns.
    """
    passed = timedelta(seconds=look.ran_s - before.look.ran_s)
    expected = before.tell(before.look.wall + passed)
    after = replace(before, look=look)
    good = replace(after, trust=Trust.GOOD, offset=timedelta())
    proven = accepted or bool(look.synced)
    behind = hall.last_at is not None and look.wall < hall.last_at - TOLERANCE
    if before.trust is Trust.WRONG:
        if not (proven or _was_set(before.look, look, passed)):
            return after, None
        concerned = behind or _came_since(hall, before.seq)
        return good, look.wall - expected if concerned else None
    if hall.last_at is not None and behind:
        by = look.wall - max(expected, hall.last_at)
        return replace(after, since=before.since and before.since + by), by
    ahead = look.wall - expected
    if _is_set_over_midnight(before, hall, look, ahead):
        return good, ahead
    if _is_set_within_day(hall, look, ahead):
        after = replace(after, since=before.since and before.since + ahead)
        return good if proven else after, ahead
    return after if _is_same_day(hall, look) and not proven else good, None


def find_left_open(before: Reckoning, hall: Hall) -> tuple[str, ...]:
    """Return the counters that are open only because no night came between, when the clock is set.

    They were open before the power was off, and nobody has worked there since.
    """
    since = before.since
    if before.trust is Trust.GOOD or since is None:
        return ()
    worked = {ticket.counter for ticket in hall.tickets.values() if ticket.changed > before.seq}
    return tuple(
        counter
        for counter, desk in hall.desks.items()
        if desk.state is not DeskState.CLOSED
        and desk.current is None
        and counter not in worked
        and (desk.since is None or desk.since <= since)
    )


def _reckon_on(hall: Hall, last: datetime) -> datetime:
    """Return the time of a start behind the last entry: then, or when the next work begins.

    The second where the day was closed, or nobody was left in the hall after the hours of intake.
    """
    zone = hall.catalogue.zone_info
    closing = hall.catalogue.open_hours.closing(service_day(last, zone), zone)
    went_home = closing is not None and last >= closing and not _came_since(hall, 0)
    if hall.day is None or not (hall.day_closed or went_home):
        return last
    midnight = datetime.combine(hall.day + A_DAY, time(), zone)
    return hall.catalogue.open_hours.next_opening(midnight) or midnight


def _was_set(before: Look, now: Look, passed: timedelta) -> bool:
    moved = now.wall - before.wall
    return moved < -TOLERANCE or moved - passed > TOLERANCE


def _is_set_over_midnight(before: Reckoning, hall: Hall, look: Look, ahead: timedelta) -> bool:
    """Say whether a leap over midnight was a clock being set, with people in the hall meanwhile.

    Else the night went by, and the machine did not notice.
    """
    if hall.day is None or hall.day_closed or _is_same_day(hall, look) or ahead <= TOLERANCE:
        return False
    if before.trust is Trust.UNPROVEN:
        return _came_since(hall, before.seq)
    just_synced = bool(look.synced) and before.look.synced is False
    date_set = _is_anybody_working(hall) and _is_by_whole_days(ahead)
    return (just_synced or date_set or ahead > NIGHTS) and _came_since(hall, 0)


def _is_set_within_day(hall: Hall, look: Look, ahead: timedelta) -> bool:
    """Say whether the clock was set ahead within the day, with somebody in the hall meanwhile."""
    if ahead <= TOLERANCE or not _is_same_day(hall, look):
        return False
    return _is_anybody_working(hall) or _came_since(hall, 0)


def _is_anybody_working(hall: Hall) -> bool:
    return any(desk.state is not DeskState.CLOSED for desk in hall.desks.values())


def _is_by_whole_days(ahead: timedelta) -> bool:
    # No days at all are no date: some minutes over midnight are a machine that was slow
    days, beside = divmod(ahead + SAME_HOUR, A_DAY)
    return days > 0 and beside <= 2 * SAME_HOUR


def _came_since(hall: Hall, seq: int) -> bool:
    """Say whether somebody is in the hall who took a number behind that entry of the journal."""
    return any(ticket.order > seq and ticket.state not in OVER for ticket in hall.tickets.values())


def _is_same_day(hall: Hall, look: Look) -> bool:
    return service_day(look.wall, hall.catalogue.zone_info) == hall.day
