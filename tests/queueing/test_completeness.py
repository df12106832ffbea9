"""Every command is decided, every event changes the hall: no member of a union is forgotten."""

from dataclasses import fields
from typing import get_args

from queueing.commands import Command
from queueing.decisions import DECISIONS, ESTIMATING
from queueing.events import CounterEvent, Event, TicketMove
from queueing.hall.changes import CHANGES
from queueing.hall.desks import UndoAction
from queueing.hall.print_jobs import MOVES as JOB_MOVES
from queueing.hall.print_jobs import JobState
from queueing.hall.tickets import MOVES, OVER, STATE_AFTER, State

STAYS = {
    "TicketReprinted", "TicketPostponed", "PostponeTakenBack", "TicketRated", "ServiceTimeAnswered",
    "CallAskedFor", "RatingExplained",
}  # fmt: skip
"""Events of a ticket that leave it in its state."""


def test_every_command_has_its_decision():
    assert {*ESTIMATING, *DECISIONS} == set(get_args(Command))
    assert not set(DECISIONS) & set(ESTIMATING)


def test_every_event_has_its_change():
    assert set(CHANGES) == set(get_args(Event))


def test_every_event_of_a_ticket_leads_to_a_state_or_leaves_the_ticket_where_it_is():
    assert set(STATE_AFTER) == set(get_args(TicketMove))
    of_tickets = {kind for kind in get_args(Event) if "ticket" in {f.name for f in fields(kind)}}
    assert {kind.__name__ for kind in of_tickets - set(STATE_AFTER)} == STAYS
    assert set(get_args(CounterEvent)) < set(STATE_AFTER)


def test_every_state_can_be_reached_and_has_its_moves():
    assert set(STATE_AFTER.values()) == set(State) == set(MOVES)
    assert set(JOB_MOVES) == set(JobState)
    assert all(state in OVER or MOVES[state] for state in State)


def test_every_move_of_a_counter_can_be_undone_by_name():
    together = {UndoAction.FINISH_AND_CALL_NEXT, UndoAction.WALK_IN}
    single = set(UndoAction) - together - {UndoAction.HAND_OVER, UndoAction.TAKE_OVER}
    assert len(single) == len(get_args(CounterEvent))
