"""A running centre that takes bookings, whose clock says Monday, 08:40."""

import pytest

from tests.api import Api
from tests.program import server_in, serving


def take_bookings(settings):
    settings["bookings"]["on"] = True
    settings["bookings"]["per_device"] = 20


@pytest.fixture(scope="module")
def program(furnished, tmp_path_factory):
    server = server_in(
        tmp_path_factory.mktemp("booking"),
        take_bookings,
        furnished=furnished,
        at="2026-11-23T08:40:00",
    )
    with serving(server):
        yield server


@pytest.fixture(scope="module")
def api(program):
    return Api(program.url, program.tokens["api"])
