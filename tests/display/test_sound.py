"""The chime itself, and a browser that keeps all sound back until somebody touches it."""

import pytest
from playwright.sync_api import expect

from tests.display.listening import LONG_MS, STRICT, Board
from tests.needs import CHROMIUM, SWITCHES

OFFER = "Chạm vào màn hình để bật âm thanh"
RENDERED = """async () => {
  const base = JSON.parse(document.getElementById("page").textContent).asset_base;
  const {ring} = await import(`${base}/display/sound.js`);
  const context = new OfflineAudioContext(1, 48000 * 3, 48000);
  ring(context, 0.1);
  const wave = (await context.startRendering()).getChannelData(0);
  const loudest = (from, to) => wave.slice(from * 48000, to * 48000)
    .reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return [loudest(0, 0.1), loudest(0.1, 1), loudest(1.1, 1.2), loudest(2.2, 3)];
}"""


def test_the_chime_is_heard_is_not_clipped_has_faded_after_a_second_and_ends(lobby, display):
    before, during, faded, after = display(lobby).evaluate(RENDERED)
    assert (before, after) == (0, 0)
    assert 0.2 < during < 1
    assert faded < during / 10


@pytest.fixture(scope="module")
def strict_browser(browser_type):
    """A browser that lets nothing sound before somebody touches it."""
    browser = browser_type.launch(executable_path=CHROMIUM, args=[*SWITCHES, STRICT])
    yield browser
    browser.close()


@pytest.fixture
def strict_page(strict_browser):
    page = strict_browser.new_page(locale="vi-VN", reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("how", ["touch", "key"])
def test_a_browser_that_keeps_the_sound_back_says_so_until_it_is_touched(lobby, strict_page, how):
    page = strict_page
    lobby.open("14")
    board = Board(page, lobby).leads()
    offer = page.get_by_role("button", name=OFFER)
    expect(offer).to_be_visible()
    with page.expect_request("**/result", timeout=LONG_MS) as blocked:
        number = lobby.serve_next("14", "VHTTDL")
    assert blocked.value.post_data_json == {"result": "blocked"}
    expect(page.locator(".call[data-seq] .no")).to_have_text(number)
    expect(offer).to_be_visible()
    if how == "touch":
        offer.click()
    else:
        page.keyboard.press("ArrowDown")
    expect(offer).to_have_count(0)
    lobby.serve_next("14", "VHTTDL")
    assert board.results(2) == ["blocked", "played"]
    assert board.chimes == 1
