"""The five promises after every step of any day."""

from dataclasses import fields
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from queueing import commands as c
from queueing.catalogue import Bookings
from queueing.errors import Refusal
from queueing.estimate import Basis
from queueing.events import TicketCalled, TicketIssued, TicketTransferred
from queueing.hall import Hall
from queueing.hall.bookings import BookingState
from queueing.hall.print_jobs import JobState
from queueing.hall.tickets import AT_A_COUNTER, State
from queueing.matters import Matter
from queueing.selection import next_ticket
from queueing.slots import list_days, list_slots
from tests.examples import examples
from tests.queueing.any_day import VISITS, enter_paper
from tests.queueing.centre import DAYTIME, Desk, small_centre

counters = st.sampled_from("123")
services = st.sampled_from("ABC")
priorities = st.sampled_from(["normal", "elderly"])
pauses = st.sampled_from([0.0, 0.4, 3.0, 12.0, 70.0, 900.0, 2400.0])


class AnyDay(RuleBasedStateMachine):
    """Presses every button in any order, at any pace, over midnight too."""

    def __init__(self):
        super().__init__()
        self.desk = Desk(small_centre(bookings=Bookings(on=True, per_device=99), hours=DAYTIME))
        self.numbers_given = set()
        self.sent = {}
        self.wanted = {}
        self.before = {}

    @initialize()
    def some_counters_open(self):
        self.press(c.OpenCounter("1", "user:lan"), 0)
        self.press(c.OpenCounter("2", "user:minh"), 0)

    def press(self, command, pause):
        hall = self.desk.hall
        self.before = {ticket.id: ticket.state for ticket in hall.tickets.values()}
        copy, seq = hall.copy(), hall.seq
        try:
            events = self.desk.do(command, pause)
        except Refusal:
            assert hall == copy, "a refusal changed the hall"
            return
        assert hall.seq == seq + len(events)
        for event in events:
            if isinstance(event, TicketIssued):
                number = (event.day, event.number)
                assert number not in self.numbers_given, "a number was given twice"
                self.numbers_given.add(number)
            if isinstance(event, TicketCalled) and event.in_turn:
                assert event.ticket in self.before
            if isinstance(event, TicketIssued):
                services = [event.service, *(service for service, _ in event.matters)]
                self.wanted[event.ticket] = sorted(services)
            if isinstance(event, TicketTransferred):
                self.wanted.pop(event.ticket, None)

    @rule(visit=st.sampled_from(VISITS), priority=priorities, pause=pauses)
    def issue(self, visit, priority, pause):
        self.desk._follow += 1
        first, *others = visit
        also = tuple(Matter(service) for service in others)
        follow = f"f{self.desk._follow}"
        self.press(c.IssueTicket(first, follow, priority, kiosk="k1", also=also), pause)

    @rule(
        service=st.sampled_from("AB"),
        first=st.integers(1, 9),
        more=st.integers(0, 4),
        served=st.none() | st.integers(0, 2),
        pause=pauses,
    )
    def enter_paper(self, service, first, more, served, pause):
        before = self.desk.waiting(service)
        self.press(enter_paper(self.desk, service, first, more, served), pause)
        after = self.desk.waiting(service)
        assert [each for each in after if each in before] == [
            each for each in before if each in after
        ], "who waited keeps the place"

    @rule(data=st.data())
    def take_back_paper(self, data):
        if tickets := sorted(self.desk.hall.tickets):
            chosen = data.draw(st.lists(st.sampled_from(tickets), min_size=1, max_size=9))
            self.press(c.TakeBackPaper(tuple(chosen)), 0)

    @rule(
        kind=st.sampled_from(
            [c.CallNext, c.FinishAndCallNext, c.FinishService, c.Recall, c.StartService,
             c.RecordNoShow, c.ParkTicket, c.ReturnTicket, c.Undo, c.CloseCounter, c.PauseCounter]
        ),
        counter=counters,
        pause=pauses,
    )  # fmt: skip
    def press_at_a_counter(self, kind, counter, pause):
        self.press(kind(counter), pause)

    @rule(counter=counters)
    def open_counter(self, counter):
        self.press(c.OpenCounter(counter, "user:lan"), 0)

    @rule(counter=counters, service=st.none() | services, to=st.none() | counters, pause=pauses)
    def transfer(self, counter, service, to, pause):
        self.press(c.TransferTicket(counter, service, to), pause)

    @rule(data=st.data(), service=services, pause=pauses)
    def correct(self, data, service, pause):
        waiting = {ticket.id: ticket.key for ticket in self.desk.hall.with_state(State.WAITING)}
        if waiting:
            ticket = data.draw(st.sampled_from(sorted(waiting)))
            self.press(c.CorrectService(ticket, service), pause)
            moved = self.desk.hall.tickets.get(ticket)
            assert moved is None or moved.state is not State.WAITING or moved.key == waiting[ticket]

    @rule(data=st.data(), counter=counters, pause=pauses)
    def act_on_a_ticket(self, data, counter, pause):
        tickets = sorted(self.desk.hall.tickets)
        if not tickets:
            return
        ticket = data.draw(st.sampled_from(tickets))
        command = data.draw(
            st.sampled_from(
                [c.CallTicket(counter, ticket, "help"), c.ResumeTicket(counter, ticket),
                 c.CancelTicket(ticket), c.RestoreTicket(ticket), c.ReprintTicket(ticket),
                 c.RateTicket(ticket, "satisfied")]
            )
        )  # fmt: skip
        self.press(command, pause)

    @rule(data=st.data(), places=st.integers(1, 4), minutes=st.none() | st.integers(1, 10))
    def step_back(self, data, places, minutes):
        hall = self.desk.hall
        waiting = [ticket.id for ticket in hall.with_state(State.WAITING)]
        if not waiting:
            return
        ticket = hall.tickets[data.draw(st.sampled_from(waiting))]
        others = {other: list(hall.queues[other]) for other in hall.queues}
        place = others[ticket.service].index(ticket.id)
        self.press(c.PostponeTicket(ticket.id, None if minutes else places, minutes), 0)
        now = self.desk.hall.tickets[ticket.id]
        assert now.due >= ticket.due, "stepping back gained something"
        assert self.desk.hall.queues[ticket.service].index(ticket.id) >= place
        assert (now.entered_at, now.since) == (ticket.entered_at, ticket.since)
        for service, before in others.items():
            after = [other for other in self.desk.hall.queues[service] if other != ticket.id]
            assert after == [other for other in before if other != ticket.id]

    @rule(
        data=st.data(),
        state=st.sampled_from(JobState),
        printer=st.sampled_from([None, "in1", "in2"]),
        pause=st.sampled_from([0.0, 0.2, 8.0]),
    )
    def report_a_slip(self, data, state, printer, pause):
        if jobs := sorted(self.desk.hall.jobs):
            job = data.draw(st.sampled_from(jobs))
            said = c.ReportPrintJob(job, state, printer, "offline", length_mm=114)
            before = self.desk.hall.jobs[job]
            self.press(said, pause)
            sent = self.sent.setdefault(job, 0)
            now = self.desk.hall.jobs.get(job)
            if now is not None and (before.open, now.state) == (True, JobState.SENDING):
                self.sent[job] = sent + 1
            assert self.sent[job] <= 1, "one slip was sent twice"

    @rule(printer=st.sampled_from(["in1", "in2"]))
    def new_roll(self, printer):
        self.press(c.ChangeRoll(printer), 0)

    @rule(data=st.data(), service=services, ahead=st.integers(-1, 4), pause=pauses)
    def book(self, data, service, ahead, pause):
        self.desk._follow += 1
        follow, hall, now = f"f{self.desk._follow}", self.desk.hall, self.desk.now
        slot = None
        if ahead >= 0:
            slots = list_slots(hall, service, list_days(hall, now)[ahead], now, Basis())
            slot = data.draw(st.sampled_from([each.start for each in slots if each.free]))
        draw = data.draw(st.integers(0, 2))
        self.press(c.MakeBooking(service, follow, draw, slot), 0 if slot else pause)

    @rule(data=st.data(), confirms=st.booleans(), pause=pauses)
    def act_on_a_booking(self, data, confirms, pause):
        if bookings := sorted(self.desk.hall.bookings):
            booking = data.draw(st.sampled_from(bookings))
            self.desk._follow += 1
            confirm = c.ConfirmBooking(booking, f"f{self.desk._follow}", kiosk="k1")
            self.press(confirm if confirms else c.CancelBooking(booking), pause)

    @invariant()
    def a_booking_is_one_ticket_or_none_and_its_code_is_its_own(self):
        hall = self.desk.hall
        bookings = hall.bookings.values()
        tickets = [booking.ticket for booking in bookings if booking.ticket]
        assert len(tickets) == len(set(tickets))
        for booking in bookings:
            assert (booking.ticket is not None) == (booking.state is BookingState.CONFIRMED)
        codes = [booking.code for booking in hall.open_bookings()]
        assert len(codes) == len(set(codes))

    @invariant()
    def every_printer_holds_the_slips_that_are_not_over(self):
        hall = self.desk.hall
        listed = [job for printer in hall.printer_states.values() for job in printer.waiting]
        assert len(listed) == len(set(listed))
        for printer in hall.printer_states.values():
            assert not set(printer.waiting) & set(printer.doubtful)
        for job in hall.jobs.values():
            over = job.state in (JobState.PRINTED, JobState.UNKNOWN)
            assert (job.id in listed) <= (not over)
            if job.state is JobState.SENDING:
                assert job.id in hall.printer_state(job.printer).waiting

    @invariant()
    def nobody_steps_back_too_often_and_only_the_served_are_rated(self):
        for ticket in self.desk.hall.tickets.values():
            assert ticket.postpones <= self.desk.hall.catalogue.limits.postpones
            assert ticket.rated is None or ticket.state is State.SERVED

    @rule()
    def midnight(self):
        hall = self.desk.hall
        if hall.day is not None and not hall.day_closed:
            self.press(c.CloseDay(), 0)
            self.desk.now += timedelta(hours=24)
            assert not hall.with_state(State.WAITING, State.CALLED, State.PARKED)

    @invariant()
    def a_ticket_is_at_one_counter_at_most_and_a_counter_has_one(self):
        hall = self.desk.hall
        at_counters = [desk.current for desk in hall.desks.values() if desk.current]
        assert len(at_counters) == len(set(at_counters))
        assert set(at_counters) == {t.id for t in hall.with_state(*AT_A_COUNTER)}
        for counter, desk in hall.desks.items():
            if desk.current:
                assert hall.tickets[desk.current].counter == counter

    @invariant()
    def the_queues_hold_exactly_who_waits_in_calling_order(self):
        hall = self.desk.hall
        queued = [ticket for service in hall.queues for ticket in hall.queue(service)]
        assert {t.id for t in queued} == {t.id for t in hall.with_state(State.WAITING)}
        assert len(queued) == len({t.id for t in queued})
        for service in hall.queues:
            keys = [ticket.key for ticket in hall.queue(service)]
            assert keys == sorted(keys)
            assert all(ticket.service == service for ticket in hall.queue(service))

    @invariant()
    def nothing_that_somebody_came_for_is_lost_or_done_twice(self):
        """Until a guide moves a ticket to something else, or an officer sends it on."""
        for ticket, wanted in self.wanted.items():
            now = self.desk.hall.tickets.get(ticket)
            if now is not None:
                done = [each.service for each in now.matters_done]
                to_come = [each.service for each in now.matters]
                assert sorted([*done, now.service, *to_come]) == wanted

    @invariant()
    def call_next_refuses_only_when_nobody_waits(self):
        hall = self.desk.hall
        for counter in hall.catalogue.counters.values():
            if next_ticket(hall, counter) is None:
                waiting = [t for s in counter.services for t in hall.queue(s)]
                assert all(t.only_at not in (None, counter.id) for t in waiting)

    @invariant()
    def no_duration_is_negative(self):
        for ticket in self.desk.hall.tickets.values():
            assert ticket.service_s >= 0
            assert ticket.occupied_s >= ticket.service_s

    @invariant()
    def the_journal_alone_rebuilds_the_hall(self):
        replayed = self.desk.replayed()
        for part in fields(Hall):
            assert getattr(replayed, part.name) == getattr(self.desk.hall, part.name), part.name


AnyDay.TestCase.settings = settings(
    max_examples=examples(150), stateful_step_count=40, deadline=None
)
test_any_day_keeps_the_promises = AnyDay.TestCase
