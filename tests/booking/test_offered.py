"""What the pages of bookings no longer offer, because the door would refuse it."""

from dataclasses import replace
from datetime import time

import pytest

from queueing import commands as c
from queueing.hours import Hours
from tests.booking.centre import house_in
from tests.booking.test_pages import door, first_slot, text_of

TAKE = "Lấy số cho hôm nay"
EARLY = Hours({day: ((time(7), time(9)),) for day in range(7)}, enforced=True)


@pytest.fixture
def house(tmp_path):
    with house_in(tmp_path) as house:
        yield house


def test_a_phone_that_holds_all_it_may_is_led_to_them_before_it_has_chosen(house):
    house.book("A")
    page = text_of(house.get("/book?service=B"))
    assert TAKE in page
    house.book("B")
    for address in ("/book?service=B", "/book?service=B&today=true"):
        page = text_of(house.get(address))
        assert "Điện thoại này đang giữ 2 lượt đặt." in page
        assert page.count("ask=cancel") == 2
        assert TAKE not in page
        assert 'name="key"' not in page


def test_a_slot_that_another_matter_could_not_follow_is_not_offered(house):
    usual = house.hall.catalogue
    services = {**usual.services, "C": replace(usual.services["C"], hours=EARLY)}
    house.centre.office.reconfigure(replace(usual, services=services, digest="early"))
    day = first_slot(house).start.date()
    alone = text_of(house.get(f"/book?service=A&day={day}"))
    both = text_of(house.get(f"/book?service=A&also=C&day={day}"))
    assert 'class="num">13:30<' in alone
    assert 'class="num">13:30<' not in both
    assert 'class="num">08:30<' in both
    slot = f"{day}T13:30:00+07:00"
    refused = house.send("/book", service="A", also="C", slot=slot)
    assert refused.status_code == 409
    page = text_of(house.get(f"/book?service=A&also=C&slot={slot.replace('+', '%2B')}"))
    assert 'name="key"' not in page, "nor by an address of before"


def test_at_the_door_a_booking_that_gives_no_number_now_says_why(house):
    house.book("A")
    assert "Tôi đã đến, lấy số" in text_of(house.get(f"/book/here/{door(house)}"))
    house.centre.issue("A")
    house.centre.press(c.EndDay(confirmed=True))
    page = text_of(house.get(f"/book/here/{door(house)}"))
    assert "Tôi đã đến, lấy số" not in page
    assert "Ngày làm việc đã kết thúc." in page
