"""The console in a real browser: an officer's whole work, by keyboard and by mouse."""

import re
from dataclasses import replace

from playwright.sync_api import expect

from queueing.catalogue import Limits
from queueing.commands import EndDay
from tests.counters.console import Console
from tests.hands import KEY_MS


def test_a_whole_morning_by_keyboard_alone(centre, at_work):
    for minutes in (30, 25, 20, 15):
        centre.issue(minutes_ago=minutes, procedure="1.001")
    console = at_work()
    console.shows("Đã đóng")
    expect(console.main).to_contain_text("Mở quầy")
    console.open()
    expect(console.main).to_contain_text("Kế tiếp: D001 · theo thứ tự · đã chờ 30 phút")
    console.press("Numpad0", "Space")
    console.shows("Đang gọi", "D001")
    expect(console.page.locator(".pr b")).to_have_text("Đổi giấy phép lái xe")
    console.press("r")
    expect(console.page.locator("[data-action=recall]")).to_contain_text("sau")
    console.press("b")
    console.shows("Đang phục vụ", "D001")
    console.press("2")
    chosen = console.page.locator(".out [aria-pressed=true]")
    expect(chosen).to_contain_text("Cần bổ sung giấy tờ")
    console.call("D002")
    assert centre.api.view("07")["today"]["served"] == 1
    assert outcomes(centre) == {"D001": "supplement"}
    console.press("v")
    expect(console.toast).to_contain_text("Đã ghi vắng mặt số D002")
    console.press("Control+z")
    console.shows("Đang gọi", "D002")
    console.press("g")
    expect(console.dialog).to_contain_text("Giữ lại số D002")
    console.type("sao chụp", then="Enter")
    console.shows("Sẵn sàng")
    console.press("Space")
    console.shows("Đang gọi", "D003")
    console.press("c")
    console.type("ngoai vu")
    expect(console.dialog.get_by_role("option").first).to_contain_text("Sở Ngoại vụ")
    console.press("Enter", "Enter")
    console.shows("Sẵn sàng")
    assert [row["number"] for row in centre.api.view("27")["waiting"]] == ["D003"]
    console.press("/")
    console.type("2", then="Enter")
    console.shows("Đang phục vụ", "D002")
    console.press("h")
    console.shows("Sẵn sàng")
    console.press("p")
    expect(console.dialog).to_be_visible()
    console.press("4")
    console.shows("Tạm nghỉ")
    expect(console.page.locator(".nobody")).to_contain_text("Sự cố máy")
    asks = console.page.locator("[data-asked]")
    centre.api.post("/api/alarms/ask", {"counter": "07"})
    expect(asks).to_contain_text("nhờ Anh/Chị trở lại quầy: 1 người chờ, lâu nhất")
    console.press("F9")
    console.shows("Sẵn sàng")
    expect(asks).to_have_count(0)
    console.press("NumpadEnter")
    console.shows("Đang gọi", "D004")
    console.press("t")
    console.shows("Sẵn sàng")
    expect(console.page.locator(".row").first).to_contain_text("D004")


def outcomes(centre):
    tickets = centre.office.hall.tickets.values()
    return {ticket.number: ticket.outcome for ticket in tickets if ticket.outcome}


def test_an_empty_queue_says_so_and_wakes_up_when_someone_comes(centre, at_work):
    console = at_work()
    console.open()
    expect(console.main).to_have_attribute("aria-disabled", "true")
    expect(console.main).to_contain_text("Chưa có người chờ")
    console.press("Space")
    expect(console.notice).to_contain_text("Chưa có người chờ quầy này")
    centre.issue()
    expect(console.main).to_contain_text("Gọi số tiếp theo")
    console.call("D001")
    expect(console.main).to_contain_text("Hoàn tất")


