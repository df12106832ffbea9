"""Every state of every screen can be used and read by everybody, in each of its languages."""

from contextlib import ExitStack

import pytest

from tests.looks.measures import OF_WORDS, ROOT, RULES, faults, violations
from tools.gallery.index import GROUPS
from tools.gallery.states import opened, shown

STATES = [(group, state) for group in GROUPS for state in group.states]


@pytest.fixture(scope="module")
def hall_of(tmp_path_factory):
    """Give the hall of a group; it stays open until another group's is asked for."""
    with ExitStack() as rooms:
        standing = {}

        def hall(group):
            if group.name not in standing:
                rooms.close()
                standing.clear()
                folder = tmp_path_factory.mktemp("hall")
                standing[group.name] = rooms.enter_context(opened(group, folder))
            return standing[group.name]

        yield hall


@pytest.fixture(scope="session")
def silent_browser(browser_type, browser_type_launch_args):
    """A browser that keeps sound back, as they come."""
    flags = [flag for flag in browser_type_launch_args["args"] if "autoplay" not in flag]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": flags})
    yield browser
    browser.close()


@pytest.mark.parametrize(
    ("group", "state"), [pytest.param(*each, id=each[1].name) for each in STATES]
)
def test_a_state_is_usable_and_readable_in_each_language(
    browser, silent_browser, hall_of, group, state
):
    with shown(silent_browser if state.silent else browser, hall_of(group), state) as visit:
        visit.page.evaluate("window.stop()")  # what loads itself anew would do so meanwhile
        assert faults(visit.page, group.targets) == []
        # Where no script runs, axe does not either; that page is the same page with scripts.
        found = violations(visit.page, RULES) if state.scripts else []
        assert [each for each in found if each[0] not in state.allows] == []
        if state.english:
            state.english(visit)
            visit.settle()
            assert faults(visit.page, group.targets) == []
            assert violations(visit.page, OF_WORDS) == []


def test_no_two_states_share_a_name():
    names = [state.name for _, state in STATES]
    assert len(names) == len(set(names))


def test_every_state_has_its_picture_and_no_picture_is_of_something_else():
    pictures = {file.stem for file in (ROOT / "docs/screens").glob("*.png")}
    assert pictures == {state.name for _, state in STATES}
