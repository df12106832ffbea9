"""Procedures from an administrator's browser to a kiosk that stands open all the while."""

import re

import pytest
from playwright.sync_api import expect

from tests.admin.centre import SAMPLES
from tests.kiosk.conftest import open_kiosk
from tests.program import PASSWORD, in_a_hurry, server_in, serving

HERE = "/admin/procedures"
NAME = "Đổi giấy phép lái xe"
ROWS = SAMPLES.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("browsers")
    with serving(server_in(folder, in_a_hurry, furnished=furnished)) as running:
        yield running
        assert "Traceback" not in running.log


@pytest.fixture
def admin(centre, browser):
    """The page of an administrator who has signed in on a phone."""
    context = browser.new_context(
        base_url=centre.url, viewport={"width": 390, "height": 844}, locale="vi-VN"
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=name]", "quan")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin")
    yield page
    context.close()


@pytest.fixture
def kiosk(centre, page):
    """A kiosk at which somebody looks for a driving licence."""
    open_kiosk(page, centre, centre.tokens["kiosk"])
    page.locator(".find").click()
    page.locator(".field input").fill("doi giay phep lai xe")
    return page.locator(".res .n").filter(has_text=re.compile(f"^{NAME}$"))


def test_a_file_and_a_switch_reach_an_open_kiosk(admin, kiosk):
    expect(kiosk).to_have_count(0)
    admin.locator(".menu summary").click()
    admin.get_by_role("link", name="Thủ tục", exact=True).click()
    file = {"name": "danh-mục.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    admin.set_input_files("#file", [file])
    admin.get_by_role("button", name="Xem trước").click()
    expect(admin.locator("#sum")).to_be_visible()
    admin.get_by_role("button", name="Nhập và áp dụng ngay").click()
    expect(admin.get_by_role("status").first).to_contain_text("Đã nhập")
    expect(kiosk).to_have_count(1)
    admin.fill("#sought", "doi bang lai xe")
    admin.locator("[data-found] a").first.click()
    expect(admin.get_by_role("heading", level=1)).to_contain_text(NAME)
    admin.get_by_role("button", name="Tắt thủ tục này").click()
    expect(kiosk).to_have_count(0)
    admin.get_by_role("button", name="Mở lại thủ tục này").click()
    expect(kiosk).to_have_count(1)
    assert admin.evaluate("document.documentElement.scrollWidth") == 390
