"""A running centre whose public pages anybody may read."""

from dataclasses import replace
from datetime import date, timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.api import Api
from tests.kiosk.catalogue import catalogue, import_procedures, today
from tests.program import at_any_hour, server_in, serving

OVER, AHEAD = "TP-1", "LĐTBXH-0"
UNSERVED = "TC-0"
"""Of a department that has no counter."""


@pytest.fixture(scope="module")
def program(furnished, tmp_path_factory):
    folder, morning = tmp_path_factory.mktemp("procedures"), f"{today()}T09:00:00"
    # Late at night nobody is promised a wait
    server = server_in(folder, at_any_hour, furnished=furnished, at=morning)
    nobody = replace(catalogue()[0], code=UNSERVED, service="TC", department="TC")
    import_procedures(server, [*map(_changed, catalogue()), nobody])
    with serving(server):
        yield server


def _changed(procedure):
    if procedure.code == OVER:
        return replace(procedure, valid_to=date(2025, 12, 31))
    if procedure.code == AHEAD:
        return replace(procedure, valid_from=today() + timedelta(days=30))
    return procedure


@pytest.fixture(scope="module")
def api(program):
    return Api(program.url, program.tokens["api"])


@pytest.fixture
def read(program):
    """Give (status, headers by small letters, text) of an address, as anybody gets it."""

    def ask(path, **headers):
        connection = HTTPConnection(urlsplit(program.url).netloc, timeout=60)
        connection.request("GET", path, headers={"Accept-Language": "vi"} | headers)
        answer = connection.getresponse()
        known = {name.lower(): value for name, value in answer.getheaders()}
        found = answer.status, known, answer.read().decode()
        connection.close()
        return found

    return ask
