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
    stand_on,
)
from tests.program import server_in, serving

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
PANELS = [(2160, 3840), (768, 1366), LANDSCAPE, PORTRAIT]
AIDS = [
    (("large",), "vi"), (("low",), "vi"), (("contrast",), "en"), (("large", "low"), "en"),
]  # fmt: skip
"""What somebody has touched, and the language: letters and places by both languages."""
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


@pytest.fixture
def kiosk(page, late_in_the_day):
    """The kiosk's page at home."""
    open_kiosk(page, late_in_the_day, late_in_the_day.tokens["kiosk"])
    return page


def speak(page, language):
    if language == "en":
        page.get_by_role("button", name="English").click()
        expect(page.locator("h1")).to_contain_text("Welcome")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_fits_every_panel(kiosk, language):
    speak(kiosk, language)
    for name in every_page(kiosk):
        # Of letters twice as large one language says it all: they take twice the room
        for size in PANELS if language == "vi" else PANELS[1:]:
            stand_on(kiosk, size)
            assert kiosk.evaluate(TOO_WIDE) == [], (name, size)
            if size in (PORTRAIT, LANDSCAPE):
                check_sizes(kiosk, (name, size), least_text=18)
    expect(kiosk.locator(".tk .no")).to_contain_text("M1")


@pytest.mark.parametrize(("aids", "language"), AIDS)
def test_every_page_fits_with_every_aid(kiosk, aids, language):
    for aid in aids:
        kiosk.locator(f"[data-aid={aid}]").click()
    speak(kiosk, language)
    for name in every_page(kiosk):
        for size in (LANDSCAPE, PORTRAIT):
            stand_on(kiosk, size)
            place = name, size
            assert kiosk.evaluate(TOO_WIDE) == [], place
            check_sizes(kiosk, place, least_text=32 if "large" in aids else 18)
            assert "low" not in aids or kiosk.evaluate(OUT_OF_REACH) == [], place
            assert "contrast" not in aids or kiosk.evaluate(FAINT, 7) == [], place


def check_sizes(page, name, least_text):
    """Check letters and targets, in pixels at the width (or height) for which the page is drawn."""
    assert page.evaluate(SMALL_TEXT, least_text) == [], name
    assert page.evaluate(SMALL_TARGETS, [MAIN_TARGETS, 88]) == [], name
    assert page.evaluate(SMALL_TARGETS, ["#screen button", 64]) == [], name
    assert page.evaluate(CROWDED, 13) == [], name
