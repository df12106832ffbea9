"""The kiosk's page as a citizen uses it, in the browser, against the running program."""

import re

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.hands import KEY_MS
from tests.kiosk.catalogue import today
from tests.kiosk.conftest import open_kiosk
from tests.kiosk.walk import TOO_WIDE
from tests.program import at_any_hour


def take(page, unit="XD"):
    page.locator(f"[data-unit={unit}]").click()
    page.locator(".groups .no").click()
    return number(page)


def number(page):
    shown = page.locator(".tk .no")
    expect(shown).to_have_text(re.compile(r"^[A-Z]\d{3,}$"))
    return shown.text_content()


def type_words(page, words):
    for letter in words:
        key = page.locator(".kb .space") if letter == " " else page.locator(
            ".kb button", has_text=re.compile(f"^{letter}$"))  # fmt: skip
        key.click()


def test_three_touches_to_a_number_where_a_unit_has_several_services(kiosk, api):
    api.post("/api/tickets", {"service": "GTVT-LX"})
    before = api.waiting("GTVT-LX")
    kiosk.get_by_role("button", name="Sở Giao thông vận tải").click()
    kiosk.get_by_role("button", name="Giấy phép lái xe").click()
    kiosk.get_by_role("button", name="Không, lấy số thường", exact=True).click()
    assert number(kiosk).startswith("D")
    assert api.waiting("GTVT-LX") == before + 1
    expect(kiosk.locator(".tk")).to_contain_text("Quầy 07, 08, 09 · Tầng trệt")
    expect(kiosk.locator(".tk")).to_contain_text("người phía trước")
    expect(kiosk.locator(".tk")).not_to_contain_text("phút chờ")


def test_the_number_shown_is_the_number_stored_and_its_code_leads_to_its_page(kiosk, program):
    shown = take(kiosk, "NV")
    code = kiosk.locator(".qr img")
    expect(code).to_have_attribute("alt", f"Mã QR theo dõi số {shown}")
    assert code.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    address = code.get_attribute("src").replace("/qr.svg", "")
    phone = kiosk.context.new_page()
    phone.goto(program.url + address)
    expect(phone.locator(".no")).to_have_text(shown)


@pytest.mark.parametrize("words", ["doi giay phep lai xe", "gplx"])
def test_search_without_marks_leads_to_the_procedure_and_its_papers(kiosk, words):
    kiosk.get_by_role("button", name="Tìm trong").click()
    type_words(kiosk, words)
    first = kiosk.locator(".r").first
    expect(first.locator(".n")).to_have_text("Đổi giấy phép lái xe")
    expect(first).to_contain_text("Sở Giao thông vận tải · Tầng trệt")
    assert first.locator("mark").count() >= 4
    first.click()
    kiosk.get_by_role("button", name="Lấy số", exact=True).click()
    assert number(kiosk).startswith("D")
    expect(kiosk.locator(".bring")).to_contain_text("Căn cước, Giấy phép lái xe cũ")
    expect(kiosk.locator(".bring")).to_contain_text("135.000 ₫")


def test_a_search_that_finds_nothing_still_leads_to_a_guide(kiosk):
    kiosk.get_by_role("button", name="Tìm trong").click()
    type_words(kiosk, "zzz")
    expect(kiosk.locator("p[role=status]")).to_contain_text("Chưa tìm thấy")
    kiosk.get_by_role("button", name="Không thấy thủ tục cần tìm?").click()
    kiosk.locator(".groups .no").click()
    assert number(kiosk).startswith("X")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("căn cước", "Công an xã, phường"),
        ("ho chieu", "Phòng Quản lý xuất nhập cảnh"),
        ("giấy khai sinh", "Ủy ban nhân dân xã, phường"),
    ],
)
def test_what_is_not_done_here_is_said_and_where_it_is_done(kiosk, words, said):
    kiosk.get_by_role("button", name="Tìm trong").click()
    kiosk.locator(".field input").fill(words)
    status = kiosk.locator("p[role=status]")
    expect(status).to_contain_text("không làm ở đây. Xin đến")
    expect(status).to_contain_text(said)
    expect(kiosk.locator(".res .r:not(.none)")).to_have_count(0)


