"""Khmer is prepared: its font comes when it is chosen, and what is not translated says so."""

import pytest
from playwright.sync_api import expect

from tests.kiosk.catalogue import import_procedures
from tests.kiosk.conftest import open_kiosk
from tests.kiosk.test_aids import A_VOICE
from tests.kiosk.walk import CROWDED, SMALL_TARGETS, TOO_WIDE, every_page, stand_on
from tests.looks.measures import RULES, violations
from tests.program import server_in, serving, within_hours_only

KHMER_NAME = "មន្ទីរសុខាភិបាល"
LEADING = """(e) => parseFloat(getComputedStyle(e).lineHeight)
  / parseFloat(getComputedStyle(e).fontSize)"""
# Khmer is the page's language, yet these texts are Vietnamese and do not say so.
UNMARKED = """() => [...document.querySelectorAll("#screen *")]
  .filter((e) => e.closest("[lang]").lang === "km" && !e.closest(".vh"))
  .flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent))
  .filter((text) => /[a-zàáạảãâăêôơưđ]{2}/i.test(text))"""
# The same of what is only read aloud.
UNMARKED_NAMES = """() => ["button", "input", "img"].flatMap((kind) =>
    [...document.querySelectorAll(`#screen ${kind}`)])
  .filter((e) => e.closest("[lang]").lang === "km")
  .map((e) => e.getAttribute("aria-label") || e.getAttribute("alt") || "")
  .filter((name) => /[a-zàáạảãâăêôơưđ]{2}/i.test(name))"""


def with_khmer(settings):
    settings["centre"]["languages"].append("km")
    settings["screens"]["kiosk"]["offer_unfinished"] = True
    settings["departments"]["YT"]["names"]["km"] = KHMER_NAME


@pytest.fixture(scope="module")
def program(furnished, tmp_path_factory):
    """A centre whose kiosks speak Khmer too."""
    server = server_in(tmp_path_factory.mktemp("khmer"), with_khmer, furnished=furnished)
    import_procedures(server)
    with serving(server):
        yield server


def fonts(page):
    wanted = []
    page.on("request", lambda request: wanted.append(request.url))
    return lambda: [url for url in wanted if "khmer" in url]


def test_khmer_comes_with_its_font_and_untranslated_texts_are_marked_vietnamese(page, program):
    fetched = fonts(page)
    open_kiosk(page, program, program.tokens["kiosk"])
    expect(page.locator("[data-unit=YT]")).to_contain_text("Sở Y tế")
    assert fetched() == []
    with page.expect_response("**/noto-sans-khmer-*.woff2"):
        page.get_by_role("button", name="ខ្មែរ").click()
    assert page.evaluate("document.documentElement.lang") == "km"
    name = page.locator("[data-unit=YT] b").first
    expect(name).to_have_text(KHMER_NAME)
    assert round(name.evaluate(LEADING), 2) >= 1.6
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "vi")
    expect(page.locator("[data-unit=XD] b").first).to_have_attribute("lang", "vi")
    for step in every_page(page):
        assert page.evaluate(UNMARKED) == [], step
        assert page.evaluate(UNMARKED_NAMES) == [], step
        assert page.evaluate(TOO_WIDE) == [], step
    assert violations(page, RULES) == []


def test_the_pages_of_a_closed_centre_and_of_one_out_of_touch_are_marked_too(page, another):
    program = another(with_khmer, within_hours_only, at="2026-11-23T06:40:00")
    open_kiosk(page, program, program.tokens["kiosk"])
    page.get_by_role("button", name="ខ្មែរ").click()
    expect(page.locator(".hero p")).to_contain_text("Mở lại lúc 07:00")
    expect(page.locator(".hero p")).to_have_attribute("lang", "vi")
    expect(page.locator(".shut-note p").first).to_have_attribute("lang", "vi")
    assert page.evaluate(UNMARKED) == []
    program.kill()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.evaluate(UNMARKED) == []
    assert violations(page, RULES) == []


def test_after_khmer_the_next_citizen_is_greeted_in_vietnamese(page, program):
    open_kiosk(page, program, program.tokens["kiosk"])
    page.get_by_role("button", name="ខ្មែរ").click()
    page.locator("[data-unit=NV]").click()
    page.locator(".groups .no").click()
    page.locator(".ticket .pri").click()
    expect(page.locator(".tile.ask")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "vi"
    expect(page.locator("[data-unit=YT]")).to_contain_text("Sở Y tế")


def test_four_aids_and_three_languages_fit_into_the_bar(page, program):
    page.add_init_script(A_VOICE)
    open_kiosk(page, program, program.tokens["kiosk"])
    expect(page.locator(".tools button")).to_have_count(4)
    expect(page.locator(".lang button")).to_have_count(3)
    for aid in ("contrast", "large", "low"):
        page.locator(f"[data-aid={aid}]").click()
        for panel in ((1080, 1920), (1920, 1080)):
            stand_on(page, panel)
            assert page.evaluate(TOO_WIDE) == [], (aid, panel)
            assert page.evaluate(CROWDED, 13) == [], (aid, panel)
            assert page.evaluate(SMALL_TARGETS, [".bar button", 64]) == [], (aid, panel)
