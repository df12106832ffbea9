"""Several processes on one database: each decides behind the newest entry, whoever stored it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count

import pytest

from queueing import commands as c
from queueing.errors import CannotStore, CounterIsClosed
from queueing.events import CatalogueChanged, ClockSet, CounterOpened, Entry, TicketCalled
from queueing.office import Office
from storage.journal import SqlJournal
from storage.place import write_mark
from storage.verify import verify
from tests.queueing.centre import MORNING, small_centre
from tests.storage.centre import centre_in, change, take_number

presses = count()


@pytest.fixture
def folder(tmp_path, postgres):
    write_mark(tmp_path, postgres)
    return tmp_path


@pytest.fixture
def two(folder):
    """Two processes that serve one centre."""
    with centre_in(folder) as one, centre_in(folder) as other:
        yield one, other


def test_whoever_was_slower_decides_again_behind_what_is_there(two):
    one, other = two
    assert take_number(one) == "A001"
    assert take_number(other, key="press-1") == "A002"
    assert take_number(one) == "A003"
    assert one.waiting() == ["A001", "A002", "A003"]
    assert verify(other.database) == []


def test_what_is_stored_while_a_process_starts_happens_once(two):
    one, other = two
    journal = SqlJournal(other.database, other.catalogue.zone_info, other.clock)
    one.press(c.OpenCounter("1", "lan"))
    take_number(one)
    one.press(c.CallNext("1"))
    one.press(c.Recall("1"), after_s=10)
    one.press(c.FinishService("1"))
    late = Office(journal, other.catalogue, other.clock)
    late.follow()
    assert late.hall == one.office.hall


def test_the_same_press_at_two_processes_gets_one_number(two):
    one, other = two
    assert take_number(one, key="press-1") == "A001"
    assert take_number(other, key="press-1") == "A001"
    assert other.waiting() == ["A001"]


def test_the_same_press_at_two_processes_is_refused_in_the_same_words(two):
    one, other = two
    for centre in (one, other):
        with pytest.raises(CounterIsClosed):
            centre.press(c.CallNext("1"), key="press-1")
    other.press(c.OpenCounter("1", "lan"))
    with pytest.raises(CounterIsClosed):
        one.press(c.CallNext("1"), key="press-1")
    assert verify(one.database) == []


def test_nobody_is_refused_for_what_was_true_a_moment_ago(two):
    one, other = two
    one.press(c.OpenCounter("1", "lan"))
    take_number(one)
    assert isinstance(other.press(c.CallNext("1")), TicketCalled)


def test_what_others_have_stored_is_followed_and_told(two):
    one, other = two
    heard = []
    other.office.subscribe(lambda hall, entries: heard.append((hall.seq, entries)))
    assert not other.office.follow()
    one.press(c.OpenCounter("1", "lan"))
    take_number(one)
    assert other.office.follow()
    assert other.waiting() == ["A001"]
    ((seq, entries),) = heard
    assert seq == one.office.hall.seq
    assert isinstance(entries[-2].event, CounterOpened)
    assert not other.office.follow()


def test_forty_presses_at_once_at_two_processes_get_forty_numbers(two):
    def press(n):
        office = two[n % 2].office
        command = c.IssueTicket("A", follow=f"follow-{n}")
        return office.submit(command, actor="token:1", reply=_last_number, key=f"press-{n}")

    with ThreadPoolExecutor(8) as callers:
        numbers = list(callers.map(press, range(40)))
    assert sorted(numbers) == [f"A{n:03d}" for n in range(1, 41)]
    with ThreadPoolExecutor(8) as callers:
        assert list(callers.map(press, range(1, 41)))[:39] == numbers[1:]
    two[0].office.follow()
    two[1].office.follow()
    assert two[0].waiting() == two[1].waiting()
    assert verify(two[0].database) == []


def _last_number(hall, entries):
    return hall.tickets[entries[-1].event.ticket].number


def test_two_counters_at_two_processes_never_call_the_same_citizen(two):
    one, other = two
    one.press(c.OpenCounter("1", "lan"))
    one.press(c.OpenCounter("2", "minh"))
    for _ in range(20):
        take_number(one)

    def work(where):
        centre, counter = where
        return [
            centre.office.submit(c.FinishAndCallNext(counter), actor="user:lan", reply=_last_number)
            for _ in range(10)
        ]

    with ThreadPoolExecutor(2) as officers:
        called = [n for numbers in officers.map(work, [(one, "1"), (other, "2")]) for n in numbers]
    assert max(Counter(called).values()) == 1
    assert len(called) == 20
    assert verify(one.database) == []


def test_who_was_slower_has_its_turn_and_nobody_else_stores_meanwhile(two):
    one, other = two
    take_number(one)
    assert [entry.seq for entry in other.journal.follow(hold=True)] == [2, 3]
    with ThreadPoolExecutor(1) as faster:
        held_off = faster.submit(take_number, one)
        assert other.journal.follow() is None
        assert not held_off.done()
        other.journal.append(3, [Entry(4, CounterOpened(MORNING, "1", "lan"), "user:lan")], [])
        assert held_off.result() == "A002"
        # And where nothing is stored in the end
        other.journal.follow(hold=True)
        held_off = faster.submit(take_number, one)
        other.journal.let_go()
        assert held_off.result() == "A003"
    assert verify(one.database) == []


def test_who_hangs_in_the_middle_of_its_turn_holds_nobody_off_for_ever(two):
    one, other = two
    other.office.follow()
    other.journal.follow(hold=True)
    assert take_number(one) == "A001"
    other.journal.let_go()
    assert take_number(other) == "A002"
    assert verify(one.database) == []


def test_a_clock_that_is_set_is_reckoned_with_once(two):
    one, other = two
    one.press(c.OpenCounter("1", "lan"))
    take_number(one)
    other.office.follow()
    for centre in two:
        centre.now += timedelta(hours=-2)
        centre.office.tick()
    kinds = [type(entry.event) for entry in one.entries()]
    assert kinds.count(ClockSet) == 1
    assert one.office.follow() is other.office.follow() is False


def test_a_changed_configuration_is_that_of_all(folder):
    changed = small_centre(digest="newer", text="its name")
    with centre_in(folder) as one, centre_in(folder) as other:
        asked = []

        def find(event):
            asked.append(event)
            return changed

        late = Office(other.journal, other.catalogue, other.clock, find_catalogue=find)
        one.office.reconfigure(changed)
        late.follow()
        assert late.hall.catalogue is changed
        (event,) = asked
        assert isinstance(event, CatalogueChanged)
        assert (event.digest, event.text) == ("newer", "its name")


def test_one_who_has_nothing_new_to_read_does_not_go_on_with_another_journal(two):
    one, other = two
    take_number(one)
    other.office.follow()
    change(one.database.folder, "DELETE FROM journal")
    with pytest.raises(CannotStore, match="the journal is another by now"):
        other.office.follow()
    assert not other.office.healthy()


def test_numbers_of_answers_go_on_when_all_are_old(folder):
    with centre_in(folder) as one:
        take_number(one, key="press-1")
        with centre_in(folder, now=MORNING + timedelta(days=9)) as other:
            other.office.tick()
        with centre_in(folder, now=MORNING + timedelta(days=9)) as other:
            other.press(c.OpenCounter("1", "lan"), key="press-2")
        one.now += timedelta(days=9)
        one.press(c.OpenCounter("1", "lan"), key="press-2")
        assert len(change(folder, "SELECT id FROM answer")) >= 1
        assert [type(e.event) for e in one.entries()].count(CounterOpened) == 1