def test_what_is_done_here_is_not_sent_away_by_the_list(another, panel):
    def lists_licences(settings):
        (first, *_) = settings["screens"]["kiosk"]["elsewhere"]
        first["asked"] = ["giấy phép lái xe", "hộ chiếu"]

    program = another(at_any_hour, lists_licences)
    open_kiosk(panel, program, program.token("kiosk", kiosk="K1"))
    panel.get_by_role("button", name="Tìm trong").click()
    status = panel.locator("p[role=status]")
    panel.locator(".field input").fill("ho chieu")
    expect(status).to_contain_text("không làm ở đây. Xin đến")
    panel.locator(".field input").fill("giay phep lai xe")
    expect(status).to_contain_text("Tìm thấy")


def test_procedures_that_did_not_come_at_once_are_asked_for_again(program, kiosk_token, panel):
    answers = [lambda route: route.abort(), lambda route: route.fulfill(status=503, body="no")]
    panel.route(
        re.compile("/api/procedures"),
        lambda route: answers.pop()(route) if answers else route.continue_(),
    )
    open_kiosk(panel, program, kiosk_token)
    panel.get_by_role("button", name="Tìm trong").click()
    panel.locator(".field input").fill("doi giay phep lai xe")
    expect(panel.locator(".res .r .n", has_text="Đổi giấy phép lái xe").first).to_be_visible()
    assert not answers


def test_the_name_of_the_place_alone_finds_nothing_by_guessing(kiosk):
    kiosk.get_by_role("button", name="Tìm trong").click()
    kiosk.locator(".field input").fill("cần vzvz")
    expect(kiosk.locator("p[role=status]")).to_contain_text("Chưa tìm thấy")
    kiosk.locator(".field input").fill("cần thơ")
    expect(kiosk.locator(".res .r .n").first).to_contain_text("Cần Thơ")


def test_units_are_found_as_well_as_procedures(kiosk):
    kiosk.get_by_role("button", name="Tìm trong").click()
    kiosk.keyboard.type("so tu phap", delay=KEY_MS)
    expect(kiosk.locator(".r").first.locator(".n")).to_have_text("Sở Tư pháp")


def test_a_double_tap_gives_one_number(kiosk, api):
    before = api.waiting("YT")
    kiosk.locator("[data-unit=YT]").click()
    kiosk.locator(".groups .no").evaluate("button => { button.click(); button.click(); }")
    number(kiosk)
    assert api.waiting("YT") == before + 1


def test_who_does_not_know_whom_to_see_gets_a_number_at_the_guides_desk(kiosk):
    kiosk.get_by_role("button", name="Tôi chưa rõ cần gặp ai").click()
    kiosk.locator(".groups .no").click()
    assert number(kiosk).startswith("X")


def test_priority_may_be_said_first_and_is_not_asked_again(kiosk, api):
    kiosk.get_by_role("button", name="Lượt ưu tiên").click()
    kiosk.get_by_role("button", name="Từ 75 tuổi trở lên").click()
    expect(kiosk.get_by_role("heading", level=1)).to_contain_text("Lượt ưu tiên")
    kiosk.locator("[data-unit=KCX]").click()
    assert number(kiosk).startswith("M")


def test_waiting_people_are_counted_live_and_ten_are_amber(kiosk, api):
    tile = kiosk.locator("[data-unit=GDĐT]")
    expect(tile).to_contain_text("Chưa mở quầy")
    for _ in range(10):
        api.post("/api/tickets", {"service": "GDĐT"})
    expect(tile.locator(".w.busy")).to_have_text("10đang chờ")
    expect(tile.locator(".num")).to_have_css("color", "rgb(138, 90, 0)")


def test_a_wrong_number_is_taken_back_after_a_question_and_that_is_said(kiosk, api):
    shown = take(kiosk, "TTTT")
    before = api.waiting("TTTT")
    kiosk.get_by_role("button", name="Hủy số").click()
    kiosk.get_by_role("button", name="Giữ số").click()
    assert api.waiting("TTTT") == before
    kiosk.get_by_role("button", name="Hủy số").click()
    kiosk.locator(".answers .bad").click()
    expect(kiosk.get_by_role("alertdialog")).to_contain_text(f"Đã hủy số {shown}")
    kiosk.get_by_role("button", name="Về trang đầu").click()
    expect(kiosk.get_by_role("alertdialog")).to_have_count(0)
    expect(kiosk.locator(".tile.ask")).to_be_visible()
    assert api.waiting("TTTT") == before - 1


