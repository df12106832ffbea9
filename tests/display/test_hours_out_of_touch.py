"""A board that loses touch once an hour, as over a bad cable: back by itself, every time alike."""

import pytest
from playwright.sync_api import expect

from tests.display.listening import Board
from tests.display.test_voice import briefly
from tests.web.proxy import Network

HOURS = 4
"""The fourth hour tells nothing that the second did not."""
BYTES = 1_000_000
"""So much may differ by chance from hour to hour; all of a page is some ten times that."""


@pytest.fixture
def centre(new_centre, tmp_path):
    centre = new_centre(tmp_path, briefly, "2026-11-23T07:00:00")
    centre.open("07")
    yield centre
    centre.stop()


@pytest.fixture
def network(centre):
    network = Network(centre.server.port)
    yield network
    network.stop()


def weigh(page):
    """Return what the page holds once it was tidied up: nodes, listeners, bytes of its scripts."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    counted = session.send("Memory.getDOMCounters")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return counted["nodes"], counted["jsEventListeners"], used


def test_no_call_is_lost_or_said_twice_and_the_page_grows_no_larger(new_context, centre, network):
    board = Board(new_context().new_page(), centre, url=network.url).leads()
    away = board.page.locator(".screen.stale")
    numbers, weights = [], []
    for hour in range(8, 8 + HOURS):
        network.cut()
        expect(away).to_be_visible()
        centre.server.set_clock(f"2026-11-23T{hour:02}:00:00")
        numbers.append(centre.serve_next("07", "GTVT-LX"))
        network.mend()
        expect(away).to_have_count(0)
        expect(board.page.locator(".call .no")).to_have_text(numbers[-1])
        said = board.first_reports(len(numbers))
        weights.append(weigh(board.page))
    assert [each["result"] for each in said] == ["played"] * HOURS
    assert len(set(numbers)) == len(board.heard()) == HOURS
    nodes, listeners, used = zip(*weights[1:], strict=True)
    assert max(nodes) <= 1.2 * nodes[0]
    assert max(listeners) <= listeners[0] + 5
    assert max(used) <= used[0] + BYTES
