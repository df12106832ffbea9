"""The guide's tablet in a real browser: every help at the door, and what must be known at once."""

import re

import pytest
from playwright.sync_api import expect

from queueing.commands import EndDay
from tests.counters.tablet import PHONE, UPRIGHT, Tablet, on_duty
from tests.hands import KEY_MS
from tests.kiosk.walk import AT_REST
from tests.waiting import wait_until

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


@pytest.fixture
def tablet(page, centre, faults):
    centre.person("huong")
    return on_duty(page, centre.url)


def waiting(centre, service):
    return [ticket.number for ticket in centre.office.hall.queue(service)]


def missed(centre, counter="07"):
    centre.api.press(counter, "open")
    number = centre.api.press(counter, "call-next").json()["ticket"]["number"]
    centre.api.press(counter, "no-show")
    return number


def test_a_wrong_button_is_corrected_and_the_place_is_kept(centre, tablet):
    centre.issue("GTVT-LX", minutes_ago=12, procedure="1.001")
    centre.issue("TP", minutes_ago=8)
    expect(tablet.find("1")).to_have_count(2)
    expect(tablet.find("bang lai")).to_have_count(1)
    tablet.find("d1")
    tablet.seek.press("Enter", delay=KEY_MS)
    expect(tablet.dialog.locator(".found-no")).to_have_text("D001")
    expect(tablet.dialog).to_contain_text("Đổi giấy phép lái xe")
    expect(tablet.dialog.locator("h2")).to_have_text("Sở Giao thông vận tải")
    expect(tablet.dialog.locator(".facts")).to_contain_text("12 phút")
    tablet.choose("move")
    tablet.dialog.get_by_role("combobox").fill("giấy phép lái xe")
    expect(tablet.dialog.get_by_role("option").first).to_contain_text("Đang ở hàng này")
    tablet.page.keyboard.press("Enter", delay=KEY_MS)
    expect(tablet.dialog.locator("button.primary")).to_have_text("Chọn nội dung đúng")
    tablet.pick("ly lich tu phap")
    tablet.press("Chuyển đến Lý lịch tư pháp")
    expect(tablet.notice).to_contain_text("Số D001 đã chuyển đến Sở Tư pháp · Lý lịch tư pháp")
    expect(tablet.notice).to_contain_text("(tầng 1)")
    assert waiting(centre, "TP") == ["D001", "N001"]
    tablet.seek.fill("")
    expect(tablet.page.locator(".group h2")).to_contain_text("Sở Tư pháp · Lý lịch tư pháp")
    row = tablet.rows.first
    expect(row).to_contain_text("Đã chuyển")
    expect(row).not_to_contain_text("lái xe")
    tablet.open("D001")
    expect(tablet.dialog.locator(".facts")).to_contain_text("Số người phía trước0")
    tablet.page.keyboard.press("Escape")
    tablet.notice.locator("[data-action=undo]").click()
    expect(tablet.notice).to_contain_text("Đã hoàn tác: số D001 trở lại Sở Giao thông vận tải")
    assert waiting(centre, "TP") == ["N001"]
    assert waiting(centre, "GTVT-LX") == ["D001"]
    expect(tablet.page.locator("[data-number=D001]")).to_contain_text("Đổi giấy phép lái xe")
    expect(tablet.page.locator("[data-number=D001]")).not_to_contain_text("Đã chuyển")
    tablet.seek.press_sequentially("0792|Ngan", delay=KEY_MS)
    expect(tablet.seek).not_to_have_value(re.compile("0792"))
    expect(tablet.notice).to_contain_text("Thẻ và giấy tờ không dùng để tìm ở đây.")


