"""The head of the pages for people at home, on phones: nothing wraps needlessly or overlaps."""

import pytest

from tests.api import Api
from tests.booking.conftest import take_bookings
from tests.program import server_in, serving

LONG = {
    "vi": "Trung tâm Phục vụ hành chính công và Chuyển đổi số phường Ninh Kiều",
    "en": "Public Administration Service and Digital Transformation Centre of Ninh Kiều",
}
WRAPPED = """() => [...document.querySelectorAll("header a")].filter((a) => {
  const words = document.createRange();
  words.selectNodeContents(a);
  return new Set([...words.getClientRects()].map((box) => box.top)).size > 1;
}).map((a) => a.textContent)"""
ROWS = """() => new Set([...document.querySelectorAll(".rooms a")].map((a) => a.offsetTop)).size"""
OVER = """() => {
  const parts = [...document.querySelectorAll("header img, header .name, header .city, header a")]
    .map((e) => [e.textContent, e.getBoundingClientRect()]).filter(([, box]) => box.width > 0);
  const off = parts.filter(([, box]) => box.left < 0 || box.right > innerWidth);
  const over = parts.filter(([, a], at) => parts.slice(at + 1).some(([, b]) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
  return [...off, ...over].map(([text]) => text);
}"""


@pytest.fixture(scope="module")
def everything(furnished, tmp_path_factory):
    """A centre with every page for people at home, and with a long name."""

    def with_all(settings):
        take_bookings(settings)
        settings["centre"]["names"] = LONG
        settings["results"]["on"] = True

    with serving(
        server_in(tmp_path_factory.mktemp("head"), with_all, furnished=furnished)
    ) as server:
        yield server


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("width", "letters"), [(390, 16), (320, 16), (390, 24), (320, 24)])
def test_the_head_sits_well_on_a_phone(page, everything, language, width, letters):
    kiosk = Api(everything.url, everything.tokens["kiosk"])
    issued = kiosk.post("/api/tickets", {"service": "YT"}).json()
    follow = issued["follow_url"].rsplit("/", 1)[1]
    page.set_viewport_size({"width": width, "height": 844})
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
    pages = ["now", "procedures", "book", "results", "complaints", f"t/{follow}", "t/none"]
    for address in pages:
        page.goto(f"{everything.url}/{address}?lang={language}")
        name = page.locator("header .name")
        assert name.text_content() == LONG[language], "whoever hears it hears all of it"
        assert name.evaluate("e => e.offsetHeight") <= 3.2 * letters
        assert page.evaluate(WRAPPED) == [], address
        assert page.evaluate(OVER) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        if width == 390 and letters == 16 and not address.startswith("t/"):
            assert page.locator(".rooms a").count() == 5
            assert page.evaluate(ROWS) == 1, address
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
    browser.detach()
