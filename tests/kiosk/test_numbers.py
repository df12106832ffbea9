"""Numbers over HTTP: what a kiosk, the staff and programs outside get for what they ask."""

import pytest

from tests.api import Api
from tests.program import PASSWORD


@pytest.fixture
def kiosk_api(program, kiosk_token):
    return Api(program.url, kiosk_token)


def test_a_number_comes_with_everything_the_contract_promises(kiosk_api):
    answer = kiosk_api.post("/api/tickets", {"service": "NgV", "language": "en"})
    assert answer.status_code == 201
    body = answer.json()
    assert body.keys() == {
        "ticket", "ahead", "wait", "turn_at", "counter_open", "no_counter", "opens_at",
        "back_at", "matters", "whole", "follow_url",
    }  # fmt: skip
    assert body["ticket"].keys() == {
        "id", "number", "service", "department", "state", "priority", "issued_at", "called_at",
        "started_at", "finished_at", "counter", "times_called",
    }  # fmt: skip
    assert body["ticket"]["number"].startswith("V")
    assert body["ticket"]["state"] == "waiting"
    assert (body["counter_open"], body["no_counter"], body["opens_at"]) == (False, "not_yet", None)
    assert body["wait"] is None, "no counter is open, so nobody should promise a time"
    assert body["turn_at"] is None
    assert body["matters"] == [{"service": "NgV", "procedure": None}]
    assert body["whole"] is None
    assert body["follow_url"].startswith("/t/")
    assert len(body["follow_url"]) >= len("/t/") + 20


def test_the_same_key_gets_the_same_number_and_no_second_one(kiosk_api, api):
    before = api.waiting("KHCN")
    twice = [
        kiosk_api.post("/api/tickets", {"service": "KHCN"}, **{"Idempotency-Key": "one-press"})
        for _ in range(2)
    ]
    assert twice[0].json() == twice[1].json()
    assert api.waiting("KHCN") == before + 1


@pytest.mark.parametrize(
    ("body", "status", "error", "field"),
    [
        ({"service": "NOPE"}, 404, "unknown_service", None),
        ({"service": "XD", "kiosk": "K99"}, 404, "unknown_kiosk", None),
        ({"service": "XD", "priority": "vip"}, 422, "invalid_field", "priority"),
        ({"service": "XD", "language": "tlh"}, 422, "invalid_field", "language"),
        ({"service": 7}, 422, "invalid_field", "service"),
        ({}, 422, "invalid_field", "service"),
        ({"service": "XD", "colour": "red"}, 422, "invalid_field", "colour"),
    ],
)
def test_bad_requests_are_named_in_one_sentence(kiosk_api, body, status, error, field):
    answer = kiosk_api.post("/api/tickets", body)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json().get("field") == field
    assert answer.json()["message"].endswith(".")


def test_nobody_without_a_token_gets_a_number(program):
    answer = Api(program.url, "wrong").post("/api/tickets", {"service": "XD"})
    assert (answer.status_code, answer.json()["error"]) == (401, "not_signed_in")
    display = Api(program.url, program.tokens["display"])
    assert display.post("/api/tickets", {"service": "XD"}).status_code == 403


def test_a_kiosk_speaks_for_itself_alone_and_api_for_any(kiosk_api, api):
    assert kiosk_api.post("/api/tickets", {"service": "XD", "kiosk": "K2"}).status_code == 403
    assert kiosk_api.post("/api/tickets", {"service": "XD", "kiosk": "K1"}).status_code == 201
    assert api.post("/api/tickets", {"service": "XD", "kiosk": "K2"}).status_code == 201


def test_a_kiosk_without_a_name_belongs_to_the_first_one(program):
    first = Api(program.url, program.tokens["kiosk"])
    ticket = first.post("/api/tickets", {"service": "NN"}).json()["ticket"]
    own = Api(program.url, program.token("kiosk", kiosk="K1"))
    assert own.post(f"/api/tickets/{ticket['id']}/cancel").status_code == 200


def test_a_kiosk_takes_back_its_own_number_but_not_that_of_another(program, kiosk_api, api):
    own = kiosk_api.post("/api/tickets", {"service": "CT"}).json()["ticket"]["id"]
    other = api.post("/api/tickets", {"service": "CT", "kiosk": "K2"}).json()["ticket"]["id"]
    answer = kiosk_api.post(f"/api/tickets/{own}/cancel", {"reason": "wrong service"})
    assert (answer.status_code, answer.json()["ticket"]["state"]) == (200, "cancelled")
    assert kiosk_api.post(f"/api/tickets/{other}/cancel").status_code == 403
    assert kiosk_api.post(f"/api/tickets/{other}/reprint").status_code == 403
    again = kiosk_api.post(f"/api/tickets/{own}/cancel")
    assert (again.status_code, again.json()["error"]) == (409, "ticket_over")