def test_the_undo_bar_counts_down_and_takes_back_finish_and_call_together(centre, at_work):
    centre.issue()
    centre.issue()
    console = at_work()
    console.open()
    console.call("D001")
    console.call("D002")
    expect(console.toast).to_contain_text("Đã hoàn tất số D001 và gọi số tiếp theo")
    console.toast.get_by_role("button").click()
    console.shows("Đang gọi", "D001")
    expect(console.toast).to_have_count(0)
    console.press("v")
    expect(console.toast).to_contain_text("Đã ghi vắng mặt số D001")
    centre.clock.skip(seconds=11)
    centre.issue()
    expect(console.toast).to_have_count(0)
    console.press("Control+z")
    expect(console.notice).to_contain_text("Không còn thao tác nào có thể hoàn tác")


def test_the_lists_give_back_parked_and_missed_citizens(centre, at_work):
    for _ in range(3):
        centre.issue()
    console = at_work()
    console.open()
    console.call("D001")
    console.press("v")
    console.tab("Vắng mặt")
    console.page.get_by_role("button", name=re.compile("D001.*Cho chờ lại")).click()
    expect(console.page.get_by_role("tab", name="Vắng mặt 0")).to_be_visible()
    console.tab("Hàng chờ")
    expect(console.page.locator(".row em")).to_have_text("Gọi lại số bị lỡ")
    console.page.get_by_role("button", name=re.compile("^D003")).click()
    expect(console.dialog).to_contain_text("trước thứ tự")
    console.press("1")
    console.shows("Đang gọi", "D003")
    expect(console.page.locator(".st")).to_contain_text("Gọi ngoài thứ tự")
    console.press("g")
    console.dialog.get_by_role("button", name="Nộp phí, lệ phí").click()
    console.tab("Đang giữ")
    console.page.get_by_role("button", name=re.compile("D003.*Phục vụ tiếp")).click()
    console.shows("Đang phục vụ", "D003")


def test_what_is_not_possible_now_says_why_and_changes_nothing(centre, at_work):
    centre.issue()
    console = at_work()
    console.open()
    for key in ("r", "v", "c", "g", "b", "h", "t"):
        console.press(key)
        expect(console.notice).to_contain_text("Quầy chưa có số nào")
    console.call("D001")
    console.press("p")
    expect(console.notice).to_contain_text("D001 đang được gọi")
    assert centre.api.view("07")["counter"]["state"] == "open"


def test_a_break_while_serving_finishes_the_citizen_first(centre, at_work):
    centre.issue()
    console = at_work()
    console.open()
    console.call("D001")
    console.press("b")
    console.shows("Đang phục vụ", "D001")
    console.press("1", "p")
    expect(console.dialog).to_contain_text("Số D001 được ghi hoàn tất")
    console.press("1")
    console.shows("Tạm nghỉ")
    assert outcomes(centre) == {"D001": "accepted"}
    assert centre.api.view("07")["counter"]["reason"] == "lunch"


def test_a_refusal_is_shown_with_the_servers_own_sentence(centre, at_work):
    centre.issue()
    console = at_work()
    console.open()
    console.call("D001")
    centre.api.press("08", "open")
    console.press("c")
    console.type("quay 08", then="Enter")
    centre.api.press("08", "close")  # chosen while it was open
    console.press("Enter")
    expect(console.notice).to_contain_text("Quầy chưa mở")
    console.shows("Đang gọi", "D001")


def test_an_officer_whose_counter_was_taken_is_told_and_shown_the_way(centre, at_work):
    centre.issue()
    console = at_work()
    console.open()
    console.call("D001")
    hung = centre.person("hung")
    hung.form("/counters/07/choose", confirm="yes")
    expect(console.page.get_by_role("alert")).to_contain_text("hung đã nhận quầy này")
    expect(console.main).to_have_attribute("aria-disabled", "true")
    console.press("v", "Space")
    expect(console.notice).to_contain_text("Hãy chọn lại quầy")
    console.shows("Đang gọi", "D001")
    console.page.get_by_role("link", name="Chọn quầy khác").click()
    console.page.wait_for_url("**/counters")


