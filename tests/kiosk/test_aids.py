"""The aids of the bar: what they change, what is heard, and that the next citizen has none."""

import re

import pytest
from playwright.sync_api import expect

from tests.kiosk.conftest import open_kiosk
from tests.kiosk.test_page import number, take
from tests.kiosk.walk import FAINT, search
from tests.waiting import wait_until

# Stands where the device's voice stands: writes down what it is told to say.
A_VOICE = """
  window.said = [];
  const voice = { lang: "vi-VN", name: "test" };
  Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
    getVoices: () => [voice], cancel: () => window.said.push("(silence)"),
    speak: (utterance) => window.said.push(utterance.text),
  }) });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
THREE_COLOURS = {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(255, 230, 0)"}
COLOURS = """() => [...new Set([...document.querySelectorAll("#screen *")]
  .filter((e) => !e.closest("svg"))
  .flatMap((e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor])
  .filter((colour) => colour !== "rgba(0, 0, 0, 0)"))]"""


def aid(page, name):
    return page.locator(f"[data-aid={name}]")


def wears(page, aid):
    """Wait until the page has this aid on, or none; that it is out of touch is no aid.

    A page that nobody uses loads itself again when a minute of its own clock went by without a word
    of the server; what is waited for outlives that.
    """
    expect(page.locator("html")).to_have_class(re.compile(rf"^(stale ?)?{aid}( ?stale)?$"))


def test_an_aid_is_on_after_one_touch_and_off_after_the_next(kiosk):
    for name in ("large", "contrast", "low"):
        aid(kiosk, name).click()
        expect(aid(kiosk, name)).to_have_attribute("aria-pressed", "true")
        wears(kiosk, name)
        aid(kiosk, name).click()
        expect(aid(kiosk, name)).to_have_attribute("aria-pressed", "false")
        wears(kiosk, "")


def test_large_text_turns_pages_instead_of_scrolling_and_loses_no_unit(kiosk):
    units = kiosk.locator(".tile[data-unit]")
    whole = units.count()
    aid(kiosk, "large").click()
    seen = set()
    at = kiosk.locator(".pager [role=status]")
    expect(at).to_have_text(re.compile(r"^Trang 1/\d$"))
    pages = int(at.inner_text().split("/")[1])
    assert 1 < pages < 5
    before = kiosk.get_by_role("button", name="Trang trước")
    expect(before).to_be_disabled()
    for page in range(1, pages + 1):
        expect(at).to_have_text(f"Trang {page}/{pages}")
        expect(kiosk.locator(".tile.ask")).to_be_visible()
        seen |= {unit.get_attribute("data-unit") for unit in units.all()}
        kiosk.get_by_role("button", name="Trang sau").click()
        expect(before).to_be_enabled(enabled=page < pages)
    expect(at).to_have_text(f"Trang 1/{pages}")
    assert len(seen) == whole
    take(kiosk, "XD")


def test_high_contrast_is_black_white_and_yellow_and_nothing_else(kiosk):
    aid(kiosk, "contrast").click()
    assert set(kiosk.evaluate(COLOURS)) == THREE_COLOURS
    search(kiosk, "giay phep")
    assert set(kiosk.evaluate(COLOURS)) == THREE_COLOURS
    assert kiosk.evaluate(FAINT, 7) == []


def test_the_measure_of_contrast_finds_what_is_faint(kiosk):
    assert kiosk.evaluate(FAINT, 7) != [], "the everyday look has pairs below 7"


def test_the_next_citizen_starts_without_aids_and_in_vietnamese(clocked, program, kiosk_token):
    open_kiosk(clocked, program, kiosk_token)
    clocked.get_by_role("button", name="English").click()
    for name in ("contrast", "low"):
        aid(clocked, name).click()
    clocked.clock.run_for(46_000)
    expect(clocked.get_by_role("alertdialog")).to_contain_text("Are you still there?")
    clocked.clock.run_for(21_000)
    expect(clocked.get_by_role("heading", level=1)).to_contain_text("Xin chào!")
    wears(clocked, "")
    expect(clocked.get_by_role("alertdialog")).to_have_count(0)


def test_large_text_gives_twice_the_time(clocked, program, kiosk_token):
    open_kiosk(clocked, program, kiosk_token)
    aid(clocked, "large").click()
    clocked.clock.run_for(60_000)
    expect(clocked.get_by_role("alertdialog")).to_have_count(0)
    clocked.clock.run_for(31_000)
    expect(clocked.get_by_role("alertdialog")).to_contain_text("Ông/Bà còn ở đó không?")
    clocked.clock.run_for(23_000)
    expect(clocked.get_by_role("alertdialog")).to_be_visible()
    wears(clocked, "large")
    clocked.clock.run_for(18_000)
    expect(clocked.get_by_role("alertdialog")).to_have_count(0)
    wears(clocked, "")


def test_done_ends_the_aids_with_the_visit(kiosk):
    aid(kiosk, "contrast").click()
    take(kiosk, "CT")
    wears(kiosk, "contrast")
    kiosk.locator(".ticket .pri").click()
    expect(kiosk.locator(".tile.ask")).to_be_visible()
    wears(kiosk, "")


def test_where_the_browser_has_no_voice_reading_is_not_offered(kiosk):
    assert kiosk.evaluate("speechSynthesis.getVoices().length") == 0
    expect(aid(kiosk, "large")).to_be_visible()
    expect(aid(kiosk, "reading")).to_have_count(0)


@pytest.fixture
def speaking(page, program, kiosk_token):
    """The kiosk on a device that has a voice."""
    page.add_init_script(A_VOICE)
    open_kiosk(page, program, kiosk_token)
    return page


def is_reading(page):
    """Wait until it has begun: then it says at once where the citizen is."""
    wait_until("a voice", lambda: said(page) is not None)


def said(page):
    return page.evaluate("window.said.filter((text) => text !== '(silence)').pop()")


def test_what_has_the_focus_is_read_and_interrupts_what_was_being_read(speaking):
    aid(speaking, "reading").click()
    is_reading(speaking)
    speaking.locator("[data-unit=YT]").focus()
    assert said(speaking).startswith("Sở Y tế, Khám bệnh, dược, thực phẩm, ")
    assert said(speaking).endswith(("Chưa mở quầy", "Không phải chờ", "đang chờ"))
    speaking.locator(".tile.ask").focus()
    assert speaking.evaluate("window.said.slice(-2)[0]") == "(silence)"
    assert said(speaking).startswith("Tôi chưa rõ cần gặp ai, Chưa mở quầy. Mời Ông/Bà hỏi")


def test_key_five_starts_the_reading_and_says_it_again(speaking):
    speaking.keyboard.press("5")
    expect(aid(speaking, "reading")).to_have_attribute("aria-pressed", "true")
    is_reading(speaking)
    speaking.locator("[data-unit=YT]").focus()
    before = speaking.evaluate("window.said.length")
    speaking.keyboard.press("5")
    wait_until("it again", lambda: speaking.evaluate("window.said.length") > before)
    assert said(speaking).startswith("Sở Y tế")


def test_the_number_is_read_sign_by_sign_and_twice(speaking):
    speaking.keyboard.press("5")
    shown = take(speaking, "YT")
    assert shown == number(speaking)
    signs = ", ".join(shown)
    read = f"Số thứ tự của Ông/Bà, {signs}, {signs}"
    wait_until("the number to be read", lambda: said(speaking).startswith(read))


def test_a_language_without_a_voice_is_not_read(speaking):
    expect(aid(speaking, "reading")).to_be_visible()
    speaking.get_by_role("button", name="English").click()
    expect(speaking.locator("h1")).to_contain_text("Welcome")
    expect(aid(speaking, "reading")).to_have_count(0)
