"""What the page says as time goes by: late, passed by, the day over."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.catalogue import Floor, Limits
from tests.phone.centre import house_in
from tests.queueing.centre import named, small_centre

SORRY = "Xin lỗi Ông/Bà, chậm hơn dự kiến khoảng"


@pytest.fixture
def house(tmp_path):
    with house_in(tmp_path) as house:
        house.press(c.OpenCounter("2", "lan"))
        house.issue()
        house.press(c.CallNext("2"))
        yield house


def test_beyond_the_printed_range_the_centre_apologises_and_says_why(house):
    mine = house.issue()
    assert SORRY not in house.text(mine, after_min=mine.high_min)
    assert f"{SORRY} 3 phút." in house.text(mine, after_min=3)
    house.press(c.FinishService("2"))
    house.press(c.PauseCounter("2", "meeting"))
    assert f"{SORRY} 20 phút vì 1 quầy tạm nghỉ." in house.text(mine, after_min=19)
    assert "Lượt của Ông/Bà vẫn được giữ, mời Ông/Bà chờ thêm." in house.text(mine)
    english = house.text(mine, query="?lang=en")
    assert "about 20 minutes later than expected because counters are paused (1)" in english


def test_a_counter_that_pauses_says_when_it_is_back(house):
    mine = house.issue()
    house.press(c.FinishService("2"))
    house.press(c.PauseCounter("2", "meeting", house.centre.now + timedelta(minutes=30)))
    back = (house.centre.now + timedelta(hours=7, minutes=30)).strftime("%H:%M")
    assert f"Quầy tạm nghỉ, trở lại lúc {back}" in house.text(mine)
    assert "Hiện chưa có quầy nào mở" not in house.text(mine)
    assert "Quầy cho thủ tục này đang tạm nghỉ" in house.text(mine, after_min=31)


def test_who_stepped_back_is_owed_no_apology(house):
    mine = house.issue()
    house.issue()
    house.press(c.PostponeTicket(mine.ticket, places=1))
    page = house.text(mine, after_min=mine.high_min + 30)
    assert SORRY not in page
    assert "Số này đã lùi lại vì Ông/Bà báo đến muộn" in page


def test_a_place_that_moved_back_says_why(house):
    mine = house.issue()
    assert "lấy số sau đứng trước" not in house.text(mine)
    house.issue(priority="elderly")
    page = house.text(mine, after_min=1)
    assert "1 người lấy số sau đứng trước Ông/Bà" in page
    assert "như đến sớm hơn 15 phút" in page


def test_the_page_is_gone_with_the_day_and_stays_for_who_is_still_served(house):
    mine = house.issue()
    late = house.press(c.StartService("2"))
    house.press(c.CloseDay(), 600)
    assert house.page(mine).status_code == 404
    assert "Không còn số này" in house.text(mine)
    follow = house.centre.office.hall.tickets[late.ticket].follow
    served = house.client.get(f"/t/{follow}")
    assert "Đang phục vụ tại quầy 02" in served.get_data(as_text=True)
    house.press(c.FinishService("2"), 5)
    answer = house.client.post(f"/t/{follow}/rate", json={"level": "satisfied"})
    assert answer.status_code == 200


def test_only_places_that_exist_are_offered(house):
    mine = house.issue()
    alone = house.text(mine, query="?ask=late")
    assert 'name="places"' not in alone
    assert "không mất lần lùi nào" in alone
    for _ in range(4):
        house.issue()
    offered = house.text(mine, query="?ask=late")
    assert [n for n in (1, 3, 5) if f'name="places" value="{n}"' in offered] == [1, 3]


def test_stepping_back_names_the_time_of_the_new_turn_and_can_be_taken_back(house):
    mine = house.issue()
    for _ in range(4):
        house.issue()
    offered = house.text(mine, query="?ask=late")
    turns = re.findall(r"Khoảng (\d\d:\d\d), nhường (\d) người", offered)
    assert [places for _, places in turns] == ["1", "3"]
    now = re.search(r"Hiện nay đến lượt khoảng (\d\d:\d\d)", offered)
    assert now
    assert now[1] < turns[0][0] < turns[1][0]
    house.client.post(f"/t/{mine.follow}/postpone", json={"places": 3})
    assert "lấy lại lượt cũ" in house.text(mine)
    house.client.post(f"/t/{mine.follow}/take-back", json={})
    again = house.text(mine)
    assert "lấy lại lượt cũ" not in again
    assert "báo đến muộn" not in again


def test_without_scripts_a_page_refreshes_itself_but_not_under_the_hand(house):
    mine = house.issue()
    assert f'content="15; url=/t/{mine.follow}"' in house.text(mine)
    assert 'http-equiv="refresh"' not in house.text(mine, query="?ask=cancel")


def test_a_missed_phone_says_on_which_floor_its_holder_finds_a_guide(tmp_path):
    counters = small_centre().counters
    upstairs = {**counters, "3": replace(counters["3"], floor="1")}
    floors = {**small_centre().floors, "1": Floor("1", named("Tầng 1"))}
    with house_in(tmp_path, small_centre(counters=upstairs, floors=floors)) as house:
        house.press(c.OpenCounter("2", "lan"))
        mine = house.issue()
        assert "Quầy 01, 02 (tầng trệt)" in house.text(mine)
        house.press(c.CallNext("2"))
        assert "Xây dựng, Tầng trệt" in house.text(mine)
        house.press(c.Recall("2"), 1)
        house.press(c.RecordNoShow("2"), 3)
        assert "nhân viên hướng dẫn ở quầy 03 (tầng\xa01) để được gọi lại" in house.text(mine)


def test_a_called_phone_says_no_more_than_the_rules_keep_and_a_missed_one_until_when(house):
    house.press(c.FinishService("2"))
    mine = house.issue()
    house.press(c.CallNext("2"))
    house.press(c.Recall("2"), 1)
    now = house.centre.now.astimezone(house.centre.office.hall.catalogue.zone_info)
    until = f"{now + timedelta(minutes=3):%H:%M}"
    called = house.text(mine)
    assert f"Quầy có thể gọi người tiếp theo sau {until}." in called
    assert "Số được giữ" not in called
    house.press(c.RecordNoShow("2"), 1)
    back = house.centre.now.astimezone(house.centre.office.hall.catalogue.zone_info)
    back = f"{back + timedelta(minutes=30):%H:%M}"
    house.site.centre = house.site.centre.model_copy(update={"phone": "0292 3817696"})
    missed = house.text(mine)
    assert f"Trước {back}, mời Ông/Bà gặp nhân viên hướng dẫn ở quầy 03 để được gọi lại." in missed
    assert 'href="tel:02923817696"' in missed
    assert "Tôi đã đến, xin gọi lại" in missed
    house.client.post(f"/t/{mine.follow}/here", data={"key": "here-1"})
    told = house.text(mine)
    assert "Đã báo nhân viên hướng dẫn lúc" in told
    assert f"ở quầy 03 trước {back}." in told
    assert "Tôi đã đến" not in told
    assert "lấy số mới" in house.text(mine, after_min=31)


def test_where_no_number_is_given_up_earlier_the_phone_promises_it(house):
    office = house.centre.office
    limits = Limits(no_show_enforced=True)
    office.reconfigure(replace(office.hall.catalogue, limits=limits))
    house.press(c.FinishService("2"))
    mine = house.issue()
    house.press(c.CallNext("2"))
    now = house.centre.now.astimezone(office.hall.catalogue.zone_info)
    assert f"Số được giữ đến {now + timedelta(minutes=3):%H:%M}." in house.text(mine)
