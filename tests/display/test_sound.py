"""The chime: once for each new call, never for what was missed or where it is not wanted."""

import os

import pytest
from playwright.sync_api import expect

from tests.web.proxy import Network

TONES = 6
HEARD = f"""() => {{
  window.tones = 0;
  const start = AudioScheduledSourceNode.prototype.start;
  AudioScheduledSourceNode.prototype.start = function (...when) {{
    window.tones += 1;
    return start.apply(this, when);
  }};
  window.chimes = () => window.tones / {TONES};
}}"""
OFFER = "Chạm để bật âm thanh"
RENDERED = """async () => {
  const base = JSON.parse(document.getElementById("page").textContent).asset_base;
  const {ring} = await import(`${base}/display/sound.js`);
  const context = new OfflineAudioContext(1, 48000 * 3, 48000);
  ring(context, 0.1);
  const wave = (await context.startRendering()).getChannelData(0);
  const loudest = (from, to) => wave.slice(from * 48000, to * 48000)
    .reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return [loudest(0, 0.1), loudest(0.1, 1), loudest(2.2, 3)];
}"""


def large(page, number):
    expect(page.locator(".call[data-seq] .no")).to_have_text(number)


@pytest.fixture
def listening(page, display):
    page.add_init_script(f"({HEARD})()")
    return display


def test_each_new_call_and_each_recall_rings_once(centre, listening):
    centre.open("02", "03")
    centre.serve_next("02", "XD")
    page = listening(centre)
    assert page.evaluate("() => window.chimes()") == 0
    for count in (1, 2):
        large(page, centre.serve_next("03", "XD"))
        assert page.evaluate("() => window.chimes()") == count
    again = centre.at("02", "recall")["ticket"]["number"]
    large(page, again)
    assert page.evaluate("() => window.chimes()") == 3


def test_calls_that_were_missed_come_without_a_sound_and_new_ones_ring_again(centre, listening):
    network = Network(centre.server.port)
    centre.open("02")
    page = listening(centre, url=network.url)
    network.cut()
    band = page.get_by_role("alert")
    expect(band).to_be_visible()
    missed = [centre.serve_next("02", "XD") for _ in range(3)]
    network.mend()
    expect(band).to_be_hidden()
    large(page, missed[-1])
    assert page.evaluate("() => window.chimes()") == 0
    large(page, centre.serve_next("02", "XD"))
    assert page.evaluate("() => window.chimes()") == 1
    network.stop()


def test_the_chime_is_heard_is_not_clipped_and_ends(lobby, display):
    before, during, after = display(lobby).evaluate(RENDERED)
    assert (before, after) == (0, 0)
    assert 0.2 < during < 1


@pytest.fixture
def strict_page(browser_type):
    """A page of a browser that lets nothing sound before somebody touches it."""
    browser = browser_type.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        args=["--no-sandbox", "--autoplay-policy=document-user-activation-required"],
    )
    page = browser.new_page(locale="vi-VN", reduced_motion="reduce")
    page.add_init_script(f"({HEARD})()")
    yield page
    browser.close()


@pytest.mark.parametrize("how", ["touch", "key"])
def test_a_browser_that_keeps_the_sound_back_says_so_until_it_is_touched(lobby, strict_page, how):
    page = strict_page
    lobby.open("14")
    page.goto(f"{lobby.url}/display?zone=tret&layout=hero&token={lobby.token}")
    offer = page.get_by_role("button", name=OFFER)
    expect(offer).to_be_visible()
    large(page, lobby.serve_next("14", "VHTTDL"))
    assert page.evaluate("() => window.chimes()") == 0
    if how == "touch":
        offer.click()
    else:
        page.keyboard.press("ArrowDown")
    expect(offer).to_have_count(0)
    large(page, lobby.serve_next("14", "VHTTDL"))
    assert page.evaluate("() => window.chimes()") == 1
