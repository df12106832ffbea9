"""The one door, on a real journal: many callers, keys, restarts, a disk that fails."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from threading import Barrier, Event
from time import sleep

import pytest

from queueing import commands as c
from queueing.clock import Trust
from queueing.errors import (
    CannotStore,
    DayIsClosed,
    NobodyWaiting,
    PressGivenUp,
    WouldOrphanTickets,
)
from queueing.events import ClockSet, DayClosed, TicketCalled, TicketIssued
from queueing.office import Office
from storage.database import open_database
from storage.journal import SqlJournal
from tests.queueing.centre import MORNING, small_centre

follows = count()


class Clock:
    def __init__(self):
        self.now = MORNING

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def start(tmp_path, clock):
    """Start an office on the test's data folder, as often as wanted."""
    opened = []

    def start(catalogue=None, wrap=lambda journal: journal, wrap_database=lambda it: it):
        catalogue = catalogue or small_centre()
        database = wrap_database(open_database(tmp_path))
        opened.append(database)
        return Office(wrap(SqlJournal(database, catalogue.zone_info, clock)), catalogue, clock)

    yield start
    for database in opened:
        database.close()


def number(hall, entries):
    event = entries[-1].event
    return hall.tickets[event.ticket].number


def issue(office, service="A", **submit):
    command = c.IssueTicket(service, follow=f"follow-{next(follows)}")
    return office.submit(command, actor="token:1", reply=number, **submit)


def press(office, command, actor="user:lan", reply=number, key=None):
    return office.submit(command, actor=actor, reply=reply, key=key)


def no_reply(hall, entries):
    return None


class Slow:
    """A real journal whose next append waits while the test lets callers queue up."""

    def __init__(self, journal):
        self.journal = journal
        self.storing, self.go_on = Event(), Event()
        self.go_on.set()

    def __getattr__(self, name):
        return getattr(self.journal, name)

    def hold(self):
        self.storing.clear()
        self.go_on.clear()

    def append(self, *parts):
        self.storing.set()
        self.go_on.wait(10)
        self.journal.append(*parts)


def test_many_callers_at_once_get_every_number_once(start):
    office = start()
    with ThreadPoolExecutor(16) as callers:
        numbers = list(callers.map(lambda _: issue(office), range(400)))
    assert sorted(numbers) == [f"A{n:03d}" for n in range(1, 401)]
    assert start().hall.numbers == {"A": 400}


def test_counters_that_press_at_once_never_get_the_same_citizen(start):
    office = start()
    for counter in ("1", "2"):
        press(office, c.OpenCounter(counter, "user:lan"), reply=no_reply)
    for _ in range(60):
        issue(office)
    together = Barrier(2)

    def work(counter):
        together.wait()
        return [press(office, c.FinishAndCallNext(counter)) for _ in range(30)]

    with ThreadPoolExecutor(2) as officers:
        called = [number for numbers in officers.map(work, ["1", "2"]) for number in numbers]
    assert max(Counter(called).values()) == 1
    assert len(called) == 60


def test_the_same_key_gets_the_same_answer_and_changes_nothing_also_after_a_restart(start):
    office = start()
    first = issue(office, key="tap-1")
    assert issue(office, key="tap-1") == first
    again = start()
    assert issue(again, key="tap-1") == first
    assert again.hall.numbers == {"A": 1}
    assert issue(again, key="tap-2") == "A002"


def test_a_refusal_is_kept_with_its_key_too(start):
    office = start()
    press(office, c.OpenCounter("1", "user:lan"), reply=no_reply)
    with pytest.raises(NobodyWaiting):
        press(office, c.CallNext("1"), key="press-1")
    issue(office)
    with pytest.raises(NobodyWaiting) as again:
        press(start(), c.CallNext("1"), key="press-1")
    assert again.value.fields == {"counter": "1"}


