"""What a call out of turn cost those whose turn it was: pure, from the journal's events.

The counter is taken from the chosen call until its citizen leaves it. Whoever stood before the
chosen one waits for that counter no longer than that, and no longer than until the own call: so
long, at most, each of them was delayed. See docs/metrics.md, "Gọi ngoài thứ tự".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from queueing.events import TicketCalled
from queueing.hall.tickets import AT_A_COUNTER
from queueing.hall.transitions import seconds_between
from queueing.measures.timelines import Timeline, Transition

OTHER_REASON = "other"
"""What own words count as that gave the reason of a chosen call before there were codes."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A leg that was called out of turn: why, and before how many.

    `delay_s`: person-seconds that those were delayed, None while the citizen is at the counter,
    and of a call of before the journal kept whom it passed.
    """

    reason: str
    people: int
    delay_s: float | None


def sum_delays_s(call: Transition, free: Transition, left: Iterable[Transition | None]) -> float:
    """Return by how many person-seconds others were delayed, never negative.

    `call`, `free`: by which the chosen one got the counter and left it. `left`: by which each of
    those who stood before left the queue, None: not yet. What came first the journal says: the
    clock may have been set back since.
    """
    earlier = (free if each is None or each.seq > free.seq else each for each in left)
    ends = (min(each.at, free.at) for each in earlier)
    return sum(seconds_between(call.at, end) for end in ends)


def find_passed(timeline: Timeline, moves: Sequence[Transition]) -> Passed | None:
    """Return what the chosen calls among a leg's moves did; None where each call was in turn."""
    chosen = [
        (place, move, move.event)
        for place, move in enumerate(moves)
        if isinstance(move.event, TicketCalled)
        and not move.event.in_turn
        and not move.event.walk_in
    ]
    if not chosen:
        return None
    delays = [_find_delay_s(timeline, moves, place) for place, _, _ in chosen]
    known = [each for each in delays if each is not None]
    last = chosen[-1][2]
    reason = last.reason if last.passed and last.reason else OTHER_REASON
    people = sum(len(event.passed) for _, _, event in chosen)
    return Passed(reason, people, sum(known) if len(known) == len(delays) else None)


def _find_delay_s(timeline: Timeline, moves: Sequence[Transition], place: int) -> float | None:
    call = moves[place]
    left = timeline.passed.get(call.seq)
    free = next((move for move in moves[place + 1 :] if move.state not in AT_A_COUNTER), None)
    if left is None or free is None:
        return None
    return sum_delays_s(call, free, left.values())