def test_english_is_complete_and_ends_with_the_ticket(kiosk):
    kiosk.get_by_role("button", name="English").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("Welcome! What do you need today?")
    assert kiosk.evaluate("document.documentElement.lang") == "en"
    expect(kiosk.locator("[data-unit=TP]")).to_contain_text("Department of Justice")
    kiosk.locator("[data-unit=TP]").click()
    expect(kiosk.locator("main")).to_contain_text("priority groups")
    kiosk.get_by_role("button", name="No, a normal number", exact=True).click()
    number(kiosk)
    expect(kiosk.locator(".tk")).to_contain_text("Your number")
    kiosk.get_by_role("button", name=re.compile("^Done")).click()
    expect(kiosk.get_by_role("heading", level=1)).to_contain_text("Xin chào!")
    assert kiosk.evaluate("document.documentElement.lang") == "vi"


def test_the_ticket_page_goes_home_by_itself_and_a_touch_keeps_it(clocked, program, kiosk_token):
    open_kiosk(clocked, program, kiosk_token)
    shown = take(clocked, "NN")
    # no slip is printed here: a minute, to fetch a phone
    clocked.clock.run_for(32_000)
    clocked.locator(".tk").click()
    clocked.clock.run_for(32_000)
    expect(clocked.locator(".tk .no")).to_have_text(shown)
    clocked.clock.run_for(30_000)
    expect(clocked.locator(".tile.ask")).to_be_visible()


def test_an_idle_kiosk_asks_and_then_goes_home(clocked, program, kiosk_token):
    open_kiosk(clocked, program, kiosk_token)
    clocked.get_by_role("button", name="Tìm trong").click()
    clocked.clock.run_for(46000)
    expect(clocked.get_by_role("alertdialog")).to_contain_text("Ông/Bà còn ở đó không?")
    clocked.get_by_role("button", name="Tôi còn ở đây").click()
    expect(clocked.get_by_role("alertdialog")).to_have_count(0)
    expect(clocked.locator(".kb")).to_be_visible()
    clocked.clock.run_for(46000)
    expect(clocked.get_by_role("alertdialog")).to_be_visible()
    clocked.clock.run_for(21000)
    expect(clocked.locator(".tile.ask")).to_be_visible()


def test_a_kiosk_without_its_server_says_so_keeps_the_rules_and_takes_no_touch(page, another):
    program = another()
    open_kiosk(page, program, program.tokens["kiosk"])
    page.locator("[data-unit=GTVT]").click()
    program.kill()
    expect(page.get_by_role("alert")).to_have_text("Đang kết nối lại, xin gặp nhân viên hướng dẫn")
    expect(page.locator(".pick .r").first).to_be_disabled()
    page.locator(".back").click()
    for control in (".find", "[data-unit=XD]", ".tile.ask"):
        expect(page.locator(control)).to_be_disabled()
    expect(page.locator("[data-unit=YT]")).to_contain_text("Sở Y tế")
    expect(page.locator("[data-unit=YT] .w")).to_be_hidden()
    assert page.evaluate(TOO_WIDE) == []
    program.start()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert take(page, "XD") == "A001"


def test_a_closed_service_stays_greyed_with_the_reason_as_does_the_guides_desk(page, another):
    def not_given(settings):
        for service in ("XD", "TT"):
            settings["services"][service]["given"] = False

    program = another(not_given)
    open_kiosk(page, program, program.tokens["kiosk"])
    tile = page.locator("[data-unit=XD]")
    expect(tile).to_be_disabled()
    expect(tile).to_contain_text("Tạm ngừng cấp số")
    expect(tile).to_contain_text("Tạm ngừng")
    expect(page.locator("[data-unit=YT]")).to_be_enabled()
    expect(page.locator(".tile.ask")).to_be_disabled()
    expect(page.locator(".tile.ask")).to_contain_text(
        "Tạm ngừng cấp số. Mời Ông/Bà hỏi nhân viên ở sảnh."
    )


