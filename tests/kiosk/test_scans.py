"""A card is scanned at the kiosk, on every page: nothing happens, nothing stays to be read."""

import re

from playwright.sync_api import expect

from tests.hands import CARD, Scanner, stand_still
from tests.kiosk.conftest import open_kiosk
from tests.kiosk.walk import every_page
from tests.waiting import wait_until

SEEN = """() => JSON.stringify([document.querySelector("main").className,
  document.querySelectorAll("[role=alertdialog]").length,
  [...document.querySelectorAll("input")].map((e) => e.value),
  [...document.querySelectorAll("[aria-pressed=true]")].map((e) => e.textContent)])"""
KEPT = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
IDLE = "Ông/Bà còn ở đó không?"


def test_a_scan_does_nothing_on_any_page_of_the_kiosk(new_context, program, kiosk_token):
    page = new_context().new_page()
    page.clock.install()
    open_kiosk(page, program, kiosk_token)
    scanner, posts, asked = Scanner(page), [], page.get_by_text(IDLE)
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))

    def nothing_happens(name):
        seen, posted = page.evaluate(SEEN), len(posts)
        # as most scanners type; keys that act first, and a pause; one sign alone
        scans = ((CARD, "\n", ()), (" 5" + CARD[:12], "\t", (60,)), ("7", "\n", ()))
        for text, end, pauses in scans:
            scanner.scan(text, end=end, pauses=pauses)
            assert page.evaluate(SEEN) == seen, (name, text, end)
        assert len(posts) == posted, name

    for name in every_page(page):
        stand_still(page)
        page.keyboard.press("ArrowDown")
        nothing_happens(name)
        if name == "search":
            page.locator(".field input").focus()
            nothing_happens("in the field")
            scanner.by_hand(*" 12")
            expect(page.locator(".field input")).to_have_value("giay phep 12")
            wait_until("the question", lambda: asked.count() or page.clock.run_for(1000))
            for text in (CARD, "7"):
                scanner.scan(text)
                expect(asked).to_be_visible()
            scanner.by_hand("Enter")
            expect(asked).to_have_count(0)
        page.clock.resume()
    assert [re.sub(r".*/api/", "", url) for url in posts] == ["tickets"]
    assert not re.search("Tran|duong|0792", page.evaluate(KEPT))
