"""Opening, closing and midnight, as each person in the centre meets them."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.display.centre import ServerAtAnHour
from tests.journeys.conftest import PASSWORD
from tests.journeys.program import configuration, run
from tests.journeys.screens import LONG_MS, Screens
from tests.journeys.wire import Client

MONDAY, TUESDAY = "2026-11-23T", "2026-11-24T"
UNIT, SERVICE = "Sở Giao thông vận tải", "Giấy phép lái xe"
CLOSED, ENDED = "Hiện ngoài giờ cấp số", "Không còn số này"


def with_hours(settings):
    settings["hours"]["enforced"] = True


@pytest.fixture
def centre(furnished, tmp_path):
    """A centre that gives numbers within its hours only, ten minutes before opening."""
    folder, tokens = furnished
    shutil.copytree(folder, tmp_path / "data")
    config = configuration(tmp_path / "config.yaml", "eventlet", with_hours)
    server = ServerAtAnHour(tmp_path / "data", config, tokens)
    server.set_clock(f"{MONDAY}06:50:00")
    yield server.start()
    server.kill()
    assert not server.traces(), server.traces()


@pytest.fixture
def screens(new_context, centre):
    opened = Screens(new_context, centre)
    yield opened
    assert opened.script_errors == []


@pytest.fixture
def office(centre):
    client = Client(centre.port, centre.tokens["api"])
    yield client
    client.close()


def test_a_day_by_the_clock_from_opening_past_midnight(centre, screens, office):
    kiosk = screens.kiosk()
    greeting = kiosk.page.get_by_role("heading", level=1)
    when = kiosk.page.locator(".hero p")

    # Opening: the kiosk gives numbers by itself, although nobody has pressed anything
    expect(greeting).to_have_text(CLOSED)
    expect(when).to_contain_text("07:00")
    centre.set_clock(f"{MONDAY}06:59:58")
    expect(greeting).to_contain_text("Xin chào!")
    assert kiosk.take_number(UNIT, SERVICE) == "D001"
    served = screens.phone(kiosk.follow_url())
    kiosk.leave()
    seven = screens.console("lan", PASSWORD, "07")
    seven.press_main("Mở quầy")
    seven.lists("Hàng chờ", "D001")

    # The last numbers of the day: whoever comes now would be called after closing
    centre.set_clock(f"{MONDAY}16:00:00")
    office.done("/api/counters/10/open")
    late = [office.done("/api/tickets", {"service": "YT"}) for _ in range(2)][-1]
    waiting = screens.phone(late["follow_url"])
    expect(waiting.locator("#ticket")).to_contain_text("người phía trước")
    health = kiosk.page.locator("[data-unit=YT]")
    expect(health).to_be_enabled()
    centre.set_clock(f"{MONDAY}16:20:00")
    expect(health).to_be_disabled()
    expect(health).to_contain_text("Hôm nay đã hết số")

    # Closing: refused with the next opening, even in the middle of the questions
    kiosk.touch("Sở Công Thương")
    centre.set_clock(f"{MONDAY}16:30:01")
    kiosk.answer("Không")
    sorry = kiosk.page.get_by_role("alertdialog")
    expect(sorry).to_contain_text("Ngoài giờ cấp số. Mở lại lúc 07:00, Thứ Ba, 24/11")
    sorry.get_by_role("button", name="Về trang đầu").click()
    expect(greeting).to_have_text(CLOSED)
    expect(when).to_contain_text("07:00, Thứ Ba, 24/11")

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
    expect(served.get_by_role("alert")).to_contain_text("Mời Ông/Bà đến quầy")
    seven.act("start")
    seven.has("D001", "Đang phục vụ")
    tablet = screens.rating("07")

    # Midnight: who waits has waited in vain and is told so, who is served is served to the end
    centre.set_clock(f"{MONDAY}23:59:57")
    expect(waiting.locator("#ticket")).to_contain_text(ENDED, timeout=LONG_MS)
    expect(waiting.locator("[data-offline]")).to_have_text("")
    number = late["ticket"]["number"]
    assert number not in waiting.title() + waiting.locator("body").inner_text()
    expect(guide.rows).to_have_count(0)
    seven.lists("Hàng chờ")
    seven.has("D001", "Đang phục vụ")
    seven.press_main("Hoàn tất")
    seven.is_free("Đóng quầy")
    expect(tablet.locator("[data-number]")).to_have_text("D001")
    expect(greeting).to_have_text(CLOSED)
    expect(when).to_contain_text("07:00, Thứ Ba, 24/11")

    # The next morning begins with the first number; yesterday's last citizen may still rate
    centre.set_clock(f"{TUESDAY}06:59:58")
    expect(greeting).to_contain_text("Xin chào!")
    assert kiosk.take_number(UNIT, SERVICE) == "D001"
    kiosk.leave()
    expect(guide.rows).to_have_count(1)
    seven.press_main("Mở quầy")
    seven.press_main("Gọi số tiếp theo")
    seven.has("D001", "Đang gọi")
    for page in (served, waiting):
        page.reload()
    expect(waiting.locator("#ticket")).to_contain_text(ENDED)
    expect(served.locator("#ticket")).to_contain_text("Đã hoàn tất")
    assert centre.stop() == 0
    run("verify", "--data", centre.data)
