"""Who is told of a number while its page is closed: once when few are ahead, and at each call."""

import pytest

from queueing import commands as c
from queueing.phone_alerts import Subscription, find_alerts, find_ended
from tests.queueing.centre import Desk


def told_of(desk, ticket, ahead=1, told=""):
    """Return what is sent now: its kind, its occasion, and how many are ahead."""
    asked = Subscription(ticket.id, "https://push.example/1", "key", "secret", ahead, told)
    return [(each.kind, each.told, each.ahead) for each in find_alerts(desk.hall, [asked])]


@pytest.fixture
def desk():
    desk = Desk()
    desk.open("1")
    return desk


def test_it_is_told_from_so_many_ahead_on_as_was_chosen(desk):
    *_, ours = (desk.issue("A") for _ in range(3))
    assert told_of(desk, ours, ahead=1) == []
    ((kind, _, ahead),) = told_of(desk, ours, ahead=2)
    assert (kind, ahead) == ("near", 2)


def test_it_is_told_once(desk):
    ours = desk.issue("A")
    ((_, occasion, _),) = told_of(desk, ours)
    assert told_of(desk, ours, told=occasion) == []


def test_whoever_steps_back_is_told_of_coming_near_once_more(desk):
    ours, *_ = (desk.issue("A", after_s=60) for _ in range(3))
    ((_, occasion, _),) = told_of(desk, ours)
    desk.do(c.PostponeTicket(ours.id, places=1))
    ((kind, again, _),) = told_of(desk, ours, told=occasion)
    assert kind == "near"
    assert again != occasion


def test_each_call_is_told(desk):
    ours = desk.issue("A")
    desk.do(c.CallNext("1"))
    ((kind, first, _),) = told_of(desk, ours)
    assert kind == "called"
    assert told_of(desk, ours, told=first) == []
    desk.do(c.Recall("1"), after_s=30)
    ((_, second, _),) = told_of(desk, ours, told=first)
    assert second != first


def test_whoever_is_served_is_told_nothing_and_then_no_more(desk):
    ours = desk.issue("A")
    kept = [Subscription(ours.id, "https://push.example/1", "key", "secret", 5)]
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"))
    assert told_of(desk, ours) == []
    assert find_ended(desk.hall, kept) == set()
    desk.do(c.FinishService("1"))
    assert find_ended(desk.hall, kept) == {ours.id}


def test_a_number_of_a_day_that_is_over_is_told_nothing(desk):
    ours = desk.issue("A")
    desk.do(c.CloseDay())
    kept = [Subscription(ours.id, "https://push.example/1", "key", "secret", 5)]
    assert list(find_alerts(desk.hall, kept)) == []
    assert find_ended(desk.hall, kept) == {ours.id}
