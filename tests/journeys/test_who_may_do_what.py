"""Every address and every role: who is let in, who is known but not allowed, who must sign in."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.journeys.conftest import PASSWORD, PEOPLE
from tests.journeys.program import ROOT
from tests.journeys.wire import Client

GIVING = {"api", "kiosk", "guide", "admin"}
AT_THE_COUNTER = {"api", "counter", "officer", "admin"}
READING = {"department-head", "director", "auditor", "admin"}
STAFF = {"officer", "guide", "department-head", "director", "auditor", "admin"}
EVERYBODY = {"api", "kiosk", "display", "counter", "printer", *STAFF}
READING_FIGURES = {"api", *STAFF} - {"guide"}
KINDS = "<any(csv, xlsx, pdf):kind>"
COUNTER_ACTIONS = (
    "open", "pause", "close", "call-next", "finish-and-call-next", "call", "recall", "start",
    "finish", "no-show", "park", "resume", "transfer", "return", "undo",
)  # fmt: skip
WHO_MAY = {
    ("POST", "/api/tickets"): GIVING,
    ("POST", "/api/tickets/<ticket_id>/cancel"): GIVING | {"officer", "counter"},
    ("POST", "/api/tickets/<ticket_id>/reprint"): GIVING,
    ("GET", "/api/guide/tickets"): {"api", "guide", "admin"},
    ("POST", "/api/tickets/<ticket_id>/transfer"): {"api", "guide", "admin"},
    ("POST", "/api/tickets/<ticket_id>/restore"): {"api", "guide", "officer", "counter", "admin"},
    ("GET", "/api/counters/<counter_id>"): {"api", "counter", *STAFF},
    **{("POST", f"/api/counters/<counter_id>/{action}"): AT_THE_COUNTER
       for action in COUNTER_ACTIONS},
    **{("POST", f"/api/practice/<practice_id>/counters/<counter_id>/{action}"): AT_THE_COUNTER
       for action in COUNTER_ACTIONS},
    ("POST", "/api/practice/<practice_id>/tickets/<ticket_id>/restore"): AT_THE_COUNTER,
    ("POST", "/api/counters/<counter_id>/rate"): {"api", "counter"},
    ("POST", "/api/print-jobs/<job_id>"): {"api", "printer"},
    ("POST", "/api/printers/<printer_id>/condition"): {"api", "printer"},
    ("GET", "/api/printers/logo"): {"api", "printer"},
    ("POST", "/api/printers/<printer_id>/new-roll"): {"api", "guide", "admin"},
    ("POST", "/api/printers/<printer_id>/test"): {"api", "guide", "admin"},
    ("GET", "/api/board"): {"api", "display", *STAFF},
    ("POST", "/api/announcements/<line_id>/result"): {"api", "display"},
    ("POST", "/api/loudspeakers/<speakers>/lease"): {"api", "display"},
    ("GET", "/api/reports/departments"): {"api", *READING},
    ("GET", f"/api/reports/departments.{KINDS}"): {"api", *READING},
    ("GET", "/api/reports/statistics"): {"api", "officer", *READING},
    ("GET", f"/api/reports/statistics.{KINDS}"): {"api", "officer", *READING},
    ("POST", "/api/reports/exports"): READING_FIGURES,
    ("GET", "/api/reports/exports/<export_id>"): READING_FIGURES,
    ("GET", "/api/reports/exports/<export_id>/file"): READING_FIGURES,
}  # fmt: skip
WATCHING_THE_BOARD = {"api", "display", *STAFF}
PAGES = {
    ("GET", "/kiosk"): GIVING,
    ("GET", "/display"): WATCHING_THE_BOARD,
    ("GET", "/display/basic"): WATCHING_THE_BOARD,
    ("GET", "/display/media"): WATCHING_THE_BOARD,
    ("GET", "/display/media/<zone>/<mark>/<name>"): WATCHING_THE_BOARD,
    ("GET", "/display/speech/<key>.wav"): WATCHING_THE_BOARD,
    ("GET", "/rate"): {"api", "counter"},
    ("GET", "/counters"): AT_THE_COUNTER,
    ("GET", "/counters/<counter_id>"): AT_THE_COUNTER,
    ("POST", "/counters/<counter_id>/choose"): AT_THE_COUNTER,
    ("GET", "/counters/guide"): {"api", "guide", "admin"},
    ("GET", "/counters/practice"): AT_THE_COUNTER,
    ("POST", "/counters/practice"): AT_THE_COUNTER,
    ("POST", "/counters/practice/end"): AT_THE_COUNTER,
    ("GET", "/reports"): {"api", *READING},
    ("GET", "/reports/statistics"): {"api", "officer", *READING},
    ("GET", "/reports/mine"): {"api", "officer"},
    ("GET", "/reports/tickets"): {"api", "officer", *READING},
    ("GET", "/reports/tickets/<ticket_id>"): {"api", "officer", *READING},
}  # fmt: skip
WITH_THE_TICKETS_TOKEN = {
    ("GET", "/t/<follow>"), ("GET", "/t/<follow>/qr.svg"),
    *(("POST", f"/t/<follow>/{wish}") for wish in ("postpone", "cancel", "rate", "complain")),
}  # fmt: skip
FORMS = {("POST", path) for path in ("/sign-in", "/sign-in/demo", "/sign-out", "/enrol")}
FOR_ANYBODY = {("GET", "/"), ("GET", "/sign-in")}
FILES = {("GET", "/static/<release>/<folder>/<path:path>")}
OPEN_TO_ALL = {
    ("GET", "/api/services"), ("GET", "/api/procedures"), ("GET", "/healthz"), ("GET", "/metrics"),
}  # fmt: skip
OF_THE_COMMAND_LINE = {("POST", "/api/control/close-day"), ("POST", "/api/control/reload")}
FORM = "application/x-www-form-urlencoded"
IN_AN_ADDRESS = {
    "<ticket_id>": "nobody", "<job_id>": "nobody-p0", "<printer_id>": "M9",
    "<counter_id>": "07", "<practice_id>": "nobody", "<follow>": "nobody",
    "<zone>": "tret", "<mark>": "1", "<name>": "a.jpg",
    "<line_id>": "nobody", "<speakers>": "nowhere", "<key>": "nothing",
    KINDS: "csv", "<export_id>": "nothing",
}  # fmt: skip

ALL_ADDRESSES = """
import json, os, sys
from pathlib import Path
import assembly
from settings.loading import load
parts = assembly.build(load(Path("config.yaml")), Path(sys.argv[1]), assembly.wall_clock, {})
rules = parts.site.app.url_map.iter_rules()
print(json.dumps([[method, rule.rule] for rule in rules for method in rule.methods]), flush=True)
os._exit(0)
"""


def test_every_address_of_the_server_is_in_one_of_these_tables(tmp_path):
    listed = subprocess.run(
        [sys.executable, "-c", ALL_ADDRESSES, tmp_path],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert listed.returncode == 0, listed.stderr
    served = {tuple(each) for each in json.loads(listed.stdout)}
    served = {each for each in served if each[0] not in ("HEAD", "OPTIONS")}
    known = {*WHO_MAY, *PAGES, *OPEN_TO_ALL, *FOR_ANYBODY, *FILES, *FORMS, *WITH_THE_TICKETS_TOKEN}
    # The commands that steer a running server are added when it begins to serve
    assert served - OF_THE_COMMAND_LINE == known


@dataclass
class Person:
    """Somebody signed in, by cookie and CSRF token."""

    client: Client
    cookie: str
    csrf: str

    def ask(self, method, path):
        headers = {"Cookie": self.cookie}
        if method == "POST":
            headers["X-CSRFToken"] = self.csrf
        return self.client.ask(method, path, b"{}" if method == "POST" else None, headers)


def cookie_of(answer, before=""):
    jar = SimpleCookie(before)
    for header in answer.headers.get_all("Set-Cookie") or []:
        jar.load(header)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())


def csrf_of(answer):
    return re.search(r'name="csrf[_-]token" (?:value|content)="([^"]+)"', answer.text.decode())[1]


def sign_in(client, name, password):
    """Fill in the form; return the answer and the session's cookie."""
    form = client.get("/sign-in")
    cookie = cookie_of(form)
    content = urlencode({"name": name, "password": password, "csrf_token": csrf_of(form)}).encode()
    answer = client.ask("POST", "/sign-in", content, {"Cookie": cookie, "Content-Type": FORM})
    return answer, cookie_of(answer, cookie)


