"""A new kiosk in a real browser: it shows a code, a phone lets it in, and it gives numbers."""

import pytest
from playwright.sync_api import expect

from tests.program import PASSWORD, server_in, serving


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    with serving(server_in(tmp_path_factory.mktemp("pairing"), furnished=furnished)) as running:
        yield running


@pytest.fixture
def visit(browser, centre):
    """Open browsers of their own: each is another device."""
    contexts = []

    def open_at(width, height):
        context = browser.new_context(
            base_url=centre.url, viewport={"width": width, "height": height}, locale="vi-VN"
        )
        contexts.append(context)
        return context.new_page()

    yield open_at
    for context in contexts:
        context.close()


def test_a_kiosk_is_let_in_from_a_phone_moved_and_revoked(visit):
    kiosk, phone = visit(1080, 1920), visit(390, 844)
    kiosk.goto("/kiosk")
    code = kiosk.locator("[data-part=code]").inner_text()
    phone.goto(f"/devices/approve?code={code}")
    phone.get_by_label("Tên đăng nhập").fill("quan")
    phone.get_by_label("Mật khẩu").fill(PASSWORD)
    phone.get_by_role("button", name="Đăng nhập").click()
    phone.get_by_label("Thiết bị này là").select_option("kiosk:K2")
    phone.get_by_label("Tên gọi").fill("Máy lấy số cửa sau")
    phone.get_by_role("button", name="Duyệt thiết bị này").click()
    expect(phone.get_by_role("status")).to_contain_text("Đã ghép Máy lấy số cửa sau")
    expect(kiosk.locator("[data-unit]").first).to_be_visible()
    assert kiosk.url.endswith("/kiosk")
    phone.goto("/admin/devices")
    row = phone.locator(".devices > li", has_text="Máy lấy số cửa sau")
    expect(row).to_contain_text("Đang kết nối")
    row.locator("summary").click()
    row.get_by_role("button", name="Thu hồi thiết bị này").click()
    expect(phone.get_by_role("status")).to_contain_text("Đã thu hồi")
    expect(kiosk.locator("[data-part=code]")).to_be_visible(timeout=60_000)
    assert kiosk.locator("[data-part=code]").inner_text() != code
