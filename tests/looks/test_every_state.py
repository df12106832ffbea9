"""Every state of every screen can be used and read by everybody, in each of its languages."""

import pytest

from tests.looks.measures import faults, violations
from tools.gallery.index import GROUPS
from tools.gallery.states import opened, shown

STATES = [(group, state) for group in GROUPS for state in group.states]


@pytest.fixture(scope="module")
def hall(request, tmp_path_factory):
    """The hall of a group, open for all its states."""
    with opened(request.param, tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture(scope="session")
def silent_browser(browser_type, browser_type_launch_args):
    """A browser that keeps sound back, as they come."""
    flags = [flag for flag in browser_type_launch_args["args"] if "autoplay" not in flag]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": flags})
    yield browser
    browser.close()


def check(page, group, state):
    assert faults(page, group.targets) == []
    # It loads itself anew on purpose: nobody operates it, and calls must arrive without a script.
    allowed = {"meta-refresh"} if not state.scripts else set()
    assert [found for found in violations(page) if found[0] not in allowed] == []


@pytest.mark.parametrize(
    ("hall", "group", "state"),
    [pytest.param(group, group, state, id=state.name) for group, state in STATES],
    indirect=["hall"],
)
def test_a_state_is_usable_and_readable_in_each_language(
    browser, silent_browser, hall, group, state
):
    with shown(silent_browser if state.silent else browser, hall, state) as visit:
        check(visit.page, group, state)
        if state.english:
            state.english(visit)
            visit.settle()
            check(visit.page, group, state)


def test_no_two_states_share_a_name():
    names = [state.name for _, state in STATES]
    assert len(names) == len(set(names))