def test_keys_of_different_callers_do_not_meet(start):
    office = start()
    first = issue(office, key="k")
    command = c.IssueTicket("A", follow="other")
    assert office.submit(command, actor="token:2", reply=number, key="k") != first


def test_one_double_tap_in_one_batch_gives_one_number(start):
    office = start()
    with ThreadPoolExecutor(8) as taps:
        numbers = set(taps.map(lambda _: issue(office, key="same"), range(8)))
    assert numbers == {"A001"}


def test_a_restart_finds_the_hall_exactly_as_it_was(start):
    office = start()
    press(office, c.OpenCounter("1", "user:lan"), reply=no_reply)
    for _ in range(3):
        issue(office)
    press(office, c.CallNext("1"))
    assert start().hall == office.hall


def test_listeners_hear_of_stored_batches_in_order(start):
    office, heard = start(), []
    office.subscribe(lambda hall, entries: heard.append((hall.seq, [e.seq for e in entries])))
    issue(office)
    issue(office)
    assert [seqs[-1] for _, seqs in heard] == [seq for seq, _ in heard]
    assert [seq for _, seqs in heard for seq in seqs] == list(
        range(heard[0][1][0], office.hall.seq + 1)
    )


def test_calls_go_before_issues_when_both_wait(start):
    journals, batches = [], []
    office = start(wrap=lambda journal: journals.append(Slow(journal)) or journals[0])
    press(office, c.OpenCounter("1", "user:lan"), reply=no_reply)
    issue(office)
    office.subscribe(lambda hall, entries: batches.append([type(e.event) for e in entries]))
    with ThreadPoolExecutor(5) as callers:
        journals[0].hold()
        first = callers.submit(issue, office)
        assert journals[0].storing.wait(10)
        waiting = [callers.submit(issue, office) for _ in range(3)]
        waiting.append(callers.submit(press, office, c.CallNext("1")))
        while len(office._line) < len(waiting):
            sleep(0)
        journals[0].go_on.set()
        for future in (first, *waiting):
            future.result(10)
    assert batches[1] == [TicketCalled, TicketIssued, TicketIssued, TicketIssued]


def test_what_cannot_be_stored_changes_nothing_and_the_office_recovers(start):
    class Failing:
        """A real journal on a disk that is sometimes full."""

        def __init__(self, journal):
            self.journal, self.full = journal, False

        def __getattr__(self, name):
            return getattr(self.journal, name)

        def append(self, *parts):
            if self.full:
                raise CannotStore("no space left on device")
            self.journal.append(*parts)

    journals = []

    def wrap(journal):
        journals.append(Failing(journal))
        return journals[-1]

    office = start(wrap=wrap)
    issue(office)
    before = office.hall
    journals[0].full = True
    for _ in range(2):
        with pytest.raises(CannotStore):
            issue(office)
    assert office.hall is before
    assert not office.healthy()
    journals[0].full = False
    assert office.healthy()
    assert issue(office) == "A002"


class LosesAnswers:
    """A real database that stores, and then fails to say so, as often as it is told to."""

    def __init__(self, database):
        self.database, self.times = database, 0

    def __getattr__(self, name):
        return getattr(self.database, name)

    def append(self, addition):
        self.database.append(addition)
        if self.times:
            self.times -= 1
            raise CannotStore("the answer of the disk was lost")


@pytest.fixture
def unsure(start):
    """An office, and its database whose answers may be lost."""
    databases = []

    def wrap(database):
        databases.append(LosesAnswers(database))
        return databases[-1]

    return start(wrap_database=wrap), databases[0]


def test_after_a_failure_whose_outcome_nobody_knows_the_journal_decides(unsure):
    office, database = unsure
    heard = []
    office.subscribe(lambda hall, entries: heard.extend(entries))
    database.times = 1
    with pytest.raises(CannotStore):
        issue(office, key="tap")
    assert not heard
    assert issue(office, key="tap") == "A001"
    assert issue(office) == "A002"
    assert [entry.seq for entry in heard] == [2, 3, 4]


