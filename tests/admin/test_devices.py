"""`/devices/approve` and `/admin/devices`: devices let in, found, moved and revoked by a page."""

import re

import pytest

from tests.admin.pages import Administration, Browser, words_of
from tests.program import PASSWORD
from web.seen_devices import IN_TOUCH_S

pytestmark = pytest.mark.long

APPROVE, DEVICES = "/devices/approve", "/admin/devices"


class Hall(Administration):
    """The whole centre, and who lets devices in."""

    def browser(self):
        return Browser(self.pages.app.test_client())

    def person(self, role="admin"):
        self.accounts.create_person(role, role, PASSWORD, None)
        return self.browser().sign_in(role)

    def device(self, role="kiosk", name="Máy cũ", **place):
        token = self.accounts.create_token(role, name, **place)
        return self.accounts.find_token(token)


@pytest.fixture
def hall(tmp_path):
    with Hall(tmp_path) as made:
        yield made


def code_on(page):
    return re.search(r'data-part="code">([^<]*)<', page.text)[1]


@pytest.mark.parametrize("role", ["admin", "guide"])
def test_a_device_is_let_in_by_a_form_and_told_by_a_name_of_its_own(hall, role):
    device, staff = hall.browser(), hall.person(role)
    code = code_on(device.open("/kiosk"))
    shown = staff.read(f"{APPROVE}?code={code.lower()}")
    assert f"Mã {code}" in shown
    assert "Đang mở trang Máy lấy số" in shown
    answer = staff.send(APPROVE, {"code": code, "place": "kiosk:K1", "name": ""})
    assert "Đã ghép Máy lấy số K1" in words_of(answer)
    assert device.open("/kiosk").status_code == 303
    assert device.open("/kiosk").status_code == 200
    made = hall.accounts.tokens()[-1]
    assert (made.role, made.kiosk, made.name) == ("kiosk", "K1", "Máy lấy số K1")
    (change,) = hall.accounts.list_changes(f"token:{made.id}")
    assert (change.actor, change.what) == (f"user:{role}", "created")


def test_the_list_of_places_begins_with_what_the_device_has_opened(hall):
    staff = hall.person()
    for path, first in (("/display", "Màn hình sảnh"), ("/kiosk", "Máy lấy số")):
        page = staff.open(f"{APPROVE}?code={code_on(hall.browser().open(path))}")
        assert re.search(r'optgroup label="([^"]*)"', page.text)[1] == first


def test_the_first_free_place_of_its_kind_is_chosen_beforehand(hall):
    staff = hall.person()

    def chosen(path):
        page = staff.open(f"{APPROVE}?code={code_on(hall.browser().open(path))}").text
        return re.findall(r'value="([^"]*)" selected>([^<]*)<', page)

    assert [value for value, _ in chosen("/kiosk")] == ["kiosk:K1"]
    assert [value for value, _ in chosen("/display")] == ["display:tret"]
    hall.device("kiosk", kiosk="K1")
    assert [value for value, _ in chosen("/kiosk")] == ["kiosk:K2"]
    last = hall.device("kiosk", kiosk="K2")
    page = staff.open(f"{APPROVE}?code={code_on(hall.browser().open('/kiosk'))}")
    assert words_of(page).count("(đã có thiết bị)") == 2
    assert "selected" not in page.text, "another one at a place is somebody's own decision"
    hall.accounts.revoke(last.id)
    assert [value for value, _ in chosen("/kiosk")] == ["kiosk:K2"]


def test_a_wrong_code_a_missing_place_and_a_bad_name_are_said(hall):
    staff, code = hall.person(), code_on(hall.browser().open("/kiosk"))
    wrong = staff.open(f"{APPROVE}?code=CCCC-CCCC")
    assert wrong.status_code == 404
    assert "Không có thiết bị nào đang hiện mã này" in words_of(wrong)
    nowhere = staff.send(APPROVE, {"code": code, "place": "kiosk:nowhere"})
    assert "Hãy chọn thiết bị này là gì" in words_of(nowhere)
    named = staff.send(APPROVE, {"code": code, "place": "kiosk:K1", "name": "<b>" + "x" * 500})
    assert "Tên gồm 1 đến 64" in words_of(named)
    assert hall.accounts.tokens() == []
    assert "Đã ghép" in words_of(staff.send(APPROVE, {"code": code, "place": "kiosk:K1"}))


def test_after_five_wrong_codes_there_is_a_pause(hall):
    staff = hall.person("guide")
    statuses = [staff.open(f"{APPROVE}?code=CCCC-CCCC").status_code for _ in range(6)]
    assert statuses == [404] * 5 + [429]


def test_what_a_browser_says_of_itself_is_shown_as_text(hall):
    device = hall.browser()
    page = device.open("/kiosk", **{"User-Agent": "<script>alert(1)</script>"})
    shown = hall.person().open(f"{APPROVE}?code={code_on(page)}").text
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown


def test_without_devices_the_page_says_how_one_is_paired(hall):
    words = hall.person().read(DEVICES)
    assert "Chưa có thiết bị nào được ghép" in words
    assert "http://localhost/pair" in words


