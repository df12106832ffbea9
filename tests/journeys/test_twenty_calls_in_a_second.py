"""Twenty calls at once: an open board shows every one of them, one after the other."""

from itertools import islice

import pytest
from playwright.sync_api import expect

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
def server(new_server):
    """A running server, whose boards show and say nothing."""
    running = new_server(in_silence).start()
    yield running
    running.kill()
    assert not running.traces(), running.traces()


@pytest.fixture
def screens(new_context, server):
    """Browsers on the running server; none of their scripts may fail."""
    opened = Screens(new_context, server)
    yield opened
    assert opened.script_errors == []


def called(server):
    """Return the journal numbers of all calls."""
    return [fact.seq for fact in journal_of(server.data) if fact.kind == "TicketCalled"]


def test_the_board_shows_each_of_twenty_calls_in_turn_also_past_a_power_cut(
    screens, server, office
):
    """What a board does with its calls: whichever async mode sends them, they are the same."""
    prepare(office)
    display = screens.display("&zone=tret")
    expect(display.page.locator(".stage")).to_be_visible()
    display.page.evaluate(WATCH)
    for counter in COUNTERS:
        office.done(f"/api/counters/{counter}/call-next")
    everybody_goes_on(office)
    twenty = called(server)
    assert len(twenty) == 20
    expect(display.call).to_have_attribute("data-seq", str(twenty[-1]), timeout=LONG_MS)
    assert display.page.evaluate("window.seen") == twenty

    # The power is cut in the middle of them; the counters go on before the board is back
    everybody_goes_on(office)
    thirty = called(server)
    server.restart()
    office.insist("/api/counters/02/finish-and-call-next", {}, "first after the cut")
    everybody_goes_on(office, after=1)
    forty = called(server)
    assert (len(thirty), len(forty)) == (30, 40)
    expect(display.call).to_have_attribute("data-seq", str(forty[-1]), timeout=LONG_MS)
    assert display.page.evaluate("window.seen") == forty


def everybody_goes_on(office, after=0):
    """Each counter finishes and calls; `after`: all but so many."""
    for counter in islice(COUNTERS, after, None):
        office.done(f"/api/counters/{counter}/finish-and-call-next")


def prepare(office):
    """Four citizens wait for each of ten open counters."""
    for counter, service in COUNTERS.items():
        office.done(f"/api/counters/{counter}/open")
        for _ in range(4):
            office.done("/api/tickets", {"service": service})
