"""What a new centre still has to do, by the state that it is in."""

from dataclasses import replace
from datetime import time

from admin.remaining import CentreState, list_remaining, list_unserved, list_unstaffed
from queueing.hours import END_OF_DAY, Hours
from tests.queueing.centre import small_centre
from web.roles import Role

DONE = CentreState(
    catalogue=small_centre(hours=Hours(enforced=True)),
    people=2,
    officers={"XD"},
    manned=(),
    devices={Role.KIOSK, Role.DISPLAY},
    sample=(),
    untested=(),
    procedures=12,
    has_backup=True,
)


def addresses(**changes):
    return [task.address for task in list_remaining(replace(DONE, **changes))]


def test_a_centre_that_is_ready_has_nothing_left_to_do():
    assert list_remaining(DONE) == []


def test_each_gap_is_a_task_that_leads_to_where_it_is_closed():
    assert addresses(catalogue=small_centre()) == ["/admin/hours"]
    assert addresses(people=1) == ["/admin/people"]
    assert addresses(devices={Role.KIOSK}) == ["/devices/approve"]
    assert addresses(devices=set()) == ["/devices/approve", "/devices/approve"]
    assert addresses(sample=["profile"]) == ["/admin/notices#centre"]
    assert addresses(sample=["phone"]) == ["/admin/notices"]
    assert addresses(sample=["elsewhere"]) == ["/admin/system"]
    assert addresses(untested=["M1"]) == ["/admin/printers"]
    assert addresses(procedures=0) == ["/admin/procedures"]
    assert addresses(no_dossiers=True) == ["/admin/results"]
    assert addresses(has_backup=False) == ["/admin#backup"]


def test_counters_that_nobody_may_open_are_named():
    assert list_unstaffed(replace(DONE, officers=())) == ["01", "02", "03"]
    assert list_unstaffed(replace(DONE, officers={"TN"})) == ["01", "02", "03"]
    assert list_unstaffed(replace(DONE, officers={None})) == []
    assert list_unstaffed(replace(DONE, officers=(), manned={"2"})) == ["01", "03"]
    assert list_unstaffed(replace(DONE, officers=(), manned={None})) == []
    (task,) = list_remaining(replace(DONE, officers=()))
    assert (task.address, (task.text % task.fields).partition(";")[0]) == (
        "/admin/people",
        "3 quầy chưa có cán bộ nào mở được: 01, 02, 03",
    )


def test_officers_of_what_a_counter_serves_may_open_it_too():
    whole = small_centre(hours=Hours(enforced=True))
    lent = {code: replace(each, department="TN") for code, each in whole.counters.items()}
    assert list_unstaffed(replace(DONE, catalogue=small_centre(counters=lent))) == []


def test_departments_without_a_service_are_named():
    whole = small_centre(hours=Hours(enforced=True))
    departments = whole.departments | {"TN": replace(whole.departments["XD"], code="TN")}
    catalogue = small_centre(hours=Hours(enforced=True), departments=departments)
    (task,) = list_remaining(replace(DONE, catalogue=catalogue))
    assert (task.address, task.text % task.fields) == (
        "/admin/services",
        "1 cơ quan chưa có nội dung giao dịch nào để lấy số: TN",
    )


def test_intake_that_goes_on_until_the_day_ends_is_named():
    def tasks(until, ends):
        hours = Hours(week={3: ((time(18), until),)}, enforced=True)
        catalogue = small_centre(hours=hours, day_ends=ends)
        return [
            task.text % task.fields for task in list_remaining(replace(DONE, catalogue=catalogue))
        ]

    assert tasks(time(22), time()) == tasks(time(20), time(20, 30)) == []
    (task,) = tasks(END_OF_DAY, time())
    assert task.startswith("Nhận hồ sơ đến 24:00 mà ngày làm việc kết thúc lúc 00:00:")
    assert tasks(time(23, 45), time())
    assert tasks(time(20), time(20))


def test_services_that_no_counter_serves_are_named():
    whole = small_centre(hours=Hours(enforced=True))
    counters = {code: each for code, each in whole.counters.items() if code != "3"}
    catalogue = small_centre(hours=Hours(enforced=True), counters=counters)
    assert list_unserved(catalogue) == ["C"]
    (task,) = list_remaining(replace(DONE, catalogue=catalogue))
    assert (task.address, task.text % task.fields) == (
        "/admin/departments",
        "1 nội dung giao dịch có trên máy lấy số mà chưa quầy nào nhận: C",
    )
    closed = replace(whole.services["C"], closed_reason="closed")
    services = whole.services | {"C": closed}
    assert list_unserved(small_centre(counters=counters, services=services)) == []
