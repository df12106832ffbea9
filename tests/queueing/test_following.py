"""Several offices of one hall: each decides behind what the others have stored."""

from datetime import timedelta
from itertools import count

import pytest

from queueing import commands as c
from queueing.clock import Trust
from queueing.errors import Behind, CannotStore, CounterIsClosed, NobodyWaiting
from queueing.events import ClockSet, TicketCalled
from queueing.office import Office
from tests.queueing.centre import MORNING, small_centre
from tests.queueing.common_journal import CommonJournal, Pages

follows = count()


class Clock:
    """The time of one office."""

    def __init__(self):
        self.now = MORNING

    def __call__(self):
        return self.now


@pytest.fixture
def pages():
    return Pages()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def new_office(pages, clock):
    """Let one more office work in the same hall."""

    def new(catalogue=None, **options):
        options = {"find_catalogue": lambda _: None} | options
        return Office(CommonJournal(pages), catalogue or small_centre(), clock, **options)

    return new


@pytest.fixture
def two(new_office):
    return new_office(), new_office()


def number(hall, entries):
    return hall.tickets[entries[-1].event.ticket].number


def press(office, command, reply=lambda _hall, _entries: None, key=None):
    return office.submit(command, actor="user:lan", reply=reply, key=key)


def take_number(office, key=None):
    return press(office, c.IssueTicket("A", follow=f"follow-{next(follows)}"), number, key)


def test_whoever_was_slower_decides_once_more(two, pages):
    one, other = two
    assert [take_number(office) for office in (one, other, one)] == ["A001", "A002", "A003"]
    assert other.follow()
    assert not other.follow()
    assert [ticket.number for ticket in other.hall.queue("A")] == ["A001", "A002", "A003"]
    assert one.hall.seq == other.hall.seq == len(pages.entries)


def test_a_press_that_came_to_both_has_one_answer_a_refusal_too(two):
    one, other = two
    assert take_number(one, key="press-1") == take_number(other, key="press-1") == "A001"
    for office in two:
        with pytest.raises(CounterIsClosed):
            press(office, c.CallNext("1"), key="press-2")
    press(other, c.OpenCounter("1", "lan"))
    with pytest.raises(CounterIsClosed):
        press(one, c.CallNext("1"), key="press-2")


def test_nobody_is_refused_for_what_was_true_a_moment_ago(two, pages):
    one, other = two
    press(one, c.OpenCounter("1", "lan"))
    with pytest.raises(NobodyWaiting):
        press(other, c.CallNext("1"))
    take_number(one)
    press(other, c.CallNext("1"))
    assert isinstance(pages.entries[-1].event, TicketCalled)


def test_listeners_hear_what_others_have_stored(two):
    one, other = two
    heard = []
    other.subscribe(lambda hall, entries: heard.append((hall.seq, len(entries))))
    take_number(one)
    other.follow()
    assert heard == [(one.hall.seq, 2)]


def test_a_clock_that_was_set_is_reckoned_with_once(two, pages, clock):
    one, other = two
    press(one, c.OpenCounter("1", "lan"))
    take_number(one)
    other.follow()
    clock.now -= timedelta(hours=2)
    for office in two:
        office.tick()
    kinds = [type(entry.event) for entry in pages.entries]
    assert kinds.count(ClockSet) == 1
    assert not other.follow()


def test_who_found_the_clock_wrong_believes_it_once_others_go_by_it(new_office, clock):
    one = new_office()
    take_number(one)
    clock.now += timedelta(days=900)
    late = new_office()
    assert late.trust is Trust.WRONG
    clock.now -= timedelta(days=900)
    take_number(one)
    late.follow()
    assert late.trust is not Trust.WRONG


def test_a_configuration_that_others_took_is_taken_and_kept_where_it_cannot_be(new_office):
    newer = small_centre(digest="newer")
    one, able, unable = new_office(), new_office(find_catalogue=lambda _: newer), new_office()
    one.reconfigure(newer)
    able.follow()
    unable.follow()
    assert able.hall.catalogue is newer
    assert unable.hall.catalogue.digest != "newer"
    assert unable.hall.digest == "newer"


