"""A counter changes hands: at the console, and for a program that presses meanwhile."""

from playwright.sync_api import expect


def refused(answer, code, **fields):
    assert (answer.status_code, answer.json()["error"]) == (409, code), answer.text
    assert fields.items() <= answer.json().items()


def test_a_counter_is_handed_over_by_two_keys_and_that_can_be_undone(centre, at_work):
    centre.issue()
    console = at_work()
    console.open()
    console.call("D001")
    console.press("o")
    expect(console.dialog).to_contain_text("Số D001 vẫn ở quầy")
    console.press("Enter")
    console.shows("Đã bàn giao")
    expect(console.main).to_contain_text("Nhận lại quầy")
    console.press("v")
    expect(console.notice).to_contain_text("chờ người nhận")
    console.press("Control+z")
    console.shows("Đang gọi", "D001")
    console.press("o", "Enter")
    centre.person("hung").form("/counters/07/choose")
    expect(console.page.get_by_role("alert").first).to_contain_text("hung đã nhận quầy này")


def test_a_counter_that_was_handed_over_is_taken_at_once_with_its_ticket(centre):
    lan, hung = centre.person("lan", "07"), centre.person("hung")
    lan.press("07", "open")
    centre.issue()
    lan.press("07", "call-next")
    assert lan.press("07", "hand-over").json()["counter"]["handed_by"] == "lan"
    refused(lan.press("07", "finish"), "counter_handed_over", officer="lan")
    assert "lan đã bàn giao Quầy 07" in hung.get("/counters?wanted=07").text
    assert hung.form("/counters/07/choose").headers["Location"] == "/counters/07"
    refused(lan.press("07", "open"), "counter_taken")
    assert hung.press("07", "finish").json()["ticket"]["number"] == "D001"
    out = lan.form("/sign-out", next="/counters?wanted=07")
    assert out.headers["Location"] == "/sign-in?next=%2Fcounters%3Fwanted%3D07"
