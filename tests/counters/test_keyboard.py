"""The console by keyboard alone, in the narrow panel: lists, search, the way back to the button."""

from datetime import date

from playwright.sync_api import expect

from queueing.matters import Matter
from queueing.procedures import Procedure
from tests.counters.console import PANEL, sign_in
from tests.hands import KEY_MS


def at_second_number(centre, at_work):
    """Return a console whose first number is finished and whose second is being called."""
    for _ in range(3):
        centre.issue(procedure="1.001")
    console = at_work(size=PANEL)
    console.open()
    console.call("D001")
    console.call("D002")
    return console


def test_a_key_for_each_list_goes_to_its_first_row_and_an_action_back_to_the_button(
    centre, at_work
):
    console = at_second_number(centre, at_work)
    rows = console.page.locator("#rows .row")
    console.press("Shift+Digit4")
    expect(console.page.get_by_role("tab", name="Vừa xong 1")).to_have_attribute(
        "aria-selected", "true"
    )
    expect(rows.first).to_be_focused()
    expect(rows.first).to_contain_text("Mở lại, gọi sau số D002")
    console.press("Space")
    expect(console.notice).to_contain_text(
        "Quầy đang có số D002. Số D001 chờ ở quầy này và được gọi kế tiếp."
    )
    expect(console.main).to_be_focused()
    console.press("Shift+Digit1")
    expect(rows.first).to_be_focused()
    expect(rows.first).to_contain_text("D001")
    console.press("Shift+Digit2")  # nobody is parked
    expect(console.main).to_be_focused()
    console.press("Space")
    console.shows("Đang gọi", "D001")
    console.press("Shift+Slash")
    expect(console.dialog).to_contain_text("Danh sách Vừa xong")


def test_a_counter_is_chosen_by_typing_its_number(centre, page, faults):
    sign_in(page, centre)
    expect(page.get_by_label("Số quầy")).to_be_focused()
    page.keyboard.type("8", delay=KEY_MS)
    page.keyboard.press("Enter", delay=KEY_MS)
    page.wait_for_url("**/counters/08")


def test_who_chose_a_list_by_keyboard_goes_on_with_its_rows(centre, at_work):
    console = at_second_number(centre, at_work)
    console.page.locator("#tab-finished").focus()
    console.press("Enter")
    expect(console.page.locator("#rows .row").first).to_be_focused()


def test_the_search_knows_what_was_just_finished_and_takes_it_back(centre, at_work):
    console = at_second_number(centre, at_work)
    console.press("h")
    console.shows("Sẵn sàng")
    console.press("/")
    console.type("d1")
    hit = console.dialog.get_by_role("option")
    expect(hit).to_contain_text("Đã xong lúc 08:00 tại quầy này")
    expect(hit).to_contain_text("Mở lại lượt này")
    console.press("Enter")
    console.shows("Đang phục vụ", "D001")


def test_one_esc_closes_the_search_whatever_is_typed_in_it(centre, at_work):
    console = at_second_number(centre, at_work)
    console.press("/")
    console.type("99", then="Escape")
    expect(console.dialog).to_have_count(0)
    expect(console.main).to_be_focused()
    console.press("g")
    expect(console.dialog).to_contain_text("Giữ lại số D002")


def test_undo_says_what_it_took_back(centre, at_work):
    console = at_second_number(centre, at_work)
    console.press("v")
    console.shows("Sẵn sàng")
    console.press("Control+z")
    console.shows("Đang gọi", "D002")
    expect(console.notice).to_contain_text("Đã hoàn tác, số D002 trở lại như trước.")


def test_a_transfer_to_a_matter_still_to_come_says_that_the_present_one_ends(centre, at_work):
    console = at_work(size=PANEL)
    console.open()
    centre.issue(also=(Matter("TP"),))
    console.call("D001")
    console.press("c")
    said = console.dialog.get_by_text("Việc đang làm được coi là kết thúc")
    expect(said).to_have_count(0)
    console.dialog.get_by_role("combobox").fill("tư pháp")
    console.press("Enter")
    expect(said).to_contain_text("Lý lịch tư pháp")


def test_a_transfer_is_found_by_the_words_of_citizens_and_says_who_waits_where(centre, at_work):
    centre.directory.listed = (
        Procedure("2.001", "Cấp phiếu lý lịch tư pháp", "TP", "Tư pháp", "TP", date(2020, 1, 1)),
        Procedure("2.002", "Đổi giấy phép lái xe", "GTVT", "Đường bộ", "GTVT-LX", date(2020, 1, 1)),
    )
    centre.api.press("08", "open")
    centre.issue("TP")
    console = at_second_number(centre, at_work)
    hits = console.dialog.get_by_role("option")
    console.press("c")
    console.type("lltp")
    expect(hits.first).to_contain_text("Cấp phiếu lý lịch tư pháp")
    expect(hits.first).to_contain_text("1 đang chờ · chưa có quầy mở")
    field = console.dialog.get_by_role("combobox")
    field.fill("quầy 8")
    expect(hits.first).to_contain_text("Quầy 08")
    field.fill("quầy 9")
    expect(hits.first).to_contain_text("Đã đóng")
    console.press("Enter")
    expect(console.dialog.locator("button.primary")).to_have_text("Chọn nơi chuyển đến")
    field.fill("lái xe")
    expect(hits.first).to_contain_text("Đang ở hàng này")
    expect(hits.first).to_contain_text("Đổi giấy phép lái xe")
    console.press("Enter")
    expect(console.dialog.locator("button.primary")).to_have_text("Chọn nơi chuyển đến")
    field.fill("lltp")
    console.press("Enter", "Enter")
    console.shows("Sẵn sàng")
    expect(console.toast).to_contain_text("Đã chuyển số D002 đến Lý lịch tư pháp, công chứng, quầy")
    expect(console.toast).to_contain_text("(tầng 1)")
