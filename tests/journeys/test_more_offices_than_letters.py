"""A centre of forty offices: the numbers of some begin with two letters, wherever they are read."""

import re

import pytest

from tests.gallery.sizes import MORE, WIDEST, with_more
from tests.journeys.conftest import in_the_default_mode
from tests.journeys.wire import Client
from tests.program import run

NUMBER = re.compile(r'<b class="num">(\w+)</b>')


@pytest.fixture
def forty(new_server, mode):
    server = new_server(with_more, mode=mode).start()
    yield server
    server.kill()
    assert not server.traces(), server.traces()


@pytest.fixture
def office(forty):
    client = Client(forty.port, forty.tokens["api"])
    yield client
    client.close()


@in_the_default_mode
def test_a_number_of_two_letters_is_a_number_like_any_other(forty, office):
    given = [office.done("/api/tickets", {"service": code}) for _, code, *_ in MORE]
    assert [each["ticket"]["number"] for each in given] == [f"{each[0]}001" for each in MORE]
    office.done("/api/tickets", {"service": "XD"})

    def found(typed):
        tickets = office.get(f"/api/guide/tickets?number={typed}").json["tickets"]
        return {ticket["number"] for ticket in tickets}

    assert found("wm1") == found("WM-001") == {"WM001"}
    assert found("a1") == {"A001"}
    assert {"A001", "AB001", "WM001"} <= found("1")
    assert "WM001" in office.get(given[-1]["follow_url"]).text.decode()
    office.done("/api/counters/35/open")
    assert office.done("/api/counters/35/call-next")["ticket"]["number"] == "Q001"
    office.done("/api/counters/35/finish-and-call-next")
    board = office.get("/api/board?zone=all").json
    assert board["calls"][0]["number"] == "WM001"

    forty.restart()
    assert office.get("/healthz").status == 200
    assert office.done("/api/tickets", {"service": WIDEST})["ticket"]["number"] == "WM002"
    one = office.get("/reports/find?number=wm%201")
    assert one.headers["Location"].partition("?")[0].endswith("-WM001")
    every = office.get("/reports/find?number=1").text.decode()
    assert {"A001", "AB001", "WM001"} <= set(NUMBER.findall(every))
    forty.stop()
    assert "sound" in run("verify", "--data", forty.data).stdout
