"""Since when somebody waits is the same on every screen, on any day.

Since they took their number, or since the matter before was done.
"""

from hypothesis import given, settings

from counters.guide_view import guide_view
from counters.view import make_counter_view
from queueing.assistance import find_longest_waiting
from queueing.events import ClockSet, TicketIssued
from queueing.hall.tickets import State
from queueing.selection import calling_order
from tests.examples import examples
from tests.queueing.any_day import days, play
from web.tickets import utc


@settings(max_examples=examples(60), deadline=None)
@given(days)
def test_a_wait_counts_from_the_number_through_transfers_returns_and_restores(day):
    desk = play(day)
    hall, now = desk.hall, desk.now
    assert not any(isinstance(event, ClockSet) for event in desk.journal)
    issued = {event.ticket: event.at for event in desk.journal if isinstance(event, TicketIssued)}

    def began(ticket):
        return ticket.went_on_at or issued[ticket.id]

    def since(ticket):
        """Of whoever was handed a number on paper nobody knows since when they wait."""
        return None if ticket.on_paper else utc(began(ticket))

    def first(tickets):
        return utc(min(map(began, tickets), default=None))

    guide = guide_view(hall, now)
    for row in guide["tickets"]:
        assert row["waited_since"] == since(hall.tickets[row["id"]])
        ticket = hall.tickets[row["id"]]
        moved = ticket.state is State.WAITING and ticket.since != began(ticket)
        assert row["here_since"] == (utc(ticket.since) if moved else None)
    for service in guide["services"]:
        assert service["waiting_since"] == first(hall.queue(service["service"]))
    for counter in hall.catalogue.counters.values():
        view = make_counter_view(hall, counter.id, now)
        assert view["waiting_since"] == first(calling_order(hall, counter))
        for row in view["waiting"]:
            assert row["waited_since"] == since(hall.tickets[row["id"]])
    for department, longest in find_longest_waiting(hall).items():
        waiting = [t for t in hall.with_state(State.WAITING) if t.department == department]
        assert utc(longest.waits_since) == first(waiting)
