"""Booking by phone without scripts: what is shown, what is refused, in which words."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import urlencode

import pytest

from booking.settings import BookingSettings
from queueing import commands as c
from queueing.catalogue import Intake
from queueing.hall.bookings import BookingState
from queueing.slots import list_slots
from tests.booking.centre import KEY, house_in
from web.door_codes import make_door_code, note_seen
from web.settings import Limits


@pytest.fixture
def house(tmp_path):
    with house_in(tmp_path) as house:
        yield house


def text_of(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def first_slot(house, service="A"):
    """Return the first slot of tomorrow that has a place."""
    day, basis = (house.centre.now + timedelta(days=1)).date(), house.centre.office.basis
    return next(
        each for each in list_slots(house.hall, service, day, house.centre.now, basis) if each.free
    )


def door(house):
    return make_door_code(KEY, house.centre.office.now())


def test_a_number_from_home_is_taken_by_three_links_and_followed(house):
    page = text_of(house.get("/book"))
    assert "ngang hàng với số giấy" in page
    assert "Không hỏi tên, số điện thoại" in page
    assert 'href="/book?service=A"' in page
    page = text_of(house.get("/book?service=A"))
    assert "Hiện không có ai phía trước." in page
    assert "xếp sau 2 người đang chờ" in page
    assert 'href="/book?service=A&amp;today=true"' in page
    booked = house.book(priority="elderly")
    assert (booked.slot, booked.priority, booked.language) == (None, "elderly", "vi")
    page = text_of(house.get(f"/b/{booked.follow}"))
    assert f"{booked.code[:3]} {booked.code[3:]}" in page
    assert "không được gọi" in page
    assert "có hiệu lực đến 11:00" in page
    assert "data:image/svg+xml" in page
    assert "đến lúc nào tiện, trước 11:00" in page, "nobody is ahead"
    assert "Nên có mặt trước" not in page


def test_a_day_offers_no_more_appointments_than_its_numbers(house):
    service = house.hall.catalogue.services["A"]
    limited = replace(service, intake=Intake(numbers_per_day=5))
    services = {**house.hall.catalogue.services, "A": limited}
    house.hall.catalogue = replace(house.hall.catalogue, services=services)
    assert "Còn 2 chỗ" in text_of(house.get("/book?service=A")), "the share of five numbers"
    house.book(slot=first_slot(house).start.isoformat())
    house.book(client=house.site.app.test_client(), slot=first_slot(house).start.isoformat())
    page = text_of(house.get("/book?service=A"))
    assert "Còn 2 chỗ" in page, "on the other days"
    assert "Còn 0 chỗ" not in page


def test_nothing_is_booked_before_the_one_button_of_the_page_that_says_what(house):
    page = text_of(house.get("/book?service=A&today=true"))
    assert "Xem lại trước khi đặt" in page
    assert page.count('name="priority"') == 1
    slot = first_slot(house).start
    day = slot.date().isoformat()
    page = text_of(house.get(f"/book?service=A&day={day}"))
    assert 'name="priority"' not in page, "it is asked where it is confirmed"
    address = unescape(re.search(r'href="(/book\?[^"]*slot=[^"]+)"', page)[1])
    page = text_of(house.get(address))
    assert page.count('name="priority"') == 1
    assert f'href="/book?service=A&amp;day={day}#days"' in page
    assert not house.hall.bookings
    chosen = re.search(r'name="slot" value="([^"]+)"', page)[1]
    booked = house.book(slot=chosen, priority="elderly")
    assert (booked.slot, booked.due < booked.slot) == (slot, True), "priority counts for it too"


def test_what_can_be_had_no_more_leads_back_to_the_times(house):
    gone = first_slot(house).start.replace(minute=1)
    answer = house.get("/book?" + urlencode({"service": "A", "slot": gone.isoformat()}))
    assert answer.status_code == 409
    assert "vừa hết chỗ" in text_of(answer)
    house.centre.press(c.CloseDay())
    assert "Ngoài giờ nhận hồ sơ" in text_of(house.get("/book?service=A&today=true"))


def test_the_page_says_what_to_expect_and_what_has_become_of_it(house):
    for _ in range(6):
        house.centre.issue("A")
    booked = house.book()
    address = f"/b/{booked.follow}"
    page = text_of(house.get(address))
    assert "6 người phía trước" in page
    assert "Nên có mặt trước" in page
    house.centre.issue("A")
    for _ in range(7):
        house.centre.press(c.FinishAndCallNext("1"), 60)
    assert "Số đã qua lượt" not in text_of(house.get(address)), "nobody it would stand behind"
    house.centre.issue("A")
    assert "xếp sau 2 người đang chờ" in text_of(house.get(address))
    house.pass_time(11)
    assert "nhưng số tính từ lúc đến" in text_of(house.get(address))
    house.pass_time(180)
    assert "Đã hết hiệu lực" in text_of(house.get(address))


def test_an_appointment_is_agreed_in_english(house):
    page = text_of(house.get("/book?service=A&lang=en"))
    assert "Another day: an appointment" in page
    day = first_slot(house).start.date().isoformat()
    page = text_of(house.get(f"/book?service=A&day={day}&lang=en"))
    assert "Choose a time on" in page
    address = unescape(re.search(r'href="(/book\?[^"]*slot=[^"]+)"', page)[1])
    page = text_of(house.get(address))
    assert "Check before you book" in page
    slot = re.search(r'name="slot" value="([^"]+)"', page)[1]
    booked = house.book(slot=slot, language="en")
    assert booked.slot == datetime.fromisoformat(slot)
    page = text_of(house.get(f"/b/{booked.follow}?lang=en"))
    assert "Your appointment" in page
    assert "your arrival counts" in page
    assert "07:00" in page


def test_on_its_day_an_appointment_says_whether_it_is_early_or_late(house):
    booked = house.book(slot=first_slot(house).start.isoformat())
    address = f"/b/{booked.follow}"
    assert "có mặt trước giờ hẹn" in text_of(house.get(address))
    house.centre.now = booked.slot - timedelta(minutes=30)
    assert "Còn sớm" in text_of(house.get(address))
    house.pass_time(25)
    assert "xác nhận tại cửa" in text_of(house.get(address))
    house.pass_time(20)
    assert "Đã quá giờ hẹn 10 phút" in text_of(house.get(address))


def test_it_is_given_back_once_asked_twice(house):
    booked = house.book()
    assert "Hủy lượt đặt này?" in text_of(house.get(f"/b/{booked.follow}?ask=cancel"))
    for _ in range(2):
        answer = house.send(f"/b/{booked.follow}/cancel", key="once")
        assert answer.headers["Location"] == f"/b/{booked.follow}"
    assert house.read(booked).state is BookingState.CANCELLED
    assert "Đã hủy" in text_of(house.get(f"/b/{booked.follow}"))
    house.pass_time(300)
    expired = house.book("B")
    house.pass_time(500)
    answer = house.send(f"/b/{expired.follow}/cancel")
    assert answer.status_code == 409
    assert "đã hết hiệu lực" in text_of(answer)


def test_a_lost_answer_asked_for_again_is_the_same_booking(house):
    first = house.book(key="abc")
    assert house.book(key="abc", client=house.site.app.test_client()) == first
    assert len(house.hall.bookings) == 1


def test_a_key_that_another_stranger_chose_too_is_another(house):
    mine = house.book(key="1")
    others = house.site.app.test_client()
    made = others.post(
        "/book", json={"service": "B"}, headers={"Idempotency-Key": "1"},
        environ_base={"REMOTE_ADDR": "10.9.8.7"},
    )  # fmt: skip
    assert made.status_code == 201
    assert made.json["follow"] != mine.follow
    assert len(house.hall.bookings) == 2


def test_a_key_of_one_press_is_not_that_of_another(house):
    mine = house.book(key="k" * 20)
    assert house.send(f"/b/{mine.follow}/cancel", key="k" * 20).status_code == 303
    assert house.read(mine).state is BookingState.CANCELLED
    assert house.book(key="k" * 20) == house.read(mine), "the first answer, once more"


def test_a_phone_holds_two_and_is_led_to_them(house):
    house.settings = BookingSettings(on=True)
    mine = [house.book(), house.book("B", slot=first_slot(house, "B").start.isoformat())]
    answer = house.send("/book", service="A")
    assert answer.status_code == 409
    assert "đang giữ 2 lượt đặt" in text_of(answer)
    for page in (text_of(answer), text_of(house.get("/book"))):
        for each in mine:
            assert f'href="/b/{each.follow}"' in page
            assert f'href="/b/{each.follow}?ask=cancel"' in page
    assert "điện thoại này" not in text_of(house.get("/book", house.site.app.test_client()))


def test_an_address_books_so_many_a_day(house):
    house.site.limits = Limits()
    house.settings = BookingSettings(on=True, per_address_per_day=3)
    house.book()
    house.book("B", key="b" * 16)
    for _ in range(3):
        assert house.send("/book", service="A").status_code == 409
    house.book("B", key="b" * 16)
    house.book(client=house.site.app.test_client())
    answer = house.send("/book", house.site.app.test_client(), service="A")
    assert answer.status_code == 429
    assert len(house.hall.bookings) == 3


def test_what_cannot_be_booked_is_said_in_a_sentence(house):
    assert house.get("/book?service=X").status_code == 404
    assert house.get("/book?day=someday").status_code == 422
    assert house.get("/b/nothing").status_code == 404
    assert house.send("/b/nothing/cancel").status_code == 404
    for slot in ("9999-12-31T23:59:59+00:00", "2026-11-24T00:00:00", "tomorrow"):
        assert house.send("/book", service="A", slot=slot).status_code == 422
    for _ in range(2):
        house.book(slot=first_slot(house).start.isoformat(), client=house.site.app.test_client())
        slot = first_slot(house)
    taken = house.send("/book", service="A", slot=slot.start.replace(minute=1).isoformat())
    assert taken.status_code == 409
    assert "vừa hết chỗ" in text_of(taken)
    foreign = house.client.post(
        "/book", data={"service": "A"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 403


def test_programs_get_json_and_the_key_in_a_header(house):
    headers = {"Idempotency-Key": "k1"}
    made = house.client.post("/book", json={"service": "A"}, headers=headers)
    assert made.status_code == 201
    assert set(made.json) == {"booking", "follow", "code"}
    follow = made.json["follow"]
    refused = house.client.post("/book", json={"service": "X"})
    assert (refused.status_code, refused.json["error"]) == (404, "unknown_service")
    seen = note_seen(KEY, house.centre.now)
    given = house.client.post("/book/here", json={"seen": seen, "booking": follow})
    assert (given.status_code, given.json["number"]) == (201, "A001")
    assert house.client.post(f"/b/{follow}/cancel", json={}).json["error"] == "booking_confirmed"


def test_where_the_hours_are_over_only_appointments_are_made(house):
    house.centre.press(c.CloseDay())
    page = text_of(house.get("/book?service=A"))
    assert "Ngoài giờ nhận hồ sơ" in page
    assert "Lấy số cho hôm nay" not in page
    house.book(slot=first_slot(house).start.isoformat())


def test_off_nothing_can_be_booked(tmp_path):
    with house_in(tmp_path, on=False) as house:
        for address in ("/book", "/book?service=A"):
            assert "chưa nhận lấy số từ nhà" in text_of(house.get(address))
        assert house.send("/book", service="A").status_code == 409


def test_limits_and_days_without_slots_are_said(tmp_path):
    with house_in(tmp_path, days=0, per_service=0) as house:
        assert "Hôm nay đã hết số lấy từ nhà" in text_of(house.get("/book"))
        page = text_of(house.get("/book?service=A"))
        assert "hết số lấy từ nhà cho nội dung này" in page
        assert "không nhận đặt lịch hẹn" in page


def test_one_booking_for_several_matters_is_put_together_by_links(house):
    page = text_of(house.get("/book?service=A"))
    assert 'href="/book?service=A&amp;more=true"' in page
    page = text_of(house.get("/book?service=A&more=true"))
    assert 'href="/book?service=A&amp;also=B"' in page
    assert 'href="/book?service=A"' in page, "a way back without one more"
    for _ in range(3):
        house.centre.issue("B")
    page = text_of(house.get("/book?service=A&also=B"))
    assert "Một số cho 2 việc" in page
    assert "hàng chờ lâu nhất: B." in page
    assert "Giờ hẹn là của việc đầu: A." in page
    assert 'href="/book?service=B" aria-label="Bỏ việc: A"' in page
    booked = house.book(also="B")
    assert booked.services == ("B", "A")
    assert "nơi phải chờ lâu nhất" in text_of(house.get(f"/b/{booked.follow}"))
    page = text_of(house.get(f"/book/here/{door(house)}?lang=en"))
    assert "The same number is for 1 more" in page
    seen = note_seen(KEY, house.centre.now)
    house.send("/book/here", seen=seen, booking=booked.follow)
    ticket = house.hall.tickets[house.read(booked).ticket]
    assert (ticket.service, [each.service for each in ticket.matters]) == ("B", ["A"])


def test_what_cannot_be_put_together_is_said(house):
    for address in ("/book?service=A&also=X", "/book?service=A&also=X&more=true"):
        assert house.get(address).status_code == 404
    assert house.get("/book?service=A&also=B,C,D,E,F").status_code == 422
    slot = first_slot(house).start.isoformat()
    booked = house.book(also="B", slot=slot, client=house.site.app.test_client())
    assert "Giờ hẹn là của việc đầu." in text_of(house.get(f"/b/{booked.follow}"))
    services = dict(house.hall.catalogue.services)
    services["B"] = replace(services["B"], intake=Intake(numbers_per_day=0))
    house.centre.office.reconfigure(replace(house.hall.catalogue, services=services, digest="0"))
    page = text_of(house.get("/book?service=A&also=B"))
    assert "<b>B</b>" in page
    assert "Hôm nay đã hết số. Mời" in page
    answer = house.send("/book", service="A", also="B")
    assert answer.status_code == 409
    assert "Hôm nay đã hết số" in text_of(answer)


# at the door


def test_the_kiosks_code_confirms_what_the_phone_remembers(house):
    booked, other = house.book(), house.book("B", client=house.site.app.test_client())
    page = text_of(house.get(f"/book/here/{door(house)}"))
    assert page.count("Tôi đã đến, lấy số") == 1
    assert other.follow not in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    answer = house.send("/book/here?lang=en", seen=seen, booking=booked.follow, key="x")
    ticket = house.hall.tickets[house.read(booked).ticket]
    assert answer.headers["Location"] == f"/t/{ticket.follow}?lang=en"
    assert house.get(f"/b/{booked.follow}?lang=en").headers["Location"].endswith("?lang=en")
    for lang in ("%0a", "%0d%0aX-Evil:1", "%00", "xx", "%C3%A9&a=b"):
        sent_on = house.get(f"/b/{booked.follow}?lang={lang}")
        assert sent_on.headers["Location"] == f"/t/{ticket.follow}"
    twice = house.send("/book/here", seen=seen, booking=booked.follow, key="y")
    assert twice.headers["Location"] == f"/t/{ticket.follow}"
    assert house.hall.queues["A"] == (ticket.id,)


def test_a_picture_of_the_code_is_refused_within_a_minute(house):
    house.book()
    code = door(house)
    house.pass_time(0.9)
    fresh = house.get(f"/book/here/{code}").status_code
    house.pass_time(0.11)
    old = house.get(f"/book/here/{code}")
    assert (fresh, old.status_code) in ((200, 410), (410, 410))
    assert "đổi sau mỗi 30 giây" in text_of(old)
    for forged in (
        "x",
        "-",
        "1-2",
        "f" * 4000 + "-x",
        "１-" + "0" * 22,
        f"{int(code.split('-')[0], 16) + 1:x}-{code.split('-')[1]}",
    ):
        assert house.get(f"/book/here/{forged}").status_code == 410


def test_whoever_opened_the_page_has_three_minutes_to_press(house):
    booked = house.book()
    seen = note_seen(KEY, house.centre.now)
    house.pass_time(3.1)
    answer = house.send("/book/here", seen=seen, booking=booked.follow)
    assert answer.status_code == 410
    assert house.read(booked).ticket is None


def test_another_phone_confirms_by_the_code_and_guesses_are_counted(house):
    booked = house.book()
    phone = house.site.app.test_client()
    page = text_of(house.get(f"/book/here/{door(house)}", phone))
    assert "không nhớ lượt đặt nào" in page
    seen = note_seen(KEY, house.centre.now)
    wrong = [house.send("/book/here", phone, seen=seen, code="000001") for _ in range(6)]
    assert [each.status_code for each in wrong] == [404] * 5 + [429]
    house.pass_time(0.1)
    other, code = house.site.app.test_client(), f"{booked.code[:3]} {booked.code[3:]}"
    right = house.send("/book/here", other, seen=note_seen(KEY, house.centre.now), code=code)
    assert right.status_code == 303, "another phone behind the same address"
    nobody = house.send("/book/here", seen=seen, booking="x" * 22)
    assert "Không có lượt đặt này" in text_of(nobody)


def test_an_appointment_of_tomorrow_is_not_confirmed_today(house):
    booked = house.book(slot=first_slot(house).start.isoformat())
    seen = note_seen(KEY, house.centre.now)
    answer = house.send("/book/here", seen=seen, booking=booked.follow)
    assert answer.status_code == 409
    assert "cho ngày Thứ Ba, 24/11" in text_of(answer)


def test_a_cookie_that_somebody_wrote_harms_nobody(house):
    house.client.set_cookie("bookings", "x.<script>." + "a" * 22 + "." + "b" * 4000)
    booked = house.book()
    cookie = house.client.get_cookie("bookings")
    assert cookie.value.split(".") == ["a" * 22, booked.follow]
    assert cookie.http_only
