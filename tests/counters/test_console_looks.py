"""How the console looks: every size, both languages, no accessibility fault in any state."""

import gzip
import re
from itertools import product

from playwright.sync_api import expect

from tests.counters.console import HUGE, LOW, NARROW, PANEL, WIDE, Console
from tests.counters.tablet import on_duty
from tests.kiosk.walk import AT_REST
from tests.pages import bring_cookie


def test_everything_is_reachable_in_the_side_panel(centre, at_work):
    centre.issue()
    console = at_work(size=PANEL, ask="side=1")
    console.open()
    console.call("D001")
    for text in (
        "Gọi lại",
        "Vắng mặt",
        "Chuyển",
        "Giữ lại",
        "Tạm nghỉ",
        "Bắt đầu",
        "Từ chối tiếp nhận",
    ):
        expect(console.page.get_by_role("button", name=text).first).to_be_in_viewport()
    console.page.get_by_role("button", name="Khác", exact=True).click()
    for text in (
        "Hoàn tất số D001, chưa gọi tiếp",
        "Trả số D001 lại hàng chờ",
        "Tìm phiếu",
        "Đóng quầy này",
    ):
        expect(console.dialog.get_by_role("button", name=text)).to_be_in_viewport()
    console.page.keyboard.press("2")
    console.shows("Sẵn sàng")


def test_nothing_overflows(centre, at_work):
    long_one = "Cấp giấy phép lao động cho người nước ngoài trong khu công nghiệp"
    centre.issue(priority=next(p for p in centre.catalogue.priorities if p != "normal"))
    console = at_work()
    console.open()
    console.call("D001")
    for size, number in product((WIDE, LOW, PANEL, NARROW, HUGE), ("M888", "M1000")):
        console.page.set_viewport_size(size)
        console.page.evaluate(
            """([number, text]) => {
              document.querySelector('.no').textContent = number;
              document.querySelector('.pr b').textContent = text;
              window.dispatchEvent(new Event('resize'));
            }""",
            [number, long_one],
        )
        console.page.evaluate(AT_REST)
        wide = console.page.evaluate(
            """() => [...document.querySelectorAll(
              '.console, .card, .no, .acts button, .main, .top')]
              .filter((box) => box.scrollWidth > box.clientWidth + 1)
              .map((box) => `${box.className} ${box.textContent}`)"""
        )
        assert wide == [], (size, number)
        fits = "document.documentElement.scrollWidth <= window.innerWidth"
        assert console.page.evaluate(fits), (size, number)


def test_the_console_speaks_english(centre, page):
    centre.issue()
    bring_cookie(page, centre.url, centre.person("lan", "07").session)
    page.goto(f"{centre.url}/counters/07?lang=en")
    console = Console(page)
    console.shows("Closed")
    expect(console.main).to_contain_text("Open the counter")
    console.press("Space")
    console.shows("Ready")
    expect(console.main).to_contain_text("Next: D001")
    text = page.locator(".console").inner_text()
    assert not re.search("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", text), text


def weight(page, address):
    """Bytes of script and style that a page loads, each file compressed on its own."""
    loaded = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(address)
    expect(page.locator(".pill")).to_have_text("Trực tuyến")
    return sum(
        len(gzip.compress(response.body()))
        for response in loaded
        if response.request.resource_type in ("script", "stylesheet")
    )


def test_console_and_tablet_stay_within_their_weight(centre, at_work, browser):
    console = at_work()
    assert 40_000 < weight(console.page, console.page.url) <= 86 * 1024
    centre.person("huong")
    context = browser.new_context(locale="vi-VN")
    tablet = on_duty(context.new_page(), centre.url)
    assert 40_000 < weight(tablet.page, tablet.page.url) <= 96 * 1024
    context.close()
