"""What moves on the board: the pulse of a new call, within the rules for flashes, and the shift."""

import pytest
from playwright.sync_api import expect

PULSE = """call => {
  const style = getComputedStyle(call);
  const frames = call.getAnimations().map((each) => each.effect.getKeyframes());
  return {
    name: style.animationName, seconds: style.animationDuration,
    times: style.animationIterationCount,
    colours: [].concat(...frames).map((frame) => frame.backgroundColor),
    share: call.offsetWidth * call.offsetHeight / (innerWidth * innerHeight),
  };
}"""


@pytest.fixture
def moving(browser, lobby):
    """A page whose viewer has nothing against motion."""
    page = browser.new_page(reduced_motion="no-preference", locale="vi-VN")
    page.goto(f"{lobby.url}/display?zone=tret&layout=hero&token={lobby.token}")
    page.wait_for_selector("html[data-ready]")
    yield page
    page.close()


def called(lobby, page):
    number = lobby.serve_next("16", "TNMT-MT")
    call = page.locator(f".call.now[data-number='{number}']")
    expect(call).to_be_visible()
    return call


def test_a_new_call_pulses_three_times_slowly_in_yellow_and_not_on_the_whole_screen(lobby, moving):
    lobby.open("16")
    for _ in range(2):  # a second call in the same place pulses as the first did
        pulse = called(lobby, moving).evaluate(PULSE)
        assert (pulse["name"], pulse["seconds"], pulse["times"]) == ("pulse", "1.6s", "3")
        assert set(pulse["colours"]) == {"rgb(255, 201, 60)", "rgb(255, 231, 163)"}
        assert pulse["share"] < 0.6


def test_who_does_not_want_motion_sees_none(lobby, display):
    lobby.open("16")
    page = display(lobby)
    called(lobby, page)
    assert page.evaluate("() => document.getAnimations().length") == 0


@pytest.fixture
def another(new_centre, tmp_path):
    """A centre whose clock the test turns."""
    centre = new_centre(tmp_path, at="2026-11-23T08:01:00")
    yield centre
    centre.stop()


def test_every_ten_minutes_the_whole_picture_moves_by_two_pixels(another, display):
    page = display(another)
    screen = page.locator(".screen")
    expect(page.locator(".clk b")).to_have_text("08:01")
    before, (x, y) = screen.get_attribute("class"), place(screen)
    another.server.set_clock("2026-11-23T08:11:00")
    expect(screen).not_to_have_class(before)  # the clock may show the new minute a moment earlier
    next_x, next_y = place(screen)
    assert abs(next_x - x) + abs(next_y - y) == 2
    bars = "[innerWidth - document.documentElement.clientWidth, scrollX, scrollY]"
    assert page.evaluate(f"() => {bars}") == [0, 0, 0]


def place(screen):
    box = screen.bounding_box()
    return box["x"], box["y"]
