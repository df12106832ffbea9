"""Calling a chosen number at the console: with a reason, also where no number is seen."""

from dataclasses import replace

from playwright.sync_api import expect

from queueing.events import TicketCalled
from tests.counters.console import PANEL


def calls(centre):
    events = [each.event for each in centre.entries()]
    made = [each for each in events if isinstance(each, TicketCalled)]
    return [(each.ticket[-4:], each.in_turn, each.reason) for each in made]


def test_a_digit_says_why_a_number_is_called_before_others(centre, at_work):
    for minutes in (20, 10, 5):
        centre.issue(minutes_ago=minutes)
    console = at_work()
    console.open()
    console.press("Shift+Digit1", "Tab", "Enter")
    expect(console.dialog).to_contain_text("Số này được gọi trước thứ tự")
    console.press("1")
    console.shows("Đang gọi", "D002")
    console.press("h")
    console.shows("Sẵn sàng")
    console.press("Shift+Digit1", "Enter")
    expect(console.dialog).to_contain_text("Đây là số kế tiếp")
    console.press("1")
    console.shows("Đang gọi", "D001")
    assert calls(centre) == [("D002", False, "help"), ("D001", True, None)]


def test_where_no_number_is_seen_one_that_is_told_is_called(centre, at_work):
    centre.office.reconfigure(replace(centre.catalogue, officers_see="counts", digest="counts"))
    for minutes in (20, 10, 5):
        centre.issue(minutes_ago=minutes)
    console = at_work(size=PANEL)
    console.open()
    expect(console.page.locator(".queues .row")).to_have_count(1)
    expect(console.page.locator(".queues .row")).to_contain_text("lâu nhất 20 phút")
    expect(console.page.locator("body")).not_to_contain_text("D00")
    console.press("s")
    console.type("99", then="Enter")
    console.press("4")
    expect(console.notice).to_contain_text("Không có số này đang chờ quầy này.")
    console.press("s")
    console.type("d3", then="Enter")
    console.press("2")
    console.shows("Đang gọi", "D003")
    console.press("t")
    console.shows("Sẵn sàng")
    expect(console.toast).to_contain_text("Đã trả lại hàng chờ")
    console.call("D001")
    assert calls(centre) == [("D003", False, "papers"), ("D001", True, None)]
