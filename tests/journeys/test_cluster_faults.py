"""A process that is cut from the database: its screens say so, and are back with the database."""

from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.journeys.pairs import two_servers
from tests.journeys.screens import Screens
from tests.journeys.wire import Client
from tests.storage.cutting import CuttingProxy
from tests.waiting import wait_until
from tests.web.streams import Stream

ONE = {"service": "GTVT-LX"}


@pytest.fixture
def network(postgres_server):
    """The network between the other process and the database."""
    proxy = CuttingProxy(postgres_server.port)
    yield proxy
    proxy.let_go()
    proxy.close()


def test_a_process_that_is_cut_off_shows_no_old_hall_and_is_back_by_itself(
    tmp_path, furnished, postgres, postgres_server, network, new_context
):
    beyond = postgres.replace(f":{postgres_server.port}/", f":{network.port}/")
    with (
        two_servers(tmp_path, furnished, postgres, other_url=beyond) as (one, other),
        closing(Client(one.port, one.tokens["api"])) as here,
        closing(Client(other.port, other.tokens["api"])) as there,
    ):
        screens = Screens(new_context, other)
        board = screens.display("&zone=tret").page
        issued = here.done("/api/tickets", ONE, key="n1")
        number = issued["ticket"]["number"]
        here.done("/api/counters/07/open", key="o")
        phone = Stream(other, issued["follow_url"])
        phone.view()
        expect(board.locator(".stale")).to_have_count(0)

        network.fall_silent()
        expect(board.locator(".band")).to_contain_text("Đang kết nối lại")
        wait_until("the phone to be told", lambda: phone.aways)
        refused = there.get("/api/board?zone=tret")
        assert (refused.status, refused.json["error"]) == (503, "out_of_touch")
        assert there.get("/healthz").status == 503
        here.done("/api/counters/07/call-next", key="c")
        assert there.post("/api/tickets", ONE, key="n2").status == 503
        assert number not in board.locator("body").inner_text()

        network.let_go()
        expect(board.locator("body")).to_contain_text(number)
        expect(board.locator(".stale")).to_have_count(0)
        wait_until("the process to be well", lambda: there.get("/healthz").status == 200)
        assert there.insist("/api/tickets", ONE, "n2").json["ticket"]["number"] == "D002"
        assert here.done("/api/tickets", ONE, key="n3")["ticket"]["number"] == "D003"
        phone.close()
        assert screens.script_errors == []
