"""Which devices are missed: those that were there, at a place that still expects them."""

from web.live.attendance import GONE_AFTER_S, LOOK_S, Attendance


class Hall:
    """Looks who is there, every few seconds."""

    def __init__(self):
        self.expected, self.here, self.now_s = {"K1", "K2", "K3"}, set(), 1000.0
        self.attendance = Attendance(lambda device: device[1] in self.expected)

    def after(self, seconds):
        """Return which places are told of when so much time has passed."""
        for _ in range(int(seconds / LOOK_S)):
            self.now_s += LOOK_S
            self.attendance.look(self.here, self.now_s)
        return sorted(self.attendance.list_gone(self.now_s))


def test_a_device_that_is_gone_is_told_until_it_is_back():
    hall = Hall()
    hall.here = {("one", "K1"), ("two", "K2")}
    assert hall.after(60) == [], "K3 was never there"
    hall.here = {("two", "K2")}
    assert hall.after(GONE_AFTER_S) == [], "a page may be loaded again"
    assert hall.after(LOOK_S) == ["K1"]
    assert hall.after(600) == ["K1"]
    hall.here.add(("one", "K1"))
    assert hall.after(LOOK_S) == []


def test_nobody_misses_a_device_that_was_moved_or_given_up():
    hall = Hall()
    hall.here = {("one", "K1"), ("two", "K2")}
    hall.after(LOOK_S)
    hall.here = {("one", "K3")}
    assert hall.after(60) == ["K2"], "the first one stands at another place now"
    hall.expected.remove("K2")
    assert hall.after(LOOK_S) == []


def test_two_devices_at_one_place_are_missed_one_by_one():
    hall = Hall()
    hall.here = {("one", "K1"), ("two", "K1")}
    hall.after(LOOK_S)
    hall.here = {("two", "K1")}
    assert hall.after(60) == ["K1"]
