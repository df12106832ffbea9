"""Whatever is sent to the port, the answer is one clear sentence, and the server goes on."""

import json
import random
import socket

import pytest

from tests.journeys.wire import Client
from tests.waiting import LONG_S

THREE_MB = 3_000_000


@pytest.fixture
def office(standing):
    client = Client(standing.port, standing.tokens["api"])
    yield client
    client.close()


def is_clear(answer, status, code, **fields):
    """The answer is JSON with this code, a sentence for people, and nothing of our insides."""
    assert answer.status == status, answer.text
    assert answer.headers["Content-Type"].startswith("application/json")
    said = answer.json
    assert said["error"] == code
    assert said["message"].endswith(".")
    assert "Traceback" not in answer.headers.as_string() + answer.text.decode()
    assert {name: said[name] for name in fields} == fields


TICKETS = "/api/tickets"
NOT_JSON_OBJECTS = {
    "cut short": b'{"service": "GTVT-LX"',
    "a list": b'["GTVT-LX"]',
    "a text": b'"GTVT-LX"',
    "a number": b"1e999",
    "null": b"null",
    "not a number": b'{"service": NaN',
    "no UTF-8": b'{"service": "\xff\xfe"}',
    "UTF-16": '{"service": "GTVT-LX"}'.encode("utf-16"),
    "half a character": b'{"service": "\\ud800"}',
    "a form": b"service=GTVT-LX",
    "XML": b"<service>GTVT-LX</service>",
    "zeros": bytes(100),
    "very deep": b"[" * 60_000,
    "a very deep field": b'{"service": ' + b'{"a":' * 12_000,
    "random bytes": random.Random(7).randbytes(2000),
}


@pytest.mark.parametrize("content", NOT_JSON_OBJECTS.values(), ids=NOT_JSON_OBJECTS)
def test_what_is_no_json_object_is_malformed(office, content):
    for path in (TICKETS, "/api/counters/07/pause"):
        is_clear(office.ask("POST", path, content), 400, "malformed")


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        (TICKETS, {}, "service"),
        (TICKETS, {"service": 7}, "service"),
        (TICKETS, {"service": None}, "service"),
        (TICKETS, {"service": ["GTVT-LX"]}, "service"),
        (TICKETS, {"service": {"code": "GTVT-LX"}}, "service"),
        (TICKETS, {"service": "x" * 65}, "service"),
        (TICKETS, {"service": "GTVT-LX", "priority": "nobility"}, "priority"),
        (TICKETS, {"service": "GTVT-LX", "priority": True}, "priority"),
        (TICKETS, {"service": "GTVT-LX", "language": "xx"}, "language"),
        (TICKETS, {"service": "GTVT-LX", "wish": "quickly"}, "wish"),
        ("/api/counters/07/finish", {"outcome": 1}, "outcome"),
        ("/api/counters/07/finish", {"outcome": "lost"}, "outcome"),
        ("/api/counters/07/pause", {"reason": ""}, "reason"),
        ("/api/counters/07/call", {}, "ticket"),
        ("/api/counters/07/resume", {"ticket": 12}, "ticket"),
        ("/api/counters/07/transfer", {"service": 1}, "service"),
        ("/api/counters/07/call-next", {"number": "D001"}, "number"),
        ("/api/tickets/x/cancel", {"reason": "x" * 201}, "reason"),
    ],
)
def test_a_field_that_cannot_be_right_is_named(office, path, body, field):
    is_clear(office.post(path, body), 422, "invalid_field", field=field)


@pytest.mark.parametrize("key", ["", "x" * 65, "Đ", "a\tb"])
def test_an_idempotency_key_that_cannot_be_right_is_named(office, key):
    sent = {"Idempotency-Key": key.encode()}
    answer = office.ask("POST", TICKETS, b'{"service": "XD"}', sent)
    if answer.status != 400:  # some servers refuse such a head whole
        is_clear(answer, 422, "invalid_field", field="Idempotency-Key")


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("POST", TICKETS, {"service": "NOPE"}, "unknown_service"),
        ("POST", TICKETS, {"service": "GTVT-LX", "kiosk": "K9"}, "unknown_kiosk"),
        ("GET", "/api/counters/99", None, "unknown_counter"),
        ("POST", "/api/counters/99/call-next", {}, "unknown_counter"),
        ("POST", "/api/counters/0x07/open", {}, "unknown_counter"),
        ("POST", "/api/counters/07/call", {"ticket": "nobody"}, "unknown_ticket"),
        ("POST", "/api/counters/07/resume", {"ticket": "nobody"}, "unknown_ticket"),
        ("POST", "/api/tickets/nobody/cancel", {}, "unknown_ticket"),
        ("POST", "/api/tickets/nobody/reprint", {}, "unknown_ticket"),
        ("POST", "/api/tickets/nobody/restore", {}, "unknown_ticket"),
        ("GET", "/api/board?zone=moon", None, "unknown_zone"),
        ("GET", "/api/nothing", None, "not_found"),
        ("POST", "/api/counters/07/dance", {}, "not_found"),
        ("GET", "/api/", None, "not_found"),
    ],
)
def test_what_does_not_exist_is_not_found(office, method, path, body, code):
    office.done("/api/counters/07/open")
    answer = office.get(path) if method == "GET" else office.post(path, body)
    is_clear(answer, 404, code)


