"""The checker finds each kind of fault in a history that has it, and none in one that has not."""

from dataclasses import replace

import pytest

from tests.journeys.history import Exchange, Fact, faults

PROFILES = {"07": (("LX", 0), ("VT", 0)), "08": (("LX", 0),), "16": (("VT", 0), ("LX", 600))}


def issued(seq, number, service="LX", minute=0, key=None):
    return Fact(
        seq, "TicketIssued",
        {
            "day": "2026-11-23", "letter": number[0], "serial": int(number[1:]), "number": number,
            "ticket": number, "service": service, "due": f"2026-11-23T00:{minute:02d}:00+00:00",
        },
        key,
    )  # fmt: skip


def happened(seq, kind, ticket, counter=None, key=None, **fields):
    return Fact(seq, kind, {"ticket": ticket, "counter": counter, **fields}, key)


def called(seq, ticket, counter, key=None, in_turn=True):
    return happened(seq, "TicketCalled", ticket, counter, key, in_turn=in_turn)


def told(key, path, answer, asked=0.0, answered=1.0, status=200):
    return Exchange("token:1", key, path, asked, answered, status, answer)


def ticket(number):
    return {"ticket": {"id": number}}


GOOD = [
    Fact(1, "CounterOpened", {"counter": "07"}),
    Fact(2, "CounterOpened", {"counter": "08"}),
    issued(3, "D001", minute=1, key="a"),
    issued(4, "D002", minute=2, key="b"),
    issued(5, "D003", service="VT", minute=3, key="c"),
    called(6, "D001", "07", key="d"),
    called(7, "D002", "08", key="e"),
    happened(8, "NoShowRecorded", "D001", "07", key="f"),
    happened(9, "TicketRestored", "D001", key="g", due="2026-11-23T00:03:01+00:00"),
    called(10, "D003", "07", key="h"),
    happened(11, "TicketParked", "D003", "07", key="i"),
    happened(12, "TicketTransferred", "D002", "08", key="j", service="VT", to_counter="16"),
    called(13, "D002", "07", key="k"),
    Fact(14, "ActionUndone", {"counter": "07", "undoes": [13]}, "l"),
    called(15, "D002", "07", key="m"),
    happened(16, "TicketServed", "D002", "07", key="n"),
    called(17, "D001", "07", key="n"),
]
TOLD = [
    told("a", "/api/tickets", ticket("D001"), 0, 1, status=201),
    told("b", "/api/tickets", ticket("D002"), 2, 3, status=201),
    told("b", "/api/tickets", ticket("D002"), 8, 9, status=201),
    told("c", "/api/tickets", ticket("D003"), 2, 4, status=201),
    told("d", "/api/counters/07/call-next", ticket("D001"), 5, 6),
    told("n", "/api/counters/07/finish-and-call-next",
         {"finished": {"id": "D002"}, "ticket": {"id": "D001"}}, 10, 11),
    told("x", "/api/counters/08/call-next", {"error": "nobody_waiting"}, 12, 13, status=409),
]  # fmt: skip


def test_a_good_day_has_no_fault():
    assert faults(GOOD, TOLD, PROFILES) == []


def without(seq):
    return [fact for fact in GOOD if fact.seq != seq]


def with_one(*facts):
    return [*GOOD, *facts]


@pytest.mark.parametrize(
    ("journal", "sentence"),
    [
        (with_one(issued(18, "D003")), "was given twice"),
        (with_one(issued(18, "D003")), "was issued twice"),
        (with_one(issued(18, "D005")), "has a gap"),
        (with_one(called(18, "D001", "08")), "comes to counter 08 while at a counter"),
        (with_one(called(18, "D002", "08")), "comes to counter 08 while gone"),
        (with_one(happened(18, "TicketResumed", "D003", "07")), "07 gets D003 while it has D001"),
        (with_one(happened(18, "TicketTransferred", "D001", service="VT", to_counter=None)),
         "TicketTransferred of D001 while at a counter"),
        (with_one(happened(18, "TicketServed", "D001", "08")), "at counter 08, where it is not"),
        (with_one(happened(18, "TicketRecalled", "D003", "07")), "where it is not"),
        (with_one(issued(18, "D004", minute=5), issued(19, "D005", minute=4),
                  called(20, "D004", "08")), "08 calls D004 before D005"),
        (with_one(issued(18, "D004", "VT", 20), issued(19, "D005", "LX", 11),
                  called(20, "D004", "16")), None),
        (with_one(issued(18, "D004", "VT", 20), issued(19, "D005", "LX", 9),
                  called(20, "D004", "16")), "16 calls D004 before D005"),
        (with_one(issued(18, "D004", "VT", 20), issued(19, "D005", "LX", 9),
                  called(20, "D004", "16", in_turn=False)), None),
        ([issued(1, "D001"), issued(2, "D003")], "has a gap"),
    ],
)  # fmt: skip
def test_faults_of_the_journal_are_found(journal, sentence):
    found = faults(journal, [], PROFILES)
    if sentence is None:
        assert found == []
    else:
        assert any(sentence in fault for fault in found), found


def test_a_ticket_sent_to_an_open_counter_is_no_other_counters_next():
    both = [*GOOD[:2], Fact(20, "CounterOpened", {"counter": "16"}), *GOOD[2:]]
    assert any("07 calls D002 before" in fault for fault in faults(both, [], PROFILES))


@pytest.mark.parametrize("seq", [3, 6, 16, 17])
def test_an_acknowledgement_that_the_journal_lacks_is_found(seq):
    found = faults(without(seq), TOLD, PROFILES) if seq > 3 else faults([], TOLD, PROFILES)
    assert any("the journal lacks" in fault for fault in found), found


def test_a_command_that_happened_twice_is_found():
    twice = with_one(issued(18, "D004", key="a"))
    assert any("happened as" in fault for fault in faults(twice, TOLD, PROFILES))


def test_a_refused_command_that_happened_is_found():
    done = with_one(called(18, "D003", "08", key="x", in_turn=False))
    assert any(
        "key x" in fault and "happened as" in fault for fault in faults(done, TOLD, PROFILES)
    )


def test_a_key_with_two_answers_is_found():
    other = [*TOLD, replace(TOLD[1], answer=ticket("D003"))]
    assert any("key b has different answers" in fault for fault in faults(GOOD, other, PROFILES))


def test_a_refusal_after_a_success_with_the_same_key_is_found():
    other = [*TOLD, replace(TOLD[1], status=409)]
    assert any("key b has different answers" in fault for fault in faults(GOOD, other, PROFILES))


def test_a_command_that_comes_before_an_earlier_answered_one_is_found():
    late = [*TOLD[:-1], replace(TOLD[0], asked=20, answered=21)]
    late.remove(TOLD[0])
    assert any("key a is entry 3" in fault for fault in faults(GOOD, late, PROFILES))
