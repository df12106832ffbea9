"""Somebody stands at the counter without a number: N, a few letters, Enter."""

from playwright.sync_api import expect

from tests.counters.console import DRIVING, PANEL
from tests.counters.test_api import refused


def test_the_panel_serves_who_has_no_number_by_keyboard_and_takes_it_back(centre, at_work):
    centre.directory.listed = (DRIVING,)
    console = at_work(size=PANEL)
    console.open()
    expect(console.page.locator(".nobody [data-action=walk-in]")).to_contain_text("N")
    console.press("n")
    console.type("doi giay phep")
    expect(console.dialog.get_by_role("option").first).to_contain_text("Đổi giấy phép lái xe")
    console.press("Enter")
    console.shows("Đang phục vụ", "D001")
    expect(console.page.locator(".card")).to_contain_text("Đến thẳng quầy")
    assert centre.office.hall.calls == ()
    console.press("Control+z")
    expect(console.notice).to_contain_text("số D001 đã hủy")
    console.shows("Sẵn sàng")
    console.press("n")
    expect(console.dialog).to_be_visible()
    centre.issue()
    centre.api.press("07", "call-next")
    expect(console.notice).to_contain_text("Quầy đang có số D002")
    expect(console.dialog).to_have_count(0)


def test_a_press_that_is_repeated_gives_one_number(centre):
    centre.api.press("07", "open")
    body, key = {"service": "GTVT-LX"}, {"Idempotency-Key": "k" * 16}
    path = "/api/counters/07/walk-in"
    first, again = (centre.api.post(path, body, **key) for _ in range(2))
    assert first.status_code == 200
    assert again.json() == first.json()
    assert first.json()["ticket"]["state"] == "serving"
    refused(centre.api.post(path, body), 409, "counter_busy", number="D001")
    centre.api.press("07", "finish")
    refused(centre.api.post(path, {"service": "YT"}), 409, "service_not_here")


def test_at_a_counter_that_is_closed_or_pauses_the_officer_reads_which_it_is(centre, at_work):
    console = at_work()
    console.press("n")
    expect(console.notice).to_contain_text("Quầy chưa mở")
    console.open()
    centre.api.press("07", "pause", reason="lunch")
    console.shows("Tạm nghỉ")
    console.press("n")
    expect(console.notice).to_contain_text("Quầy đang tạm nghỉ. Hãy bấm “Làm việc tiếp” trước.")
    expect(console.dialog).to_have_count(0)
