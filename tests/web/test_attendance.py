"""Which devices are missed: those that were there, at a place that still expects them."""

import pytest

from tests.centre import Centre
from web.callers import Caller
from web.live.attendance import GONE_AFTER_S, POLL_S, Attendance, read_device, write_device
from web.processes.roll import KEPT_S, Roll
from web.processes.shared_state import OwnState
from web.roles import Role


def device(name, place):
    return Caller(f"token:{name}", Role.KIOSK, name, kiosk=place), place


class Hall:
    """Looks who is there, every few seconds."""

    def __init__(self):
        self.expected, self.here, self.now_s = {"K1", "K2", "K3"}, set(), 1000.0
        self.shared = OwnState(lambda: self.now_s)
        self.attendance = self.open()

    def open(self):
        """Return what one process knows; the first one looks."""
        return Attendance(self.shared, "kiosks", lambda device: device[1] in self.expected)

    def after(self, seconds):
        """Return which places are told of when so much time has passed."""
        for _ in range(int(seconds / POLL_S)):
            self.now_s += POLL_S
            self.attendance.look({device(*each) for each in self.here})
        return sorted(self.attendance.list_gone())


def test_a_device_that_is_gone_is_told_until_it_is_back():
    hall = Hall()
    hall.here = {("one", "K1"), ("two", "K2")}
    assert hall.after(60) == [], "K3 was never there"
    hall.here = {("two", "K2")}
    assert hall.after(GONE_AFTER_S) == [], "a page may be loaded again"
    assert hall.after(POLL_S) == ["K1"]
    assert hall.after(600) == ["K1"]
    hall.here.add(("one", "K1"))
    assert hall.after(POLL_S) == []


def test_nobody_misses_a_device_that_was_moved_or_given_up():
    hall = Hall()
    hall.here = {("one", "K1"), ("two", "K2")}
    hall.after(POLL_S)
    hall.here = {("one", "K1"), ("one", "K3")}
    hall.after(POLL_S)
    hall.here = {("one", "K3")}
    assert hall.after(60) == ["K1", "K2"], "its page was open at both"
    hall.expected -= {"K1", "K2"}
    assert hall.after(POLL_S) == []


def test_two_devices_at_one_place_are_missed_one_by_one():
    hall = Hall()
    hall.here = {("one", "K1"), ("two", "K1")}
    hall.after(POLL_S)
    hall.here = {("two", "K1")}
    assert hall.after(60) == ["K1"]


def test_every_process_tells_the_same_and_who_looks_next_knows_all_that_was_there():
    hall = Hall()
    hall.here = {("one", "K1"), ("two", "K2")}
    hall.after(60)
    other = hall.attendance = hall.open()
    hall.here = {("two", "K2")}
    hall.after(60)
    assert other.list_gone() == hall.open().list_gone() == {"K1": 55.0}


def test_a_roll_holds_who_is_with_any_process_until_that_ends():
    hall = Hall()
    here, there = {"K1"}, {"K2"}
    one, other = (Roll(hall.shared, "kiosks", lambda own=own: own) for own in (here, there))
    one.tell()
    other.tell()
    assert [sorted(each.list_all()) for each in (one, other)] == [["K1", "K2"]] * 2
    here.clear()
    assert one.list_all() == ["K2"], "of its own devices a process knows without being told"
    hall.now_s += KEPT_S - 1
    one.tell()
    assert one.list_all() == ["K2"]
    hall.now_s += 1
    assert one.list_all() == []


def test_a_device_is_the_same_when_another_process_has_told_of_it():
    caller = Caller("token:3", Role.API, "máy chủ", scopes=("read-hall",), zone="tret")
    assert read_device(write_device((caller, "tret"))) == (caller, "tret")


@pytest.fixture
def centre(tmp_path):
    with Centre(tmp_path) as centre:
        yield centre


def test_whoever_looks_for_a_device_does_not_make_it_seen(centre):
    site = centre.site()
    centre.accounts.create_token("kiosk", "Máy lấy số", kiosk="K1")
    (made,) = centre.accounts.tokens()
    caller = Caller(f"token:{made.id}", Role.KIOSK, made.name, kiosk="K1")
    assert site.guard.is_current(caller)
    assert not site.seen_devices.find_all()
    assert site.guard.still_holds(caller)
    assert site.seen_devices.find_all()[made.id].in_touch
