"""Signing in at an OpenID Connect provider: real servers on every runtime, a real browser."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from urllib.parse import urlsplit

import pytest
import requests

from tests.program import PASSWORD, in_a_hurry, quiet_port, server_in
from tests.waiting import wait_until
from tests.web.openid_provider import CLIENT, SECRET, Provider

START = "/sign-in/openid"
LABEL = {"vi": "tài khoản công vụ", "en": "your government account"}
LAN, MINH = "lan@example.gov.vn", "minh@example.gov.vn"


@pytest.fixture
def provider():
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def new_centre(provider, furnished, tmp_path):
    """Start a server whose people may sign in at the provider."""
    servers = []

    def start(mode="eventlet"):
        port = quiet_port()

        def change(settings):
            settings["server"]["public_url"] = f"http://127.0.0.1:{port}"
            openid = {"issuer": provider.issuer, "client_id": CLIENT, "label": LABEL}
            settings["sign_in"]["openid"] = openid | {"client_secret_file": "openid.secret"}

        folder = tmp_path / "centre"
        server = server_in(folder, in_a_hurry, change, furnished=furnished, mode=mode)
        server.port = port
        (folder / "openid.secret").write_text(SECRET + "\n", encoding="utf-8")
        servers.append(server)
        return server.start()

    yield start
    for server in servers:
        server.kill()
        assert not server.traces(), server.traces()


def approve(browser, called):
    """Press the button and be somebody at the provider; return the address of the way back."""
    page = browser.session.get(browser.url + START, timeout=40)
    link = unescape(re.search(rf'href="([^"]+)">{re.escape(called)}<', page.text)[1])
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    back = browser.session.get(origin + link, timeout=40, allow_redirects=False)
    return back.headers["Location"]


def come_back(browser, address):
    return browser.session.get(address, timeout=40, allow_redirects=False)


def link(quan, name, what="link", **fields):
    """Press at somebody's page as the administrator; return the answer."""
    page = f"/admin/people/{name}"
    return quan.submit(f"{page}/openid-{what}", quan.csrf(page), **fields)


def test_an_administrator_links_who_has_just_come(new_centre, browser_of, mode):
    server = new_centre(mode)
    minh, quan = browser_of(server), browser_of(server)
    assert come_back(minh, approve(minh, MINH)).status_code == 403
    quan.sign_in("quan", PASSWORD)
    page = "/admin/people/minh"
    assert MINH in quan.open(page).text
    assert link(quan, "minh").status_code == 422
    assert link(quan, "quan", typed="quan-0000").status_code == 422
    assert link(quan, "minh", arrived="minh-2b91").status_code == 303
    shown = quan.open(page).text
    assert "Liên kết đăng nhập một lần" in shown
    assert MINH not in shown
    assert come_back(minh, approve(minh, MINH)).headers["Location"] == "/counters"
    refused = link(quan, "lan", typed="minh-2b91")
    assert refused.status_code == 422
    assert "đã thuộc một tài khoản khác" in refused.text
    assert link(quan, "minh", "unlink").status_code == 303
    assert minh.open("/account", allow_redirects=False).status_code == 303
    assert come_back(minh, approve(minh, MINH)).status_code == 403


@pytest.fixture
def linked(new_centre, browser_of):
    server = new_centre()
    quan = browser_of(server)
    quan.sign_in("quan", PASSWORD)
    link(quan, "lan", typed="lan-7f3a")
    return server


def test_nobody_waits_for_a_provider_that_takes_its_time(provider, linked, browser_of):
    many = [browser_of(linked) for _ in range(6)]
    ways = [approve(each, LAN) for each in many]
    provider.free.clear()
    provider.asked.clear()
    with ThreadPoolExecutor(len(many)) as hands:
        answers = [hands.submit(come_back, each, way) for each, way in zip(many, ways, strict=True)]
        wait_until("four codes are exchanged", lambda: provider.asked.count("/token") == 4)
        assert browser_of(linked).sign_in("minh", PASSWORD).status_code == 303
        kiosk = {"Authorization": f"Bearer {linked.tokens['kiosk']}"}
        body = {"service": "TP"}
        made = requests.post(f"{linked.url}/api/tickets", json=body, headers=kiosk, timeout=40)
        assert made.status_code == 201
        provider.free.set()
        statuses = sorted(answer.result().status_code for answer in answers)
    assert statuses == [303, 303, 303, 303, 503, 503]


def test_lan_signs_in_with_her_own_browser(linked, page):
    page.goto(linked.url + "/sign-in?next=/account")
    page.get_by_role("link", name="Đăng nhập bằng tài khoản công vụ").click()
    page.get_by_role("link", name=LAN).click()
    page.wait_for_url("**/account")
    assert page.locator("main b").first.inner_text() == "lan"