def test_a_configuration_whose_caller_heard_of_a_failure_is_not_in_force_and_that_is_on_record(
    unsure, start
):
    office, database = unsure
    before = office.hall.catalogue
    database.times = 1
    with pytest.raises(CannotStore):
        office.reconfigure(small_centre(digest="second"))
    assert office.healthy()
    assert office.hall.catalogue is before
    assert office.hall.digest == before.digest
    assert start().hall.seq == office.hall.seq


def test_a_fault_in_an_answer_stores_nothing_and_the_office_goes_on(start):
    office = start()

    def broken(hall, entries):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        press(office, c.OpenCounter("1", "user:lan"), reply=broken)
    assert office.hall.desk("1").state == "closed"
    assert issue(office) == "A001"


def test_the_day_ends_by_itself_before_the_first_command_of_the_next(start, clock):
    office, kinds = start(), []
    issue(office)
    office.subscribe(lambda hall, entries: kinds.extend(type(e.event) for e in entries))
    clock.now += timedelta(hours=20)
    assert issue(office) == "A001"
    assert DayClosed in kinds


def test_the_clock_alone_ends_the_day(start, clock):
    office = start()
    issue(office)
    office.tick()
    assert not office.hall.day_closed
    clock.now += timedelta(hours=20)
    office.tick()
    assert office.hall.day_closed
    assert not office.hall.tickets
    assert start().hall == office.hall


def test_a_day_closed_by_command_gives_no_more_numbers(start):
    office = start()
    issue(office)
    press(office, c.CloseDay(), reply=no_reply)
    with pytest.raises(DayIsClosed):
        issue(start())


def test_a_new_configuration_keeps_tickets_valid_or_is_refused(start):
    office = start()
    issue(office, "C")
    without_c = small_centre(
        counters={k: v for k, v in small_centre().counters.items() if k != "3"}, digest="second"
    )
    with pytest.raises(WouldOrphanTickets):
        office.reconfigure(without_c)
    assert "3" in office.hall.catalogue.counters
    with pytest.raises(WouldOrphanTickets):
        start(without_c)
    renamed = small_centre(digest="third")
    office.reconfigure(renamed)
    assert office.hall.digest == "third"
    assert issue(office, "C") == "C002"


def test_a_stopped_office_refuses_and_is_not_healthy(start):
    office = start()
    assert not office.stopped
    office.stop()
    assert office.stopped
    office.tick()
    assert not office.healthy()
    with pytest.raises(CannotStore):
        issue(office)


def test_the_office_tells_its_time(start, clock):
    assert start().now() == clock.now


def test_a_key_that_is_given_up_tells_its_answer_and_takes_nothing_more(start):
    office = start()
    first = issue(office, key="press 1")
    assert office.retire_key("press 1", actor="token:1") == first
    assert office.retire_key("press 2", actor="token:1") is None
    with pytest.raises(PressGivenUp):
        issue(office, key="press 2")
    assert issue(office, key="press 3") == "A002"


def test_a_clock_that_stands_in_another_year_at_a_start_is_believed_when_somebody_says_so(
    start, clock
):
    clock.now = MORNING + timedelta(days=1600)
    future = start()
    assert issue(future) == "A001"
    heard = []
    clock.now = MORNING
    office = start()
    office.subscribe(lambda _hall, entries: heard.extend(entries))
    assert office.trust is Trust.WRONG
    assert office.now() - future.hall.last_at < timedelta(minutes=1)
    office.accept_clock("token:2")
    assert (office.trust, office.now()) == (Trust.GOOD, MORNING)
    assert [(type(entry.event), entry.actor) for entry in heard] == [(ClockSet, "token:2")]
    (waiting,) = office.hall.queue("A")
    assert waiting.arrival - MORNING < timedelta(minutes=1)
    assert issue(office) == "A002"
