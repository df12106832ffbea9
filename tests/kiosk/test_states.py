"""When no numbers are given: the page says why, until when, and what to do next."""

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.kiosk.catalogue import import_procedures
from tests.kiosk.conftest import open_kiosk
from tests.kiosk.walk import AT_REST, SMALL_TEXT, TOO_WIDE, search
from tests.program import run, server_in, serving, within_hours_only

MONDAY = "2026-11-23T"


@pytest.fixture(scope="module")
def closed_centre(furnished, tmp_path_factory):
    """A centre before its hours of intake."""
    server = server_in(
        tmp_path_factory.mktemp("closed"),
        within_hours_only,
        furnished=furnished,
        at=f"{MONDAY}05:00:00",
    )
    import_procedures(server)
    with serving(server):
        yield server


@pytest.fixture
def closed(page, closed_centre):
    open_kiosk(page, closed_centre, closed_centre.tokens["kiosk"])
    return page


def test_outside_the_hours_the_page_says_when_it_opens_and_promises_nobody_anything(closed):
    expect(closed.get_by_role("heading", level=1)).to_have_text("Hiện ngoài giờ cấp số")
    expect(closed.locator(".hero p")).to_contain_text("Mở lại lúc")
    expect(closed.locator(".hero p")).to_contain_text("Mời Ông/Bà quay lại sau.")
    note = closed.locator(".shut-note")
    expect(note).to_contain_text("Giờ cấp số")
    expect(note).to_contain_text("Thứ Hai đến Thứ Sáu")
    expect(note).not_to_contain_text("Người đã lấy số vẫn được phục vụ.")
    expect(closed.locator(".quick")).to_have_count(0)


@pytest.mark.parametrize(
    ("spans", "said"), [([], "Hôm nay: nghỉ"), (["09:00-11:00"], "Hôm nay: 09:00–11:00")]
)
def test_a_special_day_says_its_own_hours_before_those_of_the_week(page, another, spans, said):
    def on_this_day(settings):
        settings["hours"]["days"] = {"2026-11-23": spans}

    program = another(within_hours_only, on_this_day, at=f"{MONDAY}08:00:00")
    open_kiosk(page, program, program.tokens["kiosk"])
    lines = page.locator(".shut-note section").first.locator("p")
    expect(lines.first).to_have_text(said)
    expect(lines.nth(1)).to_contain_text("Thứ Hai đến Thứ Sáu")


def test_closed_units_stay_greyed_and_the_papers_can_still_be_looked_up(closed):
    tile = closed.locator("[data-unit=YT]")
    expect(tile).to_be_disabled()
    expect(tile).to_contain_text("Tạm đóng")
    expect(closed.locator(".tile.ask")).to_be_disabled()
    search(closed, "doi giay phep lai xe")
    closed.locator(".r").first.click()
    expect(closed.locator(".papers li")).to_have_count(3)
    expect(closed.locator(".take .shut")).to_contain_text("Ngoài giờ cấp số. Mở lại lúc")
    expect(closed.get_by_role("button", name="Lấy số", exact=True)).to_be_disabled()
    expect(closed.get_by_role("button", name="Tôi thuộc nhóm ưu tiên")).to_be_disabled()


def test_the_closed_page_fits_and_keeps_the_rules(closed):
    for aids in ((), ("large",), ("contrast", "low")):
        for aid in aids:
            closed.locator(f"[data-aid={aid}]").click()
        closed.evaluate(AT_REST)
        assert closed.evaluate(TOO_WIDE) == [], aids
        assert closed.evaluate(SMALL_TEXT, 32 if "large" in aids else 18) == [], aids
        for aid in aids:
            closed.locator(f"[data-aid={aid}]").click()


def test_a_closed_day_says_so_and_not_that_it_is_early(page, another):
    program = another()
    api = Api(program.url, program.tokens["api"])
    open_kiosk(page, program, program.tokens["kiosk"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xin chào!")
    api.post("/api/tickets", {"service": "YT"})
    run("close-day", "--yes", "--at-once", "--data", program.data)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hôm nay đã ngừng cấp số")
    expect(page.locator("[data-unit=YT]")).to_be_disabled()
    assert api.post("/api/tickets", {"service": "YT"}).json()["error"] == "day_closed"


def test_the_last_numbers_of_the_day_are_gone_where_the_turn_would_come_too_late(page, another):
    program = another(within_hours_only, at=f"{MONDAY}16:15:00")
    api = Api(program.url, program.tokens["api"])
    api.post("/api/counters/10/open")
    for _ in range(3):
        api.post("/api/tickets", {"service": "YT"})
    open_kiosk(page, program, program.tokens["kiosk"])
    tile = page.locator("[data-unit=YT]")
    expect(tile).to_be_disabled()
    expect(tile).to_contain_text("Hôm nay đã hết số")
    expect(tile.locator(".w")).to_have_text("Hết số")
    expect(page.locator("[data-unit=CT]")).to_be_enabled()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xin chào!")
