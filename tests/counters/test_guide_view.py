"""The guide's view is a pure function of the hall."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counters.guide_view import find_by_number, guide_view
from queueing import commands as c
from queueing.catalogue import Intake
from queueing.errors import InvalidField
from queueing.matters import Matter
from queueing.procedures import COLLECTING
from tests.queueing.centre import DAYTIME, Desk, small_centre


def view(desk, **options):
    return guide_view(desk.hall, desk.now, **options)


def rows(shown):
    return [(row["number"], row["state"]) for row in shown["tickets"]]


def part(things, name, wanted):
    return next(thing for thing in things if thing[name] == wanted)


def test_an_empty_hall_lists_every_service_and_counter():
    shown = view(Desk())
    assert shown["tickets"] == []
    assert [service["service"] for service in shown["services"]] == ["A", "B", "C"]
    assert part(shown["services"], "service", "A") == {
        "service": "A", "department": "XD", "waiting": 0, "waiting_since": None,
        "counters": ["1", "2"], "open": 0, "idle": (), "paused": (), "closed": ("1", "2"),
        "asked": {},
    }  # fmt: skip
    assert [counter["state"] for counter in shown["counters"]] == ["closed"] * 3
    assert shown["limits"] == {"target_wait_s": 900, "red_line_wait_s": 1800}


def test_it_says_why_kiosks_give_no_number_and_when_again_as_the_rule_does():
    services = dict(small_centre().services)
    services["B"] = replace(services["B"], intake=Intake(numbers_per_day=1))
    desk = Desk(catalogue=small_centre(services=services, hours=DAYTIME))
    desk.open()
    assert view(desk)["no_numbers"] == {}
    desk.issue("B")
    (found,) = view(desk)["no_numbers"].items()
    assert found[0] == "B"
    assert found[1]["reason"] == "all_given"
    assert found[1]["opens_at"].startswith("2026-11-24T")
    desk.do(c.CloseDay())
    assert view(desk)["no_numbers"] == {}, "no guide gives any either"


def test_tickets_stand_by_service_and_in_calling_order_then_those_at_the_counters():
    desk = Desk()
    desk.open()
    desk.issue("B")
    for priority in ("normal", "normal", "elderly"):
        desk.issue("A", after_s=10, priority=priority)
    desk.issue("C")
    desk.do(c.CallNext("2"))
    desk.do(c.ParkTicket("2"))
    desk.do(c.CallNext("2"))
    desk.do(c.StartService("2"))
    assert rows(view(desk)) == [
        ("A001", "waiting"), ("A002", "waiting"), ("A003", "parked"),
        ("B001", "serving"), ("C001", "waiting"),
    ]  # fmt: skip


def test_a_no_show_stays_as_long_as_it_may_be_restored():
    desk = Desk()
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"), after_s=60)
    assert rows(view(desk)) == [("A001", "no_show")]
    assert view(desk)["tickets"][0]["restorable_until"] == "2026-11-23T01:31:00.000Z"
    desk.now += timedelta(minutes=31)
    assert rows(view(desk)) == []


def test_who_is_over_is_gone_from_the_view_and_still_found_by_number():
    desk = Desk()
    desk.open()
    ticket = desk.issue("A")
    desk.do(c.CancelTicket(ticket.id))
    assert rows(view(desk)) == []
    assert [(found.number, found.state) for found in find_by_number(desk.hall, " a1 ")] == [
        ("A001", "cancelled")
    ]


def test_a_bare_number_is_that_number_of_every_letter():
    desk = Desk()
    for service in ("A", "B", "B", "C"):
        desk.issue(service)
    assert [ticket.number for ticket in find_by_number(desk.hall, "001")] == [
        "A001",
        "B001",
        "C001",
    ]
    assert [ticket.number for ticket in find_by_number(desk.hall, "2")] == ["B002"]
    assert find_by_number(desk.hall, "D1") == ()


@pytest.mark.parametrize("typed", ["", "A", "ABC12", "1.2", "x" * 500, "123456"])
def test_what_cannot_be_a_number_is_refused(typed):
    with pytest.raises(InvalidField):
        find_by_number(Desk().hall, typed)


def test_services_and_counters_say_who_waits_and_since_when():
    desk = Desk()
    desk.open("1", "3")
    desk.do(c.PauseCounter("3", "meeting"))
    desk.issue("A", after_s=60)
    desk.issue("C", after_s=60)
    shown = view(desk)
    assert part(shown["services"], "service", "A")["open"] == 1
    assert part(shown["services"], "service", "C") == {
        "service": "C", "department": "XD", "waiting": 1,
        "waiting_since": "2026-11-23T01:02:00.000Z", "counters": ["3"], "open": 0,
        "idle": (), "paused": ("3",), "closed": (), "asked": {},
    }  # fmt: skip
    paused = part(shown["counters"], "id", "3")
    assert (paused["state"], paused["reason"], paused["waiting"]) == ("paused", "meeting", 1)
    assert paused["waiting_since"] == "2026-11-23T01:02:00.000Z"
    assert part(shown["counters"], "id", "2")["waiting"] == 1


def test_a_corrected_ticket_stands_where_its_arrival_puts_it():
    desk = Desk()
    mistaken = desk.issue("A")
    desk.issue("C", after_s=30)
    desk.do(c.CorrectService(mistaken.id, "C"), after_s=30)
    assert rows(view(desk)) == [("A001", "waiting"), ("C001", "waiting")]
    assert {row["service"] for row in view(desk)["tickets"]} == {"C"}


def test_procedures_have_their_names():
    desk = Desk()
    desk.issue("A", procedure="1.001")
    desk.issue("A")
    known = {"1.001": {"vi": "Đổi giấy phép lái xe"}}
    names = [row["procedure_name"] for row in view(desk, procedures=known.get)["tickets"]]
    assert names == [{"vi": "Đổi giấy phép lái xe"}, {}]


def name_procedures(code):
    return {"vi": f"Thủ tục {code}"}


def test_a_moved_number_is_marked_and_no_longer_named_by_what_is_done_elsewhere():
    desk = Desk()
    ticket = desk.issue("A", procedure="1.001")

    def shown():
        (row,) = view(desk, procedures=name_procedures)["tickets"]
        return row["service"], row["moved"], row["procedure_name"].get("vi")

    assert shown() == ("A", False, "Thủ tục 1.001")
    desk.do(c.CorrectService(ticket.id, "C"))
    assert shown() == ("C", True, None)
    desk.do(c.CorrectService(ticket.id, "A"))
    assert shown() == ("A", False, "Thủ tục 1.001")
    other = desk.issue("A", procedure=COLLECTING.code)
    desk.do(c.CorrectService(other.id, "B"))
    moved = part(view(desk, procedures=name_procedures)["tickets"], "id", other.id)
    assert moved["procedure_name"] == {"vi": f"Thủ tục {COLLECTING.code}"}


def test_the_matters_of_a_number_are_named_done_and_to_come():
    desk = Desk()
    desk.open("1")
    desk.issue("A", procedure="1.001", also=(Matter("C", "2.002"), Matter("B")))

    def shown():
        (row,) = view(desk, procedures=name_procedures)["tickets"]
        return [
            [each["procedure_name"].get("vi", each["service"]) for each in row[name]]
            for name in ("matters_done", "matters")
        ]

    assert shown() == [[], ["B", "Thủ tục 2.002"]], "nobody serves C"
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"))
    done, left = shown()
    assert (done, left) == (["Thủ tục 1.001"], ["Thủ tục 2.002"])


def test_a_slip_that_nobody_waits_for_any_more_is_not_being_printed():
    desk = Desk()
    desk.issue(kiosk="k1")
    within = timedelta(seconds=desk.hall.catalogue.limits.slip_within_s)

    def slip(after):
        (row,) = guide_view(desk.hall, desk.now + after)["tickets"]
        return row["slip"]["state"], row["slip"]["cause"]

    assert slip(within) == ("intent", None)
    assert slip(within + timedelta(seconds=1)) == ("not_started", "late")
