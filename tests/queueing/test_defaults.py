"""What a centre works with that sets nothing itself, and how much of a day is kept at hand."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from queueing import commands as c
from queueing import forecast
from queueing.accounts import Person
from queueing.auto_call_limits import AutoCallLimits
from queueing.catalogue import Department, Limits, Preference, Printer, Service
from queueing.estimate import Basis, ratios
from queueing.hall.print_jobs import PrinterState
from queueing.hall.tickets import State, Ticket
from queueing.procedures import Procedure
from tests.queueing.centre import MORNING, Desk, named

NOW, DAY = MORNING, MORNING.date()


def test_the_limits_are_those_of_the_handbook():
    assert Limits() == Limits(
        recalls=3, recall_interval_s=5, undo_s=10, second_press_s=3, settle_s=0.5, no_show_calls=2,
        no_show_after_s=3 * 60, no_show_enforced=False, restore_within_s=30 * 60, restores=2,
        restore_behind=2, postpones=2, postpone_places=10, postpone_s=10 * 60,
        rate_within_s=24 * 3600, target_wait_s=15 * 60, red_line_wait_s=30 * 60, slip_within_s=20,
        again_within_s=20, run_numbers=10, run_s=2 * 60,
    )  # fmt: skip


def test_a_counter_that_calls_by_itself_does_so_as_the_handbook_says():
    assert Limits().auto_call == AutoCallLimits(after_s=20, no_shows=2, pressed_s=15 * 60)


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (0, (0.86, 2.88)), (1, (1.03, 2.40)), (2, (1.03, 2.40)), (3, (1.12, 2.08)),
        (5, (1.12, 2.08)), (6, (1.10, 1.75)), (10, (1.10, 1.75)), (11, (1.02, 1.46)),
        (20, (1.02, 1.46)), (21, (0.91, 1.24)), (300, (0.91, 1.24)),
    ],
)  # fmt: skip
def test_before_any_history_the_first_ratios_hold(ahead, expected):
    assert ratios("A", ahead, Basis()) == expected


def test_what_is_configured_without_more_is_open_to_all():
    department = Department("XD", named(""), named(""), named(""), "tret", "A")
    service = Service("A", "XD", named(""), "A")
    assert (department.on_kiosk, service.on_kiosk, service.closed_reason) == (True, True, None)
    assert Preference("A").penalty_s == 0
    assert Printer("in1", named("")).roll_m == 80


def test_a_command_without_more_comes_from_a_citizen_s_kiosk_or_from_the_staff():
    assert not c.IssueTicket("A", "f").by_staff
    assert c.CancelTicket("t").by_staff
    report = c.ReportPrintJob("t-p0", "printed")
    assert (report.length_mm, report.sent) == (0, 0)


def test_a_printer_of_which_nothing_is_known_has_a_fresh_roll():
    assert PrinterState() == PrinterState((), (), (), used_mm=0, near_end=False)


def test_a_number_that_was_just_given_has_been_through_nothing():
    ticket = Ticket("261123-A001", "A001", DAY, "A", "XD", "normal", "vi", NOW, NOW, 1, "f")
    said = {each.name for each in fields(Ticket)[:11]}
    left = {each.name: getattr(ticket, each.name) for each in fields(Ticket)}
    assert {name for name, value in left.items() if value not in (None, "", 0, ())} - said == {
        "state", "in_turn"
    }  # fmt: skip
    assert (ticket.state, ticket.in_turn) == (State.WAITING, True)


def test_whoever_has_an_account_signs_in_with_a_password_of_the_own_alone():
    person = Person("lan", "officer", None, "2026-11-23", None)
    assert (person.session_version, person.must_change, person.second_factor) == (0, False, False)


def test_where_nothing_is_known_this_is_supposed():
    supposed = (forecast.USUAL_CALLS, forecast.UNKNOWN_MIN, forecast.LEAST_LEFT, forecast.BACK_S)
    assert supposed == (40, 6, 0.35, 180)
    assert timedelta(minutes=10) == forecast.LATE_BACK


def test_a_procedure_has_its_vietnamese_name_and_the_others_that_it_was_given():
    plain = Procedure("1.001", "Đổi giấy phép lái xe", "GTVT", "Đường bộ", "LX", date(2026, 1, 1))
    assert plain.names == {"vi": "Đổi giấy phép lái xe"}
    assert (plain.anywhere, plain.same_day, plain.online) == (False, False, "none")
    both = Procedure(
        "1.002", "Đổi", "GTVT", "", "LX", date(2026, 1, 1), name_en="Renew", name_km="ប្ដូរ"
    )
    assert both.names == {"vi": "Đổi", "en": "Renew", "km": "ប្ដូរ"}


def test_the_last_thirty_calls_of_a_service_are_kept_for_its_estimates():
    desk = Desk()
    desk.open("2")
    for n in range(31):
        desk.issue("A")
        desk.do(c.CallNext("2"))
        desk.do(c.FinishService("2"), n)
    times = desk.hall.recent_service_times["A"]
    assert [call.seconds for call in times] == list(range(1, 31))


def test_the_last_forty_calls_are_shown_newest_first():
    desk = Desk()
    desk.open("2")
    numbers = [desk.issue("A").number for _ in range(41)]
    for _ in numbers:
        desk.do(c.FinishAndCallNext("2"))
    assert [call.number for call in desk.hall.calls] == numbers[:0:-1]


def test_the_last_twenty_slips_of_a_printer_are_kept_and_forgotten_after_ten_minutes():
    desk = Desk()
    for _ in range(21):
        desk.issue("A", kiosk="k1")
    assert len(desk.hall.printer_state("in1").recent) == 20
    first = desk.hall.printer_state("in1").waiting
    desk.now += timedelta(minutes=10)
    assert desk.issue("A", kiosk="k1").number == "A022"
    assert len(desk.hall.printer_state("in1").waiting) == len(first) + 1
    desk.issue("A", kiosk="k1", after_s=0.001)
    assert len(desk.hall.printer_state("in1").waiting) == 2


def test_a_new_person_has_no_session_to_end():
    assert Person("lan", "officer", None, "2026-11-23T01:00:00Z", None).session_version == 0
