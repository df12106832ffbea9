"""The one test of looks; each screen's module asks for it with its own states."""

import re

from tests.gallery.states import State, Visit
from tests.looks.measures import RULES, faults, violations
from tests.looks.own_settings import NAMES, find_faults_as_set

OF_SCRIPTS = re.compile(r"<script\b.*?</script>|</?noscript>", re.DOTALL)


def test_a_state_is_usable_and_readable_in_each_language(room_of, browser_of, group, states):
    """What is one page in windows of several sizes is reached once."""
    browser = browser_of(states[0])
    with room_of(group).shows(browser, states[0]) as visit:
        visit.page.evaluate("window.stop()")  # what loads itself anew would do so meanwhile
        for state in states:
            bring_to_size(visit, state, states)
            assert [state.name, *faults(visit.page, group.targets)] == [state.name]
            if state.scripts:
                found = violations(visit.page, RULES, state.allows)
            else:
                found = violations_without_scripts(browser, visit, state)
            assert [state.name, *found] == [state.name]
            if state.name in NAMES:
                assert [state.name, *find_faults_as_set(visit, state)] == [state.name]
        in_english = [state for state in states if state.english]
        for state in in_english:
            bring_to_size(visit, state, states)
            if state is in_english[0]:
                state.english(visit)
                visit.settle()
            assert ["English", state.name, *faults(visit.page, group.targets)] == [
                "English",
                state.name,
            ]
            # Other words change what fits; what axe looks at is the same but for the page's frame
            if state is group.states[0]:
                assert violations(visit.page, RULES, state.allows) == []


def bring_to_size(visit: Visit, state: State, states: list[State]) -> None:
    """Give the window the state's size, if it is not the only one."""
    if len(states) > 1:
        visit.resize(state.size)
        if state.scripts:
            visit.settle()


def violations_without_scripts(browser, visit, state):
    """The same of a copy of what was drawn: axe-core does not run where no script does."""
    address = f"{visit.hall.url}/as-drawn"
    drawn = OF_SCRIPTS.sub("", visit.page.content())
    page = browser.new_page(viewport=visit.page.viewport_size)
    # At an address of the server: elsewhere its styles are refused
    page.route(address, lambda route: route.fulfill(body=drawn, content_type="text/html"))
    try:
        page.goto(address)
        return violations(page, RULES, state.allows)
    finally:
        page.close()
