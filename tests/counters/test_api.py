"""Every button of a counter, through the front door: what it answers and what it refuses."""

from dataclasses import replace

import pytest
import requests

from queueing.catalogue import Limits
from queueing.events import NoShowRecorded

T = {
    "id", "number", "service", "department", "state", "priority", "issued_at", "called_at",
    "started_at", "finished_at", "counter", "times_called",
}  # fmt: skip


def refused(answer, status, code, **fields):
    assert (answer.status_code, answer.json()["error"]) == (status, code), answer.text
    assert answer.json()["message"]
    assert fields.items() <= answer.json().items()
    return True


@pytest.fixture
def api(centre):
    centre.api.press("07", "open")
    return centre.api


def test_open_pause_and_close_answer_with_the_view(centre):
    api = centre.api
    for command, body, state in (
        ("open", {}, "open"),
        ("pause", {"reason": "meeting"}, "paused"),
        ("open", {}, "open"),
        ("pause", {}, "paused"),
        ("close", {}, "closed"),
    ):
        answer = api.press("07", command, **body)
        assert answer.status_code == 200
        assert answer.json()["counter"]["state"] == state
        assert answer.json() | {"at": ""} == api.view("07") | {"at": ""}


def test_what_is_said_of_one_citizen_befalls_no_other(centre, api):
    for _ in range(2):
        centre.issue()
    seen = api.press("07", "call-next").json()["ticket"]["id"]
    other = api.press("07", "finish-and-call-next", current=seen).json()["ticket"]["id"]
    seq = centre.office.hall.seq
    for command in (
        "recall", "start", "finish", "finish-and-call-next", "no-show", "park", "return",
        "transfer",
    ):  # fmt: skip
        body = {"service": "YT"} if command == "transfer" else {}
        refused(api.press("07", command, current=seen, **body), 409, "counter_busy", number="D002")
    assert centre.office.hall.seq == seq
    assert api.press("07", "park", current=other).status_code == 200
    refused(api.press("07", "finish-and-call-next", current=other), 409, "no_current_ticket")


def test_the_view_has_everything_of_the_contract(centre, api):
    centre.issue()
    api.press("07", "call-next")
    centre.issue()
    view = api.view("07")
    assert {"seq", "counter", "current", "waiting", "parked", "missed", "undo", "today"} <= set(
        view
    )
    assert set(view["current"]) >= T
    assert set(view["waiting"][0]) >= T
    assert set(view["undo"]) == {"action", "number", "until", "to_service", "to_counter"}
    assert set(view["today"]) == {"served", "service_mean_s", "longest_wait_s"}


def test_a_citizen_is_called_served_and_the_next_called_by_one_key(centre, api):
    centre.issue()
    centre.issue()
    called = api.press("07", "call-next").json()["ticket"]
    assert set(called) == T
    assert (called["number"], called["state"], called["counter"]) == ("D001", "called", "07")
    assert api.press("07", "start").json()["ticket"]["state"] == "serving"
    both = api.press("07", "finish-and-call-next", outcome="accepted").json()
    assert (both["finished"]["number"], both["finished"]["state"]) == ("D001", "served")
    assert (both["ticket"]["number"], both["ticket"]["state"]) == ("D002", "called")
    last = api.press("07", "finish-and-call-next").json()
    assert (last["finished"]["number"], last["ticket"]) == ("D002", None)
    assert api.press("07", "finish-and-call-next").json() == {"finished": None, "ticket": None}


def test_every_other_button_answers_with_its_ticket(centre, api):
    first = centre.issue()
    api.press("07", "call-next")
    ticket = api.press("07", "recall").json()["ticket"]
    assert (ticket["number"], ticket["times_called"]) == (first, 2)
    ticket = api.press("07", "park", reason="sao chụp").json()["ticket"]
    assert ticket["state"] == "parked"
    assert api.press("07", "resume", ticket=ticket["id"]).json()["ticket"]["state"] == "serving"
    assert api.press("07", "return").json()["ticket"]["state"] == "waiting"
    assert (
        api.press("07", "call", ticket=ticket["id"], reason="other").json()["ticket"]["state"]
        == "called"
    )
    assert api.press("07", "no-show").json()["ticket"]["state"] == "no_show"
    assert api.post(f"/api/tickets/{ticket['id']}/restore").json()["ticket"]["state"] == "waiting"
    api.press("07", "call-next")
    moved = api.press("07", "transfer", service="YT", reason="nhầm").json()["ticket"]
    assert (moved["state"], moved["service"], moved["number"]) == ("waiting", "YT", first)
    centre.issue()
    api.press("08", "open")
    api.press("07", "call-next")
    assert api.press("07", "transfer", counter="08").json()["ticket"]["service"] == "GTVT-LX"
    assert [row["why"] for row in api.view("08")["waiting"]] == [["directed", "transferred_from"]]
    assert api.view("07")["waiting"] == []
    centre.issue()
    api.press("07", "call-next")
    assert api.press("07", "finish", outcome="guided").json()["ticket"]["state"] == "served"