def test_the_first_to_come_to_an_empty_queue_is_in_the_windows_title(centre, at_work):
    console = at_work()
    console.open()
    expect(console.page).to_have_title("(0) Quầy 07")
    centre.issue()
    expect(console.page).to_have_title("Có người đến · (1) Quầy 07")
    console.call("D001")
    expect(console.page).to_have_title("(0) Quầy 07 · D001")


def test_timer_and_rows_turn_amber_at_the_target_and_red_when_it_is_long_missed(centre, at_work):
    centre.issue(minutes_ago=20)
    centre.issue(minutes_ago=10)
    console = at_work()
    console.open()
    console.call("D001")
    console.press("b")
    console.shows("Đang phục vụ", "D001")
    timer, row = console.page.locator(".tm"), console.page.locator(".rows small")
    expect(timer).to_contain_text("mục tiêu 5,8 phút")
    expect(timer).to_have_class("tm ")
    expect(row).to_have_class("num ")
    centre.clock.skip(minutes=6)
    expect(timer).to_have_class("tm near")
    expect(row).to_have_class("num near")
    centre.clock.skip(minutes=15)
    expect(timer).to_have_class("tm missed")
    expect(row).to_have_class("num late")


def test_two_tabs_of_one_officer_never_hold_two_citizens(centre, at_work):
    for _ in range(3):
        centre.issue()
    first = at_work()
    second = Console(first.page.context.new_page())
    second.page.goto(first.page.url)
    first.press("Space")
    second.shows("Sẵn sàng")
    first.press()
    first.page.evaluate("document.querySelector('button.main').click()")
    second.page.evaluate("document.querySelector('button.main').click()")
    first.shows("Đang gọi", "D001")
    second.shows("Đang gọi", "D001")
    assert len(centre.office.hall.queues["GTVT-LX"]) == 2
    second.page.goto(f"{centre.url}/counters")
    second.page.get_by_role("button", name=re.compile("Quầy 08")).click()
    expect(second.page.get_by_role("alert")).to_contain_text("Quầy 07 còn số D001")


def test_a_hasty_second_press_does_not_finish_the_citizen_just_called(centre, at_work):
    for _ in range(3):
        centre.issue()
    console = at_work()
    console.open()
    expect(console.main).to_have_attribute("data-locked", "false")
    console.page.keyboard.press("Space", delay=KEY_MS)
    console.page.keyboard.press("Space", delay=KEY_MS)
    console.shows("Đang gọi", "D001")
    expect(console.main).to_have_attribute("data-locked", "true")
    console.page.keyboard.press("Space", delay=KEY_MS)
    console.shows("Đang gọi", "D001")
    assert centre.api.view("07")["today"]["served"] == 0


def test_a_number_called_a_moment_ago_is_not_ended_by_another_press(centre, at_work):
    for _ in range(3):
        centre.issue()
    centre.office.reconfigure(replace(centre.catalogue, limits=Limits(second_press_s=30)))
    console = at_work()
    console.open()
    other = Console(console.page.context.new_page())
    other.page.goto(console.page.url)
    console.call("D001")
    other.shows("Đang gọi", "D001")
    hall = centre.office.hall
    other.press("F9")
    expect(other.notice).to_contain_text("D001 vừa được gọi")
    console.press("Space", "NumpadEnter", "v", "h", "t")
    expect(console.notice).to_contain_text("được coi là bấm trùng")
    console.press()
    console.main.click()
    console.page.locator("[data-action=no-show]").click()
    assert centre.office.hall is hall
    centre.clock.skip(seconds=30)
    other.page.close()
    console.page.wait_for_function("() => document.querySelector('.tm b').textContent >= '00:30'")
    console.call("D002")
    console.press("b")
    console.shows("Đang phục vụ", "D002")
    console.call("D003")


def test_space_on_another_button_presses_that_button(centre, at_work):
    console = at_work()
    console.open()
    console.page.get_by_role("tab", name=re.compile("Đang giữ")).focus()
    console.page.keyboard.press("Space", delay=KEY_MS)
    expect(console.page.get_by_role("tab", name=re.compile("Đang giữ"))).to_have_attribute(
        "aria-selected", "true"
    )
    console.shows("Sẵn sàng")


