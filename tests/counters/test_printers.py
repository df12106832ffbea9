"""The guide and the printers: what is wrong, what to do about it, and what became of a slip."""

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.counters.tablet import PHONE, TABLET, Tablet, on_duty
from tests.gallery.print_agent import PrintAgent
from tests.program import server_in, serving

PLUGGED_IN = {"connection": "file", "device": "/dev/null", "beside": "K1"}
WHAT_TO_DO = {
    "paper_out": "Hãy thay cuộn giấy, đóng nắp, rồi chọn “Đã thay giấy”.",
    "cover_open": "Hãy đóng chặt nắp máy in.",
    "error": "gỡ giấy kẹt",
    "offline": "Hãy xem máy in đã bật và đã có giấy chưa.",
    "no_reply": "xem lại dây nối",
    "garbled": "xem lại địa chỉ của máy in",
    "unreachable": "dây nối đã cắm chưa",
}


def with_printers(settings):
    for printer in settings["printers"].values():
        printer.update(PLUGGED_IN)


@pytest.fixture(scope="module")
def hall(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("printers")
    with serving(server_in(folder, with_printers, furnished=furnished)) as server:
        yield server


@pytest.fixture(scope="module")
def speaker(hall):
    agent = PrintAgent(hall.port, hall.token("printer", kiosk="K1"), M1="ready", M2="ready")
    yield agent
    agent.stop()


@pytest.fixture
def agent(speaker):
    speaker.finds("M1", "ready")
    return speaker


@pytest.fixture
def api(hall):
    return Api(hall.url, hall.tokens["api"])


@pytest.fixture
def tablet(page, hall, agent, faults):
    return on_duty(page, hall.url)


def issue(api):
    """Give a number at the first kiosk; return the ticket."""
    return api.post("/api/tickets", {"service": "XD", "kiosk": "K1"}).json()["ticket"]


def alarm(tablet, kind):
    return tablet.page.locator(f".alarms li[data-kind={kind}]")


def printer(tablet, code="M1"):
    return tablet.dialog.locator(f"[data-printer={code}]")


def open_printers(tablet):
    tablet.page.get_by_role("button", name="Việc khác").click()
    tablet.choose("printers")
    expect(printer(tablet)).to_be_visible()


def press(tablet, command):
    """Press a button of the first printer; return what the server answered."""
    with tablet.page.expect_response(f"**/{command}") as answered:
        printer(tablet).locator(f"[data-care={command}]").click()
    return answered.value.json()


def test_a_printer_that_cannot_print_is_named_with_what_to_do(tablet, agent):
    for condition, advice in WHAT_TO_DO.items():
        agent.finds("M1", condition)
        expect(alarm(tablet, "printer")).to_contain_text(advice)
        expect(alarm(tablet, "printer")).to_contain_text("Máy in cửa chính: ")
    expect(alarm(tablet, "printer").locator("button")).to_have_class("missed")
    agent.finds("M1", "ready")
    expect(alarm(tablet, "printer")).to_have_count(0)


def test_a_printer_of_which_no_agent_speaks_any_more_is_away(tablet, hall, agent):
    agent.forgets("M2")
    expect(alarm(tablet, "printer")).to_contain_text("Máy in tầng 1: chưa có chương trình in")
    alarm(tablet, "printer").get_by_role("button").click()
    expect(printer(tablet, "M2")).to_contain_text("Máy lấy số tầng 1")
    agent.finds("M2", "ready")
    expect(printer(tablet, "M2").locator(".s")).to_have_text("Sẵn sàng")


def test_paper_that_ends_soon_is_known_before_it_ends(tablet, agent):
    agent.finds("M1", "near_end")
    expect(alarm(tablet, "paper_low")).to_have_text(
        "Máy in cửa chính: sắp hết giấyHãy chuẩn bị cuộn giấy mới."
    )
    expect(alarm(tablet, "paper_low").locator("button")).to_have_class("near")
    alarm(tablet, "paper_low").get_by_role("button").click()
    expect(printer(tablet)).to_contain_text("Cảm biến của máy in báo giấy sắp hết.")
    agent.finds("M1", "ready")
    expect(printer(tablet)).to_contain_text("của cuộn 80 m")


def test_metres_are_counted_slip_by_slip_until_the_next_roll(tablet, agent, api):
    for _ in range(8):
        agent.slip(issue(api)["id"], "sending", "printed", length_mm=9_300)
    low = alarm(tablet, "paper_low")
    expect(low).to_contain_text("Máy in cửa chính: sắp hết giấy, còn khoảng 6 m")
    low.get_by_role("button").click()
    expect(printer(tablet)).to_contain_text("Giấy còn khoảng 6 m của cuộn 80 m.")
    press(tablet, "new-roll")
    expect(printer(tablet)).to_contain_text("Giấy còn khoảng 80 m của cuộn 80 m.")
    expect(printer(tablet).locator(".outcome")).to_have_text("Đã ghi nhận cuộn giấy mới.")


def test_a_slip_that_may_come_late_is_announced_until_the_new_roll_brings_it(tablet, agent, api):
    ticket = issue(api)
    agent.slip(ticket["id"], "sending", "unknown", cause="paper_out")
    agent.finds("M1", "paper_out")
    late = alarm(tablet, "doubtful")
    expect(late).to_contain_text(f"Phiếu {ticket['number']} có thể in ra muộn")
    expect(late).to_contain_text("hãy bỏ tờ đó nếu người lấy số đã có bản in lại")
    late.get_by_role("button").click()
    assert press(tablet, "new-roll")["late"] == [ticket["number"]]
    expect(printer(tablet).locator(".outcome")).to_contain_text(
        f"Có thể in ra ngay bây giờ: {ticket['number']}."
    )
    expect(printer(tablet).locator(".what-to-do")).not_to_contain_text("in ra muộn")
    tablet.page.keyboard.press("Escape")
    expect(late).to_have_count(0)


def test_a_test_print_is_wanted_and_its_result_told(tablet, agent):
    open_printers(tablet)
    outcome = printer(tablet).locator(".outcome")
    trial = press(tablet, "test")["trial"]
    expect(outcome).to_have_text("Đang in thử, xin chờ.")
    agent.tried("M1", trial, "not_started", "cover_open")
    expect(outcome).to_have_text("Chưa in thử được: đang mở nắp.")
    agent.tried("M1", press(tablet, "test")["trial"], "printed")
    expect(outcome).to_contain_text("Đã in thử. Hãy xem tờ in")


def test_a_copy_is_followed_to_the_printer_it_comes_out_of(tablet, agent, api):
    ticket = issue(api)
    agent.slip(ticket["id"], "sending", "printed")
    tablet.open(ticket["number"])
    news = tablet.dialog.locator(".hint[role=status]")
    expect(news).to_have_text("Phiếu đã in ở Máy in cửa chính.")
    with tablet.page.expect_response("**/reprint"):
        tablet.choose("reprint")
    expect(news).to_have_text("Phiếu đang in ở Máy in cửa chính.")
    agent.slip(ticket["id"], "sending", "unknown", cause="cover_open", copy=1)
    expect(news).to_have_text("Phiếu có thể chưa in xong ở Máy in cửa chính: đang mở nắp.")


def test_for_a_number_without_a_printer_the_guide_is_told_to_write_it_down(tablet):
    tablet.page.locator("[data-action=issue]").click()
    tablet.pick("giay phep lai xe")
    tablet.press("Cấp số: Giấy phép lái xe")
    expect(tablet.dialog.locator(".given")).to_be_visible()
    tablet.press("In phiếu")
    expect(tablet.dialog).to_contain_text(
        "Số này không có máy in phiếu. Hãy ghi lại số cho Ông/Bà."
    )


def test_the_printers_are_told_of_in_english(page, hall, agent, api, faults):
    tablet = on_duty(page, hall.url, ask="lang=en")
    agent.finds("M1", "cover_open")
    expect(alarm(tablet, "printer")).to_contain_text("Printer at the main entrance: cover open")
    alarm(tablet, "printer").get_by_role("button").click()
    expect(printer(tablet)).to_contain_text("Close the printer's cover firmly.")
    press(tablet, "new-roll")
    expect(printer(tablet).locator(".outcome")).to_contain_text("New roll recorded.")


def test_the_printers_fit_a_phone(tablet, agent):
    agent.finds("M1", "error")
    for size in (PHONE, TABLET):
        tablet.page.set_viewport_size(size)
        alarm(tablet, "printer").get_by_role("button").click()
        expect(printer(tablet, "M2")).to_be_attached()
        wide = tablet.page.evaluate(
            """() => [...document.querySelectorAll("dialog, dialog *, .alarms *")]
              .filter((box) => box.clientWidth > 0 && !box.closest("svg"))
              .filter((box) => getComputedStyle(box).display !== "inline")
              .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className)"""
        )
        assert wide == [], size
        tablet.page.keyboard.press("Escape")
        expect(tablet.dialog).to_have_count(0)


def test_two_guides_hear_of_a_printer_at_once(tablet, agent):
    second = tablet.page.context.new_page()
    second.goto(tablet.page.url)
    agent.finds("M1", "paper_out")
    for each in (tablet, Tablet(second)):
        expect(alarm(each, "printer")).to_be_visible()