def test_undo_answers_with_the_ticket_as_it_was(centre, api):
    centre.issue()
    centre.issue()
    api.press("07", "call-next")
    api.press("07", "finish-and-call-next")
    back = api.press("07", "undo").json()["ticket"]
    assert (back["number"], back["state"]) == ("D001", "called")
    api.press("07", "no-show")
    assert api.press("07", "undo").json()["ticket"]["state"] == "called"
    refused(api.press("07", "undo"), 409, "nothing_to_undo")
    api.press("07", "park")
    centre.clock.skip(seconds=11)
    refused(api.press("07", "undo"), 409, "too_late_to_undo", action="park")


def test_what_the_rules_refuse_is_409_with_a_code(centre):
    api = centre.api
    refused(api.press("07", "call-next"), 409, "counter_closed")
    refused(api.press("07", "finish-and-call-next"), 409, "counter_closed")
    refused(api.press("07", "pause"), 409, "counter_closed")
    api.press("07", "open")
    refused(api.press("07", "call-next"), 409, "nobody_waiting", counter="07")
    for command in ("recall", "start", "finish", "no-show", "park", "return"):
        refused(api.press("07", command), 409, "no_current_ticket")
    refused(api.press("07", "transfer", service="YT"), 409, "no_current_ticket")
    refused(api.press("07", "undo"), 409, "nothing_to_undo")
    centre.issue()
    other = centre.issue("YT")
    stranger = next(t.id for t in centre.office.hall.tickets.values() if t.number == other)
    refused(api.press("07", "call", ticket=stranger), 409, "not_served_here", number=other)
    called = api.press("07", "call-next").json()["ticket"]
    for command in ("call-next", "pause", "close"):
        refused(api.press("07", command), 409, "counter_busy", number="D001")
    refused(api.press("07", "call", ticket=stranger), 409, "counter_busy")
    refused(api.press("07", "resume", ticket=called["id"]), 409, "counter_busy")
    refused(api.press("07", "transfer", service="GTVT-LX"), 409, "transfer_to_itself")
    refused(api.press("07", "transfer", counter="08"), 409, "counter_closed")
    api.press("07", "recall")
    refused(api.press("07", "recall"), 409, "recall_too_soon", number="D001")
    for _ in range(2):
        centre.clock.skip(seconds=6)
        api.press("07", "recall")
    refused(api.press("07", "recall"), 409, "recall_limit", limit=3)
    api.press("07", "start")
    refused(api.press("07", "no-show"), 409, "ticket_not_called", state="serving")
    api.press("07", "finish")
    api.press("07", "pause")
    refused(api.press("07", "call-next"), 409, "counter_paused")
    api.press("07", "open")
    refused(api.press("07", "resume", ticket=called["id"]), 409, "ticket_not_parked")
    refused(api.press("07", "call", ticket=called["id"]), 409, "ticket_not_waiting", state="served")


@pytest.mark.parametrize(
    ("command", "body", "field"),
    [
        ("finish", {"outcome": "gone"}, "outcome"),
        ("finish-and-call-next", {"outcome": "gone"}, "outcome"),
        ("finish", {"outcome": 7}, "outcome"),
        ("pause", {"reason": ""}, "reason"),
        ("pause", {"until": "13:00"}, "until"),
        ("call", {}, "ticket"),
        ("resume", {"ticket": None}, "ticket"),
        ("transfer", {}, "service"),
        ("transfer", {"service": "YT", "counter": "08"}, "service"),
        ("park", {"reason": "x" * 201}, "reason"),
        ("recall", {"loud": True}, "loud"),
        ("open", {"officer": "somebody"}, "officer"),
    ],
)
def test_a_wrong_field_is_named(centre, api, command, body, field):
    centre.issue()
    api.press("07", "call-next")
    refused(api.press("07", command, **body), 422, "invalid_field", field=field)


