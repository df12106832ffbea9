"""Pages as the reader's browser is set: larger letters, zoom, own colours, a dark desktop."""

from dataclasses import replace

import pytest

from tests.gallery import admin, counters, guide, phone, reports, sign_in, statistics
from tests.gallery.states import Visit
from tests.looks.measures import faults

LARGE_PX = (24, 32)
ZOOMS = (0.8, 1.5, 2.0)
NAMES = {
    "counter-priority",
    "counter-transfer",
    "counter-undo",
    "counter-side-serving",
    "guide",
    "guide-found",
    "phone",
    "phone-called",
    "reports",
    "statistics",
    "admin-rules",
    "admin-people-phone",
    "sign-in",
}
"""One of each kind of page: tests/looks/ measures every state as browsers come."""
STATES = [
    (group, state)
    for screen in (admin, counters, guide, phone, reports, sign_in, statistics)
    for group in screen.GROUPS
    for state in group.states
    if state.name in NAMES
]
CHOSEN = pytest.mark.parametrize(("of", "seen"), STATES, ids=[state.name for _, state in STATES])
NOT_SEEN = """(kinds) => [...document.querySelectorAll(kinds)]
  .filter((e) => e.getClientRects().length > 0 && !e.closest("[hidden]"))
  .filter((e) => {
    const {backgroundColor, color} = getComputedStyle(e);
    const other = e.parentElement.querySelector(
      `:scope > ${e.tagName}:not([aria-pressed=true], [aria-selected=true], [aria-current])`);
    return other && getComputedStyle(other).backgroundColor === backgroundColor;
  }).map((e) => e.textContent)"""


UNREACHED = """(kinds) => [...document.querySelectorAll(kinds)]
  .filter((e) => e.checkVisibility({visibilityProperty: true}))
  .slice(0, 40)
  .filter((e) => {
    e.scrollIntoView({block: "nearest", inline: "nearest"});
    const {left, right, top, bottom, width, height} = e.getBoundingClientRect();
    const wide = Math.min(right, innerWidth) - Math.max(left, 0);
    const high = Math.min(bottom, innerHeight) - Math.max(top, 0);
    if (wide < 0 || high < 0 || wide * high < width * height / 2) return true;
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    // The bar of the last press lies over the list for some seconds.
    const own = there === null || e.contains(there) || there.contains(e);
    return !own && !there.closest(".said, label");
  }).map((e) => e.outerHTML.slice(0, 100))"""
CONTROLS = ("button", "a", "input:not([type=radio], [type=hidden], [aria-hidden=true])", "select")


@pytest.fixture(scope="module", params=LARGE_PX)
def large_letters(request, browser_type, browser_type_launch_args):
    """A browser whose owner has set the letters larger, up to twice the size."""
    setting = f"--blink-settings=defaultFontSize={request.param}"
    arguments = [*browser_type_launch_args["args"], setting]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": arguments})
    yield browser
    browser.close()


def test_every_state_that_is_named_is_there():
    assert {state.name for _, state in STATES} == NAMES


@CHOSEN
def test_letters_are_as_large_as_the_browser_is_told(room_of, large_letters, of, seen):
    with room_of(of).shows(large_letters, seen) as visit:
        root = visit.page.evaluate(
            "parseFloat(getComputedStyle(document.documentElement).fontSize)"
        )
        assert root in LARGE_PX
        fits(visit)


@CHOSEN
def test_a_page_is_whole_at_every_zoom_and_in_the_reader_s_own_colours(room_of, browser, of, seen):
    with room_of(of).shows(browser, seen) as visit:
        visit.page.emulate_media(forced_colors="active")
        try:
            chosen = "[aria-pressed=true], [aria-selected=true], a[aria-current]"
            assert visit.page.evaluate(NOT_SEEN, chosen) == []
            assert faults(visit.page, []) == []
        finally:
            visit.page.emulate_media(forced_colors="none")
        for zoom in ZOOMS:
            width, height = (round(pixels / zoom) for pixels in seen.size)
            visit.page.set_viewport_size({"width": max(width, 320), "height": height})
            visit.settle()
            fits(visit)


def fits(visit: Visit):
    """Nothing is cut off, and every control can be brought into view."""
    assert faults(visit.page, []) == []
    home = "dialog[open]" if visit.page.locator("dialog[open]").count() else "main"
    assert visit.page.evaluate(UNREACHED, ", ".join(f"{home} {kind}" for kind in CONTROLS)) == []


COLOURS = """() => [...document.querySelectorAll("body, body *")].map((e) => {
  const {color, backgroundColor, borderTopColor} = getComputedStyle(e);
  return [color, backgroundColor, borderTopColor].join();
})"""


@pytest.fixture(scope="module")
def darkening(browser_type, browser_type_launch_args):
    """A browser that makes every page dark that lets it."""
    setting = "--blink-settings=forceDarkModeEnabled=true"
    arguments = [*browser_type_launch_args["args"], setting]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": arguments})
    yield browser
    browser.close()


@pytest.mark.parametrize("path", ["/sign-in", "/khong-co"])
def test_a_browser_that_darkens_pages_leaves_ours_as_they_are(room_of, browser, darkening, path):
    group = sign_in.GROUPS[0]
    state = replace(group.states[0], reach=lambda visit: visit.open(path))
    seen = []
    for each in (browser, darkening):
        with room_of(group).shows(each, state) as visit:
            visit.page.emulate_media(color_scheme="dark")
            seen.append(visit.page.screenshot())
    assert seen[0] == seen[1]


@pytest.mark.parametrize("path", ["/sign-in", "/khong-co"])
def test_a_dark_desktop_changes_no_colour(room_of, browser, path):
    group = sign_in.GROUPS[0]
    state = replace(group.states[0], reach=lambda visit: visit.open(path))
    with room_of(group).shows(browser, state) as visit:
        light = visit.page.evaluate(COLOURS)
        visit.page.emulate_media(color_scheme="dark")
        assert visit.page.evaluate(COLOURS) == light
        visit.page.emulate_media(color_scheme="light")
