"""Pages of a browser that darkens, or on a dark desktop; and which pages are seen by own settings.

The pages themselves are looked at where each state is: `own_settings`, called by `every_state`.
"""

from dataclasses import replace

import pytest

from tests.gallery import sign_in
from tests.gallery.index import GROUPS
from tests.looks.own_settings import NAMES

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


def test_every_state_that_is_named_is_there():
    assert {state.name for group in GROUPS for state in group.states} >= NAMES


@pytest.mark.parametrize("path", ["/sign-in", "/khong-co"])
def test_neither_a_dark_desktop_nor_a_browser_that_darkens_changes_a_page(
    room_of, browser, darkening, path
):
    group = sign_in.GROUPS[0]
    state = replace(group.states[0], reach=lambda visit: visit.open(path))
    seen = []
    for each in (browser, darkening):
        with room_of(group).shows(each, state) as visit:
            light = visit.page.evaluate(COLOURS)
            visit.page.emulate_media(color_scheme="dark")
            if each is browser:
                assert visit.page.evaluate(COLOURS) == light
            seen.append(visit.page.screenshot())
            visit.page.emulate_media(color_scheme="light")
    assert seen[0] == seen[1]