def test_a_copy_of_a_number_is_the_same_number(kiosk_api):
    ticket = kiosk_api.post("/api/tickets", {"service": "CT"}).json()["ticket"]
    answer = kiosk_api.post(f"/api/tickets/{ticket['id']}/reprint")
    assert (answer.status_code, answer.json()["ticket"]) == (200, ticket)


def test_only_staff_bring_a_missed_number_back(kiosk_api, api):
    ticket = kiosk_api.post("/api/tickets", {"service": "CT"}).json()["ticket"]["id"]
    assert kiosk_api.post(f"/api/tickets/{ticket}/restore").status_code == 403
    answer = api.post(f"/api/tickets/{ticket}/restore")
    assert (answer.status_code, answer.json()["error"]) == (409, "ticket_not_missed")
    assert api.post("/api/tickets/000000-Z999/cancel").status_code == 404


def test_services_are_public_and_in_the_language_of_the_caller(program, api):
    units = api.get("/api/services", **{"Accept-Language": "en"}).json()["departments"]
    assert [unit["code"] for unit in units][:2] == ["XD", "TNMT"]
    assert units[0]["name"] == "Department of Construction"
    assert units[0]["services"][0].keys() == {
        "code",
        "name",
        "open",
        "counter_open",
        "no_counter",
        "back_at",
        "open_for",
        "waiting",
        "wait",
        "reason",
        "late_for",
        "others",
        "online",
        "closure",
        "opens_at",
        "waits",
    }
    assert len(units) == 17


def test_the_directory_is_sent_once_for_each_version(api):
    first = api.get("/api/procedures")
    listing = first.json()
    assert first.headers["Cache-Control"] == "no-cache"
    exchange = next(p for p in listing["procedures"] if p["names"]["vi"] == "Đổi giấy phép lái xe")
    assert exchange["service"] == "GTVT-LX"
    assert exchange["documents"][0] == "Căn cước"
    named = api.get(f"/api/procedures?v={listing['version']}")
    assert "immutable" in named.headers["Cache-Control"]
    unchanged = api.get("/api/procedures", **{"If-None-Match": first.headers["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_guide_may_give_a_number_outside_the_hours_and_a_kiosk_may_not(another):
    def never(settings):
        settings["hours"].update(enforced=True, week={})

    closed = another(never)
    answer = Api(closed.url, closed.tokens["kiosk"]).post("/api/tickets", {"service": "XD"})
    assert (answer.status_code, answer.json()["error"]) == (409, "service_closed")
    assert answer.json()["reason"] == "outside_hours"
    assert _as_guide(closed).post("/api/tickets", {"service": "XD"}).status_code == 201


def _as_guide(program):
    guide = Api(program.url)
    page = guide.get("/sign-in").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": token, "name": "huong", "password": PASSWORD, "next": "/"}
    signed = guide.session.post(f"{program.url}/sign-in", data=form, timeout=60)
    again = signed.text.split('name="csrf-token" content="')[1].split('"')[0]
    guide.session.headers["X-CSRFToken"] = again
    return guide


def test_a_press_that_is_given_up_gives_its_number_back_and_brings_none_later(kiosk_api, api):
    before = api.waiting("KHCN")
    answered, lost = {"Idempotency-Key": "left 1"}, {"Idempotency-Key": "left 2"}
    ticket = kiosk_api.post("/api/tickets", {"service": "KHCN"}, **answered).json()["ticket"]
    for _ in range(2):
        given = kiosk_api.post("/api/tickets/give-up", **answered).json()["ticket"]
        assert (given["number"], given["state"]) == (ticket["number"], "cancelled")
    assert kiosk_api.post("/api/tickets/give-up", **lost).json() == {"ticket": None}
    late = kiosk_api.post("/api/tickets", {"service": "KHCN"}, **lost)
    assert (late.status_code, late.json()["error"]) == (409, "press_given_up")
    assert api.waiting("KHCN") == before
    refused = kiosk_api.post("/api/tickets/give-up")
    assert (refused.status_code, refused.json()["field"]) == (422, "Idempotency-Key")


def test_a_key_is_given_up_by_its_own_kiosk_alone_and_ends_no_other_command(kiosk_api, api):
    key = {"Idempotency-Key": "somebody's"}
    ticket = kiosk_api.post("/api/tickets", {"service": "KHCN"}, **key).json()["ticket"]
    assert api.post("/api/tickets/give-up", **key).json() == {"ticket": None}
    reprint = {"Idempotency-Key": "a copy"}
    kiosk_api.post(f"/api/tickets/{ticket['id']}/reprint", **reprint)
    assert kiosk_api.post("/api/tickets/give-up", **reprint).json() == {"ticket": None}
    assert kiosk_api.post("/api/tickets", {"service": "KHCN"}, **key).json()["ticket"] == ticket
