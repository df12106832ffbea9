"""Who is next: the due-time rule and the bounds it promises."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from queueing import commands as c
from queueing.catalogue import Counter, Preference
from queueing.selection import (
    ahead_of,
    calling_order,
    due_time,
    find_open_counters,
    next_ticket,
)
from tests.examples import examples
from tests.queueing.centre import Desk, small_centre

CREDIT_S = 900
arrivals = st.lists(
    st.tuples(st.integers(0, 1200), st.sampled_from(["normal", "elderly"])),
    min_size=1,
    max_size=25,
)


def hall_with(taken):
    desk = Desk()
    for pause, priority in taken:
        desk.issue("A", after_s=pause, priority=priority)
    return desk


def test_a_priority_ticket_passes_only_who_came_less_than_the_credit_before():
    desk = Desk(now=datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    normal = desk.issue()
    early = desk.issue(after_s=600, priority="elderly")
    late = desk.issue(after_s=360, priority="elderly")
    assert desk.waiting() == [early.number, normal.number, late.number]


@given(arrivals)
def test_a_later_arrival_overtakes_only_within_the_difference_of_credits(taken):
    desk = hall_with(taken)
    order = desk.hall.queue("A")
    credits = {"normal": 0, "elderly": CREDIT_S}
    for place, earlier in enumerate(order):
        for later in order[place + 1 :]:
            if earlier.order > later.order:  # came later, is called before
                gap_s = (earlier.arrival - later.arrival).total_seconds()
                assert gap_s < credits[earlier.priority] - credits[later.priority]


@given(arrivals)
def test_inside_a_class_first_come_is_first_served(taken):
    desk = hall_with(taken)
    for priority in ("normal", "elderly"):
        orders = [t.order for t in desk.hall.queue("A") if t.priority == priority]
        assert orders == sorted(orders)


@given(arrivals, st.integers(0, 3600))
def test_newcomers_never_swap_two_who_wait(taken, pause):
    desk = hall_with(taken)
    before = desk.waiting()
    desk.issue("A", after_s=pause, priority="elderly")
    after = [number for number in desk.waiting() if number in before]
    assert after == before


@given(arrivals)
def test_people_ahead_is_the_place_in_the_calling_order(taken):
    desk = hall_with(taken)
    for place, ticket in enumerate(desk.hall.queue("A")):
        assert ahead_of(desk.hall, "A", ticket.key) == place


@settings(max_examples=examples(50))
@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 600)), min_size=1, max_size=15),
)
def test_a_counter_lends_a_hand_only_to_those_really_behind(taken):
    desk = Desk()
    for service, pause in taken:
        desk.issue(service, after_s=pause)
    counter = desk.hall.counter("1")  # A is its own, B carries a penalty of 600 s
    order = list(calling_order(desk.hall, counter))
    costs = [t.due + timedelta(seconds=600 if t.service == "B" else 0) for t in order]
    assert costs == sorted(costs)
    assert len(order) == len(taken)


def test_a_ticket_sent_to_one_counter_waits_for_it_alone_until_that_counter_closes():
    desk = Desk()
    desk.open("1", "2")
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.TransferTicket("1", to_counter="2"))
    assert next_ticket(desk.hall, desk.hall.counter("1")) is None
    assert next_ticket(desk.hall, desk.hall.counter("2")).number == "A001"
    desk.do(c.CloseCounter("2"))
    assert next_ticket(desk.hall, desk.hall.counter("1")).number == "A001"


def test_a_restored_ticket_stands_behind_the_second_now_waiting():
    desk = Desk()
    desk.open("1")
    missed = desk.issue()
    desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"), after_s=200)
    others = [desk.issue(after_s=30).number for _ in range(3)]
    desk.do(c.RestoreTicket(missed.id))
    assert desk.waiting() == [others[0], others[1], missed.number, others[2]]


def test_a_restored_ticket_alone_in_the_queue_keeps_its_key():
    desk = Desk()
    desk.open("1")
    missed = desk.issue()
    desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"), after_s=200)
    desk.do(c.RestoreTicket(missed.id))
    assert desk.ticket(missed.number).due == missed.due


def test_priority_moves_waiting_but_makes_none():
    """Conservation: with equal service times the mean wait is that of first come, first served."""

    def mean_wait(credit_s):
        now, waits, queue = datetime(2026, 11, 23, 1, 0, tzinfo=UTC), [], []
        for n in range(60):
            arrival = now + timedelta(seconds=70 * n)
            credit = credit_s if n % 3 == 0 else 0
            queue.append((due_time(arrival, credit), n, arrival))
        free = now
        while queue:
            present = [t for t in queue if t[2] <= free] or [min(queue, key=lambda t: t[2])]
            chosen = min(present)
            queue.remove(chosen)
            start = max(free, chosen[2])
            waits.append((start - chosen[2]).total_seconds())
            free = start + timedelta(seconds=100)
        return sum(waits) / len(waits)

    assert mean_wait(CREDIT_S) == mean_wait(0)


def test_a_counter_without_waiting_tickets_has_nobody_next():
    hall = Desk(small_centre()).hall
    assert next_ticket(hall, hall.counter("3")) is None


def test_people_are_sent_to_the_counters_that_do_not_just_lend_a_hand():
    sent = small_centre().own_counters_for
    assert [counter.id for counter in sent["A"]] == ["1", "2"]
    assert [counter.id for counter in sent["B"]] == ["2"]
    helped = Counter("9", "09", "tret", "XD", (Preference("C", 600),))
    assert small_centre(counters={"9": helped}).own_counters_for["C"] == (helped,)


def test_a_counter_that_pauses_is_none_of_the_open_ones_of_its_service():
    desk = Desk()
    desk.open("1", "2")
    assert [each.id for each in find_open_counters(desk.hall, "A")] == ["1", "2"]
    desk.do(c.PauseCounter("1", "meeting"))
    assert [each.id for each in find_open_counters(desk.hall, "A")] == ["2"]


def test_whoever_was_sent_to_one_counter_is_told_that_one_and_its_floor_where_there_are_several():
    catalogue = small_centre()
    assert [each.id for each in catalogue.find_own_counters("A", None)] == ["1", "2"]
    assert [each.id for each in catalogue.find_own_counters("A", "3")] == ["3"]
    assert catalogue.find_own_counters("gone", "gone") == ()
    assert not catalogue.has_floors
    upstairs = replace(catalogue.counters["3"], floor="1")
    assert small_centre(counters={**catalogue.counters, "3": upstairs}).has_floors
