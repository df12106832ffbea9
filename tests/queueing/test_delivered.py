"""What was really done: said with the finish, and papers that are asked for a second time."""

from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.counter_errors import SecondSupplement
from queueing.delivered import Delivered, count_dossiers, is_another
from queueing.errors import InvalidField
from queueing.matters import Matter
from queueing.supplements import list_supplements
from tests.queueing.centre import Desk

ONE = Delivered("1.001", dossier="d1")


def at_work(**fields):
    desk = Desk()
    desk.open()
    call(desk, **fields)
    return desk


def call(desk, **fields):
    desk.issue(**fields)
    desk.do(c.CallNext("1"))


def finish(desk, *delivered, outcome="supplement", unless_again=False):
    command = c.FinishService("1", outcome, delivered=delivered, unless_again=unless_again)
    return desk.do(command, 60)[0]


def test_a_finish_says_what_was_done_or_nothing():
    desk = at_work()
    said = finish(desk, Delivered("1.001", 40), ONE, outcome="accepted")
    assert said.delivered == (("1.001", 40, None), ("1.001", 1, "d1"))
    assert desk.ticket("A001").delivered == said.delivered
    call(desk)
    assert finish(desk, outcome=None).delivered == ()
    assert desk.replayed() == desk.hall


@pytest.mark.parametrize(
    "delivered",
    [
        [Delivered("1.001", 0)],
        [Delivered("1.001", 100)],
        [Delivered("1.001", 2, "d1")],
        [ONE, ONE],
        [Delivered(f"1.{n:03}") for n in range(21)],
    ],
)
def test_what_cannot_have_been_done_is_refused(delivered):
    with pytest.raises(InvalidField):
        finish(at_work(), *delivered)


def test_as_much_as_a_form_holds_is_taken():
    many = [Delivered(f"1.{n:03}", 99) for n in range(20)]
    assert len(finish(at_work(), *many).delivered) == 20


@pytest.mark.parametrize(
    ("records", "dossiers", "another"),
    [
        ((), 1, False),
        ((("1.001", 3, None),), 3, False),
        ((("1.001", 1, "d1"), ("1.001", 1, "d2")), 2, False),
        ((("1.001", 1, None), ("1.002", 4, None)), 5, True),
    ],
)
def test_dossiers_are_counted_and_another_procedure_is_noticed(records, dossiers, another):
    assert count_dossiers(records) == dossiers
    assert is_another(records, "1.001") is another
    assert not is_another(records, None), "nobody said what it was for"


def test_papers_that_are_asked_for_a_second_time_are_asked_about_first():
    desk = at_work()
    assert not finish(desk, ONE, unless_again=True).again
    call(desk)
    with pytest.raises(SecondSupplement) as refusal:
        finish(desk, ONE, unless_again=True)
    assert refusal.value.fields == {"number": "A002", "day": "2026-11-23"}
    assert finish(desk, ONE).again
    call(desk)
    assert not finish(desk, Delivered("1.001"), unless_again=True).again, "no code was said"
    call(desk)
    assert not finish(desk, ONE, outcome="accepted", unless_again=True).again
    assert desk.replayed() == desk.hall


def test_what_was_taken_back_was_not_asked_for():
    desk = at_work()
    finish(desk, ONE)
    desk.do(c.Undo("1"))
    assert not finish(desk, ONE, unless_again=True).again


def test_a_matter_before_this_one_counts_too():
    desk = at_work(also=(Matter("B"),))
    finish(desk, ONE)
    assert desk.ticket("A001").delivered == ()
    assert set(list_supplements(desk.hall)) == {"d1"}


def test_it_is_known_for_thirty_days():
    desk = at_work()
    finish(desk, ONE)
    first = desk.hall.day
    for days in (1, 29):
        desk.do(c.CloseDay(), 60)
        assert desk.replayed() == desk.hall
        desk.now += timedelta(days=days)
        desk.open()
        assert list_supplements(desk.hall) == {"d1": first}
    desk.do(c.CloseDay(), 60)
    assert list_supplements(desk.hall) == {}