def test_help_names_every_key_and_switches_the_letters_off(centre, at_work):
    centre.issue()
    console = at_work()
    console.press("Shift+Slash")
    expect(console.dialog).to_contain_text("Các phím tắt")
    for text in ("Phím cách", "Num Enter", "F9", "Ctrl Z", "Gọi lại", "Hoàn tác", "Tìm phiếu"):
        expect(console.dialog).to_contain_text(text)
    console.dialog.get_by_role("checkbox").uncheck()
    console.page.keyboard.press("Escape")
    expect(console.dialog).to_have_count(0)
    expect(console.main).to_be_focused()
    console.press("r")
    console.open()
    expect(console.notice).to_have_count(0)


def test_while_the_server_stops_the_console_says_so(centre, at_work):
    centre.issue()
    console = at_work()
    console.open()
    centre.office.stop()
    console.press("Space")
    expect(console.notice).to_contain_text("Máy chủ đang dừng hoặc khởi động lại")


def test_a_long_forgotten_case_is_asked_about_and_two_keys_answer(centre, at_work):
    centre.issue()
    console = at_work()
    console.open()
    console.call("D001")
    centre.clock.skip(hours=2)
    asked = console.page.locator("[data-unsure=D001]")
    expect(asked).to_have_count(0)
    console.press("h")
    console.shows("Sẵn sàng")
    expect(asked).to_contain_text("kết thúc lúc nào?")
    console.press("k")
    expect(console.dialog).to_contain_text("Đúng là phục vụ đến")
    console.press("3")
    expect(asked).to_have_count(0)
    assert centre.api.view("07")["today"]["service_mean_s"] is None
    console.press("k")
    expect(console.notice).to_contain_text("Không có lượt nào cần hỏi lại thời gian.")


def test_the_list_of_the_just_served_takes_a_finish_back(centre, at_work):
    for _ in range(2):
        centre.issue()
    console = at_work()
    console.open()
    console.call("D001")
    console.press("Space")
    console.shows("Đang gọi", "D002")
    console.tab("Vừa xong")
    console.page.locator(".row", has_text="D001").click()
    console.tab("Hàng chờ")
    expect(console.page.locator(".row").first).to_contain_text("D001")
    expect(console.page.locator(".row").first).to_contain_text("Mở lại")
    console.press("F9")
    console.shows("Đang gọi", "D001")


def test_a_number_chosen_from_the_list_is_asked_about_no_more_once_it_has_gone(centre, at_work):
    for _ in range(2):
        centre.issue()
    console = at_work()
    console.open()
    console.page.get_by_role("button", name=re.compile("^D002")).click()
    expect(console.dialog).to_contain_text("trước thứ tự")
    second = centre.office.hall.queue("GTVT-LX")[1]
    centre.api.post(f"/api/tickets/{second.id}/cancel", {})
    expect(console.dialog).to_have_count(0)
    expect(console.notice).to_contain_text("Số D002 không còn trong hàng chờ của quầy này.")


def test_a_counter_whose_day_has_ended_says_so_before_it_is_pressed(centre, at_work):
    centre.issue()
    console = at_work()
    expect(console.main).to_contain_text("1 người đang chờ")
    end = EndDay(confirmed=True, at_once=True)
    centre.office.submit(end, actor="user:lan", reply=lambda *_: None)
    expect(console.page.locator(".nobody h2")).to_have_text("Ngày làm việc đã kết thúc")
    expect(console.page.locator(".nobody")).to_contain_text("Có thể mở quầy từ 00:00, Thứ")
    expect(console.page.locator(".nobody")).not_to_contain_text("Mở quầy để bắt đầu")
    expect(console.main).to_contain_text("Ngày làm việc đã kết thúc.")
    console.press("Space")
    expect(console.notice).to_contain_text("Ngày làm việc đã kết thúc.")
