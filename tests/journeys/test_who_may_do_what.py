"""Every address and every role: who is let in, who is known but not allowed, who must sign in."""

import json
import re
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from websocket import create_connection

from tests.counters.conftest import Running
from tests.journeys.conftest import standing_plain
from tests.journeys.wire import Client
from tests.program import DEVICES as TOKENS
from tests.program import PASSWORD, PEOPLE, ROOT
from web.routes import NotInTable

KINDS = "<any(csv, xlsx, pdf):kind>"
FORM = "application/x-www-form-urlencoded"
READING = {"department-head", "director", "auditor", "admin"}
STAFF = {"officer", "guide", *READING}
AT_THE_COUNTER = {"api", "counter", "officer", "admin"}
PROMISED = {
    ("POST", "/api/tickets"): {"api", "kiosk", "guide", "admin"},
    ("POST", "/api/visits/end"): {"api", "kiosk", "guide", "admin"},
    ("POST", "/api/tickets/<ticket_id>/cancel"):
        {"api", "kiosk", "guide", "admin", "officer", "counter"},
    ("POST", "/api/tickets/<ticket_id>/reprint"): {"api", "kiosk", "guide", "admin"},
    ("POST", "/api/tickets/<ticket_id>/restore"): {"api", "guide", "officer", "counter", "admin"},
    ("POST", "/api/tickets/<ticket_id>/transfer"): {"api", "guide", "admin"},
    ("POST", "/api/guide/cancel-run"): {"api", "guide", "admin"},
    ("POST", "/api/guide/restore-run"): {"api", "guide", "admin"},
    ("GET", "/api/counters/<counter_id>"): {"api", "counter", *STAFF},
    ("POST", "/api/counters/<counter_id>/open"): AT_THE_COUNTER,
    ("POST", "/api/counters/<counter_id>/call-next"): AT_THE_COUNTER,
    ("POST", "/api/counters/<counter_id>/finish"): AT_THE_COUNTER,
    ("POST", "/api/counters/<counter_id>/keys/call-next"): {"api", "keys"},
    ("POST", "/api/counters/<counter_id>/rate"): {"api", "counter", "rating"},
    ("POST", "/api/alarms/take-on"): {"api", "guide", "director", "department-head", "admin"},
    ("POST", "/api/alarms/ask"): {"api", "guide", "director", "department-head", "admin"},
    ("POST", "/api/print-jobs/<job_id>"): {"api", "printer"},
    ("POST", "/api/printers/<printer_id>/new-roll"): {"api", "guide", "admin"},
    ("POST", "/api/pairings/<code>/approve"): {"api", "guide", "admin"},
    ("GET", "/api/board"): {"api", "display", *STAFF},
    ("GET", "/display/figures"): {"api", "display", *STAFF},
    ("POST", "/api/announcements/<line_id>/result"): {"api", "display"},
    ("GET", "/api/reports/departments"): {"api", *READING},
    ("GET", "/api/reports/statistics"): {"api", "officer", *READING},
    ("POST", "/api/reports/exports"): {"api", "officer", *READING},
    ("GET", "/kiosk"): {"api", "kiosk", "guide", "admin"},
    ("GET", "/counters"): AT_THE_COUNTER,
    ("GET", "/counters/guide"): {"api", "guide", "admin"},
    ("GET", "/devices/approve"): {"api", "guide", "admin"},
    ("GET", "/admin/devices"): {"api", "admin"},
    ("POST", "/admin/devices/<int:device_id>/revoke"): {"api", "admin"},
    ("GET", "/account"): STAFF,
    ("GET", "/admin/people"): {"admin"},
    ("POST", "/admin/people/<name>/role"): {"admin"},
    ("POST", "/account/password"): STAFF,
    ("GET", "/reports"): {"api", *READING},
    ("GET", "/reports/mine"): {"api", "officer"},
    ("GET", "/complaints/desk"): {"director", "department-head", "auditor"},
    ("POST", "/complaints/desk/answer"): {"director", "department-head"},
    ("GET", "/complaints/for-somebody"): {"api", "guide", "director", "admin"},
    ("SOCKET", "/complaints"): {"director", "department-head", "auditor"},
    ("SOCKET", "/display"): {"api", "display", *STAFF},
    ("SOCKET", "/counters"): {"api", "counter", *STAFF}, ("SOCKET", "/keys"): {"api", "keys"},
    ("SOCKET", "/guide"): {"api", "guide", "admin"},
    ("SOCKET", "/kiosk"): {"api", "kiosk", "guide", "admin"},
    ("SOCKET", "/counter-display"): {"api", "rating", "counter", "display", *STAFF},
    ("SOCKET", "/reports"): {"api", *READING},
    ("SOCKET", "/printers"): {"api", "printer"},
}  # fmt: skip
"""What the contract and the centre promise, said once more beside the server's own table."""
OPEN = {
    "to all": {
        ("GET", path)
        for path in (
            "/", "/pair", "/sign-in", "/sign-in/password", "/sign-in/code",
            "/sign-in/second-factor", "/sign-in/openid", "/sign-in/openid/callback",
            "/setup", "/healthz", "/api/services", "/api/procedures", "/procedures",
            "/procedures/<code>", "/procedures/<code>/qr.svg", "/procedures/<code>/online.svg",
            "/procedures/list.json", "/procedures/poster", "/api/openapi.json", "/t/worker.js",
            "/results", "/now", "/api/now", "/static/<release>/<folder>/<path:path>",
            "/complaints", "/complaints/answer",
            "/book", "/book/here/<code>",
        )
    } | {("POST", path) for path in ("/complaints", "/complaints/answer", "/book", "/book/here")},
    "to this computer, to others with a right": {("GET", "/metrics")},
    "to a device that is to be let in":
        {("POST", path) for path in ("/api/pairings", "/api/pairings/claim")},
    "to a form of this server's own page":
        {("POST", path) for path in (
            "/sign-in", "/sign-in/code", "/sign-in/password", "/sign-in/second-factor",
            "/sign-in/demo", "/sign-out", "/enrol", "/pair/claim", "/setup", "/results",
        )},
    "to whoever knows the ticket's address": {
        ("GET", "/b/<follow>"), ("POST", "/b/<follow>/cancel"),
        *(("GET", f"/t/<follow>{part}")
          for part in ("", "/qr.svg", "/view", "/stream", "/app.webmanifest")),
        *(("POST", f"/t/<follow>/{wish}")
          for wish in ("postpone", "take-back", "here", "cancel", "rate", "complain", "push",
                       "push/stop")),
    },
}  # fmt: skip
"""All that needs no role; two more serve the command line once the server listens."""
ACTIONS = "close-day reopen-day reload clock accept-clock addresses erase-ticket"
OF_THE_COMMAND_LINE = tuple(f"/api/control/{action}" for action in ACTIONS.split())
IN_AN_ADDRESS = {
    "<ticket_id>": "nobody", "<job_id>": "nobody-p0", "<printer_id>": "M9",
    "<counter_id>": "07", "<practice_id>": "nobody", "<follow>": "nobody",
    "<zone>": "tret", "<mark>": "1", "<name>": "a.jpg",
    "<line_id>": "nobody", "<speakers>": "nowhere", "<key>": "nothing",
    "<code>": "nobody", "<int:device_id>": "999999",
    "<sign_in_id>": "nothing", KINDS: "csv", "<export_id>": "nothing",
}  # fmt: skip