def test_what_is_not_there_is_404(centre, api):
    centre.issue()
    api.press("07", "call-next")
    refused(api.get("/api/counters/99"), 404, "unknown_counter", counter="99")
    refused(api.press("99", "call-next"), 404, "unknown_counter")
    refused(api.press("07", "transfer", service="gone"), 404, "unknown_service")
    refused(api.press("07", "transfer", counter="99"), 404, "unknown_counter")
    refused(api.press("07", "dance"), 404, "not_found")
    api.press("07", "finish")
    refused(api.press("07", "call", ticket="gone"), 404, "unknown_ticket")


def test_a_body_that_is_no_object_is_400(centre, api):
    for text in ("[", "[]", "7"):
        answer = requests.post(
            f"{centre.url}/api/counters/07/pause",
            data=text,
            headers=api.session.headers,
            timeout=60,
        )
        refused(answer, 400, "malformed")


def test_the_same_key_gets_the_same_answer_and_changes_nothing_more(centre, api):
    centre.issue()
    centre.issue()
    path, key = "/api/counters/07/finish-and-call-next", {"Idempotency-Key": "press-1"}
    first = api.post(path, {}, **key).json()
    assert api.post(path, {}, **key).json() == first
    assert api.view("07")["current"]["number"] == "D001"


def test_a_counters_device_acts_for_its_own_counter_only(centre):
    device = centre.device("counter", counter="07")
    assert device.press("07", "open").status_code == 200
    assert device.view("07")["counter"]["officer"] == "a counter"
    refused(device.press("08", "open"), 403, "not_allowed")
    refused(device.get("/api/counters/08"), 403, "not_allowed")
    anywhere = centre.device("counter")
    assert anywhere.press("08", "open").status_code == 200


def test_nobody_else_may_press_a_counters_buttons(centre):
    stranger = type(centre.api)(centre.url)
    refused(stranger.press("07", "open"), 401, "not_signed_in")
    refused(stranger.get("/api/counters/07"), 401, "not_signed_in")
    for role in ("kiosk", "display"):
        refused(centre.device(role).press("07", "open"), 403, "not_allowed")
        refused(centre.device(role).get("/api/counters/07"), 403, "not_allowed")
    guide = centre.person("huong")
    refused(guide.press("07", "open"), 403, "not_allowed")
    assert guide.get("/api/counters/07").status_code == 200
    assert centre.person("quan-tri").press("07", "open").status_code == 200


def test_an_officer_acts_only_for_the_counter_chosen(centre):
    lan = centre.person("lan")
    refused(lan.press("07", "open"), 403, "counter_not_chosen")
    lan.form("/counters/07/choose")
    assert lan.press("07", "open").json()["counter"]["officer"] == "lan"
    refused(lan.press("08", "open"), 403, "counter_not_chosen")


def test_an_officers_press_needs_the_pages_token(centre):
    lan = centre.person("lan", "07")
    del lan.session.headers["X-CSRFToken"]
    refused(lan.press("07", "open"), 403, "csrf_failed")


def test_moving_to_another_counter_closes_the_first_and_waits_for_its_citizen(centre):
    lan = centre.person("lan", "07")
    lan.press("07", "open")
    centre.issue()
    lan.press("07", "call-next")
    stay = lan.form("/counters/08/choose")
    assert stay.status_code == 409
    assert "D001" in stay.text
    lan.press("07", "finish")
    assert lan.form("/counters/08/choose").headers["Location"] == "/counters/08"
    assert centre.api.view("07")["counter"]["state"] == "closed"
    refused(lan.press("07", "open"), 403, "counter_not_chosen")
    assert lan.press("08", "open").status_code == 200


