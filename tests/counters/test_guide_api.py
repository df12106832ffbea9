"""What only a guide asks and does, through the front door."""

import pytest

from tests.counters.test_api import T, refused


@pytest.fixture
def thu(centre):
    return centre.person("thu")


def found(caller, number):
    answer = caller.get(f"/api/guide/tickets?number={number}")
    assert answer.status_code == 200, answer.text
    return answer.json()["tickets"]


def test_a_guide_lands_on_the_tablets_page(centre, thu):
    answer = thu.form("/sign-in", name="thu", password="a long password")
    assert answer.headers["Location"] == "/counters/guide"
    assert thu.get("/counters/guide").status_code == 200
    assert centre.person("lan").get("/counters/guide").status_code == 403


def test_a_waiting_ticket_moves_to_the_right_service_and_keeps_its_place(centre, thu):
    centre.issue("GTVT-LX", minutes_ago=20)
    centre.issue("TP", minutes_ago=10)
    mistaken = found(thu, "D001")[0]
    answer = thu.post(f"/api/tickets/{mistaken['id']}/transfer", {"service": "TP", "reason": "x"})
    assert answer.status_code == 200
    ticket = answer.json()["ticket"]
    assert set(ticket) == T
    assert (ticket["number"], ticket["service"], ticket["state"]) == ("D001", "TP", "waiting")
    assert [row["number"] for row in centre.api.view("21")["waiting"]] == ["D001", "N001"]


def test_the_same_press_again_moves_nothing_more(centre, thu):
    centre.issue("GTVT-LX")
    path = f"/api/tickets/{found(thu, 'D1')[0]['id']}/transfer"
    first = thu.post(path, {"service": "TP"}, **{"Idempotency-Key": "a"})
    seq = centre.office.hall.seq
    assert thu.post(path, {"service": "TP"}, **{"Idempotency-Key": "a"}).json() == first.json()
    assert centre.office.hall.seq == seq


def test_moves_that_the_rules_forbid_are_refused(centre, thu):
    centre.issue("GTVT-LX")
    path = f"/api/tickets/{found(thu, 'D001')[0]['id']}/transfer"
    assert refused(thu.post(path, {"service": "GTVT-LX"}), 409, "transfer_to_itself")
    assert refused(thu.post(path, {"service": "nothing"}), 404, "unknown_service")
    assert refused(thu.post(path, {}), 422, "invalid_field", field="service")
    assert refused(thu.post(path, {"counter": "21"}), 422, "invalid_field")
    assert refused(
        thu.post("/api/tickets/nobody/transfer", {"service": "TP"}), 404, "unknown_ticket"
    )
    centre.api.press("07", "open")
    centre.api.press("07", "call-next")
    assert refused(thu.post(path, {"service": "TP"}), 409, "ticket_not_waiting", state="called")


def test_every_number_of_today_is_found_whatever_became_of_it(centre, thu):
    for _ in range(2):
        centre.issue("GTVT-LX")
    centre.api.press("07", "open")
    centre.api.press("07", "call-next")
    centre.api.press("07", "finish")
    assert [(row["number"], row["state"]) for row in found(thu, "d1")] == [("D001", "served")]
    assert [row["state"] for row in found(thu, "2")] == ["waiting"]
    assert found(thu, "N1") == []
    assert refused(thu.get("/api/guide/tickets?number="), 422, "invalid_field", field="number")
    assert refused(thu.get("/api/guide/tickets"), 422, "invalid_field", field="number")