def test_a_number_is_given_on_behalf_with_priority_and_language(centre, tablet):
    centre.issue(minutes_ago=5)
    tablet.page.locator("[data-action=issue]").click()
    tablet.pick("giay phep lai xe")
    hit = tablet.dialog.locator("[role=option][aria-selected=true]")
    expect(hit).to_contain_text("1 người chờ · chưa có quầy mở")
    tablet.dialog.get_by_label("Lượt ưu tiên").select_option(label="Từ 75 tuổi trở lên")
    tablet.dialog.get_by_label("English").check()
    tablet.press("Cấp số: Giấy phép lái xe")
    expect(tablet.dialog.locator(".found-no")).to_have_text("D002")
    ticket = list(centre.office.hall.tickets.values())[-1]
    assert (ticket.service, ticket.priority, ticket.language) == ("GTVT-LX", "elderly", "en")
    expect(tablet.dialog).to_contain_text("Quầy 07, 08, 09 (tầng trệt)")
    expect(tablet.dialog).not_to_contain_text("In phiếu")  # there is no printer in this hall
    code = tablet.dialog.get_by_role("img", name="Mã QR theo dõi số D002")
    expect(code).to_have_attribute("src", f"/t/{ticket.follow}/qr.svg")
    tablet.press("Xong")
    expect(tablet.rows.first).to_contain_text("Ưu tiên")
    expect(tablet.page.locator(".group h2")).to_contain_text(
        "Người ưu tiên được tính như đến sớm hơn 15 phút."
    )


def test_the_counter_reads_that_a_guide_gave_the_number(centre, tablet):
    tablet.page.locator("[data-action=issue]").click()
    tablet.pick("giay phep lai xe")
    tablet.press("Cấp số: Giấy phép lái xe")
    expect(tablet.dialog.locator(".found-no")).to_have_text("D001")
    assert next(iter(centre.office.hall.tickets.values())).kiosk is None
    for action in ("open", "call-next"):
        assert centre.api.press("07", action).status_code == 200
    headers = {"Authorization": centre.api.session.headers["Authorization"]}
    console = tablet.page.context.browser.new_page(extra_http_headers=headers)
    console.goto(f"{centre.url}/counters/07?lang=vi")
    expect(console.locator(".facts")).to_contain_text("Nhân viên hướng dẫn")
    console.close()


def test_a_number_is_cancelled_with_a_reason_and_still_found(centre, tablet):
    centre.issue()
    tablet.open("D001")
    tablet.choose("cancel")
    expect(tablet.dialog).to_contain_text("không được gọi nữa")
    tablet.press("Lấy trùng số")
    expect(tablet.notice).to_contain_text("Đã hủy số D001")
    expect(tablet.rows).to_have_count(0)
    expect(tablet.find("D001")).to_contain_text("Đã hủy")
    tablet.open("D001")
    expect(tablet.dialog).to_contain_text("Có thể cho chờ lại đến")
    tablet.choose("restore")
    expect(tablet.notice).to_contain_text("D001 đã vào lại hàng chờ")
    assert waiting(centre, "GTVT-LX") == ["D001"]


def test_a_number_is_unknown_only_when_the_server_has_said_so(centre, tablet):
    centre.issue()
    centre.api.press("07", "open")
    centre.api.press("07", "call-next")
    centre.api.press("07", "finish")
    held = []
    tablet.page.route(re.compile("/api/guide/tickets"), lambda route: held.append(route))
    tablet.seek.fill("D001")
    expect(tablet.page.locator(".work .none")).to_have_text("Đang tìm…")
    wait_until("the question", lambda: held or tablet.page.wait_for_timeout(50))
    held.pop(0).continue_()
    expect(tablet.rows).to_contain_text("Hoàn tất")
    centre.issue("TP")  # the tablet asks again, and says meanwhile what it knows
    wait_until("the question", lambda: held or tablet.page.wait_for_timeout(50))
    expect(tablet.rows).to_contain_text("Hoàn tất")
    tablet.page.unroute_all()
    tablet.seek.fill("D999")
    expect(tablet.page.locator(".work .none")).to_contain_text("Hôm nay không có số này")


def test_a_missed_citizen_waits_again(centre, tablet):
    centre.issue()
    number = missed(centre)
    tablet.tab("missed")
    tablet.open(number)
    expect(tablet.dialog).to_contain_text("Có thể cho chờ lại đến")
    tablet.choose("restore")
    expect(tablet.notice).to_contain_text("D001 đã vào lại hàng chờ")
    assert waiting(centre, "GTVT-LX") == ["D001"]