def test_the_list_tells_place_touch_release_and_paper(hall):
    staff, other = hall.person(), hall.device("display", "Màn hình cũ", zone="tret")
    device = hall.device(kiosk="K1")
    words = staff.read(DEVICES)
    assert "Máy cũ Máy lấy số · K1 – Máy lấy số cửa chính Chưa kết nối lần nào" in words
    guard = hall.pages.guard
    guard.still_holds(_caller(hall, device))
    guard.pages[device.id] = "/static/of-an-earlier-release"
    hall.accounts.record_devices({other.id: (hall.now, None)})
    words = staff.read(DEVICES)
    assert "Đang kết nối Trang của phiên bản cũ" in words
    assert "Màn hình cũ Màn hình sảnh · Khu chờ tầng trệt Mất kết nối; thấy lần cuối" in words
    guard.pages[device.id] = hall.pages.assets.base
    guard.seen[device.id] -= IN_TOUCH_S
    words = staff.read(DEVICES)
    assert "Đang kết nối" not in words
    assert "phiên bản cũ" not in words
    assert words.count("Mất kết nối; thấy lần cuối") == 2


def _caller(hall, device):
    with hall.pages.app.test_request_context(
        headers={"Authorization": f"Bearer {hall.accounts.create_token('api', 'thử')}"}
    ):
        callers = [hall.pages.guard.enrol_device(device)]
    return callers[0]


def test_devices_of_a_kind_come_by_their_names_with_numbers_as_numbers(hall):
    for name in ("Quầy 10", "Quầy 2", "Đèn", "Ăng-ten", "Zalo"):
        hall.device("counter", name)
    hall.device("kiosk", "Zebra")
    shown = hall.person().open(DEVICES).text
    assert re.findall(r'device-name"><b>([^<]*)<', shown) == [
        "Zebra", "Ăng-ten", "Đèn", "Quầy 2", "Quầy 10", "Zalo",
    ]  # fmt: skip


def test_a_device_gets_another_name_and_place(hall):
    device, staff = hall.device("display", zone="tret"), hall.person()
    change = f"{DEVICES}/{device.id}/change"
    answer = staff.send(change, {"name": "Màn hình 2", "place": "display:"})
    assert answer.headers["Location"] == f"{DEVICES}?done=saved"
    assert "Đã lưu" in staff.read(answer.headers["Location"])
    now = hall.accounts.find_device(device.id)
    assert (now.name, now.zone, now.role) == ("Màn hình 2", None, "display")
    (newest, _) = hall.accounts.list_changes(f"token:{device.id}")
    assert (newest.actor, newest.what) == ("user:admin", "changed")
    for fields in ({"name": "x", "place": "kiosk:K1"}, {"name": "a\tb", "place": "display:"}):
        assert staff.send(change, fields).status_code == 422
    assert hall.accounts.find_device(device.id) == now


def test_a_board_shows_the_zone_it_was_given_at_whatever_address_it_has(hall):
    board, staff = hall.browser(), hall.person()
    staff.send(APPROVE, {"code": code_on(board.open("/display?zone=old")), "place": "display:tret"})
    entered = board.open("/display?zone=old&layout=board")
    assert entered.headers["Location"] == "/display?layout=board"
    for address in ("/display", "/display?zone=all", "/display/basic?zone=all"):
        assert "Khu chờ tầng trệt" in board.read(address)


def test_the_front_page_leads_guides_to_approval(hall):
    assert APPROVE in hall.browser().open("/").text


def test_a_revoked_device_is_let_in_no_more_and_stays_on_record(hall):
    device, staff = hall.browser(), hall.person()
    code = code_on(device.open("/kiosk"))
    staff.send(APPROVE, {"code": code, "place": "kiosk:K1", "name": "Máy cửa sau"})
    assert device.open("/kiosk").status_code == 303
    number = hall.accounts.tokens()[-1].id
    assert "Đã thu hồi" in staff.read(staff.send(f"{DEVICES}/{number}/revoke").headers["Location"])
    assert code_on(device.open("/kiosk")) != code
    assert "Đã thu hồi gần đây Máy cửa sau" in staff.read(DEVICES)
    assert staff.send(f"{DEVICES}/{number}/revoke").status_code == 404
    assert staff.send(f"{DEVICES}/{number}/change").status_code == 404


def test_guides_let_in_and_do_not_manage(hall):
    guide, device = hall.person("guide"), hall.device()
    assert guide.open(APPROVE).status_code == 200
    assert guide.open(DEVICES).status_code == 403
    assert guide.send(f"{DEVICES}/{device.id}/revoke").status_code == 403
    assert hall.accounts.find_device(device.id)


def test_nothing_is_changed_without_the_page_s_own_token(hall):
    staff, device = hall.person(), hall.device()
    assert staff.send(f"{DEVICES}/{device.id}/revoke", csrf="wrong").status_code == 403
    assert hall.accounts.find_device(device.id)
