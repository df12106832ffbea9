"""When devices were there: each process sees some, all of them know together."""

from datetime import timedelta

import pytest

from tests.centre import Centre
from web.callers import Guard
from web.processes.shared_state import OwnState
from web.seen_devices import IN_TOUCH_S, SeenDevices
from web.settings import SignIn

OLD, NEW = "/static/of-an-earlier-release", "/static/of-this-release"


@pytest.fixture
def centre(tmp_path):
    with Centre(tmp_path) as centre:
        centre.accounts.create_token("kiosk", "Máy lấy số", kiosk="K1")
        (centre.device,) = centre.accounts.tokens()
        yield centre


class Process:
    """One process of the centre: what its guard has seen, and what it knows of all."""

    def __init__(self, centre, shared):
        self.guard, self.id, self.clock = Guard(centre.accounts, SignIn()), centre.device.id, centre
        self.devices = SeenDevices(self.guard, shared, lambda: centre.now)
        self.shared = shared

    def see(self, ago_s, page=None):
        self.guard.seen[self.id] = self.shared.now_s() - ago_s
        if page:
            self.guard.pages[self.id] = page

    def tell(self):
        self.devices.tell()

    @property
    def found(self):
        return self.devices.find_all()[self.id]


def test_a_device_at_one_process_is_in_touch_at_all(centre):
    shared = OwnState()
    one, other = Process(centre, shared), Process(centre, shared)
    one.see(ago_s=300.0, page=OLD)
    assert not one.found.in_touch
    other.see(ago_s=0.0, page=NEW)
    other.tell()
    assert one.found.in_touch
    assert one.found.page == other.found.page == NEW
    other.see(ago_s=IN_TOUCH_S)
    other.tell()
    assert not one.found.in_touch


def test_what_one_process_saw_last_is_not_stored_over_by_what_another_saw_earlier(centre):
    shared = OwnState()
    one, other = Process(centre, shared), Process(centre, shared)
    one.see(ago_s=30.0, page=OLD)
    other.see(ago_s=1.0)
    for each in (one, other):
        each.tell()
    other.devices.store()
    one.devices.store()
    (stored,) = centre.accounts.tokens()
    near = centre.now - timedelta(seconds=10)
    assert stored.seen_at > near.isoformat()
    assert stored.page == OLD, "the later one has not heard of a newer one"
