"""Every screen's main journey once in Firefox ESR, each person in a tab of their own."""

import re
from functools import partial

import pytest

from tests import firefox
from tests.api import Api
from tests.program import PASSWORD, in_a_hurry, server_in, serving
from tests.waiting import wait_until

IS_FRESH = "document.querySelector('.stale') === null"
MAIN = "button.main[data-locked=false]"


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("centre")
    with serving(server_in(folder, in_a_hurry, furnished=furnished)) as server:
        yield server


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with firefox.running(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


def sign_in(browser, url, name, path):
    page = browser.open(f"{url}/sign-in?next={path}", 1440, 900)
    page.type("#name", name)
    page.type("#password", PASSWORD)
    page.click(".plain-button")
    return page


def test_a_citizen_is_served_in_firefox(centre, browser):
    url, tokens = centre.url, centre.tokens
    board = browser.open(f"{url}/display?zone=all&token={tokens['display']}", 1280, 720)
    tablet = browser.open(f"{url}/rate?counter=07&token={tokens['counter 07']}", 1024, 768)
    live = sign_in(browser, url, "giang", "/reports")
    live.sees("#live h1", "Tình hình")
    kiosk = browser.open(f"{url}/kiosk?token={tokens['kiosk']}", 1080, 1920)
    kiosk.click("[data-unit=GTVT]")
    kiosk.click(".pick .r")
    kiosk.click(".groups .no")
    kiosk.sees(".tk .no", "001")
    number = re.search(r"[A-Z]\d{3}", kiosk.text(".tk .no"))[0]
    follow = kiosk.evaluate("document.querySelector('.qr img').getAttribute('src')")
    phone = browser.open(url + follow.removesuffix("/qr.svg"), 390, 844)
    phone.sees(".no", number)

    counter = sign_in(browser, url, "lan", "/counters")
    counter.click("[action='/counters/07/choose'] button")
    counter.sees("button.main", "Mở quầy")
    counter.click(MAIN)
    counter.sees("button.main", number)
    counter.click(MAIN)
    board.sees(".call .no", number)
    board.sees(".call .to b", "07")
    phone.sees(".call .to b", "07")

    counter.click(MAIN)
    tablet.sees("[data-number]", number)
    tablet.click("[data-level=very_satisfied]")
    tablet.sees("[data-part=thanks]:not([hidden])", "Cảm ơn")
    live.sees("#live", "100")
    assert not live.evaluate("document.querySelector('.live.stale') !== null")


def test_pages_that_are_come_back_to_in_firefox_show_the_present(centre, browser):
    url, tokens = centre.url, centre.tokens
    api = Api(url, tokens["api"])
    api.post("/api/counters/02/open")
    issued = api.post("/api/tickets", {"service": "XD"}).json()
    kiosk = browser.open(f"{url}/kiosk?token={tokens['kiosk']}", 1080, 1920)
    kiosk.click("[data-unit=GTVT]")
    kiosk.click(".pick .r")
    phone = browser.open(url + issued["follow_url"], 390, 844)
    phone.sees(".no", issued["ticket"]["number"])
    live = sign_in(browser, url, "giang", "/reports")
    live.sees("#live h1", "Tình hình")
    guide = sign_in(browser, url, "huong", "/counters/guide")
    guide.sees("body", "Đang chờ")
    counter = sign_in(browser, url, "minh", "/counters")
    counter.click("[action='/counters/08/choose'] button")
    counter.sees("button.main", "Mở quầy")
    form = browser.open(f"{url}/sign-in", 1280, 720)
    form.type("#name", "ai đó")
    pages = (kiosk, phone, live, guide, counter, form)
    for page in pages:
        page.go(f"{url}/healthz")
    api.post("/api/counters/02/call-next")
    number = api.post("/api/tickets", {"service": "GTVT-LX"}).json()["ticket"]["number"]
    for page in pages:
        page.back()
    kiosk.sees("h1", "Xin chào!")
    phone.sees(".call .to b", "02")
    live.sees("#live", issued["ticket"]["number"])
    guide.sees("body", number)
    counter.sees("body", number)
    form.sees("h1", "Đăng nhập")
    assert form.evaluate("document.querySelector('#name').value") == ""
    for page in pages:
        wait_until("contact", partial(page.evaluate, IS_FRESH))
