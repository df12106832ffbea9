"""Codes and addresses of bookings leave every byte with their day, confirmed or not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre.erasing_bookings import BookingEraser
from queueing import commands as c
from queueing.catalogue import Bookings
from queueing.slots import list_slots
from storage.tables import metadata
from storage.verify import verify
from tests.queueing.centre import DAYTIME, small_centre
from tests.storage.centre import centre_in
from tests.storage.test_personal import everything

CODES = {
    "DID-NOT-COME": b"111111",
    "GIVEN-BACK": b"222222",
    "CAME": b"333333",
    "COMES": b"444444",
}


@pytest.fixture
def centre(folder):
    """Somebody did not come, somebody gave it back, somebody is served, somebody comes tomorrow."""
    catalogue = small_centre(bookings=Bookings(on=True), hours=DAYTIME)
    with centre_in(folder, catalogue) as centre:
        centre.press(c.OpenCounter("1", "lan"))
        tomorrow = centre.now.date() + timedelta(days=1)
        slots = list_slots(centre.office.hall, "A", tomorrow, centre.now, centre.office.basis)
        for follow, code in CODES.items():
            slot = slots[0].start if follow == "COMES" else None
            make = c.MakeBooking("A", follow, int(code), slot)
            centre.press(make, key=f"press {len(follow)}", reply=answer_of)
        known = {each.follow: each.id for each in centre.office.hall.bookings.values()}
        centre.press(c.CancelBooking(known["GIVEN-BACK"]))
        centre.press(c.ConfirmBooking(known["CAME"], "ticket"))
        centre.press(c.CallNext("1"))
        centre.press(c.StartService("1"))
        eraser = BookingEraser(centre.office, centre.database)
        centre.office.subscribe(eraser.note)
        eraser.erase()
        yield centre, eraser


def answer_of(_hall, entries):
    made = entries[-1].event
    return {"booking": made.booking, "follow": made.follow, "code": made.code}


def found_in(centre, folder):
    """Addresses and codes that are in any byte."""
    held = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    for table in metadata.tables.values():
        held.append(centre.database.read(lambda connection, of=table: everything(of, connection)))
    return {
        follow
        for follow, code in CODES.items()
        if any(follow.encode() in each or b'"%b"' % code in each for each in held)
    }


def test_with_the_day_goes_what_was_booked_for_it_and_nothing_else(centre, folder):
    centre, eraser = centre
    assert found_in(centre, folder) == set(CODES), "the day goes on"
    centre.press(c.CloseDay())
    eraser.erase()
    assert found_in(centre, folder) == {"COMES"}
    assert verify(centre.database) == []
    before = centre.last_seq()
    eraser.erase()
    assert centre.last_seq() == before, "once"


def test_with_its_day_goes_what_was_booked_by_a_clock_that_was_ahead(centre, folder):
    centre, eraser = centre
    centre.now -= timedelta(days=1)
    centre.press(c.CloseDay())
    eraser.erase()
    assert found_in(centre, folder) == {"CAME", "COMES"}
    assert verify(centre.database) == []


def test_after_a_restart_the_hall_is_the_same_and_the_next_day_goes_too(centre, folder):
    centre, eraser = centre
    centre.press(c.CloseDay())
    centre.now += timedelta(days=1)
    centre.issue("A")
    eraser.erase()
    assert found_in(centre, folder) == {"COMES"}
    hall = centre.office.hall
    centre.database.close()
    catalogue = replace(centre.catalogue)
    with centre_in(folder, catalogue, now=centre.now) as again:
        assert again.office.hall.bookings == hall.bookings
        assert again.office.hall.tickets == hall.tickets, "replay began with whoever is served"
        eraser = BookingEraser(again.office, again.database)
        again.office.subscribe(eraser.note)
        again.press(c.CloseDay())
        eraser.erase()
        assert found_in(again, folder) == set()
        assert verify(again.database) == []
