"""A running centre, and a ticket to follow."""

import pytest

from tests.kiosk.program import Program


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    program = Program(tmp_path_factory.mktemp("phone"))
    program.start()
    yield program
    program.stop()


@pytest.fixture(scope="session")
def api(program):
    return program.api(program.token("api"))


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}}