@pytest.mark.parametrize(
    "period", ["from=yesterday", "from=2026-13-01", "from=2026-02-02&to=2026-02-01", "to=%00"]
)
def test_a_period_that_cannot_be_right_is_named(office, period):
    answer = office.get(f"/api/reports/departments?{period}")
    assert answer.json["field"] in ("from", "to")
    is_clear(answer, 422, "invalid_field")


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", [TICKETS, "/api/counters/07/call-next", "/api/tickets/x/cancel"])
def test_changes_are_post_only(office, method, path):
    is_clear(office.ask(method, path), 405, "method_not_allowed")


@pytest.mark.parametrize("path", ["/api/services", "/api/board", "/healthz"])
def test_views_are_not_posted_to(office, path):
    is_clear(office.post(path), 405, "method_not_allowed")


def test_sentences_come_in_the_callers_language(office):
    english = office.post(TICKETS, {}, Accept_Language="en")
    vietnamese = office.post(TICKETS, {}, Accept_Language="vi")
    assert english.json["message"] == "The value of the field “service” is not valid."
    assert vietnamese.json["message"] == "Giá trị của trường “service” không hợp lệ."


@pytest.mark.parametrize("path", [TICKETS, "/api/counters/07/pause", "/sign-in", "/api/nothing"])
def test_three_megabytes_are_too_large(office, path):
    content = b'{"service": "' + b"x" * THREE_MB + b'"}'
    is_clear(office.ask("POST", path, content), 413, "too_large")


@pytest.mark.parametrize(
    ("size", "status", "code"), [(65_536, 422, "invalid_field"), (65_537, 413, "too_large")]
)
def test_a_body_holds_64_kilobytes(office, size, status, code):
    content = b'{"service": "%s"}' % (b"x" * (size - 15))
    is_clear(office.ask("POST", TICKETS, content), status, code)


@pytest.mark.parametrize("first", [b"", b"c350\r\n"])
def test_three_megabytes_in_pieces_are_refused(office, first):
    """Without `first` they are no chunks: a line that does not end is no size."""
    pieces = iter(
        [b"".join((first, b"x" * 50_000, b"\r\n" if first else b""))] * 60 + [b"0\r\n\r\n"]
    )
    try:
        answer = office.ask("POST", TICKETS, pieces, {"Transfer-Encoding": "chunked"})
    except Exception:  # noqa: BLE001 - a server that hangs up in mid-body has refused as well
        return
    assert answer.status in (400, 411, 413)
    is_clear(answer, answer.status, answer.json["error"])


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x", "image/png; q"],
)
def test_the_content_type_changes_nothing(office, kind):
    is_clear(office.ask("POST", TICKETS, b"\x89PNG", {"Content-Type": kind}), 400, "malformed")
    taken = office.ask("POST", TICKETS, b'{"service": "XD"}', {"Content-Type": kind})
    assert taken.status == 201


TRICKS = [
    "/static/../server.py",
    "/static/x/web/../../../etc/passwd",
    "/static/x/web/..%2f..%2f..%2fetc%2fpasswd",
    "/static/x/..%2f..%2fvar/xinmoi.db",
    "/static/x/web/%2e%2e/%2e%2e/config.yaml",
    "/static/x/web//etc/passwd",
    "/static/x/storage/tables.py",
    "/api/counters/..%2f..%2fhealthz",
    "/api/counters/%00",
    "/api/counters/07%0d%0aX-Header:%20x",
    "/api/%ff%fe",
    "/api/%",
    "/api/%zz",
    "//api//tickets",
    "/api/tickets/",
    "/./api/tickets/../../etc/passwd",
    "/t/..%2f..%2fsecret.key",
    "/" + "x" * 7000,
]


@pytest.mark.parametrize("path", TRICKS, ids=[trick[:40] for trick in TRICKS])
def test_tricks_with_paths_find_nothing(office, path):
    answer = office.ask("GET", path)
    assert answer.status in (400, 404, 405), answer.text[:200]
    assert b"root:" not in answer.text
    assert b"import" not in answer.text
    is_clear(answer, answer.status, answer.json["error"])


# ── what no HTTP library would send ──────────────────────────────────────────────────────────


