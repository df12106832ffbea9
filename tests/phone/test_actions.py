"""What a ticket's holder asks for, by program and by form: token in hand, no sign-in."""

import json
import re
import sqlite3

import pytest
import requests

from tests.phone.conftest import COUNTER, SERVICE

REMARK = "Cán bộ hướng dẫn rất tận tình."
COMPLAINT = "Ghế chờ ở tầng 1 bị hỏng đã lâu."


@pytest.fixture
def phone(program, ticket):
    return Phone(program, ticket)


class Phone:
    """Somebody with a ticket's address and nothing else."""

    def __init__(self, program, ticket):
        self.url = program.url + ticket["follow_url"]
        self.id, self.number = ticket["ticket"]["id"], ticket["ticket"]["number"]

    def ask(self, wish, body=None, **headers):
        return requests.post(f"{self.url}/{wish}", json=body or {}, headers=headers, timeout=60)

    def fill_in(self, wish, fields, **headers):
        return requests.post(
            f"{self.url}/{wish}", data=fields, headers=headers, timeout=60, allow_redirects=False
        )


def call(api):
    assert api.post(f"/api/counters/{COUNTER}/call-next").status_code == 200


def serve(api):
    call(api)
    assert api.post(f"/api/counters/{COUNTER}/finish").status_code == 200


def waiting(api):
    return [each["number"] for each in api.get(f"/api/counters/{COUNTER}").json()["waiting"]]


def stored(program, query):
    connection = sqlite3.connect(program.data / "xinmoi.db")
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def test_who_comes_late_lets_others_pass_at_most_twice(phone, api):
    behind = api.post("/api/tickets", {"service": SERVICE}).json()["ticket"]["number"]
    answer = phone.ask("postpone", {"places": 3}, **{"Idempotency-Key": "late-1"})
    assert (answer.status_code, answer.json()["ticket"]["number"]) == (200, phone.number)
    assert waiting(api) == [behind, phone.number]
    again = phone.ask("postpone", {"places": 3}, **{"Idempotency-Key": "late-1"})
    assert again.json() == answer.json()
    last = api.post("/api/tickets", {"service": SERVICE}).json()["ticket"]["number"]
    assert phone.ask("postpone", {"minutes": 10}).status_code == 200
    assert waiting(api) == [behind, last, phone.number]
    refused = phone.ask("postpone", {"minutes": 10}, **{"Accept-Language": "en"})
    assert (refused.status_code, refused.json()["error"]) == (409, "postpone_limit")
    assert "please tell a guide" in refused.json()["message"]
    assert phone.ask("take-back").status_code == 200
    assert waiting(api) == [behind, phone.number, last]
    assert phone.ask("take-back").status_code == 200
    assert waiting(api) == [behind, phone.number, last]
    assert phone.ask("postpone", {"places": 1}).status_code == 200


def test_with_nobody_behind_nothing_changes_and_nothing_is_used_up(phone):
    for measure in ({"places": 1}, {"minutes": 5}):
        assert phone.ask("postpone", measure).json()["error"] == "nobody_behind"