def test_of_two_that_start_with_another_file_the_first_has_its_way(new_office, pages):
    taken = {digest: small_centre(digest=digest) for digest in ("mine", "yours")}
    options = {"find_catalogue": lambda event: taken[event.digest], "chosen_at": 0}
    one = new_office(taken["mine"], **options)
    other = new_office(taken["yours"], **options)
    assert other.hall.catalogue is one.hall.catalogue is taken["mine"]
    other.reconfigure(taken["yours"], instead_of=taken["yours"])
    assert not one.follow()
    # Whoever has seen what is in force, and is alone, brings its own
    last = new_office(taken["yours"], **options | {"chosen_at": one.hall.seq})
    one.follow()
    assert one.hall.catalogue is last.hall.catalogue is taken["yours"]


def test_of_two_that_start_at_once_the_slower_takes_what_the_first_has_just_stored(
    new_office, pages
):
    mine, yours = small_centre(digest="mine"), small_centre(digest="yours")

    class Overtaken(CommonJournal):
        """Another office is faster between the replay and the first append."""

        def replay(self):
            replayed = super().replay()
            new_office(mine)
            return replayed

    options = {"find_catalogue": lambda _: mine, "chosen_at": 0}
    late = Office(Overtaken(pages), yours, lambda: MORNING, **options)
    assert late.hall.catalogue is mine
    assert [entry.event.digest for entry in pages.entries] == ["mine"]


def test_what_a_failed_append_has_stored_is_told_with_what_others_stored_behind_it(
    new_office, pages
):
    newer = small_centre(digest="newer")
    one, other = new_office(), new_office(find_catalogue=lambda _: newer)
    heard = []
    other.subscribe(lambda hall, entries: heard.extend(entries))
    pages.loses_answers = True
    with pytest.raises(CannotStore):
        take_number(other)
    pages.loses_answers = False
    one.reconfigure(newer)
    assert other.healthy()
    assert [entry.seq for entry in heard] == [2, 3, 4]
    assert other.hall.catalogue is newer
    assert take_number(other) == "A002"


def test_what_was_read_is_not_lost_where_the_configuration_in_it_cannot_be_fetched_just_now(
    new_office,
):
    newer, faults = small_centre(digest="newer"), [CannotStore("the database is away")]

    def find(_event):
        if faults:
            raise faults.pop()
        return newer

    one, other = new_office(), new_office(find_catalogue=find)
    take_number(one)
    one.reconfigure(newer)
    with pytest.raises(CannotStore):
        other.follow()
    assert not other.hall.tickets
    assert other.healthy()
    assert other.hall.catalogue is newer
    assert [ticket.number for ticket in other.hall.queue("A")] == ["A001"]


def test_a_journal_that_cannot_be_read_is_told_and_read_again(two, pages):
    one, other = two
    pages.broken = True
    with pytest.raises(CannotStore):
        other.follow()
    assert not other.healthy()
    pages.broken = False
    take_number(one)
    assert other.healthy()
    assert other.hall.seq == one.hall.seq


def test_a_journal_that_grew_and_shows_nothing_is_another_one(two, pages):
    one, other = two
    take_number(one)
    pages.replaced = True
    with pytest.raises(Behind):
        take_number(other)
    assert not other.hall.tickets


def test_an_office_that_starts_later_knows_what_was_filed_on_days_before(new_office):
    first = new_office()
    press(first, c.FileComplaint(None, "K7P2-QA34", "XD", "lobby"))
    take_number(first)
    press(first, c.CloseDay())
    press(first, c.AssignComplaint("K7P2-QA34", "XD"))
    second = new_office()
    assert second.hall.complaints == first.hall.complaints
    press(second, c.AnswerComplaint("K7P2-QA34", "words", "XD"))
    first.follow()
    assert first.hall.complaints == second.hall.complaints
