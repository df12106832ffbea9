"""What was forgotten is told to guide and managers within a minute: nobody presses anything."""

import pytest

from tests.journeys.printing import watching
from tests.journeys.wire import Client
from tests.waiting import wait_until

MORNING = "2026-11-30T"


@pytest.fixture
def centre(new_server):
    server = new_server(at=f"{MORNING}08:00:00").start()
    yield server
    server.kill()
    assert not server.traces(), server.traces()


@pytest.fixture
def office(centre):
    client = Client(centre.port, centre.tokens["api"])
    yield client
    client.close()


def test_a_service_without_a_counter_and_a_number_that_stays_for_hours_are_told(centre, office):
    with watching(centre, "/guide") as guide, watching(centre, "/reports") as managers:
        guide.view(), managers.view()

        def without_counter():
            rows = {row["service"]: row for row in guide.views[-1]["services"]}
            return rows["XD"]["waiting"] == 1 and rows["XD"]["open"] == 0

        def alerts():
            return [(each["kind"], each["counter"]) for each in managers.views[-1]["alerts"]]

        def forgotten():
            return [(each["kind"], each["counter"]) for each in guide.views[-1]["forgotten"]]

        office.done("/api/tickets", {"service": "XD"})
        wait_until("the guide sees that nobody serves", without_counter)
        centre.set_clock(f"{MORNING}08:01:05")
        wait_until("the managers are told", lambda: ("unserved", None) in alerts())
        office.done("/api/counters/02/open")
        office.done("/api/counters/02/call-next")
        wait_until("somebody serves", lambda: alerts() == [])
        centre.set_clock(f"{MORNING}10:01:05")
        wait_until("the managers are told", lambda: ("same_number", "02") in alerts())
        wait_until("the guide is told", lambda: ("same_number", "02") in forgotten())
