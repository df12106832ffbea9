"""What stands on the board through a day: before opening, at closing, at midnight, between."""

import signal

import pytest
from playwright.sync_api import expect

from tests.display.centre import quickly

TITLE = ".hours .title"
LARGE = ".call[data-seq] .no"


def keeping_hours(settings):
    quickly(settings)
    settings["screens"]["display"]["bright_s"] = 5
    settings["centre"]["notices"] = [
        {"vi": "Đến hết thứ Hai", "until": "2026-11-23"},
        {"vi": "Từ thứ Ba", "from": "2026-11-24"},
    ]
    settings["hours"]["enforced"] = True


@pytest.fixture(scope="module")
def opened(new_centre, tmp_path_factory):
    """A centre on the morning of Monday, 23 November 2026."""
    centre = new_centre(tmp_path_factory.mktemp("states"), keeping_hours, "2026-11-23T06:59:40")
    yield centre
    centre.stop()
    assert centre.server.traces() == ""


@pytest.fixture
def centre_at(opened):
    """Let it be a later time in that centre: the tests below follow each other by the clock."""

    def let_it_be(time):
        opened.server.set_clock(time)
        return opened

    return let_it_be


def test_before_opening_the_page_is_dark_and_opens_by_itself(centre_at, display, page):
    centre = centre_at("2026-11-23T06:59:40")
    page.goto(f"{centre.url}/display/basic?token={centre.token}")
    expect(page.locator(".call")).to_contain_text("Trung tâm mở cửa lại lúc 07:00, 23/11")
    page = display(centre, layout="board")
    expect(page.locator(".screen.dark")).to_be_visible()
    expect(page.locator(TITLE)).to_have_text("Chưa đến giờ tiếp nhận")
    expect(page.locator(".hours .when")).to_contain_text("07:00")
    expect(page.locator(".hours")).to_contain_text("07:00 – 10:30 và 13:00 – 16:30")
    expect(page.get_by_text("vẫn được phục vụ")).to_have_count(0)
    centre.open("02")
    centre.server.set_clock("2026-11-23T06:59:58")
    expect(page.get_by_text("Chưa có số nào được gọi")).to_be_visible()
    expect(page.locator(".clk b")).to_have_text("07:00")


def test_the_second_page_of_counters_is_full_and_the_others_keep_their_places(centre_at, display):
    centre = centre_at("2026-11-23T08:10:00")
    centre.open(*(f"{n:02d}" for n in range(1, 17)))
    page = display(centre, layout="board")
    labels = page.locator(".cell .q")
    first = [f"{n:02d}" for n in range(1, 15)]
    expect(labels).to_have_text(first)
    expect(labels).to_have_text([*first[:12], "15", "16"])


def test_a_server_that_falls_silent_without_hanging_up_is_noticed(centre_at, display):
    centre = centre_at("2026-11-23T08:20:00")
    centre.open("02")
    page = display(centre, layout="board")
    number = centre.serve_next("02", "XD")
    expect(page.locator(LARGE)).to_have_text(number)
    centre.server.signal(signal.SIGSTOP)
    band = page.get_by_text("Đang kết nối lại, xin nghe loa")
    expect(band).to_be_visible()
    expect(page.locator(".screen.stale .call .no")).to_have_text(number)
    centre.server.signal(signal.SIGCONT)
    expect(band).to_be_hidden()
    centre.at("02", "finish")


def test_at_midnight_the_day_turns_numbers_begin_again_and_notices_change(centre_at, display):
    centre = centre_at("2026-11-23T15:00:00")
    centre.open("02", "03")
    page = display(centre, layout="board")
    number = centre.serve_next("02", "XD")
    expect(page.locator(LARGE)).to_have_text(number)
    centre.issue("XD")
    centre.at("02", "finish")
    foot, was_loaded = page.locator("footer"), page.evaluate("performance.timeOrigin")
    expect(foot).to_contain_text("Đến hết thứ Hai")
    expect(foot).not_to_contain_text("Từ thứ Ba")
    centre.server.set_clock("2026-11-23T23:59:58")
    expect(page.locator(TITLE)).to_have_text("Chưa đến giờ tiếp nhận")
    expect(page.locator(".clk")).to_contain_text("Thứ Ba, 24/11")
    expect(foot).to_contain_text("Từ thứ Ba")
    expect(foot).not_to_contain_text("Đến hết thứ Hai")
    assert page.evaluate("performance.timeOrigin") == was_loaded
    centre.server.set_clock("2026-11-24T07:00:01")
    expect(page.get_by_text("Ngoài giờ")).to_have_count(0)
    centre.open("02")
    number = centre.serve_next("02", "XD")
    assert number.endswith("001")
    expect(page.locator(LARGE)).to_have_text(number)
    expect(page.locator(".list .row[data-seq]")).to_have_count(0)
    centre.at("02", "finish")


def test_at_closing_whoever_has_a_number_is_served_and_then_the_page_goes_dark(centre_at, display):
    centre = centre_at("2026-11-24T15:00:00")
    centre.open("02")
    for _ in range(2):
        centre.issue("XD")
    page = display(centre)
    first = centre.at("02", "call-next")["ticket"]["number"]
    expect(page.locator(LARGE)).to_have_text(first)
    expect(page.get_by_text("vẫn được phục vụ")).to_have_count(0)
    centre.server.set_clock("2026-11-24T16:30:01")
    notice = page.locator(".notice", has_text="Ông/Bà đã lấy số vẫn được phục vụ")
    expect(notice).to_have_count(1)
    second = centre.at("02", "finish-and-call-next")["ticket"]["number"]
    expect(page.locator(LARGE)).to_have_text(second)
    centre.at("02", "finish")
    expect(page.locator(TITLE)).to_have_text("Ngoài giờ tiếp nhận", timeout=40_000)
    expect(page.locator(".hours .when")).to_contain_text("Thứ Tư, 25/11")
    expect(notice).to_have_count(0)
