"""Twenty calls at once: an open board shows every one of them, one after the other."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import in_the_default_mode
from tests.journeys.history import journal_of
from tests.journeys.screens import LONG_MS, Screens

COUNTERS = {
    "02": "XD", "03": "XD", "04": "TNMT-DD", "16": "TNMT-MT", "06": "KHĐT", "10": "YT",
    "11": "CT", "12": "NV", "13": "TTTT", "14": "VHTTDL",
}  # fmt: skip
WATCH = """
window.seen = [];
const look = () => {
  const call = document.querySelector(".stage .call[data-seq]");
  const seq = call && Number(call.dataset.seq);
  if (seq && seq !== window.seen[window.seen.length - 1]) { window.seen.push(seq); }
};
new MutationObserver(look).observe(document.body,
  { subtree: true, childList: true, attributes: true });
look();
"""


def in_silence(settings):
    """Where a call is heard it stays large until it was said: twenty would take their time."""
    settings["voice"]["loudspeakers"]["tret"]["mute"] = True


@pytest.fixture
def server(new_server, mode):
    """A running server in each async mode, whose boards show and say nothing."""
    running = new_server(in_silence, mode=mode).start()
    yield running
    running.kill()
    assert not running.traces(), running.traces()


@pytest.fixture
def screens(new_context, server):
    """Browsers on the running server; none of their scripts may fail."""
    opened = Screens(new_context, server)
    yield opened
    assert opened.script_errors == []


def everybody_calls(office):
    """Ten counters call twice each."""
    for counter in COUNTERS:
        office.done(f"/api/counters/{counter}/call-next")
    for counter in COUNTERS:
        office.done(f"/api/counters/{counter}/finish-and-call-next")


def called(server):
    """Return the journal numbers of all calls."""
    return [fact.seq for fact in journal_of(server.data) if fact.kind == "TicketCalled"]


def test_the_board_shows_each_of_twenty_calls_in_turn(screens, server, office):
    prepare(office)
    display = screens.display("&zone=tret")
    expect(display.page.locator(".stage")).to_be_visible()
    display.page.evaluate(WATCH)
    everybody_calls(office)
    twenty = called(server)
    assert len(twenty) == 20
    expect(display.call).to_have_attribute("data-seq", str(twenty[-1]), timeout=LONG_MS)
    assert display.page.evaluate("window.seen") == twenty


@in_the_default_mode
def test_calls_made_while_the_board_was_out_of_touch_are_shown_in_turn(screens, server, office):
    prepare(office)
    display = screens.display("&zone=tret")
    expect(display.page.locator(".stage")).to_be_visible()
    display.page.evaluate(WATCH)
    for counter in COUNTERS:
        office.done(f"/api/counters/{counter}/call-next")
    first = called(server)
    # The power is cut in the middle of them; the counters go on before the board is back
    server.restart()
    office.insist("/api/counters/02/finish-and-call-next", {}, "first after the cut")
    for counter in list(COUNTERS)[1:]:
        office.done(f"/api/counters/{counter}/finish-and-call-next")
    twenty = called(server)
    assert (len(first), len(twenty)) == (10, 20)
    expect(display.call).to_have_attribute("data-seq", str(twenty[-1]), timeout=LONG_MS)
    assert display.page.evaluate("window.seen") == twenty


def prepare(office):
    """Two citizens wait for each of ten open counters."""
    for counter, service in COUNTERS.items():
        office.done(f"/api/counters/{counter}/open")
        for _ in range(2):
            office.done("/api/tickets", {"service": service})
