"""An officer of one department, and numbers of another that are named in what is sent."""

import pytest

from tests.journeys.wire import Client
from tests.program import PASSWORD

OWN, OTHER = "07", "27"


@pytest.fixture
def office(standing_plain):
    """A caller that may do everything."""
    client = Client(standing_plain.port, standing_plain.tokens["api"])
    yield client
    client.close()


def test_no_number_of_another_department_is_reached_by_its_id(standing_plain, office, browser_of):
    office.done(f"/api/counters/{OTHER}/open")
    first, waiting = (
        office.done("/api/tickets", {"service": "NgV"})["ticket"]["id"] for _ in range(2)
    )
    assert office.done(f"/api/counters/{OTHER}/call-next")["ticket"]["id"] == first
    office.done(f"/api/counters/{OTHER}/start")
    office.done(f"/api/counters/{OTHER}/park")
    lan = browser_of(standing_plain)
    assert lan.sign_in("lan", PASSWORD).status_code == 303
    csrf = lan.csrf()
    assert lan.submit(f"/counters/{OWN}/choose", csrf=csrf).status_code == 303
    assert lan.press(f"/api/counters/{OWN}/open", csrf=csrf).status_code == 200
    before = office.get("/healthz").json["seq"]
    answered = {"ticket": first, "answer": "left_out"}
    tried = {
        f"/api/counters/{OWN}/call": ({"ticket": waiting, "reason": "help"}, 409),
        f"/api/counters/{OWN}/resume": ({"ticket": first}, 409),
        f"/api/counters/{OWN}/answer-time": (answered, 409),
        f"/api/counters/{OTHER}/resume": ({"ticket": first}, 403),
        f"/api/counters/{OTHER}/transfer": ({"counter": OWN}, 403),
        f"/api/tickets/{waiting}/cancel": ({}, 403),
        f"/api/tickets/{first}/restore": ({}, 403),
        f"/api/tickets/{waiting}/transfer": ({"service": "GTVT-LX"}, 403),
        "/api/guide/cancel-run": ({"tickets": [waiting]}, 403),
        "/api/alarms/take-on": ({"subject": "queue NgV"}, 403),
        "/api/alarms/ask": ({"counter": OTHER}, 403),
    }
    statuses = {at: lan.press(at, body, csrf=csrf).status_code for at, (body, _) in tried.items()}
    assert statuses == {at: refused for at, (_, refused) in tried.items()}
    assert lan.submit(f"/counters/{OTHER}/choose", csrf=csrf).status_code == 403
    assert lan.open(f"/api/counters/{OTHER}").status_code == 403
    assert office.get("/healthz").json["seq"] == before
