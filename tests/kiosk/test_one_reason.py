"""Where a service gives no number, kiosk, `/now`, `/procedures` and `/book` say why in one word."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.kiosk.catalogue import catalogue, import_procedures
from tests.kiosk.conftest import open_kiosk
from tests.program import within_hours_only

MONDAY = "2026-11-23T"
HEALTH = replace(catalogue()[0], code="YT-1", department="YT", service="YT")
NO_MORE = {"vi": "Hôm nay đã hết số", "en": "No more numbers today"}


def with_bookings(settings):
    within_hours_only(settings)
    settings["bookings"]["on"] = True


def all_given(settings):
    settings["services"]["YT"]["intake"] = {"numbers_per_day": 0}


def last_given(settings):
    settings["services"]["YT"]["intake"] = {"last_number_at": "08:00"}


def not_given(settings):
    settings["services"]["YT"]["given"] = False


@pytest.mark.parametrize(
    ("change", "at", "words", "sentences"),
    [
        (None, "12:00", {"vi": "Tạm đóng", "en": "Closed for now"}, {}),
        (None, "20:00", {"vi": "Đã đóng", "en": "Closed for today"}, {}),
        (all_given, "09:00", {"vi": "Hết số", "en": "No more numbers"}, NO_MORE),
        (last_given, "09:00", {"vi": "Hết số", "en": "No more numbers"}, NO_MORE),
        (not_given, "09:00", {"vi": "Tạm ngừng", "en": "Not available"}, {}),
    ],
)
def test_every_screen_says_it_in_one_word(page, new_server, change, at, words, sentences):
    changes = [with_bookings] if change is None else [with_bookings, change]
    server = new_server(*changes, at=f"{MONDAY}{at}:00")
    import_procedures(server, [HEALTH])
    server.start()
    addresses = ["/now", "/procedures/YT-1", *([] if change is not_given else ["/book?service=YT"])]
    for language, word in words.items():
        for address in addresses:
            sign = "&" if "?" in address else "?"
            page.goto(f"{server.url}{address}{sign}lang={language}")
            place = page.locator("[data-unit=YT]" if address == "/now" else "main")
            said = sentences.get(language, word) if address.startswith("/book") else word
            expect(place).to_contain_text(said)
            if language in sentences:
                expect(place).to_contain_text(sentences[language])
    open_kiosk(page, server, server.tokens["kiosk"])
    tile = page.locator("[data-unit=YT]")
    expect(tile.locator(".w")).to_have_text(words["vi"])
    expect(tile).to_contain_text(sentences.get("vi", ""))
    page.get_by_role("button", name="English").click()
    expect(tile.locator(".w")).to_have_text(words["en"])
    expect(tile).to_contain_text(sentences.get("en", ""))
