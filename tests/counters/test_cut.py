"""A console that loses its server says so, lets nothing be pressed, and comes back by itself."""

import pytest
from playwright.sync_api import expect

from storage.accounts import Accounts
from storage.database import open_database
from tests.counters.console import WIDE, Console
from tests.journeys.program import Server, configuration


@pytest.fixture
def server(tmp_path):
    data = tmp_path / "data"
    database = open_database(data)
    accounts = Accounts(database)
    accounts.create_person("lan", "officer", "a long password", "GTVT")
    tokens = {"api": accounts.create_token("api", "checks")}
    database.close()
    server = Server(data, configuration(tmp_path / "config.yaml", "eventlet"), tokens).start()
    yield server
    server.kill()


def test_a_console_without_its_server_says_so_and_comes_back(server, page):
    page.set_viewport_size(WIDE)
    page.goto(f"{server.url}/sign-in?next=/counters")
    page.fill("#name", "lan")
    page.fill("#password", "a long password")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Quầy 07").click()
    console = Console(page)
    expect(page.locator(".pill")).to_have_text("Trực tuyến")
    console.open()
    server.kill()
    expect(page.locator(".pill")).to_have_text("Mất kết nối")
    expect(page.get_by_role("alert")).to_contain_text("Số trên màn hình có thể đã cũ")
    expect(console.main).to_have_attribute("aria-disabled", "true")
    console.press("p")
    expect(console.notice).to_contain_text("Đang kết nối lại")
    server.start()
    expect(page.locator(".pill")).to_have_text("Trực tuyến")
    console.shows("Sẵn sàng")
    console.press("p")
    console.page.keyboard.press("1")
    console.shows("Tạm nghỉ")
