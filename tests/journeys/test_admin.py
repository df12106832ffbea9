"""One administrator, from the set-up code on: people, hours, a holiday, a notice, taken back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from admin.pages import ENTRIES
from settings.loading import load
from tests.program import Server, write_configuration
from tests.waiting import wait_until

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
BOARD = {"width": 1920, "height": 1080}
OWN, OTHER = "một buổi sáng ở bến sông", "chiếc xuồng ba lá màu xanh"
HOLIDAY = "2027-02-05"
NOTICE = "Thứ Sáu này trung tâm nhận hồ sơ đến 15 giờ."
LONG_MS = 60_000


@pytest.fixture
def centre(tmp_path) -> Iterator[Server]:
    """A centre on its first day: nobody has an account."""
    (tmp_path / "data").mkdir()
    server = Server(tmp_path / "data", write_configuration(tmp_path / "config.yaml"))
    yield server.start()
    server.kill()
    assert not server.traces(), server.traces()


@pytest.fixture
def visit(browser, centre):
    """Open browsers of their own."""

    @contextmanager
    def opened(size):
        context = browser.new_context(base_url=centre.url, viewport=size, locale="vi-VN")
        context.set_default_timeout(LONG_MS)
        yield context.new_page()
        context.close()

    return opened


def set_up(page, centre):
    """Become the first administrator."""
    said = wait_until(
        "the code is printed", lambda: re.search(r"type (\w+-\w+), within", centre.log)
    )
    page.goto("/setup")
    page.get_by_label("Mã thiết lập").fill(said[1])
    page.get_by_label("Tên đăng nhập").fill("quan")
    choose_password(page, OWN)
    page.get_by_role("button", name="Tạo quản trị viên").click()
    page.wait_for_url(lambda url: "/setup" not in url)


def choose_password(page, password):
    page.get_by_label("Mật khẩu mới", exact=True).fill(password)
    page.get_by_label("Nhập lại mật khẩu mới").fill(password)


def add_person(page, name, role):
    """Add somebody; return the password that is shown once."""
    page.goto("/admin/people")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Vai trò").select_option(role)
    page.get_by_role("button", name="Thêm và tạo mật khẩu dùng một lần").click()
    return page.locator(".secret").inner_text()


def sign_in(page, name, password):
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def confirm(page):
    """Let a change be in force that was looked at."""
    expect(page.locator("h1")).to_contain_text("Xem trước thay đổi")
    page.get_by_role("button", name="Lưu và áp dụng ngay").click()
    expect(page.locator(".notice.good")).to_contain_text("Đã lưu và đang áp dụng.")


def change_hours(page):
    page.goto("/admin/hours")
    page.get_by_label("Thứ Bảy").fill("07:30-10:30")
    page.locator("#week").get_by_role("button", name="Xem trước thay đổi").click()
    confirm(page)
    page.goto("/admin/hours?part=days&new=1")
    page.locator("#item").fill(HOLIDAY)
    page.locator("#days").get_by_role("button", name="Xem trước thay đổi").click()
    confirm(page)


def change_notice(page):
    page.goto("/admin/notices")
    page.locator("[name=f-centre-notices-vi]").last.fill(NOTICE)
    page.locator("#notices").get_by_role("button", name="Xem trước thay đổi").click()
    confirm(page)


def take_back_newest(page):
    page.goto("/admin/system")
    newest = page.locator(".records > li").first
    expect(newest).to_contain_text("quan")
    newest.get_by_role("button", name="Hoàn lại lần này").click()
    confirm(page)


def test_an_administrator_sets_the_centre_up_and_changes_it_and_takes_back(centre, visit):
    with visit(DESK) as desk, visit(BOARD) as board, visit(PHONE) as phone:
        set_up(desk, centre)
        secret = add_person(desk, "lan", "director")
        sign_in(phone, "lan", secret)
        expect(phone.locator("h1")).to_have_text("Chọn mật khẩu mới")
        choose_password(phone, OTHER)
        phone.get_by_role("button", name="Lưu và tiếp tục").click()
        phone.wait_for_url("**/reports")
        change_hours(desk)
        tree = load(centre.config).tree
        assert tree["hours"]["week"]["saturday"] == ["07:30-10:30"]
        assert tree["hours"]["days"][HOLIDAY] == []
        board.goto(f"/display?token={centre.token('display')}")
        expect(board.locator("footer")).not_to_contain_text(NOTICE)
        change_notice(desk)
        expect(board.locator("footer")).to_contain_text(NOTICE)
        take_back_newest(desk)
        expect(board.locator("footer")).not_to_contain_text(NOTICE)
        assert NOTICE not in centre.config.read_text(encoding="utf-8")
        desk.set_viewport_size(PHONE)
        for entry in ENTRIES:
            desk.goto(entry.address)
            expect(desk.locator("main h1")).to_be_visible()
            assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
