"""Opening, closing and midnight, as each person in the centre meets them."""

import pytest
from playwright.sync_api import expect

from tests.journeys.screens import LONG_MS, Screens
from tests.journeys.wire import Client
from tests.program import PASSWORD, run, within_hours_only

MONDAY, TUESDAY = "2026-11-23T", "2026-11-24T"
UNIT, SERVICE = "Sở Giao thông vận tải", "Giấy phép lái xe"
SAID = {
    "vi": {
        "welcome": "Xin chào!", "closed": "Hiện ngoài giờ cấp số", "gone": "Không còn số này",
        "today": "Mở lại lúc 07:00, Thứ Hai, 23/11", "tuesday": "Mở lại lúc 07:00, Thứ Ba, 24/11",
        "no more": "Hôm nay đã hết số", "ahead": "người phía trước",
    },
    "en": {"called": "Please go to the counter", "finished": "Finished"},
}  # fmt: skip


@pytest.fixture
def centre(new_server):
    """A centre that gives numbers within its hours only, ten minutes before opening."""
    server = new_server(within_hours_only, at=f"{MONDAY}06:50:00").start()
    yield server
    server.kill()
    assert not server.traces(), server.traces()


@pytest.fixture
def screens(new_context, centre):
    opened = Screens(new_context, centre)
    yield opened
    assert opened.script_errors == []


class Reader:
    """Somebody who reads a screen in one language."""

    def __init__(self, page, language="vi"):
        self.page, self._said = page, SAID[language]

    def reads(self, part, what):
        expect(self.page.locator(part).first).to_contain_text(self._said[what], timeout=LONG_MS)


@pytest.fixture
def office(centre):
    client = Client(centre.port, centre.tokens["api"])
    yield client
    client.close()


def test_a_day_by_the_clock_from_opening_past_midnight(centre, screens, office):
    kiosk = screens.kiosk()
    comer = Reader(kiosk.page)

    # Opening: the kiosk gives numbers by itself, although nobody has pressed anything
    comer.reads("h1", "closed")
    comer.reads(".hero p", "today")
    centre.set_clock(f"{MONDAY}06:59:58")
    comer.reads("h1", "welcome")
    assert kiosk.take_number(UNIT, SERVICE) == "D001"
    address = kiosk.follow_url()
    served = Reader(screens.phone(address, "en"), "en")
    kiosk.leave()
    seven = screens.console("lan", PASSWORD, "07")
    seven.press_main("Mở quầy")
    seven.lists("Hàng chờ", "D001")

    # The last numbers of the day: whoever comes now would be called after closing
    centre.set_clock(f"{MONDAY}16:00:00")
    office.done("/api/counters/10/open")
    late = [office.done("/api/tickets", {"service": "YT"}) for _ in range(2)][-1]
    address = late["follow_url"]
    waiting = Reader(screens.phone(address))
    waiting.reads("#ticket", "ahead")
    health = kiosk.page.locator("[data-unit=YT]")
    expect(health).to_be_enabled()
    centre.set_clock(f"{MONDAY}16:20:00")
    expect(health).to_be_disabled()
    comer.reads("[data-unit=YT]", "no more")

    # Closing: refused with the next opening, even in the middle of the questions
    kiosk.touch("Sở Công Thương")
    centre.set_clock(f"{MONDAY}16:30:01")
    kiosk.answer("Không, lấy số thường")
    sorry = kiosk.page.get_by_role("alertdialog")
    expect(sorry).to_contain_text(f"Ngoài giờ cấp số. {SAID['vi']['tuesday']}")
    sorry.get_by_role("button", name="Về trang đầu").click()
    comer.reads("h1", "closed")
    comer.reads(".hero p", "tuesday")

    # Whoever has a number is served; a guide still helps whoever was late
    guide = screens.guide("huong", PASSWORD)
    expect(guide.rows).to_have_count(3)
    guide.page.locator("[data-action=issue]").click()
    guide.pick("giay phep lai xe")
    guide.press(f"Cấp số: {SERVICE}")
    expect(guide.dialog.locator(".found-no")).to_have_text("D002")
    guide.press("Xong")
    seven.press_main("Gọi số tiếp theo")
    seven.has("D001", "Đang gọi")
    served.reads("[role=alert]", "called")
    seven.act("start")
    seven.has("D001", "Đang phục vụ")
    tablet = screens.rating("07")

    # Midnight: who waits has waited in vain and is told so, who is served is served to the end
    centre.set_clock(f"{MONDAY}23:59:57")
    waiting.reads("#ticket", "gone")
    number = late["ticket"]["number"]
    expect(waiting.page.locator("[data-offline]")).to_have_text("")
    assert number not in waiting.page.title() + waiting.page.locator("body").inner_text()
    expect(guide.rows).to_have_count(0)
    seven.lists("Hàng chờ")
    seven.has("D001", "Đang phục vụ")
    seven.press_main("Hoàn tất")
    seven.is_free("Đã đóng")
    expect(tablet.locator("[data-number]")).to_have_text("D001")
    comer.reads("h1", "closed")
    comer.reads(".hero p", "tuesday")

    # The next morning begins with the first number; yesterday's last citizen may still rate
    centre.set_clock(f"{TUESDAY}06:59:58")
    comer.reads("h1", "welcome")
    assert kiosk.take_number(UNIT, SERVICE) == "D001"
    kiosk.leave()
    expect(guide.rows).to_have_count(1)
    seven.press_main("Mở quầy")
    seven.press_main("Gọi số tiếp theo")
    seven.has("D001", "Đang gọi")
    for person in (served, waiting):
        person.page.reload()
    waiting.reads("#ticket", "gone")
    served.reads("#ticket", "finished")
    assert centre.stop() == 0
    run("verify", "--data", centre.data)
