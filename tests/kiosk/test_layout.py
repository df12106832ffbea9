"""Everything fits: every page at every panel size, in both languages, with the widest numbers."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from queueing.commands import IssueTicket
from queueing.office import Office
from settings.loading import load
from storage.database import open_database
from storage.journal import SqlJournal
from tests.kiosk.conftest import open_kiosk
from tests.kiosk.program import Program, import_procedures

TOO_WIDE = """() => [...document.querySelectorAll("#screen *")]
  .filter((e) => !(e instanceof SVGElement) && !e.classList.contains("vh"))
  .filter((e) => getComputedStyle(e).display !== "inline" && e.clientWidth > 0)
  .filter((e) => e.scrollWidth > e.clientWidth + 1
    || (e.matches("button, main, .depts, .res, .groups, .wrap, .tk")
      && e.scrollHeight > e.clientHeight + 1))
  .map((e) => e.className + ": " + e.textContent.slice(0, 40))"""
SMALL_TARGETS = """(least) => [...document.querySelectorAll("#screen button")]
  .map((e) => [e.textContent, e.getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < least - 0.5)
  .map(([text, box]) => text + " " + Math.round(box.width) + "x" + Math.round(box.height))"""
SMALL_TEXT = """() => [...document.querySelectorAll("#screen *")]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .map((e) => [e.textContent, parseFloat(getComputedStyle(e).fontSize)])
  .filter(([, size]) => size < 18)"""


@pytest.fixture(scope="module")
def late_in_the_day(tmp_path_factory):
    """A centre in which the next number of the zones' letter is M1000."""
    program = Program(tmp_path_factory.mktemp("late"))
    import_procedures(program)
    office, database = _office(program)
    for n in range(999):
        office.submit(
            IssueTicket("KCX", follow=f"follow-{n}"), actor="test", reply=lambda hall, entries: None
        )
    database.close()
    program.start()
    yield program
    program.stop()


def _office(program):
    catalogue = load(program.config).catalogue()
    database = open_database(program.data)
    clock = lambda: datetime.now(UTC)  # noqa: E731
    return Office(SqlJournal(database, catalogue.zone_info, clock), catalogue, clock), database


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [(1080, 1920), (768, 1366), (2160, 3840), (1920, 1080)])
def test_every_page_fits_its_panel(browser, late_in_the_day, size, language):
    program = late_in_the_day
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    page = context.new_page()
    open_kiosk(page, program, program.token("kiosk"))
    if language == "en":
        page.get_by_role("button", name="English").click()
        expect(page.locator("h1")).to_contain_text("Welcome")
    assert page.evaluate(TOO_WIDE) == []
    page.locator(".find").click()
    page.locator(".field input").fill("giay phep")
    expect(page.locator(".r")).to_have_count(6)
    assert page.evaluate(TOO_WIDE) == []
    page.locator(".back").click()
    page.locator("[data-unit=GTVT]").click()
    assert page.evaluate(TOO_WIDE) == []
    page.locator(".back").click()
    page.locator("[data-unit=KCX]").click()
    assert page.evaluate(TOO_WIDE) == []
    page.locator(".groups .no").click()
    expect(page.locator(".tk .no")).to_contain_text("M1")
    assert page.evaluate(TOO_WIDE) == []
    context.close()


def test_text_and_targets_keep_their_least_size(kiosk):
    assert kiosk.evaluate(SMALL_TEXT) == []
    assert kiosk.evaluate(SMALL_TARGETS, 64) == []
    kiosk.locator(".find").click()
    kiosk.locator(".field input").fill("giay phep")
    assert kiosk.evaluate(SMALL_TEXT) == []
    assert kiosk.evaluate(SMALL_TARGETS, 64) == []