def test_an_open_ticket_shows_what_becomes_of_it_and_offers_no_more_than_that(centre, tablet):
    centre.issue()
    tablet.find("d1")
    tablet.open("D001")
    state, cancel = (tablet.dialog.locator(each) for each in (".found .s", "[data-choice=cancel]"))
    expect(cancel).to_have_count(1)
    tablet.choose("move")
    centre.api.press("07", "open")
    centre.api.press("07", "call-next")
    expect(state).to_have_text("Đang gọi")
    for command in ("start", "finish"):
        centre.api.press("07", command)
    expect(state).to_have_text("Hoàn tất")
    expect(tablet.dialog).to_contain_text("Lượt này đã xong")
    expect(cancel).to_have_count(0)
    tablet.page.keyboard.press("Escape")
    tablet.find("nothing like this")
    expect(tablet.page.locator(".work .none")).to_contain_text(
        "hãy xem lại phiếu", ignore_case=True
    )


def test_alarms_come_by_themselves_as_time_passes(centre, tablet):
    expect(tablet.page.locator(".calm")).to_contain_text("trong mục tiêu")
    centre.issue("TP")
    alarm = tablet.page.locator(".alarms li[data-kind=no_counter]")
    expect(alarm).to_contain_text("1 người chờ, chưa có quầy nào mở")
    expect(alarm).to_contain_text("Quầy 21")
    centre.api.press("21", "open")
    expect(tablet.alarms).to_have_count(0)
    centre.clock.skip(minutes=16)
    over = tablet.page.locator(".alarms li[data-kind=target]")
    expect(over).to_contain_text("1 người chờ quá 15 phút")
    expect(over).to_contain_text("Còn đóng: Quầy 22")
    centre.clock.skip(minutes=15)
    expect(tablet.page.locator(".alarms li[data-kind=red_line]")).to_contain_text("quá 30 phút")
    centre.api.press("22", "open")
    centre.api.press("22", "pause", reason="meeting")
    expect(tablet.page.locator(".alarms li[data-kind=paused]")).to_contain_text("Lý do: Họp")
    centre.api.press("21", "pause", reason="lunch", until="2026-11-23T06:00:00Z")
    expect(tablet.page.locator(".units li").first).to_contain_text(
        "0/2 quầy mở · trở lại lúc 13:00"
    )
    expect(alarm).to_contain_text("Quầy 21 hẹn trở lại lúc 13:00.")
    alarm.get_by_role("button").first.click()
    expect(tablet.page.locator(".only")).to_contain_text("Lý lịch tư pháp")
    alarm.get_by_role("button", name="Nhắn quầy 21").click()
    expect(tablet.notice).to_contain_text("Đã nhắn quầy 21.")
    expect(alarm.get_by_role("button", name="Nhắn quầy 21")).to_have_count(0)
    assert centre.api.view("21")["asked"]["by"] == "huong"
    alarm.get_by_role("button", name="Tôi lo việc này").click()
    expect(alarm).to_contain_text("huong lo từ")


def test_the_whole_queue_can_be_printed_in_calling_order(centre, tablet):
    centre.issue("GTVT-LX", minutes_ago=9)
    centre.issue("GTVT-LX", minutes_ago=8)
    centre.issue("GTVT-LX", minutes_ago=7, priority="elderly")
    centre.issue("TP")
    centre.api.press("21", "open")
    centre.api.press("21", "call-next")
    expect(tablet.page.locator("#tab-counter")).to_contain_text("1")
    tablet.page.emulate_media(media="print")
    paper = tablet.page.locator(".paper")
    expect(paper).to_be_visible()
    expect(tablet.page.locator(".tools")).to_be_hidden()
    expect(paper).to_contain_text("In lúc 08:0")
    licences = paper.locator("table").filter(has_text="Giấy phép lái xe").first
    assert licences.locator("tbody th").all_inner_texts() == ["D003", "D001", "D002"]
    expect(licences.locator("tbody tr").first).to_contain_text("7 phút")
    expect(paper.locator("tr").filter(has_text="N001")).to_contain_text("Đang gọi · Quầy 21")
    ends = paper.locator("table").evaluate_all(
        "all => all.map(one => [...one.rows[0].cells].map(each => each.offsetWidth).join())"
    )
    assert len(ends) == 2
    assert len(set(ends)) == 1


