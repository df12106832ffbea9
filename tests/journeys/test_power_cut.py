"""The power is cut in the middle of the day: the screens say so, come back, and nothing is lost.

In the async modes in which tests/journeys/test_a_day_in_the_hall.py is not played.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.history import journal_of
from tests.journeys.screens import LONG_MS, Screens
from tests.program import MODES, PASSWORD, run

UNIT, SERVICE = "Sở Giao thông vận tải", "Giấy phép lái xe"


@pytest.fixture
def screens(new_context, server):
    """Browsers on the running server; none of their scripts may fail."""
    opened = Screens(new_context, server)
    yield opened
    assert opened.script_errors == []


@pytest.mark.parametrize("mode", MODES[1:])
def test_the_hall_goes_on_where_it_was_after_a_power_cut(screens, server, office):
    kiosk = screens.kiosk()
    display = screens.display("&zone=tret")
    seven = screens.console("lan", PASSWORD, "07")
    eight = screens.console("minh", PASSWORD, "08")
    numbers = [kiosk_number(kiosk) for _ in range(3)]
    assert numbers == ["D001", "D002", "D003"]
    seven.press_main("Mở quầy")
    eight.press_main("Mở quầy")
    seven.press_main("Gọi số tiếp theo")
    seven.has("D001", "Đang gọi")
    seven.press("Giữ lại")
    seven.press("Nộp phí, lệ phí")
    seven.is_free()
    seven.press_main("Gọi số tiếp theo")
    seven.has("D002", "Đang gọi")
    seven.act("start")
    seven.has("D002", "Đang phục vụ")
    display.shows("D002", "07")
    before = [office.get(path).json for path in ("/api/counters/07", "/api/board?zone=tret")]

    # A citizen is about to answer the last question when the power goes
    kiosk.touch(UNIT)
    kiosk.touch(SERVICE)
    server.kill()
    kiosk.answer("Không, lấy số thường")
    every_screen_says_that_it_is_out_of_touch(kiosk, display, seven, eight)
    server.start()
    every_screen_is_back(kiosk, display, seven, eight)

    # The page has repeated its question: exactly one number, and the next in line
    assert kiosk.number() == "D004"
    kiosk.leave()
    issued = [fact.fields["number"] for fact in journal_of(server.data)
              if fact.kind == "TicketIssued"]  # fmt: skip
    assert issued == ["D001", "D002", "D003", "D004"]

    # Current ticket, parked ticket, calls and undo are what they were
    after = [office.get(path).json for path in ("/api/counters/07", "/api/board?zone=tret")]
    for then, now in zip(before, after, strict=True):
        for same in {"current", "parked", "missed", "undo", "counter", "calls", "counters"} & {
            *then
        }:
            assert now[same] == then[same], same
    seven.has("D002", "Đang phục vụ")
    display.shows("D002", "07")
    seven.lists("Đang giữ", "D001")
    eight.lists("Hàng chờ", "D003", "D004")
    seven.undo("Đã bắt đầu phục vụ số D002")
    seven.has("D002", "Đang gọi")

    # And the day goes on
    seven.press_main("Hoàn tất và gọi số tiếp theo")
    seven.has("D003", "Đang gọi")
    display.shows("D003", "07")
    eight.press_main("Gọi số tiếp theo")
    eight.has("D004", "Đang gọi")
    assert kiosk_number(kiosk) == "D005"
    server.stop()
    run("verify", "--data", server.data)


def kiosk_number(kiosk):
    number = kiosk.take_number(UNIT, SERVICE)
    kiosk.leave()
    return number


def every_screen_says_that_it_is_out_of_touch(kiosk, display, *consoles):
    expect(display.page.get_by_role("alert")).to_contain_text("Đang kết nối lại", timeout=LONG_MS)
    expect(kiosk.page.get_by_role("alert")).to_contain_text("Đang kết nối lại", timeout=LONG_MS)
    for console in consoles:
        expect(console.page.get_by_role("alert")).to_contain_text(
            "Đang kết nối lại", timeout=LONG_MS
        )
        expect(console.page.locator(".pill")).to_have_text("Mất kết nối")
        expect(console.main).to_have_attribute("aria-disabled", "true")


def every_screen_is_back(kiosk, display, *consoles):
    for screen in (display, kiosk):
        expect(screen.page.get_by_role("alert")).to_have_count(0, timeout=LONG_MS)
    for console in consoles:
        expect(console.page.locator(".pill")).to_have_text("Trực tuyến", timeout=LONG_MS)
