"""What the looks of every screen share: a room for each group of states, and a silent browser."""

from contextlib import ExitStack

import pytest

from tests.gallery.states import opened

pytest.register_assert_rewrite("tests.looks.every_state")


def pytest_generate_tests(metafunc):
    """Give a test every page of its module's screen, with the states that it shows."""
    if "states" in metafunc.fixturenames:
        pages = [(group, states) for group in metafunc.module.GROUPS for states in group.pages]
        names = ["+".join(state.name for state in states) for _, states in pages]
        metafunc.parametrize(("group", "states"), pages, ids=names)


@pytest.fixture(scope="module")
def room_of(browser, tmp_path_factory):
    """Give the room of a group; it stays open until a group of another hall is asked for."""
    with ExitStack() as rooms:
        standing = {}

        def room(group):
            if group.hall not in standing:
                rooms.close()
                standing.clear()
                folder = tmp_path_factory.mktemp("hall")
                standing[group.hall] = rooms.enter_context(opened(group, folder))
            return standing[group.hall]

        yield room


@pytest.fixture(scope="session")
def silent_browser(browser_type, browser_type_launch_args):
    """A browser that keeps sound back, as they come."""
    flags = [flag for flag in browser_type_launch_args["args"] if "autoplay" not in flag]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": flags})
    yield browser
    browser.close()


@pytest.fixture
def browser_of(browser, request):
    """Give the browser in which a state is seen."""
    return lambda state: request.getfixturevalue("silent_browser") if state.silent else browser
