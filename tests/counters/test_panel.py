"""The console in a window of 400 pixels beside another program."""

from dataclasses import replace

from playwright.sync_api import expect

from tests.counters.console import PANEL


def test_the_main_button_of_the_panel_names_the_next_in_one_line(centre, at_work):
    for minutes in (26, 20):
        centre.issue(minutes_ago=minutes)
    console = at_work(size=PANEL)
    console.open()
    console.call("D001")
    expect(console.main.locator("small.short")).to_have_text("D002 · theo thứ tự · 20 phút")
    expect(console.main.locator("small.long")).to_be_hidden()
    for action in ("finish", "return"):
        expect(console.page.locator(f".card [data-action={action}]")).to_be_visible()
    console.page.get_by_role("button", name="Tài khoản và đổi quầy").click()
    expect(console.dialog).to_contain_text("Kết quả của tôi")
    expect(console.dialog).not_to_contain_text("Tìm phiếu")
    console.press("Escape")
    console.page.locator("[data-action=menu]").click()
    expect(console.dialog).to_contain_text("Tìm phiếu")
    expect(console.dialog).not_to_contain_text("đăng xuất")


def test_undo_and_a_notice_leave_rows_to_be_seen(centre, at_work):
    limits = replace(centre.catalogue.limits, undo_s=600)
    centre.office.reconfigure(replace(centre.catalogue, limits=limits))
    for _ in range(6):
        centre.issue()
    console = at_work(size=PANEL)
    console.open()
    console.call("D001")
    console.press("v")
    console.shows("Sẵn sàng")
    console.press("v")  # nobody is there: a notice beside the undo bar
    expect(console.toast).to_be_visible()
    expect(console.notice).to_be_visible()
    top = console.page.locator(".said").bounding_box()["y"]
    for place in (0, 1):
        row = console.page.locator("#rows .row").nth(place).bounding_box()
        assert row["y"] + row["height"] <= top


def test_leaving_while_people_wait_says_so_and_closing_asks(centre, at_work):
    for minutes in (26, 20):
        centre.issue(minutes_ago=minutes)
    console = at_work(size=PANEL)
    console.open()
    console.press("p")
    expect(console.dialog).to_contain_text("2 người đang chờ quầy này, lâu nhất 26 phút.")
    field = console.dialog.get_by_label("Trở lại lúc")
    field.fill("7:00")
    console.dialog.get_by_role("button", name="Họp").click()
    expect(console.dialog.get_by_role("alert")).to_contain_text("Hãy ghi giờ muộn hơn bây giờ")
    field.fill("9g30")
    console.dialog.get_by_role("button", name="Họp Trở lại lúc 09:30").click()
    expect(console.page.locator(".nobody")).to_contain_text("Họp · trở lại lúc 09:30")
    assert centre.api.view("07")["counter"]["until"] == "2026-11-23T02:30:00.000Z"
    console.open()
    for answer, state in (("Chưa đóng", "Sẵn sàng"), ("Vẫn đóng quầy", "Đã đóng")):
        console.page.locator("[data-action=menu]").click()
        console.dialog.get_by_role("button", name="Đóng quầy này").click()
        console.dialog.get_by_role("button", name=answer).click()
        console.shows(state)