THE_SERVERS_OWN_TABLE = """
import json, os, sys
from pathlib import Path
from centre import assembly
from settings.loading import load
from web.roles import Right, roles_with
site = assembly.build(load(Path("config.yaml")), Path(sys.argv[1]), assembly.wall_clock, {}).site
site.routes.require_all()
table = [
    [method, rule, asked, roles_with(asked) if isinstance(asked, Right) else None]
    for (method, rule), asked in site.routes.asked_for.items()
]
print(json.dumps(table), flush=True)
os._exit(0)
"""


standing = standing_plain


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Every address and namespace: (method, rule) -> its right, and the roles that have it."""
    listed = subprocess.run(
        [sys.executable, "-c", THE_SERVERS_OWN_TABLE, tmp_path_factory.mktemp("table")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert listed.returncode == 0, listed.stderr
    rows = json.loads(listed.stdout)
    return {(method, rule): (right, roles) for method, rule, right, roles in rows}


def of_roles(table, *methods, under=""):
    """The rows that ask for a role."""
    return {
        (method, rule): set(roles)
        for (method, rule), (_, roles) in table.items()
        if roles is not None and method in methods and rule.startswith(under)
    }


def test_the_table_keeps_what_is_promised(table):
    own = of_roles(table, "GET", "POST", "SOCKET")
    assert {row: own[row] for row in PROMISED} == PROMISED


def test_nothing_but_this_is_open_without_a_role(table):
    without = {row: right for row, (right, roles) in table.items() if roles is None}
    assert {right: {row for row in without if without[row] == right} for right in OPEN} == OPEN
    assert set(without.values()) == set(OPEN)


def test_an_address_beside_the_table_is_refused_and_stops_the_start(tmp_path):
    centre = Running(tmp_path)
    centre.site.routes.require_all()
    centre.site.app.add_url_rule("/beside", "beside", lambda: "open to all by mistake")
    assert centre.site.app.test_client().get("/beside").status_code == 403
    with pytest.raises(NotInTable, match="/beside"):
        centre.site.routes.require_all()
    centre.stop()


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
    callers = {role: Client(standing.port, standing.tokens[role]) for role in TOKENS}
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


def test_whoever_has_the_right_is_let_in_and_nobody_else(table, everybody):
    assert set(everybody) == {*TOKENS, *STAFF}
    for (method, rule), roles in of_roles(table, "GET", "POST", under="/api/").items():
        for role, caller in everybody.items():
            answer, where = send(caller, method, rule), (method, rule, role)
            if role in roles:
                seat = answer.status == 403 and answer.json["error"] == "counter_not_chosen"
                assert answer.status not in (401, 403) or seat, (where, answer.text)
            else:
                assert (answer.status, answer.json["error"]) == (403, "not_allowed"), where
            assert answer.status < 500, where


@pytest.mark.parametrize("token", [None, "", "wrong", "x" * 2000, "Đ".encode().decode("latin-1")])
def test_nobody_is_let_in_without_a_token_that_we_gave(table, standing, token):
    stranger = Client(standing.port, token)
    control = (("POST", rule) for rule in OF_THE_COMMAND_LINE)
    for method, rule in (*of_roles(table, "GET", "POST", under="/api/"), *control):
        answer = send(stranger, method, rule)
        assert (answer.status, answer.json["error"]) == (401, "not_signed_in"), (method, rule)
    stranger.close()


def test_a_page_is_seen_by_whoever_has_the_right_and_by_nobody_else(table, everybody, standing):
    stranger = Client(standing.port)
    for (method, rule), roles in of_roles(table, "GET", "POST").items():
        if rule.startswith("/api/"):
            continue
        for role, caller in everybody.items():
            let_in = send(caller, method, rule).status not in (401, 403)
            assert let_in == (role in roles), (method, rule, role)
        answer = send(stranger, method, rule)
        shown_the_way = answer.status == 303 and answer.headers["Location"].startswith("/sign-in?")
        assert answer.status in (401, 403) or shown_the_way, (method, rule)
    stranger.close()


def test_a_live_screen_is_sent_to_whoever_has_the_right_and_to_nobody_else(
    table, everybody, standing
):
    for (_, namespace), roles in of_roles(table, "SOCKET").items():
        for role, caller in everybody.items():
            said = refusal_of_socket(standing.port, namespace, caller)
            assert (said != "not_allowed") == (role in roles), (namespace, role, said)
        assert refusal_of_socket(standing.port, namespace, None) == "not_signed_in", namespace


def test_a_session_opens_no_socket_that_no_page_asks_for(everybody, standing):
    for role, refusal in (("admin", "csrf_failed"), ("api", None)):
        said = refusal_of_socket(standing.port, "/reports", everybody[role], suppress_origin=True)
        assert said == refusal


def refusal_of_socket(port, namespace, caller, **options):
    """Why a client may not follow a namespace; None if it may."""
    socket = create_connection(
        f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket&counter=07",
        cookie=caller.cookie if isinstance(caller, Person) else None,
        timeout=60,
        **options,
    )
    socket.recv()
    token = getattr(caller, "token", None)
    socket.send(f"40{namespace}," + json.dumps({"token": token} if token else {}))
    answer = socket.recv()
    socket.close()
    kind, _, content = answer.partition(",")
    return json.loads(content)["message"] if kind == f"44{namespace}" else None


@pytest.mark.parametrize(
    ("method", "rule"),
    sorted(row for row in OPEN["to whoever knows the ticket's address"] if row[0] != "SOCKET"),
)
def test_without_a_tickets_own_token_nothing_of_a_ticket_is_seen_or_done(everybody, method, rule):
    for role, caller in everybody.items():
        assert send(caller, method, rule).status == 404, role


@pytest.mark.parametrize(("method", "rule"), sorted(OPEN["to a form of this server's own page"]))
def test_a_form_of_another_page_changes_nothing(standing, method, rule):
    with closing(Client(standing.port)) as stranger:
        answer = stranger.ask(method, rule, b"name=lan", {"Content-Type": FORM})
    assert answer.status in (403, 404)


def test_what_is_open_to_all_is_for_everybody(standing):
    stranger = Client(standing.port)
    for rule in (rule for method, rule in OPEN["to all"] if method == "GET"):
        usual = 303 if rule.startswith("/sign-in/") else 200
        if rule in ("/setup", "/results") or rule.startswith("/sign-in/openid"):
            usual = 404  # open, but off as shipped, and once there is an administrator
        if "<" not in rule:
            assert stranger.get(rule).status == usual, rule
    stranger.close()


@pytest.mark.parametrize("csrf", ["", "wrong"])
def test_a_session_without_its_csrf_token_changes_nothing(table, everybody, csrf):
    person = everybody["admin"]
    for (method, rule), roles in of_roles(table, "POST", under="/api/").items():
        if "admin" in roles:
            answer = send(Person(person.client, person.cookie, csrf), method, rule)
            assert (answer.status, answer.json["error"]) == (403, "csrf_failed"), rule


def test_a_counters_device_acts_for_its_own_counter_only(standing):
    desk = Client(standing.port, standing.tokens["counter 07"])
    assert desk.post("/api/counters/07/open").status == 200
    assert desk.get("/api/counters/08").json["error"] == "not_allowed"
    assert desk.post("/api/counters/08/open").json["error"] == "not_allowed"
    desk.close()


def test_a_board_of_a_zone_sees_that_zone_only(standing):
    board = Client(standing.port, standing.token("display", zone="tret"))
    assert board.get("/api/board").json["zone"] == "tret"
    for path in ("/display?zone=tret", "/display?zone=all"):  # moved, it keeps its old address
        assert b'"zone":"tret"' in board.get(path).text, path
    body = {"player": "p"}
    assert board.post("/api/loudspeakers/tret/lease", body).status == 200
    for path in ("/api/board?zone=tang1", "/display/media?zone=tang1"):
        assert board.get(path).status == 403, path
    assert board.post("/api/loudspeakers/tang1/lease", body).json["error"] == "not_allowed"
    board.close()


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
    chosen = officer.client.ask("POST", "/counters/08/choose", choose, headers)
    assert chosen.status == 303
    officer.cookie = cookie_of(chosen, officer.cookie)
    assert officer.ask("POST", "/api/counters/08/open").json["counter"]["officer"] == "minh"
    assert officer.ask("POST", "/api/counters/09/open").json["error"] == "counter_not_chosen"
    officer.client.close()


@pytest.mark.parametrize("name", ["lan", "nobody", "", "lan' OR '1'='1", "x" * 500])
def test_a_wrong_password_lets_nobody_in(standing, name):
    with closing(Client(standing.port)) as client:
        answer, cookie = sign_in(client, name, "not the password")
        assert answer.status in (401, 429)
        assert client.get("/api/counters/07", Cookie=cookie).status == 401
