"""What the looks of every screen share: a room for each group of states, and a silent browser."""

from contextlib import ExitStack

import pytest

from tests.gallery.states import opened

pytest.register_assert_rewrite("tests.looks.every_state")


def pytest_generate_tests(metafunc):
    """Give a test every state of its module's screen."""
    if "state" in metafunc.fixturenames:
        states = [(group, state) for group in metafunc.module.GROUPS for state in group.states]
        names = [state.name for _, state in states]
        metafunc.parametrize(("group", "state"), states, ids=names)


@pytest.fixture(scope="module")
def room_of(browser, tmp_path_factory):
    """Give the room of a group; it stays open until another group's is asked for."""
    with ExitStack() as rooms:
        standing = {}

        def room(group):
            if group.name not in standing:
                rooms.close()
                standing.clear()
                folder = tmp_path_factory.mktemp("hall")
                standing[group.name] = rooms.enter_context(opened(group, folder))
            return standing[group.name]

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
