"""What the console asks about a citizen: of that one alone, and first while a number is held."""

from dataclasses import replace

from playwright.sync_api import expect

from queueing.catalogue import Limits
from tests.counters.console import PANEL


def called(centre, at_work, limits):
    centre.office.reconfigure(replace(centre.catalogue, limits=limits))
    centre.issue()
    console = at_work(size=PANEL)
    console.open()
    console.call("D001")
    return console


def test_a_number_that_is_held_is_given_up_only_by_a_second_press(centre, at_work):
    console = called(centre, at_work, Limits(second_press_s=0))
    expect(console.page.locator("[data-action=no-show] small")).to_contain_text("giữ đến 08:03")
    console.press("v")
    expect(console.dialog).to_contain_text("Ông/Bà này được giữ số đến 08:03. Vẫn ghi vắng mặt?")
    console.press("Space")
    expect(console.dialog).to_have_count(0)
    console.shows("Đang gọi", "D001")
    console.press("v")
    expect(console.dialog).to_be_visible()
    console.press("v")
    console.shows("Sẵn sàng")
    console.press("Control+z")
    console.shows("Đang gọi", "D001")
    console.press("v")
    console.dialog.get_by_role("button", name="Vẫn ghi vắng mặt").focus()
    console.press("Enter")
    console.shows("Sẵn sàng")


def test_what_is_held_no_longer_is_not_asked_about(centre, at_work):
    console = called(centre, at_work, Limits(second_press_s=0))
    centre.clock.skip(minutes=3)
    centre.issue()  # a view, which brings the new time
    expect(console.page.locator("[data-action=no-show] small")).to_contain_text("nên gọi lại")
    console.press("v")
    console.shows("Sẵn sàng")


def test_a_question_about_a_citizen_ends_when_somebody_else_is_at_the_counter(centre, at_work):
    console = called(centre, at_work, Limits(second_press_s=0))
    for _ in range(2):
        centre.issue()
    console.press("g")
    console.type("thieu giay")
    centre.api.press("07", "finish-and-call-next")  # by a second window
    console.shows("Đang gọi", "D002")
    expect(console.dialog).to_have_count(0)
    expect(console.notice).to_contain_text("Số D001 không còn ở quầy này.")
    console.press("b")
    console.shows("Đang phục vụ", "D002")
    console.press("p")
    expect(console.dialog).to_be_visible()
    centre.api.press("07", "finish")  # there too
    console.shows("Sẵn sàng")
    expect(console.dialog).to_have_count(0)
    console.call("D003")
    console.press("g")
    console.type("photo", then="Enter")
    console.shows("Sẵn sàng")
    assert [each["number"] for each in centre.api.view("07")["parked"]] == ["D003"]
