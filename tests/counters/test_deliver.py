"""What was really done is said with the finish: D, a few letters, Ctrl Enter."""

from unicodedata import normalize

from playwright.sync_api import expect

from queueing.events import TicketServed
from storage import codec
from tests.counters.console import DRIVING, LOST, PANEL
from tests.counters.test_api import refused

CODE = "H29.15.05-261123-0001"


def said(centre):
    return [e.event for e in centre.entries() if isinstance(e.event, TicketServed)]


def test_the_panel_records_dossiers_by_keyboard_and_asks_about_a_second_supplement(centre, at_work):
    centre.directory.listed = (DRIVING, LOST)
    for _ in range(3):
        centre.issue(procedure="1.001")
    console = at_work(size=PANEL)
    rows, ask = console.dialog.locator(".done li"), console.dialog
    console.open()
    console.call("D001")
    console.press("2", "d")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Đổi giấy phép lái xe")
    ask.get_by_label("Mã hồ sơ").fill(CODE)
    console.press("Control+Enter")
    console.shows("Đang gọi", "D002")
    console.press("2", "d")
    ask.get_by_label("Mã hồ sơ").fill(CODE.lower().replace(".", " "))
    console.press("Control+Enter")
    expect(ask).to_contain_text("đã được yêu cầu bổ sung ngày Thứ Hai, 23/11")
    expect(ask.get_by_role("button", name="Xem lại")).to_be_focused()
    console.press("Tab", "Enter")
    console.shows("Đang gọi", "D003")
    console.press("d")
    console.type("cap lai", then="Enter")
    console.press("Enter")
    expect(rows.nth(1).get_by_label("Số hồ sơ")).to_have_value("2")
    console.press("Control+Enter")
    console.shows("Sẵn sàng")
    first, second, third = said(centre)
    assert (first.again, second.again, third.again) == (False, True, False)
    assert first.delivered == second.delivered
    assert third.delivered == (("1.001", 1, None), ("1.002", 2, None))
    texts = "".join(codec.encode(entry.event)[1] for entry in centre.entries())
    assert "H29" not in texts, "no code of a dossier is kept"


def test_what_cannot_have_been_done_is_refused(centre):
    api = centre.api
    api.press("07", "open")
    centre.issue()
    api.press("07", "call-next")
    for done in ({"procedure": "1.001", "count": 0}, {"procedure": "1", "count": 2, "code": CODE}):
        refused(api.press("07", "finish", delivered=[done]), 422, "invalid_field")
    assert api.press("07", "finish").status_code == 200, "one press, as asked"
    assert said(centre)[0].delivered == ()


def test_a_dash_is_no_code_and_a_code_is_the_same_however_it_is_composed(centre):
    api = centre.api
    api.press("07", "open")
    wide = CODE.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789H"})
    for code in ("-", "—", "\u200b", "Đề án", normalize("NFD", "Đề án"), CODE, wide):
        centre.issue()
        api.press("07", "call-next")
        done = [{"procedure": "1.001", "code": code}]
        assert api.press("07", "finish", outcome="supplement", delivered=done).status_code == 200
    served = said(centre)
    assert [each.delivered[0][2] for each in served[:3]] == [None, None, None]
    assert [each.again for each in served] == [False, False, False, False, True, False, True]


def test_dossiers_of_one_procedure_without_a_code_are_one_line(centre, at_work):
    centre.directory.listed = (DRIVING,)
    centre.issue(procedure="1.001")
    console = at_work()
    console.open()
    console.call("D001")
    console.press("d")
    code = console.dialog.get_by_label("Mã hồ sơ").first
    code.fill(CODE)
    console.dialog.get_by_role("combobox").focus()
    console.type("lai xe", then="Enter")
    expect(console.dialog.locator(".done li")).to_have_count(2)
    code.fill("-")
    console.press("Control+Enter")
    console.shows("Sẵn sàng")
    assert said(centre)[0].delivered == (("1.001", 2, None),)