def test_the_tablet_speaks_english(centre, page, faults):
    centre.person("huong")
    centre.issue("TP")
    tablet = on_duty(page, centre.url, ask="lang=en")
    tablet.open("N001")
    expect(tablet.dialog).to_contain_text("Move to the right service")
    text = page.locator(".guide").inner_text().replace("Cần Thơ", "")
    assert not VIETNAMESE.search(text), text
    tablet.choose("move")
    tablet.pick("driving")
    page.keyboard.press("Enter")
    expect(tablet.notice).to_contain_text("N001 was moved to")
    assert waiting(centre, "GTVT-LX") == ["N001"]


def test_no_state_overflows_on_narrower_devices(centre, page, faults):
    centre.person("huong")
    centre.issue("GTVT-LX", minutes_ago=45)
    centre.office.hall.numbers["M"] = 999
    centre.issue("KCX", priority="elderly", language="en", minutes_ago=40)
    tablet = on_duty(page, centre.url, size=UPRIGHT)

    def check(what):
        for size in (PHONE, UPRIGHT):
            page.set_viewport_size(size)
            page.evaluate(AT_REST)
            fits(what, size)

    def fits(*what):
        wide = page.evaluate(
            """() => [...document.querySelectorAll(
              '.guide, .work, .row, .tools, .tabs, .alarms, .units, .top, dialog, .found-no')]
              .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className)"""
        )
        assert wide == [], what
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), what
        if what[0] == "list":
            search, alarm = (each.bounding_box() for each in (tablet.seek, tablet.alarms.first))
            assert search["y"] + search["height"] <= alarm["y"], what

    expect(tablet.alarms).to_have_count(2)
    check("list")
    tablet.open("M1000")
    check("ticket")
    tablet.choose("move")
    check("move")
    page.keyboard.press("Escape")
    page.locator("[data-action=issue]").click()
    expect(tablet.dialog).to_be_visible()
    check("issue")
    page.keyboard.press("Escape")
    tablet.find("M1000")
    expect(tablet.rows).to_have_count(1)
    check("found")
    page.get_by_role("button", name="Việc khác").click()
    check("menu")


def test_two_guides_see_the_same_hall(centre, tablet):
    centre.issue()
    second = tablet.page.context.new_page()
    second.goto(f"{centre.url}/counters/guide")
    expect(Tablet(second).rows).to_have_count(1)
    tablet.open("D001")
    tablet.choose("cancel")
    tablet.press("Lấy nhầm số")
    expect(Tablet(second).rows).to_have_count(0)


def test_a_service_finished_by_mistake_is_found_by_its_number_and_goes_on(centre, tablet):
    centre.issue()
    for command in ("open", "call-next", "finish"):
        centre.api.press("07", command)
    tablet.find("d1")
    tablet.open("D001")
    tablet.choose("take_back")
    expect(tablet.notice).to_contain_text("Số D001 được phục vụ tiếp tại quầy 07 (tầng trệt).")
    assert centre.api.view("07")["current"]["state"] == "serving"


def test_a_run_of_numbers_is_cancelled_but_for_the_one_that_somebody_needs(centre, tablet):
    for _ in range(12):
        centre.issue("GTVT-LX")
    alarm = tablet.alarms.and_(tablet.page.locator("[data-kind=run]"))
    expect(alarm).to_contain_text("12 số trong 1 phút")
    alarm.get_by_role("button").first.click()
    expect(tablet.dialog.locator(".run button[aria-pressed=true]")).to_have_count(12)
    tablet.dialog.get_by_role("button", name="D001").click()
    tablet.press("Hủy 11 số")
    expect(tablet.notice).to_contain_text("Đã hủy 11 số.")
    expect(alarm).to_have_count(0)
    assert waiting(centre, "GTVT-LX") == ["D001"]
    tablet.notice.locator("[data-action=undo]").click()
    expect(tablet.notice).to_contain_text("11 số đã vào lại hàng chờ.")
    assert len(waiting(centre, "GTVT-LX")) == 12


def test_an_open_ticket_of_a_day_that_ends_is_void(centre, tablet):
    centre.issue()
    tablet.open("D001")
    end = EndDay(confirmed=True, at_once=True)
    centre.office.submit(end, actor="user:lan", reply=lambda *_: None)
    expect(tablet.dialog.locator(".found .s")).to_have_text("Hết hiệu lực")
    expect(tablet.dialog.locator("[data-choice]")).to_have_count(0)
