"""What the tests of the lobby share: a centre that shows calls quickly, and its displays."""

from functools import partial

import pytest

from tests.display.centre import Centre
from tests.pages import context, kept_contexts  # noqa: F401 - fixtures

HEROES = """() => {
  window.heroes = [];
  const note = () => {
    const call = document.querySelector(".call.now");
    const last = window.heroes[window.heroes.length - 1];
    if (call !== null && (last === undefined || last.seq !== call.dataset.seq)) {
      window.heroes.push({seq: call.dataset.seq, number: call.dataset.number});
    }
  };
  new MutationObserver(note).observe(document, {subtree: true, childList: true, attributes: true});
}"""


@pytest.fixture(scope="session")
def new_centre(furnished):
    """Serve a centre: new_centre(folder, change, at); who does stops it."""
    return partial(Centre, furnished)


@pytest.fixture(scope="session")
def lobby(new_centre, tmp_path_factory):
    centre = new_centre(tmp_path_factory.mktemp("lobby"))
    yield centre
    centre.stop()


@pytest.fixture
def centre(new_centre, tmp_path):
    """A centre of its own for one test, with nothing in it yet."""
    centre = new_centre(tmp_path)
    yield centre
    centre.stop()


@pytest.fixture
def display(page):
    """Open a display of a centre: display(centre, zone=…, layout=…); it notes every large call."""

    def open_display(centre, url=None, **query):
        query = {"zone": "tret", "layout": "hero", "token": centre.token} | query
        address = "&".join(f"{name}={text}" for name, text in query.items())
        page.goto(f"{url or centre.url}/display?{address}")
        page.wait_for_selector("html[data-ready]")
        page.evaluate(HEROES)
        return page

    return open_display
