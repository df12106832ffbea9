"""The counter view is a pure function of the hall."""

from datetime import timedelta

import pytest

from counters.view import make_counter_view
from queueing import commands as c
from queueing.errors import UnknownCounter
from tests.queueing.centre import Desk, small_centre


def view(desk, counter="1", **options):
    return make_counter_view(desk.hall, counter, desk.now, **options)


def numbers(rows):
    return [row["number"] for row in rows]


def row(rows, number):
    return next(row for row in rows if row["number"] == number)


def test_an_untouched_counter_is_closed_and_empty():
    shown = view(Desk())
    assert shown["counter"] == {
        "id": "1", "label": "01", "state": "closed", "officer": None, "handed_by": None,
        "reason": None, "since": None,
        "until": None, "floor": "tret", "department": "XD", "services": ["A", "B"],
    }  # fmt: skip
    assert shown["current"] is None
    assert (shown["waiting"], shown["waiting_total"], shown["next_why"]) == ([], 0, None)
    assert (shown["parked"], shown["missed"], shown["undo"]) == ([], [], None)
    assert shown["today"] == {"served": 0, "service_mean_s": None, "longest_wait_s": 0}
    assert shown["day"] == "2026-11-23"
    assert shown["catalogue"] == "first"


def test_a_counter_that_is_not_configured_has_no_view():
    with pytest.raises(UnknownCounter):
        view(Desk(), "99")


def test_waiting_is_in_the_calling_order_of_this_counter_and_says_why():
    desk = Desk()
    desk.issue("B")
    desk.issue("A", after_s=60)
    desk.issue("A", after_s=60, priority="elderly", language="en")
    shown = view(desk)
    assert numbers(shown["waiting"]) == ["A002", "A001", "B001"]
    assert [row["why"] for row in shown["waiting"]] == [
        ["priority", "language"],
        [],
        ["lends_hand"],
    ]
    assert shown["next_why"] == "priority"
    assert numbers(view(desk, "2")["waiting"]) == ["A002", "B001", "A001"]


def test_a_ticket_sent_to_this_counter_says_from_where():
    desk = Desk()
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("2"))
    desk.do(c.TransferTicket("2", to_counter="1"))
    shown = view(desk)
    assert row(shown["waiting"], "A001")["why"] == ["directed", "transferred_from"]
    assert row(shown["waiting"], "A001")["came_from"] == "2"
    assert shown["next_why"] == "transferred"
    assert numbers(view(desk, "2")["waiting"]) == []


def test_the_current_ticket_says_what_the_rules_allow_next():
    desk = Desk()
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("1"), after_s=60)
    current = view(desk)["current"]
    assert (current["state"], current["recalls_left"], current["recall_after"]) == (
        "called",
        3,
        None,
    )
    assert current["no_show_advised_at"] is None
    assert current["target_s"] == 360
    desk.do(c.Recall("1"), after_s=20)
    current = view(desk)["current"]
    assert (current["recalls_left"], current["times_called"]) == (2, 2)
    assert current["recall_after"] == "2026-11-23T01:01:25.000Z"
    assert current["no_show_advised_at"] == current["held_until"] == "2026-11-23T01:04:20.000Z"


def test_recalls_run_out_exactly_when_the_rules_refuse():
    desk = Desk()
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("1"))
    for left in (2, 1, 0):
        desk.do(c.Recall("1"), after_s=10)
        assert view(desk)["current"]["recalls_left"] == left


def test_undo_is_offered_until_its_time_is_over():
    desk = Desk()
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("1"))
    assert view(desk)["undo"] == {
        "action": "call", "number": "A001", "until": "2026-11-23T01:00:10.000Z",
        "to_service": None, "to_counter": None,
    }  # fmt: skip
    desk.now += timedelta(seconds=11)
    assert view(desk)["undo"] is None


