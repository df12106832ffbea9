"""One booking for several matters: where the place is, what is refused, what the number is for."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from queueing import commands as c
from queueing.decisions.booked_matters import choose_held
from queueing.errors import InvalidField, ServiceClosed, UnknownService
from queueing.estimate import Basis
from queueing.hours import Hours
from queueing.intake import count_left
from queueing.matters import Matter
from tests.queueing.booking import MINUTE, at_home, book, confirm, first_slot, require_same
from tests.queueing.booking import sleep_until as sleep

A, B, C = (Matter(service) for service in "ABC")


@pytest.fixture
def desk():
    desk = at_home()
    desk.open("3")
    return desk


def change(desk, service, **changes):
    services = dict(desk.hall.catalogue.services)
    services[service] = replace(services[service], **changes)
    desk.hall.catalogue = replace(desk.hall.catalogue, services=services)


def test_a_number_from_home_waits_in_the_longest_queue(desk):
    desk.do(c.CallTicket("2", desk.issue("B").id))
    for _ in range(3):
        desk.issue("B")
    booking = book(desk, "A", also=(B, C), procedure="birth")
    assert (booking.service, booking.matters, booking.procedure) == (
        "B",
        (Matter("A", "birth"), C),
        None,
    )
    desk.issue("B", after_s=60)
    ticket = confirm(desk, booking, after_s=60)
    assert (ticket.number, ticket.due) == ("B006", booking.due)
    assert ticket.matters == (Matter("A", "birth"), C)
    assert desk.waiting("B")[-2:] == ["B006", "B005"]
    require_same(desk)


def test_a_slot_is_for_the_first_and_all_of_it_outlives_the_night(desk):
    slot = first_slot(desk)
    booking = book(desk, "A", also=(B, C), slot=slot)
    assert (booking.service, booking.services) == ("A", ("A", "B", "C"))
    sleep(desk, slot - 5 * MINUTE)
    change(desk, "B", closed_reason="moved")
    ticket = confirm(desk, booking)
    assert (ticket.due, ticket.matters) == (slot, (C,))
    require_same(desk)


def test_what_is_booked_with_it_counts_among_the_numbers_of_the_day(desk):
    change(desk, "B", intake=replace(desk.hall.catalogue.services["B"].intake, numbers_per_day=1))
    book(desk, "A", also=(B,))
    assert count_left(desk.hall, desk.hall.catalogue.services["B"], desk.now) == 0
    with pytest.raises(ServiceClosed) as refused:
        book(desk, "A", also=(B,))
    assert refused.value.fields == {"service": "B", "reason": "all_given"}


def test_a_slot_is_refused_where_another_matter_cannot_follow_it(desk):
    slot = first_slot(desk) + timedelta(hours=6)
    mornings = Hours(week={day: ((time(7), time(11)),) for day in range(7)}, enforced=True)
    change(desk, "C", hours=mornings)
    with pytest.raises(ServiceClosed) as refused:
        book(desk, "A", also=(C,), slot=slot)
    assert refused.value.fields == {"service": "C", "reason": "outside_hours"}
    change(desk, "C", hours=replace(mornings, enforced=False))
    assert book(desk, "A", also=(C,), slot=slot).slot == slot
    slot += 30 * MINUTE
    change(desk, "C", closed_reason="moved")
    with pytest.raises(ServiceClosed):
        book(desk, "A", also=(C,), slot=slot)


@pytest.mark.parametrize(
    ("also", "refusal"),
    [((A,), InvalidField), ((B, B), InvalidField), ((Matter("X"),), UnknownService)],
)
def test_its_matters_are_services_that_differ(desk, also, refusal):
    with pytest.raises(refusal):
        book(desk, "A", also=also)


def test_without_any_idea_of_the_waits_the_place_is_where_it_was_asked_for(desk):
    desk.do(c.CloseCounter("1"))
    desk.do(c.CloseCounter("2"))
    assert choose_held(desk.hall, (C, A), None, desk.now, Basis()) is C
