"""Names without English stand on English pages in Vietnamese, and are marked as that."""

import pytest
from playwright.sync_api import expect

from tests.journeys.screens import BOARD, PHONE, Screens
from tests.journeys.wire import Client
from tests.kiosk.catalogue import catalogue, import_procedures, today
from tests.program import at_any_hour

NAMES = ("Sở Giao thông vận tải", "Giao thông vận tải", "Giấy phép lái xe", "Tầng trệt")
IN_ENGLISH = "Department of Health"
FOUND = """(names) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const node = walk.currentNode, text = node.data.replace(/\\u00a0/g, " ").trim();
    if (names.includes(text)) {
      found.push([text, node.parentElement.closest("[lang]").lang]);
    }
  }
  return found;
}"""


def without_english(settings):
    settings["departments"]["GTVT"]["names"] = {"vi": NAMES[0]}
    settings["departments"]["GTVT"]["short_names"] = {"vi": NAMES[1]}
    settings["services"]["GTVT-LX"]["names"] = {"vi": NAMES[2]}
    settings["floors"]["tret"] = {"vi": NAMES[3]}
    settings["bookings"]["on"] = True


@pytest.fixture
def hall(new_server):
    server = new_server(at_any_hour, without_english, at=f"{today()}T09:00:00")
    import_procedures(server, catalogue())
    server.start()
    office = Client(server.port, server.tokens["api"])
    office.post("/api/counters/07/open")
    server.follow = office.post("/api/tickets", {"service": "GTVT-LX"}).json["follow_url"]
    office.post("/api/counters/07/call-next")
    office.post("/api/tickets", {"service": "GTVT-LX"})
    office.post("/api/bulletins", {"reason": "system", "departments": ["GTVT"]})
    yield server
    office.close()
    server.kill()
    assert not server.traces(), server.traces()


def list_pages(server):
    """Return (address, viewport, the names that stand there)."""
    display = f"token={server.tokens['display']}"
    department, short, service, floor = NAMES
    return (
        (f"/display?layout=hero&zone=tret&{display}", BOARD, {department, floor}),
        (f"/display?layout=board&zone=tret&{display}", BOARD, {department, short, floor}),
        (f"/display/basic?zone=tret&{display}", BOARD, {department, floor}),
        (f"/kiosk?token={server.tokens['kiosk']}", BOARD, {department}),
        ("/now?", PHONE, {department, service}),
        ("/procedures?", PHONE, {department}),
        ("/book?", PHONE, {department, service}),
        ("/book?service=GTVT-LX", PHONE, {department, service}),
        (f"{server.follow}?", PHONE, {department}),
    )


def test_each_is_marked_on_every_page_for_citizens(hall, new_context):
    screens = Screens(new_context, hall)
    seen = set()
    for address, viewport, wanted in list_pages(hall):
        page = screens.page(viewport)
        page.goto(f"{address}&lang=en")
        for name in wanted:
            expect(page.get_by_text(name).first).to_be_attached()
        found = page.evaluate(FOUND, [*NAMES, IN_ENGLISH])
        assert {name for name, _ in found} >= wanted, (address, found)
        for name, language in found:
            assert language == ("en" if name == IN_ENGLISH else "vi"), (address, found)
        seen |= {name for name, _ in found}
        page.close()
    assert seen == {*NAMES, IN_ENGLISH}
    assert screens.script_errors == []
