"""What only a guide asks and does, through the front door."""

import json

import pytest

from counters.guide_view import guide_view
from tests.counters.test_api import T, refused
from tests.program import PASSWORD
from web.settings import NO_LIMITS


@pytest.fixture
def thu(centre):
    return centre.person("huong")


def found(caller, number):
    answer = caller.get(f"/api/guide/tickets?number={number}")
    assert answer.status_code == 200, answer.text
    return answer.json()["tickets"]


def told(centre):
    return guide_view(centre.office.hall, centre.office.now())


def test_a_guide_lands_on_the_tablets_page(centre, thu):
    answer = thu.form("/sign-in", name="huong", password=PASSWORD)
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


def test_a_run_is_told_and_cancelled_in_one_press_whatever_was_called_meanwhile(centre, thu):
    for _ in range(12):
        centre.issue("GTVT-LX")
    (run,) = told(centre)["runs"]
    assert (run["kiosk"], run["service"], run["given"], len(run["tickets"])) == (
        "K1", "GTVT-LX", 12, 12,
    )  # fmt: skip
    centre.api.press("07", "open")
    centre.api.press("07", "call-next")
    body = {"tickets": run["tickets"], "reason": "x"}
    press = {"Idempotency-Key": "a"}
    answer = thu.post("/api/guide/cancel-run", body, **press)
    assert answer.json() == {"numbers": [f"D{n:03}" for n in range(2, 13)]}
    assert thu.post("/api/guide/cancel-run", body, **press).json() == answer.json()
    assert centre.office.hall.queue("GTVT-LX") == ()
    assert told(centre)["runs"] == []
    assert thu.post("/api/guide/cancel-run", body).json() == {"numbers": []}
    one = found(thu, "D002")[0]
    assert (one["state"], one["actions"]) == ("cancelled", ["restore"])
    assert thu.post(f"/api/tickets/{one['id']}/restore", {}).json()["ticket"]["state"] == "waiting"
    assert thu.post("/api/guide/restore-run", body).json() == {
        "numbers": [f"D{n:03}" for n in range(3, 13)]
    }
    assert [ticket.number for ticket in centre.office.hall.queue("GTVT-LX")] == [
        f"D{n:03}" for n in range(2, 13)
    ]
    assert refused(thu.post("/api/guide/cancel-run", {"tickets": []}), 422, "invalid_field")
    assert refused(
        thu.post("/api/guide/cancel-run", {"tickets": ["nobody"]}), 404, "unknown_ticket"
    )


def held_back(guide):
    """Return whose requests the guide's page says are held back."""
    block = guide.get("/counters/guide").text.partition('id="view"')[2]
    view = json.loads(block.partition(">")[2].partition("</script>")[0])
    return [each["place"] for each in view["troubles"] if each["kind"] == "held_back"]


def test_who_asks_for_too_many_numbers_gets_none_for_a_while_and_guides_are_told(centre, thu):
    limits = {
        "numbers_per_device_per_min": 2,
        "numbers_per_min": 4,
        "reprints_per_device_per_min": 1,
    }
    centre.site.limits = NO_LIMITS.model_copy(update=limits)
    more = {"service": "GTVT-LX", "again": True}
    kiosk, other = centre.device("kiosk", kiosk="K1"), centre.device("kiosk", kiosk="K2")
    given = [kiosk.post("/api/tickets", more) for _ in range(3)]
    assert [each.status_code for each in given] == [201, 201, 429]
    assert held_back(thu) == ["K1"]
    assert other.post("/api/tickets", more).status_code == 201
    assert thu.post("/api/tickets", more).status_code == 201
    assert refused(thu.post("/api/tickets", more), 429, "too_many")
    assert held_back(thu) == ["K1", None]
    slip = f"/api/tickets/{given[0].json()['ticket']['id']}/reprint"
    assert [kiosk.post(slip).status_code for _ in range(2)][1] == 429
    centre.clock.skip(minutes=11)
    assert held_back(thu) == []


def test_alarms_are_minded_by_guides_and_managers_a_head_those_of_the_own_department(centre, thu):
    for name, role in (("truong", "department-head"), ("kiem", "auditor")):
        centre.accounts.create_person(name, role, PASSWORD, department="TP")
    head, auditor = centre.sign_in("truong"), centre.sign_in("kiem")
    centre.issue("TP")

    def take_on(caller, subject):
        return caller.post("/api/alarms/take-on", {"subject": subject}).status_code

    def ask(caller, counter):
        return caller.post("/api/alarms/ask", {"counter": counter}).status_code

    assert [take_on(head, about) for about in ("queue TP", "counter 21", "queue GTVT")] == [
        200, 200, 403,
    ]  # fmt: skip
    assert told(centre)["taken_on"]["queue TP"]["by"] == "truong"
    assert (take_on(thu, "queue TP"), take_on(thu, "queue nowhere")) == (200, 422)
    assert told(centre)["taken_on"]["queue TP"]["by"] == "huong"
    assert [ask(head, "21"), ask(head, "07"), ask(thu, "99"), ask(auditor, "22")] == [
        200, 403, 404, 403,
    ]  # fmt: skip
    asked = {row["service"]: row["asked"] for row in told(centre)["services"]}["TP"]
    assert {counter: each["by"] for counter, each in asked.items()} == {"21": "truong"}
