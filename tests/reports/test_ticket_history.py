"""The history of one ticket: replayed from the journal, with those who waited at each call."""

from datetime import timedelta

import pytest

from queueing import commands as c
from queueing import events as e
from queueing.selection import calling_order
from reports.pages.history import replay_history
from storage.past_days import entries_of_day
from storage.reading import JournalReader
from tests.queueing.centre import MORNING, VIETNAM
from tests.reports.centre import golden_day, house_in

A001, A002, A003 = (f"261123-A00{n}" for n in (1, 2, 3))


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Three days: a short one, the golden one, one that goes on."""
    with house_in(tmp_path_factory.mktemp("centre"), now=MORNING - timedelta(days=1)) as house:
        house.at("08:00").press(c.OpenCounter("1", "lan"))
        house.issue("A")
        house.at("12:00").press(c.CloseDay())
        golden_day(house.next_day())
        house.next_day().at("08:00").press(c.OpenCounter("2", "minh"))
        house.issue("A")
        for bulletin, service in (("for A", "A"), ("for C", "C")):
            house.press(c.PublishBulletin(
                bulletin, "power", (("vi", "Mất điện."),), "mai", 30, services=(service,)
            ))  # fmt: skip
        yield house


def looked_up(house, ticket):
    def read(connection):
        entries = entries_of_day(connection, ticket, VIETNAM)
        return replay_history(entries, ticket, house.office.hall.catalogue, house.now)

    return JournalReader(house.database).look(read)


def at(hours, minutes):
    return MORNING.replace(hour=hours - 7, minute=minutes)


def numbers(places):
    return [place.number for place in places]


def test_a_call_shows_who_waited_in_calling_order_and_whom_priority_let_pass(house):
    [call] = looked_up(house, A003).calls.values()
    assert (call.counter, call.officer, call.in_turn) == ("2", "user:lan", True)
    assert numbers(call.waiting) == ["A003", "A001", "A002"]
    assert numbers(call.overtaken) == ["A001", "A002"]
    assert call.before_it == []
    assert [place.credit_s for place in call.waiting] == [900, 0, 0]


def test_every_call_of_a_ticket_is_there_the_undone_one_too(house):
    found = looked_up(house, A002)
    taken_back, first, second, elsewhere = found.calls.values()
    assert {taken_back.seq} <= found.undone
    assert not {first.seq, second.seq, elsewhere.seq} & found.undone
    assert [call.counter for call in found.calls.values()] == ["2", "2", "2", "3"]
    assert numbers(elsewhere.waiting) == ["A002", "C001", "C003"]
    assert [type(entry.event).__name__ for entry in found.entries][-3:] == [
        "ServiceStarted", "TicketServed", "TicketRated",
    ]  # fmt: skip


def test_the_states_of_the_timeline_add_up_to_the_whole(house):
    moves = looked_up(house, A001).timeline.transitions
    assert [str(move.state) for move in moves] == [
        "waiting", "called", "called", "serving", "parked", "serving", "served",
    ]  # fmt: skip
    assert (moves[-1].at - moves[0].at).total_seconds() == 1500


def test_a_ticket_is_found_in_any_day_however_the_clock_ran(house):
    yesterday = looked_up(house, "261122-A001")
    assert isinstance(yesterday.entries[-1].event, e.TicketExpired)
    assert yesterday.calls == {}
    assert looked_up(house, A003).calls == looked_up(house, A003).calls
    assert looked_up(house, "261124-A001").timeline.issued.number == "A001"


def test_a_ticket_that_never_was_has_no_history(house):
    assert looked_up(house, "261123-A099") is None
    assert looked_up(house, '%"') is None


def test_a_number_called_out_of_turn_shows_whose_turn_it_was(tmp_path):
    with house_in(tmp_path) as house:
        house.at("08:00").press(c.OpenCounter("1", "lan"))
        house.issue("A")
        chosen = house.at("08:01").issue("A")
        house.at("08:03").press(c.CallTicket("1", chosen, "help"))
        [call] = looked_up(house, chosen).calls.values()
    assert (call.in_turn, call.reason) == (False, "help")
    assert numbers(call.before_it) == ["A001"]


def test_a_counter_that_only_lends_a_hand_adds_its_penalty(tmp_path):
    with house_in(tmp_path) as house:
        house.at("08:00").press(c.OpenCounter("1", "lan"))
        house.issue("B")
        late = house.at("08:05").issue("A")
        house.at("08:06").press(c.CallNext("1"))
        [call] = looked_up(house, late).calls.values()
        assert [(place.number, place.penalty_s) for place in call.waiting] == [
            ("A001", 0), ("B001", 600),
        ]  # fmt: skip
        assert numbers(call.overtaken) == ["B001"]


def test_the_order_shown_is_the_one_the_rules_call_in(tmp_path):
    """Everybody who waits is called one after the other; each history begins with its own."""
    with house_in(tmp_path) as house:
        house.at("08:00").press(c.OpenCounter("2", "minh"))
        for minute in range(12):
            house.at(f"08:{minute:02}").issue(
                "AB"[minute % 2], ("normal", "elderly")[minute % 3 == 0]
            )
        order = [ticket.id for ticket in calling_order(
            house.office.hall, house.office.hall.catalogue.counters["2"]
        )]  # fmt: skip
        for minute in range(12, 24):
            house.at(f"08:{minute}").press(c.FinishAndCallNext("2"))
        for place, ticket in enumerate(order):
            [call] = looked_up(house, ticket).calls.values()
            assert [each.ticket for each in call.waiting] == order[place:]


def test_what_people_were_told_while_they_waited_is_there_if_it_concerned_them(house):
    _, told = looked_up(house, "261124-A001").entries
    assert told.event.bulletin == "for A"
