"""What every figure means, to the second."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from queueing import commands as c
from queueing import events as e
from queueing.hall import Hall
from queueing.hall.changes import apply
from queueing.hall.tickets import AT_A_COUNTER, State
from queueing.measures.timelines import Timelines
from queueing.measures.times import is_abandoned, visit
from tests.queueing.any_day import days, entries_of, play
from tests.queueing.centre import MORNING, Desk


def timelines_of(desk):
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    return timelines


def visit_of(desk, ticket):
    return visit(timelines_of(desk).tickets[ticket.id])


def parts(spent):
    return {
        name: getattr(spent, f"{name}_s")
        for name in (
            "waiting", "waiting_again", "calling", "walking", "service", "parked", "absent", "total"
        )
        if getattr(spent, f"{name}_s")
    }  # fmt: skip


@pytest.fixture
def desk():
    desk = Desk(now=datetime(2026, 11, 23, 0, 0, tzinfo=UTC))  # 07:00 in Cần Thơ
    desk.open()
    return desk


# ── the times of one ticket ──


def test_the_worked_example_of_the_handbook(desk):
    ticket = desk.issue("A")
    for after_s, command in (
        (720, c.CallNext("1")),
        (40, c.Recall("1")),
        (30, c.StartService("1")),
        (300, c.ParkTicket("1")),
        (720, c.ResumeTicket("1", ticket.id)),
        (180, c.FinishService("1", "accepted")),
    ):
        desk.do(command, after_s)
    whole = visit_of(desk, ticket)
    assert parts(whole.spent) == {
        "waiting": 720, "calling": 70, "walking": 30, "service": 480, "parked": 720, "total": 1990,
    }  # fmt: skip
    assert (whole.state, len(whole.legs)) == (State.SERVED, 1)
    leg = whole.legs[0]
    assert (leg.counter, leg.officer, leg.end) == ("1", "user:lan", "served")
    assert leg.times_called == 2
    assert leg.called_at == ticket.arrival + timedelta(seconds=720)
    assert leg.last_call_at == leg.called_at + timedelta(seconds=40)
    assert leg.started_at == leg.last_call_at + timedelta(seconds=30)
    assert leg.ended_at == ticket.arrival + timedelta(seconds=1990)


def test_without_start_walking_is_unknown_and_service_begins_at_the_last_call(desk):
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.Recall("1"), 20)
    desk.do(c.FinishService("1"), 300)
    spent = visit_of(desk, ticket).spent
    assert spent.walking_s is None
    assert parts(spent) == {"waiting": 60, "calling": 20, "service": 300, "total": 380}


def test_an_undone_action_leaves_no_trace_in_the_times(desk):
    first, second = desk.issue("A"), desk.issue("A")
    desk.do(c.CallNext("1"), 100)
    desk.do(c.StartService("1"), 10)
    desk.do(c.FinishAndCallNext("1"), 200)
    desk.do(c.Undo("1"), 8)
    assert parts(visit_of(desk, second).spent) == {}
    desk.do(c.FinishAndCallNext("1"), 92)
    assert parts(visit_of(desk, first).spent) == {
        "waiting": 100, "calling": 10, "walking": 10, "service": 300, "total": 410,
    }  # fmt: skip
    whole = visit_of(desk, second)
    assert whole.spent.waiting_s == 410
    assert whole.legs[0].times_called == 1


def test_an_undone_call_waits_on_as_if_never_called(desk):
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"), 100)
    desk.do(c.Undo("1"), 5)
    assert visit_of(desk, ticket).legs[0].called_at is None
    desk.do(c.CallNext("2"), 95)
    leg = visit_of(desk, ticket).legs[0]
    assert (leg.spent.waiting_s, leg.spent.waiting_again_s, leg.counter) == (200, 0, "2")


def test_a_transfer_ends_a_leg_and_begins_the_next(desk):
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.StartService("1"), 15)
    desk.do(c.TransferTicket("1", service="C"), 45)
    desk.do(c.CallNext("3"), 240)
    desk.do(c.StartService("3"), 20)
    desk.do(c.FinishService("3"), 100)
    whole = visit_of(desk, ticket)
    first, second = whole.legs
    assert (first.service, first.counter, first.end) == ("A", "1", "transferred")
    assert (second.service, second.counter, second.end) == ("C", "3", "served")
    assert parts(first.spent) == {
        "waiting": 60, "calling": 15, "walking": 15, "service": 45, "total": 120,
    }  # fmt: skip
    assert second.entered_at == first.ended_at
    assert parts(second.spent) == {
        "waiting": 240, "calling": 20, "walking": 20, "service": 100, "total": 360,
    }  # fmt: skip
    assert parts(whole.spent) == {
        "waiting": 300, "calling": 35, "walking": 35, "service": 145, "total": 480,
    }  # fmt: skip


def test_a_corrected_service_ends_a_leg_that_nobody_called(desk):
    ticket = desk.issue("A")
    desk.do(c.CorrectService(ticket.id, "C"), 600)
    desk.do(c.CallNext("3"), 120)
    desk.do(c.FinishService("3"), 60)
    whole = visit_of(desk, ticket)
    first, second = whole.legs
    assert (first.service, first.counter, first.called_at, first.end) == (
        "A", None, None, "transferred",
    )  # fmt: skip
    assert parts(first.spent) == {"waiting": 600, "total": 600}
    assert (second.service, second.counter, second.end) == ("C", "3", "served")
    assert parts(second.spent) == {"waiting": 120, "service": 60, "total": 180}
    assert parts(whole.spent) == {"waiting": 720, "service": 60, "total": 780}


def test_an_undone_transfer_makes_one_leg_of_two(desk):
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.StartService("1"), 15)
    desk.do(c.TransferTicket("1", service="C"), 45)
    assert len(visit_of(desk, ticket).legs) == 2
    desk.do(c.Undo("1"), 5)
    assert [leg.end for leg in visit_of(desk, ticket).legs] == [None]


def test_a_missed_and_restored_ticket_was_absent_and_waits_again(desk):
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.RecordNoShow("1"), 90)
    missed = visit_of(desk, ticket).legs[0]
    assert (missed.end, missed.spent.calling_s) == ("no_show", 90)
    desk.do(c.RestoreTicket(ticket.id), 600)
    desk.do(c.CallNext("2"), 30)
    desk.do(c.FinishService("2"), 120)
    leg = visit_of(desk, ticket).legs[0]
    assert (leg.end, leg.counter, leg.times_called) == ("served", "2", 2)
    assert parts(leg.spent) == {
        "waiting": 60, "calling": 90, "absent": 600, "waiting_again": 30, "service": 120,
        "total": 900,
    }  # fmt: skip


def test_a_returned_ticket_waits_again(desk):
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.ReturnTicket("1"), 10)
    desk.do(c.CallNext("1"), 50)
    assert parts(visit_of(desk, ticket).spent) == {
        "waiting": 60, "calling": 10, "waiting_again": 50, "total": 120,
    }  # fmt: skip


def test_waiting_ends_for_who_gives_up_and_at_the_day_s_end(desk):
    given_back, expired = desk.issue("A"), desk.issue("A")
    desk.do(c.CancelTicket(given_back.id, by_staff=False), 300)
    desk.do(c.CloseDay(), 300)
    assert visit_of(desk, given_back).spent.waiting_s == 300
    whole = visit_of(desk, expired)
    assert (whole.spent.waiting_s, whole.legs[0].end, whole.legs[0].called_at) == (
        600, "expired", None,
    )  # fmt: skip


def test_service_over_midnight_belongs_to_the_day_of_issue():
    desk = Desk(now=datetime(2026, 11, 23, 16, 50, tzinfo=UTC))  # 23:50 in Cần Thơ
    desk.open()
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"), 300)
    desk.do(c.StartService("1"), 60)
    desk.do(c.CloseDay(), 300)
    desk.do(c.FinishService("1"), 240)
    whole = visit_of(desk, ticket)
    assert str(whole.day) == "2026-11-23"
    assert (whole.spent.service_s, whole.spent.total_s) == (540, 900)


def test_a_clock_set_back_counts_as_no_time_and_is_flagged(desk):
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.StartService("1"), -30)
    desk.do(c.FinishService("1"), 100)
    spent = visit_of(desk, ticket).spent
    assert spent.clock_jumped
    assert parts(spent) == {"waiting": 60, "service": 100, "total": 160}


def test_a_call_out_of_turn_stays_visible(desk):
    desk.issue("A")
    chosen = desk.issue("A")
    desk.do(c.CallTicket("1", chosen.id, "help"), 10)
    assert not visit_of(desk, chosen).legs[0].in_turn
    desk.do(c.ReturnTicket("1"))
    desk.do(c.CallTicket("1", desk.ticket("A001").id))
    assert visit_of(desk, desk.ticket("A001")).legs[0].in_turn
    desk.do(c.FinishAndCallNext("1"))
    assert not visit_of(desk, chosen).legs[0].in_turn, "its first call was out of turn"


# ── any day ──


def painted(desk):
    """Brute force: paint every second of every ticket with its state, undo paints over.

    That a ticket went on to its next matter is painted over too when that is taken back. Who was
    recorded as served by hand, and was not, waited meanwhile.
    """
    paint, moments, went_on = {}, {}, {}
    seconds = int((desk.now - MORNING).total_seconds())
    hall = Hall.empty(desk.hall.catalogue)
    for entry in entries_of(desk):
        event = entry.event
        undone = event.undoes if isinstance(event, e.ActionUndone) else ()
        apply(hall, event, entry.seq)
        since = int((event.at - MORNING).total_seconds())
        moments[entry.seq] = (since, getattr(event, "ticket", None))
        if isinstance(event, e.TicketWentOn):
            went_on[event.ticket] = entry.seq
        elif isinstance(event, e.GoingOnTakenBack):
            undone = (went_on[event.ticket],)
        for start, name in [moments[seq] for seq in undone] or [moments[entry.seq]]:
            if name is not None:
                by_hand = isinstance(event, e.ServedByHand)
                state = State.WAITING if by_hand else hall.tickets[name].state
                row = paint.setdefault(name, {})
                for second in range(start, seconds + 1):
                    row[second] = state
    return paint


@given(days)
def test_the_parts_add_up_to_the_whole_on_any_day(day):
    desk = play(day)
    for timeline in timelines_of(desk).tickets.values():
        whole = visit(timeline)
        end = whole.ended_at or timeline.last.at
        assert whole.spent.total_s == (end - timeline.issued.at).total_seconds()
        for leg in whole.legs:
            assert min(leg.spent.waiting_s, leg.spent.calling_s, leg.spent.service_s) >= 0
            assert (leg.spent.walking_s or 0) <= leg.spent.calling_s
            if leg.called_at:
                waited = (leg.called_at - leg.entered_at).total_seconds()
                assert leg.spent.waiting_s == waited


@given(days)
def test_every_duration_is_the_time_spent_in_that_state_on_any_day(day):
    desk = play(day)
    paint = painted(desk)
    for name, timeline in timelines_of(desk).tickets.items():
        whole = visit(timeline)
        stop = int(((whole.ended_at or timeline.last.at) - MORNING).total_seconds())
        seen = [state for second, state in paint[name].items() if second < stop]
        spent = whole.spent
        waited = seen.count(State.WAITING) + seen.count(State.CANCELLED)
        assert spent.waiting_s + spent.waiting_again_s == waited
        assert spent.calling_s + spent.service_s == sum(map(seen.count, AT_A_COUNTER))
        assert spent.parked_s == seen.count(State.PARKED)
        assert spent.absent_s == seen.count(State.NO_SHOW) + seen.count(State.SERVED)


@given(days)
def test_the_timelines_know_the_state_of_every_ticket_in_the_hall(day):
    desk = play(day)
    timelines = timelines_of(desk)
    for ticket in desk.hall.tickets.values():
        assert timelines.tickets[ticket.id].last.state is ticket.state


@given(days)
def test_a_counter_is_never_busier_than_it_is_open(day):
    desk = play([*day, (60, (c.CloseDay,))])
    sessions = timelines_of(desk).sessions.values()
    for session in sessions:
        if session.open_s is not None:
            assert 0 <= session.occupied_s <= session.open_s - session.paused_s + 1e-9
    running = {s.counter: s.officer for s in sessions if s.closed_at is None}
    for counter, state in desk.hall.desks.items():
        assert running.get(counter) == state.officer


# ── who abandoned ──


def test_who_gives_the_number_back_or_still_waits_at_the_day_s_end_has_abandoned(desk):
    given_back, taken_back, missed, parked, restored = (desk.issue("A") for _ in range(5))
    desk.do(c.CancelTicket(given_back.id, by_staff=False))
    desk.do(c.CancelTicket(taken_back.id))
    desk.do(c.CallNext("1"))
    desk.do(c.CallNext("2"))
    desk.do(c.RecordNoShow("1"), 600)
    desk.do(c.ParkTicket("2"))
    desk.do(c.CallNext("1"))
    desk.do(c.ReturnTicket("1"))
    desk.do(c.CloseDay(), 3600)
    gone = {name for name, timeline in timelines_of(desk).tickets.items() if is_abandoned(timeline)}
    assert gone == {given_back.id, restored.id}
    assert {missed.id, parked.id} <= set(timelines_of(desk).tickets)


# ── counter sessions ──


def test_a_session_knows_its_pauses_by_reason_and_its_time_with_tickets(desk):
    desk.issue("A", after_s=100)
    desk.do(c.CallNext("1"), 100)
    desk.do(c.FinishService("1"), 50)
    desk.do(c.PauseCounter("1", "meeting"), 50)
    desk.do(c.OpenCounter("1", "user:lan"), 200)
    desk.do(c.PauseCounter("1"))
    desk.do(c.OpenCounter("1", "user:lan"), 30)
    desk.do(c.PauseCounter("1", "meeting"), 70)
    desk.do(c.CloseCounter("1"), 100)
    session = next(s for s in timelines_of(desk).sessions.values() if s.counter == "1")
    assert session.pauses == ((None, 30), ("meeting", 300))
    assert (session.open_s, session.paused_s, session.occupied_s) == (700, 330, 50)


def test_an_undone_call_did_not_occupy_the_counter(desk):
    desk.issue("A")
    desk.do(c.CallNext("1"), 10)
    desk.do(c.Undo("1"), 8)
    desk.do(c.CloseCounter("1"), 100)
    session = next(s for s in timelines_of(desk).sessions.values() if s.counter == "1")
    assert session.occupied_s == 0


def test_an_undone_finish_after_the_day_s_end_touches_no_session(desk):
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"), 10)
    desk.do(c.CloseDay(), 600)
    desk.do(c.FinishService("1"), 60)
    desk.do(c.Undo("1"), 5)
    timelines = timelines_of(desk)
    assert visit(timelines.tickets[ticket.id]).state is State.SERVING
    assert {session.occupied_s for session in timelines.sessions.values()} == {0, 610}


def test_a_change_of_officers_ends_a_session_and_begins_the_next(desk):
    desk.do(c.OpenCounter("1", "user:minh"), 600)
    desk.do(c.CloseCounter("1"), 300)
    sessions = [s for s in timelines_of(desk).sessions.values() if s.counter == "1"]
    assert [(s.officer, s.open_s) for s in sessions] == [("user:lan", 600), ("user:minh", 300)]
