"""How a ticket's page follows: by a stream, or by asking again and again."""

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.phone.conftest import COUNTER, SERVICE
from tests.program import run

LONG_MS = 30_000
SOME_QUESTIONS_MS = 5000


class Visit:
    """A page of a fresh ticket, and the addresses that it asks."""

    def __init__(self, page, server, address=None):
        self.page, self.api = page, Api(server.url, server.tokens["api"])
        self.api.post(f"/api/counters/{COUNTER}/open")
        self.address = address or self._take_number()
        self.asked = []
        page.on("request", lambda request: self.asked.append(request.url.rpartition("/")[2]))
        page.goto(server.url + self.address)

    def _take_number(self):
        return self.api.post("/api/tickets", {"service": SERVICE}).json()["follow_url"]

    def is_called(self):
        self.api.post(f"/api/counters/{COUNTER}/call-next")
        expect(self.page.get_by_role("alert")).to_contain_text(
            "Mời Ông/Bà đến quầy", timeout=LONG_MS
        )


@pytest.mark.parametrize(
    ("mode", "way"), [("eventlet", "stream"), ("gevent", "stream"), ("threading", "view")]
)
def test_the_page_follows_in_every_mode_and_asks_no_more_once_the_day_is_over(
    page, new_server, mode, way
):
    server = new_server(mode=mode).start()
    visit = Visit(page, server)
    visit.is_called()
    assert way in visit.asked
    assert not {"stream", "view"} - {way} & set(visit.asked)
    run("close-day", "--yes", "--at-once", "--config", server.config, "--data", server.data)
    expect(page.locator("#ticket")).to_contain_text("Không còn số này", timeout=LONG_MS)
    visit.asked.clear()
    page.wait_for_timeout(SOME_QUESTIONS_MS)
    assert visit.asked == []


def test_where_no_stream_comes_through_the_page_asks(page, program, ticket):
    page.route("**/stream", lambda route: route.fulfill(status=502, body="no"))
    visit = Visit(page, program, ticket["follow_url"])
    visit.is_called()
    assert {"stream", "view"} <= set(visit.asked)
    expect(page.locator("[data-offline]")).to_be_hidden()
