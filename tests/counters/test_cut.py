"""A page that loses its server says so, lets nothing be pressed, and comes back by itself."""

import signal

import pytest
from playwright.sync_api import expect

from tests.counters.console import WIDE, Console
from tests.counters.tablet import on_duty
from tests.journeys.wire import Client
from tests.program import PASSWORD, in_a_hurry


@pytest.fixture
def server(new_server):
    return new_server(in_a_hurry).start()


def issue(server, *services):
    api = Client(server.port, server.tokens["api"])
    for service in services:
        api.done("/api/tickets", {"service": service})
    api.close()


def sit_down_at(server, page):
    page.set_viewport_size(WIDE)
    page.goto(f"{server.url}/sign-in?next=/counters")
    page.fill("#name", "lan")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Quầy 07").click()
    expect(page.locator(".pill")).to_have_text("Trực tuyến")
    return Console(page)


def test_a_console_without_its_server_says_so_and_comes_back(server, page):
    console = sit_down_at(server, page)
    console.open()
    server.kill()
    expect(page.locator(".pill")).to_have_text("Mất kết nối")
    expect(page.get_by_role("alert")).to_contain_text("Số trên màn hình có thể đã cũ")
    expect(console.main).to_have_attribute("aria-disabled", "true")
    console.press("p")
    expect(console.notice).to_contain_text("Đang kết nối lại")
    server.start()
    expect(page.locator(".pill")).to_have_text("Trực tuyến")
    console.shows("Sẵn sàng")
    console.press("p")
    expect(console.dialog).to_be_visible()
    console.press("1")
    console.shows("Tạm nghỉ")


def test_a_press_is_answered_on_screen_before_the_server_has_answered(server, page):
    issue(server, "GTVT-LX")
    console = sit_down_at(server, page)
    console.open()
    expect(console.main).to_contain_text("Gọi số tiếp theo")
    expect(console.main).to_have_attribute("data-locked", "false")
    server.process.send_signal(signal.SIGSTOP)
    try:
        page.keyboard.press("Space")
        expect(console.main).to_have_attribute("aria-busy", "true")
        expect(console.main).to_contain_text("Đang gọi…")
        console.shows("Sẵn sàng")
    finally:
        server.process.send_signal(signal.SIGCONT)
    console.shows("Đang gọi", "D001")
    expect(console.main).to_have_attribute("aria-busy", "false")


def test_a_guide_without_the_server_still_has_the_list_on_paper(server, page):
    issue(server, "TP", "GTVT-LX")
    tablet = on_duty(page, server.url)
    expect(tablet.rows).to_have_count(2)
    server.kill()
    expect(page.locator(".pill")).to_have_text("Mất kết nối")
    expect(page.get_by_role("alert")).to_contain_text("in danh sách để gọi số bằng tay")
    page.locator("[data-action=issue]").click(force=True)
    expect(tablet.notice).to_contain_text("Đang kết nối lại")
    tablet.open("N001")
    tablet.choose("cancel")
    expect(tablet.notice).to_contain_text("Đang kết nối lại")
    expect(tablet.find("N001")).to_have_count(1)
    page.emulate_media(media="print")
    paper = page.locator(".paper")
    expect(paper).to_contain_text("theo lần cập nhật cuối")
    expect(paper.locator("tbody th")).to_have_text(["D001", "N001"])
    page.emulate_media(media="screen")
    server.start()
    expect(page.locator(".pill")).to_have_text("Trực tuyến")
    issue(server, "XD")
    expect(tablet.find("A001")).to_have_count(1)
