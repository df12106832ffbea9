"""Many numbers at one kiosk: who is asked first, what guides are told, what they cancel at once."""

from datetime import timedelta

import pytest

from queueing import commands as c
from queueing import errors
from queueing.alarms import find_runs
from queueing.catalogue import Limits
from queueing.decisions.issuing import find_just_taken
from queueing.decisions.tickets import take_back_until
from queueing.events import ClockSet
from queueing.hall.changes import apply
from queueing.hall.tickets import State
from queueing.numbering import write_given
from tests.queueing.centre import Desk, named, small_centre

TWO_KIOSKS = {"k1": named("Máy 1"), "k2": named("Máy 2")}


@pytest.fixture
def desk():
    return Desk(small_centre(kiosks=TWO_KIOSKS))


def take(desk, after_s=0.0, service="A", kiosk="k1"):
    return desk.issue(service, after_s, kiosk=kiosk, unless_just_taken=True)


def just_taken(desk, service="A", kiosk="k1"):
    services = desk.hall.catalogue.services
    ticket = find_just_taken(desk.hall, kiosk, services[service], desk.now)
    return ticket and ticket.number


def test_the_same_again_within_20_seconds_is_asked_about_and_changes_nothing(desk):
    take(desk)
    with pytest.raises(errors.JustTaken) as refusal:
        take(desk, after_s=19.9)
    assert refusal.value.fields == {"number": "A001"}
    assert desk.waiting() == ["A001"]
    assert desk.issue("A", kiosk="k1").number == "A002", "confirmed"
    assert take(desk, after_s=20).number == "A003"


def test_numbers_that_this_hall_never_saw_ask_nobody(desk):
    """A clock that was set finds numbers that were given on that day already."""
    desk.issue("C")
    desk.now += timedelta(days=1)
    day = desk.now.date()
    given = tuple(write_given({day: {"A": 2}}))
    apply(desk.hall, ClockSet(desk.now, 24 * 3600, day, given), desk.hall.seq + 1)
    assert just_taken(desk) is None
    assert take(desk).number == "A003"


def test_another_service_kiosk_or_desk_asks_nobody(desk):
    take(desk)
    assert take(desk, service="B").number == "B001"
    assert take(desk, kiosk="k2").number == "A002"
    assert desk.issue("A", by_staff=True).number == "A003"
    assert just_taken(desk) == "A001", "behind those of others"
    assert just_taken(desk, kiosk=None) is None
    assert just_taken(desk, "C") is None


def test_a_number_that_was_given_back_asks_nobody_one_that_was_called_does(desk):
    first = take(desk)
    desk.do(c.CancelTicket(first.id, by_staff=False))
    take(desk, after_s=1)
    desk.open("2")
    desk.do(c.CallNext("2"))
    assert just_taken(desk) == "A002"


def test_a_centre_may_never_ask_and_the_day_before_is_forgotten():
    never = Desk(small_centre(limits=Limits(again_within_s=0)))
    assert [take(never).number, take(never).number] == ["A001", "A002"]
    overnight = Desk(small_centre(limits=Limits(again_within_s=3600)))
    take(overnight, after_s=15.99 * 3600)  # 23:59
    overnight.do(c.CloseDay(), after_s=60)
    assert take(overnight).number == "A001"


def test_a_closed_service_says_so_before_anybody_is_asked():
    centre = small_centre(counters={})
    desk = Desk(centre)
    with pytest.raises(errors.ServiceClosed):
        take(desk)


def hurry(desk, numbers, every_s=5.0, **where):
    return [desk.issue("A", every_s, **({"kiosk": "k1"} | where)) for _ in range(numbers)]


def told(desk):
    return [(run.kiosk, run.service, run.given, len(run.waiting)) for run in find_runs_of(desk)]


def find_runs_of(desk):
    return find_runs(desk.hall, desk.now)


def test_ten_numbers_within_two_minutes_are_a_run_nine_or_slower_ones_are_none(desk):
    hurry(desk, 9, every_s=13)
    assert told(desk) == []
    hurry(desk, 1, every_s=13)
    assert told(desk) == [("k1", "A", 10, 10)]
    (run,) = find_runs_of(desk)
    assert (run.since, run.until) == (run.waiting[0].arrival, desk.now)
    slow = Desk(small_centre())
    hurry(slow, 30, every_s=14)
    assert told(slow) == []


