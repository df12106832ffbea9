"""How the console looks: every size, both languages, no accessibility fault in any state."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from tests.counters.console import HUGE, LOW, NARROW, PANEL, WIDE, Console, sit_down
from tests.counters.tablet import on_duty


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


@pytest.mark.parametrize("size", [WIDE, LOW, PANEL, NARROW, HUGE])
@pytest.mark.parametrize("number", ["M888", "M1000"])
def test_nothing_overflows(centre, at_work, size, number):
    long_one = "Cấp giấy phép lao động cho người nước ngoài trong khu công nghiệp"
    centre.issue(priority=next(p for p in centre.catalogue.priorities if p != "normal"))
    console = at_work(size=size)
    console.open()
    console.call("D001")
    console.page.evaluate(
        """([number, text]) => {
          document.querySelector('.no').textContent = number;
          document.querySelector('.pr b').textContent = text;
          window.dispatchEvent(new Event('resize'));
        }""",
        [number, long_one],
    )
    wide = console.page.evaluate(
        """() => [...document.querySelectorAll('.console, .card, .no, .acts button, .main, .top')]
          .filter((box) => box.scrollWidth > box.clientWidth + 1)
          .map((box) => `${box.className} ${box.textContent}`)"""
    )
    assert wide == []
    assert console.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_console_speaks_english(centre, page):
    centre.issue()
    sit_down(page, centre)
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
    assert 40_000 < weight(console.page, console.page.url) <= 84 * 1024
    centre.person("huong")
    context = browser.new_context(locale="vi-VN")
    tablet = on_duty(context.new_page(), centre.url)
    assert 40_000 < weight(tablet.page, tablet.page.url) <= 94 * 1024
    context.close()