def test_taking_over_a_counter_needs_a_second_press_and_ends_the_others_right(centre):
    lan, hung = centre.person("lan", "07"), centre.person("hung")
    lan.press("07", "open")
    centre.issue()
    lan.press("07", "call-next")
    asked = hung.form("/counters/07/choose")
    assert asked.status_code == 200
    assert "lan đang làm việc ở Quầy 07" in asked.text
    refused(hung.press("07", "finish"), 403, "counter_not_chosen")
    assert hung.form("/counters/07/choose", confirm="yes").status_code == 303
    refused(lan.press("07", "finish"), 409, "counter_taken")
    assert hung.press("07", "finish").json()["ticket"]["number"] == "D001"


def test_one_officer_at_two_computers_still_has_one_counter(centre):
    here, there = centre.person("lan", "07"), centre.person("lan", "08")
    here.press("07", "open")
    refused(there.press("08", "open"), 403, "counter_not_chosen")
    there.form("/counters/08/choose")
    assert there.press("08", "open").status_code == 200
    refused(here.press("07", "open"), 403, "counter_not_chosen")


def test_two_presses_at_once_bring_one_citizen(centre, api):
    from concurrent.futures import ThreadPoolExecutor

    for _ in range(6):
        centre.issue()
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: api.press("07", "call-next"), range(6)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
    assert len(centre.office.hall.queues["GTVT-LX"]) == 5


def test_refusals_are_said_in_the_callers_language(centre, api):
    english = api.post("/api/counters/07/call-next", {}, **{"Accept-Language": "en"}).json()
    assert english["error"] == "nobody_waiting"


def test_a_service_finished_by_mistake_goes_on_within_a_quarter_of_an_hour(centre, api):
    number = centre.issue()
    ticket = api.press("07", "call-next").json()["ticket"]["id"]
    api.press("07", "finish")
    centre.clock.skip(seconds=11)
    refused(api.press("07", "undo"), 409, "too_late_to_undo")
    (row,) = api.view("07")["finished"]
    assert row["number"] == number
    back = api.post(f"/api/tickets/{ticket}/restore").json()["ticket"]
    assert (back["state"], back["counter"], back["finished_at"]) == ("serving", "07", None)
    api.press("07", "finish")
    centre.clock.skip(minutes=16)
    refused(api.post(f"/api/tickets/{ticket}/restore"), 409, "too_late_to_take_back", number=number)
    assert api.view("07")["finished"] == []


def test_the_officer_answers_what_an_unsure_time_was(centre, api):
    number = centre.issue()
    ticket = api.press("07", "call-next").json()["ticket"]["id"]
    api.press("07", "start")
    refused(
        api.press("07", "answer-time", ticket=ticket, answer="counted"), 409, "time_is_sure",
        number=number,
    )  # fmt: skip
    centre.clock.skip(hours=2)
    api.press("07", "finish")
    (row,) = api.view("07")["unsure"]
    assert api.view("07")["today"] | {"longest_wait_s": 0} == {
        "served": 1, "service_mean_s": None, "longest_wait_s": 0,
    }  # fmt: skip
    body = {"ticket": ticket, "answer": "ended"}
    refused(api.press("07", "answer-time", **body), 422, "invalid_field", field="ended_at")
    for wrong in ("yesterday", "2026-11-23T08:00:00"):
        refused(api.press("07", "answer-time", **body, ended_at=wrong), 422, "invalid_field")
    refused(api.press("08", "answer-time", **body), 409, "not_served_here")
    answer = api.press("07", "answer-time", **body, ended_at=row["suggested_end"])
    assert answer.json()["ticket"]["number"] == number
    view = api.view("07")
    assert (view["unsure"], view["today"]["service_mean_s"]) == ([], pytest.approx(5.8 * 60, abs=1))


def test_a_held_number_is_given_up_only_by_who_says_so_and_that_is_on_record(centre, api):
    centre.office.reconfigure(replace(centre.catalogue, limits=Limits()))
    centre.issue()
    api.press("07", "call-next")
    api.press("07", "recall")
    refused(api.press("07", "no-show", unless_held=True), 409, "number_held", number="D001")
    assert api.press("07", "no-show").json()["ticket"]["state"] == "no_show"
    api.press("07", "undo")
    centre.clock.skip(minutes=3)
    assert api.press("07", "no-show", unless_held=True).json()["ticket"]["state"] == "no_show"
    early = [
        entry.event.early for entry in centre.entries() if isinstance(entry.event, NoShowRecorded)
    ]
    assert early == [True, False]