def test_parked_tickets_stay_with_their_counter_until_it_closes():
    desk = Desk()
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.ParkTicket("1"))
    assert numbers(view(desk, "1")["parked"]) == ["A001"]
    assert numbers(view(desk, "2")["parked"]) == []
    desk.do(c.CloseCounter("1"))
    assert numbers(view(desk, "2")["parked"]) == ["A001"]
    assert numbers(view(desk, "3")["parked"]) == []


def test_missed_shows_newest_first_what_may_still_be_restored():
    desk = Desk()
    desk.open()
    for _ in range(2):
        desk.issue("A")
        desk.do(c.CallNext("2"), after_s=60)
        desk.do(c.RecordNoShow("2"), after_s=60)
    shown = view(desk)["missed"]
    assert numbers(shown) == ["A002", "A001"]
    assert shown[1]["restorable_until"] == "2026-11-23T01:32:00.000Z"
    assert numbers(view(desk, "3")["missed"]) == []
    desk.now += timedelta(minutes=29)
    assert numbers(view(desk)["missed"]) == ["A002"]


def test_a_restored_ticket_says_so():
    desk = Desk()
    desk.open()
    missed = desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"))
    desk.do(c.RestoreTicket(missed.id))
    assert view(desk)["waiting"][0]["why"] == ["restored"]
    assert view(desk)["next_why"] == "restored"


def test_todays_figures_are_those_of_this_counter():
    desk = Desk()
    desk.open()
    for _ in range(2):
        desk.issue("A")
    desk.do(c.CallNext("1"), after_s=120)
    desk.do(c.StartService("1"), after_s=30)
    desk.do(c.FinishService("1"), after_s=200)
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"), after_s=10)
    desk.do(c.FinishService("1"), after_s=100)
    assert view(desk)["today"] == {"served": 2, "service_mean_s": 150.0, "longest_wait_s": 350.0}
    assert view(desk, "2")["today"]["served"] == 0


def test_procedures_have_names_and_unknown_ones_have_none():
    desk = Desk()
    desk.issue("A", procedure="1.001")
    desk.issue("A", procedure="gone")
    desk.issue("A")
    known = {"1.001": {"vi": "Đổi giấy phép lái xe"}}
    rows = view(desk, procedures=known.get)["waiting"]
    assert [row["procedure_name"] for row in rows] == [{"vi": "Đổi giấy phép lái xe"}, {}, {}]
    desk.do(c.CorrectService(desk.ticket("A001").id, "C"))
    (moved,) = view(desk, "3", procedures=known.get)["waiting"]
    assert (moved["procedure"], moved["procedure_name"]) == (None, {}), "a former wish"


def test_a_long_queue_is_cut_but_counted():
    desk = Desk(small_centre())
    for _ in range(1010):
        desk.issue("A", after_s=1)
    shown = view(desk)
    assert len(shown["waiting"]) == 1000
    assert shown["waiting_total"] == 1010
    assert shown["waiting_since"] == "2026-11-23T01:00:01.000Z"


@pytest.mark.parametrize(("see", "seen"), [("all", ["A001", "A002"]), ("next", ["A001"]),
                                           ("counts", [])])  # fmt: skip
def test_officers_see_of_the_waiting_what_the_centre_shows_them(see, seen):
    desk = Desk(small_centre(officers_see=see))
    desk.issue("A")
    desk.issue("A", after_s=60)
    shown = view(desk, whole=False)
    assert (shown["see"], numbers(shown["waiting"])) == (see, seen)
    assert shown["queues"] == [{"service": "A", "waiting": 2, "since": "2026-11-23T01:00:00.000Z"}]
    assert (shown["waiting_total"], shown["waiting_since"]) == (2, shown["queues"][0]["since"])
    assert shown["next_why"] == (None if see == "counts" else "own_order")
    assert numbers(view(desk)["waiting"]) == ["A001", "A002"], "whoever else looks sees all"


def test_what_was_done_with_a_number_that_waits_again_is_told_without_it():
    desk = Desk(small_centre(officers_see="counts"))
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.ReturnTicket("1"))
    assert view(desk, whole=False)["undo"]["number"] is None
    assert view(desk)["undo"]["number"] == "A001"
