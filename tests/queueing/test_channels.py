"""By which way a number was taken: said once, at its issue."""

import pytest

from queueing.channels import find_channel
from tests.queueing.booking import at_home, book, confirm, first_slot, sleep_until
from tests.queueing.centre import Desk


def channel_of(desk):
    return desk.journal[-1].channel


@pytest.mark.parametrize(
    ("fields", "channel"),
    [
        ({"kiosk": "k1"}, "kiosk"),
        ({"by_staff": True}, "guide"),
        ({"kiosk": "k1", "channel": "import"}, "import"),
    ],
)
def test_a_number_says_by_which_way_it_was_taken(fields, channel):
    desk = Desk()
    desk.issue(**fields)
    assert channel_of(desk) == channel


@pytest.mark.parametrize("staff", [True, False])
def test_what_was_booked_stays_so_whoever_confirms_it(staff):
    desk = at_home()
    confirm(desk, book(desk), by_staff=staff)
    assert channel_of(desk) == "phone"
    slot = first_slot(desk)
    appointment = book(desk, slot=slot)
    sleep_until(desk, slot)
    confirm(desk, appointment, by_staff=staff)
    assert channel_of(desk) == "booking"


@pytest.mark.parametrize(
    ("stored", "channel"),
    [
        ({}, "kiosk"),
        ({"by_staff": True}, "guide"),
        ({"booking": "b7", "by_staff": True}, "booking"),
    ],
)
def test_a_number_from_before_channels_is_told_by_what_was_stored(stored, channel):
    assert find_channel("", **stored) == channel
