"""A card is scanned while a page of the staff has the focus: nothing happens, nothing stays."""

import re

import pytest
from playwright.sync_api import expect

from tests.counters.console import sit_down
from tests.counters.tablet import on_duty
from tests.hands import CARD, Scanner, stand_still


@pytest.fixture
def page(new_context):
    """A page of a context whose clock is turned, which no other test may have."""
    return new_context().new_page()


@pytest.fixture
def posts(page):
    """The commands that the page has sent."""
    sent = []
    page.on("request", lambda request: "/api/counters/" in request.url and sent.append(request.url))
    return sent


@pytest.fixture
def desk(centre, page, faults, posts):
    """A console at which D001 is being served and D002 waits."""
    for _ in range(3):
        centre.issue()
    page.clock.install()
    console = sit_down(page, centre)
    console.open()
    console.call("D001")
    console.press("b")
    console.shows("Đang phục vụ", "D001")
    posts.clear()
    return console


@pytest.fixture
def scanner(desk, page):
    stand_still(page)
    return Scanner(page)


def test_a_scan_at_the_console_commands_nothing(centre, desk, page, posts, scanner):
    hall = centre.office.hall
    for text, gap_ms in (
        (CARD, 3), (CARD[:14], 30), (CARD[12:34], 70), (" g" + CARD[:14], 95),
        (" gv 1", 5), ("gp", 1), ("1", 20), ("hh", 15), ("\n", 1),
    ):  # fmt: skip
        scanner.scan(text, gap_ms)
        expect(desk.dialog).to_have_count(0)
    for text in (" 0", "gv", "1v", "/1"):
        scanner.scan(text + CARD, pauses=(60,))
        expect(desk.dialog).to_have_count(0)
    chosen = page.locator(".out [aria-pressed=true]")
    expect(chosen).to_have_count(0)
    assert centre.office.hall is hall
    scanner.by_hand("2")
    expect(chosen).to_have_count(1)
    # Time ran by hand, the server's beats did not: the page is in touch again once both do
    scanner.clock.resume()
    expect(page.get_by_text("Trực tuyến")).to_be_visible()
    scanner.by_hand("Space")
    desk.shows("Đang gọi", "D002")
    assert [url.rpartition("/")[2] for url in posts] == ["finish-and-call-next"]


def test_a_scan_into_a_question_leaves_no_word_in_it_and_answers_nothing(desk, scanner, posts):
    scanner.by_hand("g")
    expect(desk.dialog).to_be_visible()
    reason = desk.dialog.locator("input")
    scanner.by_hand(*"sao")
    for end in ("\n", "\t", ""):
        scanner.scan(end=end)
        expect(reason).to_have_value("sao")
    desk.dialog.get_by_role("button", name="Thôi").focus()
    scanner.scan(" gv 1")
    expect(desk.dialog).to_be_visible()
    reason.focus()
    for text, gap_ms, pauses in (
        ("7", 5, ()),
        (CARD, 5, (60,)),
        (CARD, 5, (5, 80, 70)),
        (CARD, 75, ()),
    ):
        scanner.scan(text, gap_ms, pauses=pauses)
        expect(reason).to_have_value("sao")
    expect(desk.dialog).to_be_visible()
    assert posts == []
    scanner.by_hand("Space", *"chup", "Enter")
    desk.shows("Sẵn sàng")


def test_a_scan_stays_in_no_search_and_in_no_store(centre, desk, scanner, page):
    scanner.by_hand("/")
    scanner.scan()
    expect(desk.dialog.get_by_role("combobox")).to_have_value("")

    page.clock.resume()
    centre.person("huong")
    page.context.clear_cookies()
    tablet = on_duty(page, centre.url)
    stand_still(page)
    sought = []
    page.on("request", lambda request: "number=" in request.url and sought.append(request.url))
    tablet.seek.focus()
    scanner.scan()
    expect(tablet.seek).to_have_value("")
    tablet.open("D002")
    for text in ("4", CARD):
        scanner.scan(text)
        expect(tablet.dialog.locator(".found-no")).to_have_text("D002")
    tablet.choose("cancel")
    scanner.scan()
    expect(tablet.dialog.locator("input")).to_have_value("")
    expect(tablet.dialog).to_contain_text("Hủy số D002?")
    assert sought == []
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not re.search("duong|Ngan|0792", stored)