def signed_in(server, name):
    client = Client(server.port)
    answer, cookie = sign_in(client, name, PASSWORD)
    assert answer.status == 303, answer.text
    page = client.get("/sign-in", Cookie=cookie)
    return Person(client, cookie_of(page, cookie), csrf_of(page))


@pytest.fixture(scope="module")
def everybody(standing):
    """One caller of each role: devices by token, people by their session."""
    callers = {
        role: Client(standing.port, standing.tokens[role])
        for role in ("api", "kiosk", "display", "counter", "printer")
    }
    people = {role: signed_in(standing, name) for name, role in PEOPLE.items() if name != "minh"}
    yield callers | people
    for caller in [*callers.values(), *(person.client for person in people.values())]:
        caller.close()


def send(caller, method, rule):
    path = rule
    for name, example in IN_AN_ADDRESS.items():
        path = path.replace(name, example)
    if isinstance(caller, Client):
        return caller.post(path) if method == "POST" else caller.get(path)
    return caller.ask(method, path)


@pytest.mark.parametrize(("method", "rule"), WHO_MAY, ids=lambda part: part)
def test_only_these_roles_are_let_in(everybody, method, rule):
    assert set(everybody) == EVERYBODY
    for role, caller in everybody.items():
        answer = send(caller, method, rule)
        if role in WHO_MAY[method, rule]:
            seat = answer.status == 403 and answer.json["error"] == "counter_not_chosen"
            assert answer.status not in (401, 403) or seat, (role, answer.text)
        else:
            assert (answer.status, answer.json["error"]) == (403, "not_allowed"), role
        assert answer.status < 500


