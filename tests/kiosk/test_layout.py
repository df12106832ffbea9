"""Everything fits: every page at every panel size, in both languages, with the widest numbers."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from queueing.commands import IssueTicket
from queueing.office import Office
from settings.loading import load
from storage.database import open_database
from storage.journal import SqlJournal
from tests.kiosk.catalogue import import_procedures
from tests.kiosk.conftest import open_kiosk
from tests.kiosk.walk import (
    CROWDED,
    FAINT,
    OUT_OF_REACH,
    SMALL_TARGETS,
    SMALL_TEXT,
    TOO_WIDE,
    every_page,
)
from tests.program import server_in, serving

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
PANELS = [PORTRAIT, (768, 1366), (2160, 3840), LANDSCAPE]
AIDS = [("large",), ("low",), ("contrast",), ("large", "low")]
MAIN_TARGETS = ".tile, .find, .quick button, .r, .groups .no, .groups .yes, .act button, .back"


@pytest.fixture(scope="module")
def late_in_the_day(furnished, tmp_path_factory):
    """A centre in which the next number of the zones' letter is M1000."""
    program = server_in(tmp_path_factory.mktemp("late"), furnished=furnished)
    import_procedures(program)
    office, database = _office(program)
    for n in range(999):
        office.submit(
            IssueTicket("KCX", follow=f"follow-{n}"), actor="test", reply=lambda hall, entries: None
        )
    database.close()
    with serving(program):
        yield program


def _office(program):
    catalogue = load(program.config).catalogue()
    database = open_database(program.data)
    clock = lambda: datetime.now(UTC)  # noqa: E731
    return Office(SqlJournal(database, catalogue.zone_info, clock), catalogue, clock), database


def opened(browser, program, size, language="vi", aids=()):
    """The kiosk's page on a panel, in a language, with the aids that somebody has touched."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    page = context.new_page()
    open_kiosk(page, program, program.tokens["kiosk"])
    for aid in aids:
        page.locator(f"[data-aid={aid}]").click()
    if language == "en":
        page.get_by_role("button", name="English").click()
        expect(page.locator("h1")).to_contain_text("Welcome")
    return page


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", PANELS)
def test_every_page_fits_its_panel(browser, late_in_the_day, size, language):
    page = opened(browser, late_in_the_day, size, language)
    for name in every_page(page):
        assert page.evaluate(TOO_WIDE) == [], name
        if size in (PORTRAIT, LANDSCAPE):
            check_sizes(page, name, least_text=18)
    expect(page.locator(".tk .no")).to_contain_text("M1")
    page.context.close()


@pytest.mark.parametrize(
    ("size", "aids", "language"),
    [
        (size, aids, ("vi", "en")[(number + turned) % 2])
        for turned, size in enumerate((PORTRAIT, LANDSCAPE))
        for number, aids in enumerate(AIDS)
    ],
)
def test_every_page_fits_with_every_aid(browser, late_in_the_day, size, aids, language):
    page = opened(browser, late_in_the_day, size, language, aids)
    for name in every_page(page):
        assert page.evaluate(TOO_WIDE) == [], name
        check_sizes(page, name, least_text=32 if "large" in aids else 18)
        assert "low" not in aids or page.evaluate(OUT_OF_REACH) == [], name
        assert "contrast" not in aids or page.evaluate(FAINT, 7) == [], name
    page.context.close()


def check_sizes(page, name, least_text):
    """Check letters and targets, in pixels at the width (or height) for which the page is drawn."""
    assert page.evaluate(SMALL_TEXT, least_text) == [], name
    assert page.evaluate(SMALL_TARGETS, [MAIN_TARGETS, 88]) == [], name
    assert page.evaluate(SMALL_TARGETS, ["#screen button", 64]) == [], name
    assert page.evaluate(CROWDED, 13) == [], name