def test_who_asks_reads_whether_a_guide_is_at_the_desk(kiosk, api):
    ask = kiosk.locator(".tile.ask")
    expect(ask).to_contain_text("Chưa mở quầy. Mời Ông/Bà hỏi nhân viên ở sảnh.")
    api.post("/api/counters/01/open")
    expect(ask).to_contain_text("Lấy số gặp nhân viên hướng dẫn")
    api.post("/api/counters/01/close")
    expect(ask).to_contain_text("Chưa mở quầy")


def test_a_browser_without_a_token_is_told_what_it_needs(page, program):
    answer = page.goto(f"{program.url}/kiosk")
    assert answer.status == 401
    expect(page.get_by_role("heading")).to_contain_text("Thiết bị chưa được ghép")


def test_where_no_counter_is_open_it_is_said_before_the_number_and_with_it(kiosk, api):
    note = "Chưa có quầy nào mở. Số vẫn giữ thứ tự và được gọi khi có quầy mở."
    kiosk.locator("[data-unit=GDĐT]").click()
    expect(kiosk.locator("main > .no-counter")).to_have_text(note)
    kiosk.locator(".groups .no").click()
    expect(kiosk.locator(".tk .no-counter")).to_have_text("Chưa có quầy nào mở")
    kiosk.get_by_role("button", name="Xong, về màn hình đầu").click()


def test_a_time_of_day_is_shown_where_the_range_does_not_say_enough(page, another):
    # Late at night nobody is promised a wait
    program = another(at=f"{today()}T09:00:00")
    api = Api(program.url, program.tokens["api"])
    api.post("/api/counters/25/open")
    open_kiosk(page, program, program.tokens["kiosk"])
    take(page, "GDĐT")
    figures = page.locator(".three")
    expect(figures).to_contain_text("0–1phút chờ")
    expect(figures).not_to_contain_text("đến lượt khoảng")
    for _ in range(6):
        api.post("/api/tickets", {"service": "GDĐT"})
    page.locator(".act .pri").click()
    take(page, "GDĐT")
    expect(figures).to_contain_text(re.compile(r"\d\d:\d[05]\s*đến lượt khoảng"))


def test_who_collects_a_result_is_asked_of_which_office_and_the_number_says_so(kiosk, api, program):
    before = api.waiting("XD")
    kiosk.get_by_role("button", name="Nhận kết quả").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text(
        "Ông/Bà nhận kết quả của cơ quan nào?"
    )
    kiosk.get_by_role("button", name="Sở Xây dựng").click()
    expect(kiosk.locator(".q .for")).to_have_text("Nhận kết quả · Sở Xây dựng")
    kiosk.locator(".groups .no").click()
    assert number(kiosk).startswith("A")
    assert api.waiting("XD") == before + 1
    expect(kiosk.locator(".tk .pr")).to_have_text("Nhận kết quả")
    expect(kiosk.locator(".tk")).to_contain_text("Sở Xây dựng · Quầy 02, 03")
    address = kiosk.locator(".qr img").get_attribute("src").replace("/qr.svg", "")
    phone = kiosk.context.new_page()
    phone.goto(program.url + address)
    expect(phone.locator("#ticket h1")).to_have_text("Nhận kết quả")
    waiting = api.get("/api/counters/02").json()["waiting"]
    assert waiting[-1]["procedure_name"]["vi"] == "Nhận kết quả"


def test_a_result_of_an_office_with_several_queues_asks_which_and_goes_back_step_by_step(kiosk):
    kiosk.get_by_role("button", name="Nhận kết quả").click()
    kiosk.locator("[data-unit=GTVT]").click()
    expect(kiosk.locator(".pick")).to_contain_text("Ông/Bà nhận kết quả về việc gì?")
    kiosk.locator(".pick .r").first.click()
    expect(kiosk.locator(".q .for")).to_contain_text("Nhận kết quả")
    for _ in range(2):
        kiosk.locator(".back").click()
    expect(kiosk.get_by_role("heading", level=1)).to_contain_text("của cơ quan nào?")
    kiosk.get_by_role("button", name="Tôi không rõ cơ quan nào").click()
    kiosk.locator(".groups .no").click()
    assert number(kiosk).startswith("X")
    expect(kiosk.locator(".tk .pr")).to_have_text("Nhận kết quả")
    kiosk.locator(".act .pri").click()
    kiosk.locator("[data-unit=XD]").click()
    expect(kiosk.locator(".q .for")).not_to_contain_text("Nhận kết quả")
