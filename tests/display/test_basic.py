"""The plain page: what a television sees that cannot run the board."""

import re

import pytest
from playwright.sync_api import expect

from tests.waiting import wait_until

SIZES = [
    (800, 480), (960, 540), (1024, 600), (1280, 720), (1366, 768), (1280, 1024), (1920, 1080),
    (1024, 1280), (768, 1024), (1080, 1920), (2160, 3840),
]  # fmt: skip
CUT = """() => [...document.querySelectorAll("body *")].filter((part) => {
  const text = document.createRange();
  text.selectNodeContents(part);
  const box = text.getBoundingClientRect();
  return box.left < 0 || box.right > innerWidth || box.bottom > innerHeight;
}).map((part) => part.className || part.textContent)"""


@pytest.fixture
def television(lobby, browser):
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, base_url=lobby.url, locale="vi-VN")
    yield context.new_page()
    context.close()


def test_without_scripts_the_plain_page_shows_the_same(lobby, television):
    lobby.open("11")
    called = [lobby.serve_next("11", "CT") for _ in range(8)]
    page = television
    page.goto(f"/display?zone=tret&token={lobby.token}")
    expect(page).to_have_url(re.compile("/display/basic"))
    expect(page.locator(".call .no")).to_have_text(called[-1])
    expect(page.locator(".call .counter")).to_have_text("Quầy 11")
    expect(page.locator(".bar .time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(page.locator("td:first-child")).to_have_text(called[-2:-8:-1])
    number = lobby.serve_next("11", "CT")
    expect(page.locator(".call .no")).to_have_text(number)
    page.goto("/display/basic?zone=tret&lang=en")
    expect(page.locator(".call .counter")).to_have_text("Counter 11")


@pytest.mark.parametrize("margin", [0, 5, 10])
def test_the_plain_page_needs_no_scrolling(lobby, page, margin):
    lobby.open("15")
    for _ in range(8):
        lobby.serve_next("15", "KCX")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{lobby.url}/display/basic?zone=tret&margin={margin}&token={lobby.token}")
        expect(page.locator("td:first-child")).to_have_count(6)
        page.evaluate("() => document.fonts.ready")
        # The widest number that there is
        page.evaluate("() => { document.querySelector('.no').textContent = 'WM000' }")
        assert page.evaluate(CUT) == [], (width, height)


def test_bulletins_take_the_place_of_last_calls_and_say_whom_they_concern(lobby, page):
    lobby.open("15")
    for _ in range(8):
        lobby.serve_next("15", "KCX")
    ends = [
        lobby.tell("system", departments=["KCX"], words="Quầy 15 nghỉ. " * 10),
        lobby.tell("evacuation", words="Ra cửa số 2. " * 10, words_en="Leave by gate 2. " * 8),
    ]
    told, root = page.locator(".told"), "document.documentElement"
    page.set_viewport_size({"width": 1280, "height": 720})
    seen = set()

    def look(language):
        page.goto(f"{lobby.url}/display/basic?zone=tret&token={lobby.token}&lang={language}")
        page.evaluate("() => document.fonts.ready")
        assert page.evaluate(f"() => {root}.scrollHeight <= innerHeight"), told.inner_text()
        seen.add(told.inner_text())
        return len(seen) == 2

    # By turns, so that each is read in the largest letters there is room for
    wait_until("both were told", lambda: look("vi"), limit_s=60)
    first, last = sorted(seen, key=lambda text: "Ra cửa" in text)
    assert first.startswith("Ban Quản lý các khu chế xuất")
    assert "Leave by gate 2." in last
    ends.pop()()
    page.goto(f"{lobby.url}/display/basic?zone=tret&lang=en")
    expect(told.locator("span:not([lang])")).to_contain_text("Please")
    ends.pop()()
    page.goto(f"{lobby.url}/display/basic?zone=tret")
    expect(told).to_have_count(0)
    expect(page.locator("td:first-child")).to_have_count(6)


def test_who_should_get_ready_stands_on_it_too_and_takes_a_row(new_centre, tmp_path, page):
    def with_next_up(settings):
        settings["screens"]["display"]["next_up"] = True

    centre = new_centre(tmp_path, with_next_up, at="2026-11-23T08:00:00")
    centre.open("08")
    for _ in range(8):
        centre.serve_next("08", "GTVT-LX")
    for _ in range(3):
        centre.issue("GTVT-LX")
    centre.server.set_clock("2026-11-23T08:31:00")
    centre.at("08", "finish-and-call-next")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{centre.url}/display/basic?zone=tret&token={centre.token}")
    page.evaluate("() => document.fonts.ready")
    expect(page.locator(".ready b")).to_have_count(1)
    expect(page.locator("td:first-child")).to_have_count(5)
    assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")
    centre.stop()


def test_a_browser_in_which_the_board_does_not_get_ready_is_led_to_the_plain_page(lobby, page):
    page.route("**/display/display.js", lambda route: route.abort())
    page.goto(f"{lobby.url}/display?zone=tret&token={lobby.token}")
    expect(page).to_have_url(re.compile(r"/display/basic\?zone=tret"), timeout=40_000)
    expect(page.locator(".bar")).to_contain_text("Khu chờ tầng trệt")