@pytest.mark.parametrize(
    ("wish", "body", "field"),
    [
        ("postpone", {}, "places"),
        ("postpone", {"places": "1"}, "places"),
        ("postpone", {"places": 10_000}, "places"),
        ("postpone", {"minutes": -5}, "minutes"),
        ("postpone", {"hours": 1}, "hours"),
        ("rate", {}, "level"),
        ("rate", {"level": "excellent"}, "level"),
        ("rate", {"level": "satisfied", "remark": "x" * 1001}, "remark"),
        ("complain", {}, "text"),
        ("complain", {"text": "   "}, "text"),
        ("complain", {"text": "x" * 4001}, "text"),
        ("cancel", {"reason": "mine"}, "reason"),
    ],
)
def test_what_cannot_be_right_is_named(phone, wish, body, field):
    answer = phone.ask(wish, body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_a_number_given_back_is_the_citizen_s_own_cancellation(phone, program, api):
    assert phone.ask("cancel").json()["ticket"]["state"] == "cancelled"
    (data,) = stored(
        program, "SELECT data FROM journal WHERE kind = 'TicketCancelled' ORDER BY seq DESC LIMIT 1"
    )
    assert '"by_staff":false' in data[0]
    assert phone.number not in waiting(api)
    assert phone.ask("cancel").json()["error"] == "ticket_over"


def test_a_rating_is_given_once_after_service(phone, api):
    early = phone.ask("rate", {"level": "satisfied"})
    assert (early.status_code, early.json()["error"]) == (409, "not_served_yet")
    serve(api)
    assert phone.ask("rate", {"level": "satisfied"}).status_code == 200
    assert phone.ask("rate", {"level": "neutral"}).json()["error"] == "already_rated"


def test_the_words_of_a_rating_are_not_in_the_journal_and_a_refused_one_leaves_none(
    phone, program, api
):
    phone.ask("rate", {"level": "satisfied", "remark": "bị từ chối"})
    serve(api)
    assert phone.ask("rate", {"level": "satisfied", "remark": f" {REMARK}\r\n"}).status_code == 200
    texts = [text for (text,) in stored(program, "SELECT text FROM citizen_words")]
    assert REMARK in texts
    assert "bị từ chối" not in texts
    assert stored(program, f"SELECT seq FROM journal WHERE data LIKE '%{REMARK}%'") == []
    (kept,) = stored(program, f"SELECT id FROM citizen_words WHERE text = '{REMARK}'")
    (data,) = stored(
        program, "SELECT data FROM journal WHERE kind = 'TicketRated' ORDER BY seq DESC LIMIT 1"
    )
    assert f'"remark":"{kept[0]}"' in data[0]


def test_a_complaint_has_a_code_of_its_own_and_names_neither_ticket_nor_officer(
    phone, program, api
):
    key = {"Idempotency-Key": "complaint-1"}
    answer = phone.ask("complain", {"text": COMPLAINT}, **key)
    code = answer.json()["code"]
    assert (answer.status_code, answer.json()) == (201, {"code": code})
    assert phone.ask("complain", {"text": COMPLAINT}, **key).json() == {"code": code}
    rows = stored(program, f"SELECT * FROM citizen_words WHERE text = '{COMPLAINT}'")
    assert [row[0] for row in rows] == [code]
    entries = stored(program, f"SELECT data, key, actor FROM journal WHERE data LIKE '%{code}%'")
    assert [actor for _, _, actor in entries] == ["citizen"]
    assert set(json.loads(entries[0][0])) == {"code", "department", "due", "channel"}
    everything = " ".join(str(part) for row in [*rows, *entries] for part in row)
    assert phone.id not in everything
    assert phone.url.rpartition("/")[2] not in everything


def test_without_scripts_the_code_comes_with_the_answer_and_the_same_once_more(phone):
    form = {"text": COMPLAINT, "key": "form-1"}
    first, again = (phone.fill_in("complain", form) for _ in range(2))
    (code,) = re.findall(r'class="code num" data-code>([A-Z2-9]{4}-[A-Z2-9]{4})<', first.text)
    assert (first.status_code, "Location" in first.headers) == (200, False)
    assert 'http-equiv="refresh"' not in first.text
    assert code in again.text
    other = requests.get(f"{phone.url}?ask=filed", timeout=60).text
    assert code not in other
    assert 'class="code num" data-code></p>' in other


def test_another_key_is_another_complaint(phone):
    codes = {phone.ask("complain", {"text": COMPLAINT}).json()["code"] for _ in range(3)}
    assert len(codes) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_pages_of_other_sites_change_nothing(phone, api, headers):
    answer = phone.ask("cancel", **headers)
    assert (answer.status_code, answer.json()["error"]) == (403, "csrf_failed")
    assert phone.fill_in("cancel", {}, **headers).status_code == 403
    assert phone.number in waiting(api)


def test_the_own_page_may_post(phone, program):
    answer = phone.ask("cancel", **{"Origin": program.url, "Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 200


def test_a_form_comes_back_to_the_page_in_its_language(phone, api):
    for _ in range(2):
        api.post("/api/tickets", {"service": SERVICE})
    answer = phone.fill_in("postpone?lang=en", {"places": "1", "key": "form-1"})
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("?lang=en")
    again = phone.fill_in("postpone?lang=en", {"places": "1", "key": "form-1"})
    assert again.status_code == 303
    assert phone.fill_in("postpone", {"places": "1"}).status_code == 303
    refused = phone.fill_in("postpone?lang=en", {"places": "1"})
    assert refused.status_code == 409
    assert "please tell a guide" in refused.text


def test_an_unknown_token_is_told_so_and_looking_changes_nothing(phone, program):
    answer = requests.post(f"{program.url}/t/nobody/cancel", json={}, timeout=60)
    assert (answer.status_code, answer.json()["error"]) == (404, "unknown_ticket")
    assert requests.get(f"{phone.url}/cancel", timeout=60).status_code == 405


def test_a_machine_is_slowed_down(phone):
    answers = [phone.ask("rate", {"level": "neutral"}) for _ in range(13)]
    assert {answer.status_code for answer in answers[:12]} == {409}
    assert (answers[12].status_code, answers[12].json()["error"]) == (429, "too_many")
    assert int(answers[12].headers["Retry-After"]) > 0
