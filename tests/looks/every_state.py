"""The one test of looks; each screen's module asks for it with its own states."""

import re

from tests.looks.measures import RULES, faults, violations
from tests.looks.own_settings import NAMES, find_faults_as_set

OF_SCRIPTS = re.compile(r"<script\b.*?</script>|</?noscript>", re.DOTALL)


def test_a_state_is_usable_and_readable_in_each_language(room_of, browser_of, group, state):
    browser = browser_of(state)
    with room_of(group).shows(browser, state) as visit:
        visit.page.evaluate("window.stop()")  # what loads itself anew would do so meanwhile
        assert faults(visit.page, group.targets) == []
        if state.scripts:
            assert violations(visit.page, RULES, state.allows) == []
        else:
            assert violations_without_scripts(browser, visit, state) == []
        if state.name in NAMES:
            assert find_faults_as_set(visit, state) == []
        if state.english:
            state.english(visit)
            visit.settle()
            assert faults(visit.page, group.targets) == []
            # Other words change what fits; what axe looks at is the same but for the page's frame
            if state is group.states[0]:
                assert violations(visit.page, RULES, state.allows) == []


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