@pytest.mark.parametrize(
    ("method", "rule"), [*WHO_MAY, *sorted(OF_THE_COMMAND_LINE)], ids=lambda part: part
)
@pytest.mark.parametrize("token", [None, "", "wrong", "x" * 2000, "Đ".encode().decode("latin-1")])
def test_nobody_is_let_in_without_a_token_that_we_gave(standing, method, rule, token):
    stranger = Client(standing.port, token)
    answer = send(stranger, method, rule)
    stranger.close()
    assert (answer.status, answer.json["error"]) == (401, "not_signed_in")


@pytest.mark.parametrize(("method", "rule"), PAGES, ids=lambda part: part)
def test_only_these_roles_see_a_page(everybody, standing, method, rule):
    for role, caller in everybody.items():
        let_in = send(caller, method, rule).status not in (401, 403)
        assert let_in == (role in PAGES[method, rule]), role
    stranger = Client(standing.port)
    answer = send(stranger, method, rule)
    stranger.close()
    shown_the_way = answer.status == 303 and answer.headers["Location"].startswith("/sign-in?")
    assert answer.status in (401, 403) or shown_the_way


@pytest.mark.parametrize(("method", "rule"), sorted(WITH_THE_TICKETS_TOKEN), ids=lambda part: part)
def test_without_a_tickets_own_token_nothing_of_a_ticket_is_seen_or_done(everybody, method, rule):
    for role, caller in everybody.items():
        assert send(caller, method, rule).status == 404, role


@pytest.mark.parametrize(("method", "rule"), sorted(FORMS))
def test_a_form_of_another_page_changes_nothing(standing, method, rule):
    stranger = Client(standing.port)
    answer = stranger.ask(method, rule, b"name=lan", {"Content-Type": FORM})
    stranger.close()
    assert answer.status in (403, 404)


@pytest.mark.parametrize(("method", "rule"), sorted(OPEN_TO_ALL | FOR_ANYBODY))
def test_these_are_for_everybody(standing, method, rule):
    stranger = Client(standing.port)
    assert stranger.get(rule).status == 200
    stranger.close()


@pytest.mark.parametrize(
    "rule",
    [rule for (method, rule), roles in WHO_MAY.items() if method == "POST" and "admin" in roles],
)
def test_a_session_without_its_csrf_token_changes_nothing(everybody, rule):
    person = everybody["admin"]
    for csrf in ("", "wrong"):
        answer = send(Person(person.client, person.cookie, csrf), "POST", rule)
        assert (answer.status, answer.json["error"]) == (403, "csrf_failed")


def test_a_counters_device_acts_for_its_own_counter_only(standing):
    desk = Client(standing.port, standing.tokens["counter 07"])
    assert desk.post("/api/counters/07/open").status == 200
    assert desk.get("/api/counters/08").json["error"] == "not_allowed"
    assert desk.post("/api/counters/08/open").json["error"] == "not_allowed"
    desk.close()


def test_a_kiosk_speaks_for_itself_only(standing):
    first, second = (Client(standing.port, standing.tokens[name]) for name in ("kiosk", "kiosk K2"))
    own = first.done("/api/tickets", {"service": "XD"})["ticket"]["id"]
    assert first.post("/api/tickets", {"service": "XD", "kiosk": "K2"}).status == 403
    assert second.post(f"/api/tickets/{own}/cancel").json["error"] == "not_allowed"
    assert first.done(f"/api/tickets/{own}/cancel")["ticket"]["state"] == "cancelled"
    first.close()
    second.close()


def test_an_officer_acts_for_the_chosen_counter_only(standing):
    officer = signed_in(standing, "minh")
    choose = urlencode({"csrf_token": officer.csrf}).encode()
    headers = {"Cookie": officer.cookie, "Content-Type": FORM}
    chosen = officer.client.ask("POST", "/counters/02/choose", choose, headers)
    assert chosen.status == 303
    officer.cookie = cookie_of(chosen, officer.cookie)
    assert officer.ask("POST", "/api/counters/02/open").json["counter"]["officer"] == "minh"
    assert officer.ask("POST", "/api/counters/03/open").json["error"] == "counter_not_chosen"
    officer.client.close()


@pytest.mark.parametrize("name", ["lan", "nobody", "", "lan' OR '1'='1", "x" * 500])
def test_a_wrong_password_lets_nobody_in(standing, name):
    client = Client(standing.port)
    answer, cookie = sign_in(client, name, "not the password")
    assert answer.status in (401, 429)
    assert client.get("/api/counters/07", Cookie=cookie).status == 401
    client.close()