def test_only_what_one_kiosk_gave_for_one_service_is_a_run_the_newest_first(desk):
    hurry(desk, 6)
    hurry(desk, 6, kiosk="k2")
    hurry(desk, 12, every_s=1, kiosk=None, by_staff=True)
    assert told(desk) == []
    hurry(desk, 4, every_s=1)
    hurry(desk, 4, every_s=1, kiosk="k2")
    assert told(desk) == [("k2", "A", 10, 10), ("k1", "A", 10, 10)]


def test_people_before_and_after_do_not_belong_to_the_run(desk):
    slower = Desk(small_centre())
    hurry(slower, 2, every_s=50)
    hurry(slower, 1, every_s=50)
    hurry(slower, 11, every_s=1)
    hurry(slower, 2, every_s=50)
    (run,) = find_runs_of(slower)
    assert [run.waiting[0].number, run.waiting[-1].number] == ["A003", "A014"]
    few = Desk(small_centre())
    hurry(few, 9, every_s=1)
    hurry(few, 1, every_s=100)
    assert told(few) == [], "the tenth came at its own pace"


def test_a_run_is_over_when_nobody_of_it_waits_or_after_a_quarter_of_an_hour(desk):
    hurry(desk, 10, every_s=0)
    desk.open("2")
    desk.do(c.CallNext("2"))
    assert told(desk) == [("k1", "A", 10, 9)]
    hall, late = desk.hall, desk.now.replace(minute=15)
    assert len(find_runs(hall, late)) == 1
    assert find_runs(hall, late.replace(second=1)) == []
    desk.do(c.CancelRun(tuple(ticket.id for ticket in hall.queue("A"))))
    assert told(desk) == []


def test_a_run_of_which_all_were_called_is_told_no_more():
    desk = Desk(small_centre(limits=Limits(run_numbers=2)))
    hurry(desk, 2)
    desk.open("1", "2")
    for counter in "12":
        desk.do(c.CallNext(counter))
    assert told(desk) == []


def test_a_run_is_cancelled_at_once_but_for_those_that_were_called(desk):
    called, *others = hurry(desk, 3)
    kept = hurry(desk, 1)[0]
    desk.open("2")
    desk.do(c.CallNext("2"))
    command = c.CancelRun((called.id, others[0].id, *(each.id for each in others)), "many")
    events = desk.do(command)
    assert [(event.ticket, event.reason, event.by_staff) for event in events] == [
        (each.id, "many", True) for each in others
    ]
    states = {ticket.number: ticket.state for ticket in desk.hall.tickets.values()}
    assert states == {
        "A001": State.CALLED, "A002": State.CANCELLED, "A003": State.CANCELLED,
        kept.number: State.WAITING,
    }  # fmt: skip
    assert desk.do(command) == (), "once more changes nothing"
    assert desk.replayed() == desk.hall


def test_a_cancelled_run_waits_again_where_it_was_for_a_quarter_of_an_hour(desk):
    first, *others = hurry(desk, 3)
    behind = hurry(desk, 1, kiosk="k2")[0]
    run = tuple(each.id for each in (first, *others))
    desk.do(c.CancelRun(run))
    desk.do(c.RestoreTicket(first.id), 60)
    assert desk.waiting() == [first.number, behind.number]
    late = take_back_until(desk.hall, desk.hall.tickets[others[0].id], desk.now)
    desk.now = late
    assert len(desk.do(c.RestoreRun(run))) == 2, "the first waits already"
    assert desk.waiting() == [first.number, *(each.number for each in others), behind.number]
    assert desk.replayed() == desk.hall
    desk.do(c.CancelRun(run))
    desk.now += timedelta(seconds=desk.hall.catalogue.limits.take_back_s + 1)
    assert desk.do(c.RestoreRun(run)) == ()
    with pytest.raises(errors.TooLateToTakeBack):
        desk.do(c.RestoreTicket(run[0]))


def test_a_cancelled_number_that_had_been_called_overtakes_nobody_who_is_about_to_be(desk):
    tickets = hurry(desk, 4)
    desk.open("2")
    desk.do(c.CallNext("2"))
    desk.do(c.CancelTicket(tickets[0].id))
    desk.do(c.RestoreTicket(tickets[0].id))
    assert desk.waiting() == ["A002", "A003", "A001", "A004"]


def test_a_run_with_a_number_that_nobody_knows_is_refused(desk):
    with pytest.raises(errors.UnknownTicket):
        desk.do(c.CancelRun((*(each.id for each in hurry(desk, 2)), "nobody")))
    assert desk.waiting() == ["A001", "A002"]
