"""Kiosk, lobby board and two counters in four browsers: what people do, and what they see."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import in_the_default_mode
from tests.journeys.screens import Screens
from tests.program import PASSWORD

UNIT, SERVICE = "Sở Giao thông vận tải", "Giấy phép lái xe"
CODES = ("GTVT", "no_show", "waiting", "accepted")


@pytest.fixture
def screens(new_context, server):
    """Browsers on the running server; none of their scripts may fail."""
    opened = Screens(new_context, server)
    yield opened
    assert opened.script_errors == []


@in_the_default_mode
def test_a_number_goes_its_whole_way_through_the_hall(screens):
    kiosk = screens.kiosk()
    display = screens.display("&zone=tret")
    seven = screens.console("lan", PASSWORD, "07")
    eight = screens.console("minh", PASSWORD, "08")

    # Three citizens take a number, each with three touches
    taken = []
    for _ in range(3):
        kiosk.touches = 0
        taken.append(kiosk.take_number(UNIT, SERVICE))
        assert kiosk.touches <= 3
        expect(kiosk.page.locator(".ticket .tk")).to_contain_text(SERVICE)
        expect(kiosk.page.locator(".ticket .tk")).to_contain_text(UNIT)
        kiosk.leave()
    assert taken == ["D001", "D002", "D003"]
    expect(kiosk.page.locator("[data-unit=GTVT] .w")).to_contain_text("3")

    # Both counters open and see who waits
    for console in (seven, eight):
        console.press_main("Mở quầy")
        console.is_free()
        rows = console.lists("Hàng chờ", "D001", "D002", "D003")
        expect(rows.first).to_contain_text(SERVICE)

    # Call, and call again
    seven.press_main("Gọi số tiếp theo")
    seven.has("D001", "Đang gọi")
    display.shows("D001", "07", "Mời số", "Giao thông vận tải", "Tầng trệt")
    display.counter_shows("07", "D001")
    seven.act("recall")
    expect(seven.page.locator(".card .calls")).to_contain_text("đã gọi 2 lần")
    display.shows("D001", "07", "Xin nhắc lại, mời số")

    # Nobody comes; the citizen turns up later and waits again behind the next two
    seven.record_no_show()
    seven.is_free()
    display.counter_shows("07", "Chờ gọi số")
    rows = seven.lists("Vắng mặt", "D001")
    rows.get_by_role("button", name="Cho chờ lại").click()
    seven.lists("Vắng mặt")
    eight.lists("Hàng chờ", "D002", "D003", "D001")

    # The second citizen came to the wrong queue and keeps the place in the right one
    eight.press_main("Gọi số tiếp theo")
    eight.has("D002", "Đang gọi")
    display.shows("D002", "08")
    eight.act("start")
    eight.has("D002", "Đang phục vụ")
    eight.press("Chuyển")
    eight.page.get_by_role("combobox").fill("phuong tien")
    eight.page.get_by_role("option", name="Vận tải và phương tiện").click()
    eight.press("Chuyển đến Vận tải và phương tiện")
    eight.is_free()
    rows = seven.lists("Hàng chờ", "D002", "D003", "D001")
    expect(rows.first).to_contain_text("Vận tải và phương tiện")
    expect(rows.first).to_contain_text("Từ quầy 08")

    # Counter 07 takes over, and keeps the place while papers are copied
    seven.press_main("Gọi số tiếp theo")
    seven.has("D002", "Đang gọi")
    display.shows("D002", "07")
    seven.press("Giữ lại")
    seven.press("Sao chụp giấy tờ")
    seven.is_free()
    seven.lists("Đang giữ", "D002")

    # The third is served; finishing was a slip and is taken back
    seven.press_main("Gọi số tiếp theo")
    seven.has("D003", "Đang gọi")
    seven.act("start")
    seven.press("Đã tiếp nhận hồ sơ")
    seven.act("finish")
    seven.is_free()
    display.counter_shows("07", "Chờ gọi số")
    seven.undo("Đã hoàn tất số D003")
    seven.has("D003", "Đang phục vụ")
    display.counter_shows("07", "D003")
    seven.act("finish")
    seven.is_free()

    # Back with the copies
    seven.lists("Đang giữ", "D002").get_by_role("button", name="Phục vụ tiếp").click()
    seven.has("D002", "Đang phục vụ")
    seven.act("finish")
    seven.is_free()
    expect(seven.page.locator(".day")).to_contain_text("2")

    # The last one, at the other counter, by one key
    eight.page.keyboard.press("Space")
    eight.has("D001", "Đang gọi")
    display.shows("D001", "08")
    eight.press_main("Hoàn tất")
    eight.is_free()
    eight.lists("Hàng chờ")
    expect(kiosk.page.locator("[data-unit=GTVT] .w")).to_contain_text("Không phải chờ")

    for page in screens.pages:
        shown = page.locator("body").inner_text()
        assert not [code for code in CODES if code in shown], shown