def told_raw(server, content):
    """Return what the port answers to these bytes, until it hangs up or has said a whole answer."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=LONG_S) as line:
        said = b""
        try:
            line.sendall(content)
            line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65536):
                said += piece
        except OSError:
            pass  # it hung up while we were still talking
    return said


HOST = b"Host: x\r\n"
GARBAGE = {
    "nothing": b"",
    "empty lines": b"\r\n" * 50,
    "one word": b"HELLO\r\n\r\n",
    "random bytes": random.Random(3).randbytes(5000),
    "random lines": random.Random(4).randbytes(5000) + b"\r\n\r\n",
    "a greeting of TLS": bytes.fromhex("160301006501000061030300") + bytes(90),
    "an unknown version": b"GET /healthz HTTP/9.9\r\n" + HOST + b"\r\n",
    "half a version": b"GET /healthz HTTP/1\r\n" + HOST + b"\r\n",
    "half a head": b"POST /api/tickets HTTP/1.1\r\nHost:",
    "half a body": b"POST /api/tickets HTTP/1.1\r\n" + HOST + b"Content-Length: 90\r\n\r\n{",
    "a length in words": b"POST /api/tickets HTTP/1.1\r\n" + HOST + b"Content-Length: ten\r\n\r\n",
    "a length below zero": b"POST /api/tickets HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
    "an endless length": b"POST /api/tickets HTTP/1.1\r\n" + HOST + b"Content-Length: "
    + b"9" * 40 + b"\r\n\r\n",
    "two lengths": b"POST /api/tickets HTTP/1.1\r\n" + HOST
    + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
    "broken chunks": b"POST /api/tickets HTTP/1.1\r\n" + HOST
    + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "an unknown coding": b"POST /api/tickets HTTP/1.1\r\n" + HOST
    + b"Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
    "a field without a name": b"GET /healthz HTTP/1.1\r\n" + HOST + b": x\r\n\r\n",
    "a huge field": b"GET /healthz HTTP/1.1\r\n" + HOST + b"X: " + b"x" * 200_000 + b"\r\n\r\n",
    "a thousand fields": b"GET /healthz HTTP/1.1\r\n" + HOST
    + b"".join(b"X-%d: x\r\n" % n for n in range(1000)) + b"\r\n",
    "a long target": b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a wish for a proxy": b"CONNECT example.org:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    "a socket that is none": b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n" + HOST
    + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "an unknown session": b"GET /socket.io/?EIO=4&transport=polling&sid=nobody HTTP/1.1\r\n"
    + HOST + b"\r\n",
    "an old protocol": b"GET /socket.io/?EIO=1&transport=carrier-pigeon HTTP/1.1\r\n" + HOST
    + b"\r\n",
}  # fmt: skip


@pytest.mark.parametrize("content", GARBAGE.values(), ids=GARBAGE)
def test_garbage_on_the_port_stops_nothing(standing, content):
    said = told_raw(standing, content)
    assert b"Traceback" not in said
    assert b"<html" not in said.lower()
    if said.startswith(b"HTTP/"):
        assert 200 <= int(said.split()[1]) < 500 or int(said.split()[1]) == 505, said
    assert standing.answers()


TOO_LONG = {
    "a field": (431, b"GET /healthz HTTP/1.1\r\n" + HOST + b"X: " + b"x" * 9000 + b"\r\n\r\n"),
    "fields": (431, b"GET /healthz HTTP/1.1\r\n" + HOST
    + b"".join(b"X-%d: %s\r\n" % (n, b"x" * 7000) for n in range(10)) + b"\r\n"),
    "a target": (414, b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\n" + HOST + b"\r\n"),
}  # fmt: skip


@pytest.mark.parametrize(("status", "content"), TOO_LONG.values(), ids=TOO_LONG)
def test_what_is_too_long_before_any_body_is_refused_in_a_sentence(standing_plain, status, content):
    said = told_raw(standing_plain, content)
    head, _, body = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status), said
    assert b"Python" not in head
    assert json.loads(body)["error"] == "bad_request"


def test_a_hundred_clients_that_never_finish_their_question_hold_nobody_up(standing, office):
    lines = [socket.create_connection(("127.0.0.1", standing.port)) for _ in range(100)]
    for line in lines:
        line.sendall(b"POST /api/tickets HTTP/1.1\r\nHost: x\r\nContent-Le")
    assert office.post(TICKETS, {"service": "XD"}).status == 201
    for line in lines:
        line.close()


def test_a_server_in_the_crossfire_of_random_requests_goes_on(standing, office):
    rng = random.Random(11)
    for _ in range(150):
        line = bytearray(b"POST /api/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}")
        for _ in range(rng.randrange(1, 6)):
            line[rng.randrange(len(line))] = rng.randrange(256)
        told_raw(standing, bytes(line))
    assert office.post(TICKETS, {"service": "XD"}).status == 201
