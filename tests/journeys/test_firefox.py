"""Every screen's main journey once in Firefox ESR, each person in a tab of their own."""

import re

import pytest

from tests import firefox
from tests.program import PASSWORD, in_a_hurry, server_in, serving

MAIN = "button.main[data-locked=false]"


@pytest.fixture
def centre(furnished, tmp_path):
    with serving(server_in(tmp_path / "centre", in_a_hurry, furnished=furnished)) as server:
        yield server


def sign_in(browser, url, name, path):
    page = browser.open(f"{url}/sign-in?next={path}", 1440, 900)
    page.type("#name", name)
    page.type("#password", PASSWORD)
    page.click(".plain-button")
    return page


def test_a_citizen_is_served_in_firefox(centre, tmp_path):
    url, tokens = centre.url, centre.tokens
    profile = tmp_path / "profile"
    profile.mkdir()
    with firefox.running(profile) as browser:
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
