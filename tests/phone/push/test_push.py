"""What the server sends to a push service, what it does with the answers, what it keeps."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid

from phone.push.keys import find_public_key
from tests.api import Api
from tests.phone.push.service import PushService, told_by
from tests.program import at_any_hour, run, server_in, serving
from tests.waiting import wait_until

COUNTER, SERVICE = "02", "XD"
POINT = find_public_key(b"anybody's")


class Browser:
    """A browser's half of a subscription, which alone can read what is sent."""

    def __init__(self, service, name):
        self.key, self.auth = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.name, self.endpoint = name, f"{service.url}/push/{name}"
        self.keys = {"p256dh": text(point), "auth": text(self.auth)}

    def asks(self, ahead=5, **other):
        return {"endpoint": self.endpoint, "keys": self.keys, "ahead": ahead} | other

    def reads(self, body):
        return json.loads(
            http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        )


def read_claims(authorization):
    claims = authorization.split("t=")[1].split(",")[0].split(".")[1]
    return json.loads(urlsafe_b64decode(claims + "=="))


def text(raw):
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def service():
    with PushService() as made:
        yield made


@pytest.fixture(scope="module")
def server(furnished, tmp_path_factory, service):
    folder = tmp_path_factory.mktemp("push")
    with serving(server_in(folder, at_any_hour, told_by(service), furnished=furnished)) as made:
        Api(made.url, made.tokens["api"]).post(f"/api/counters/{COUNTER}/open")
        yield made


@pytest.fixture
def api(server, service):
    """The centre with nobody in it."""
    api = Api(server.url, server.tokens["api"])
    for ticket in api.get(f"/api/counters/{COUNTER}").json()["waiting"]:
        api.post(f"/api/tickets/{ticket['id']}/cancel")
    api.post(f"/api/counters/{COUNTER}/finish")
    service.taken.clear()
    service.answers.clear()
    return api


def issue(api, people=1, **fields):
    tickets = [
        api.post("/api/tickets", {"service": SERVICE} | fields).json() for _ in range(people)
    ]
    return tickets if people > 1 else tickets[0]


def subscribe(api, ticket, browser, **how):
    return api.post(f"{ticket['follow_url']}/push", browser.asks(**how))


def test_it_is_told_once_when_so_few_are_ahead_and_at_each_call(api, service):
    *_, ours = issue(api, 4)
    browser = Browser(service, "near")
    assert subscribe(api, ours, browser, ahead=1).json() == {"ahead": 1}
    api.post(f"/api/counters/{COUNTER}/call-next")
    assert service.taken == []

    api.post(f"/api/counters/{COUNTER}/finish-and-call-next")
    ((_, headers, body),) = service.wait_for(1)
    number = ours["ticket"]["number"]
    assert browser.reads(body) == {
        "title": f"{number} · Còn 1 người phía trước",
        "body": "Mời Ông/Bà trở lại khu chờ và chuẩn bị giấy tờ.",
        "lang": "vi", "tag": number, "kind": "near", "url": ours["follow_url"],
    }  # fmt: skip
    assert (headers["Ttl"], headers["Urgency"]) == ("600", "high")
    assert Vapid.verify(headers["Authorization"])
    claims = read_claims(headers["Authorization"])
    assert (claims["aud"], claims["sub"]) == (service.url, "mailto:it@centre.example")

    api.post(f"/api/counters/{COUNTER}/finish-and-call-next")
    api.post(f"/api/counters/{COUNTER}/finish-and-call-next")
    called = browser.reads(service.wait_for(2)[1][2])
    assert called["title"] == f"{number} · Mời Ông/Bà đến quầy 02 (tầng trệt)"
    assert called["body"] == "Sở Xây dựng"


def test_it_speaks_the_language_in_which_the_number_was_taken(api, service):
    ours, browser = issue(api, language="en"), Browser(service, "english")
    subscribe(api, ours, browser)
    assert browser.reads(service.wait_for(1)[0][2])["title"].endswith("You are next")


def test_a_service_that_has_no_time_is_asked_again(api, service):
    service.answers.extend([503, 429])
    ours, browser = issue(api), Browser(service, "again")
    subscribe(api, ours, browser)
    assert browser.reads(service.wait_for(1)[0][2])["kind"] == "near"


def test_a_browser_that_is_gone_is_told_no_more(api, service):
    service.answers.append(410)
    ours, gone, other = issue(api), Browser(service, "gone"), Browser(service, "other")
    subscribe(api, ours, gone)
    wait_until("asked", lambda: not service.answers)
    subscribe(api, ours, other)
    service.wait_for(1)
    api.post(f"/api/counters/{COUNTER}/call-next")
    assert {name for name, *_ in service.wait_for(2)} == {"other"}


def test_who_switches_it_off_is_told_no_more(api, service):
    ours, off, other = issue(api), Browser(service, "off"), Browser(service, "on")
    for browser in (off, other):
        subscribe(api, ours, browser)
    service.wait_for(2)
    api.post(f"{ours['follow_url']}/push/stop", {"endpoint": off.endpoint})
    api.post(f"/api/counters/{COUNTER}/call-next")
    assert [name for name, *_ in service.wait_for(3)][2:] == ["on"]


def test_everybody_is_told_also_after_the_power_was_cut(api, server, service):
    tickets = issue(api, 12)
    for n, ticket in enumerate(tickets):
        subscribe(api, ticket, Browser(service, f"crowd-{n}"), ahead=15)
    server.restart()
    for _ in tickets:
        api.post(f"/api/counters/{COUNTER}/finish-and-call-next")
        api.post(f"/api/counters/{COUNTER}/call-next")
    everybody = {f"crowd-{n}" for n in range(12)}
    wait_until("all told", lambda: {name for name, *_ in service.taken} == everybody)


@pytest.mark.parametrize(
    "other",
    [
        "https://elsewhere.example/push/1",
        "http://127.0.0.1:1/push/1",
        "{url}.elsewhere.example/push/1",
        "{user}/push/1",
        "file:///etc/passwd",
        "http://[::1",
        # One library's host is the other's beginning of the path
        "https://127.0.0.1\\.push.example/push/1",
        "https://127.0.0.1%2f.push.example/push/1",
        "https://127.0.0.1\t.push.example/push/1",
        "https://.push.example/push/1",
        " https://x.push.example/push/1",
        "https://x.push.example/push/1\r\nHost: elsewhere.example",
    ],
)
def test_the_server_asks_no_other_address_for_anybody(api, service, other):
    at = other.format(url=service.url, user=service.url.replace("//", "//somebody@"))
    answer = subscribe(api, issue(api), Browser(service, "x"), endpoint=at)
    assert (answer.status_code, answer.json()["field"]) == (422, "endpoint")


@pytest.mark.parametrize(
    ("field", "how"),
    [
        ("keys.p256dh", {"keys": {"p256dh": "AAAA", "auth": "A" * 22}}),
        ("keys.p256dh", {"keys": {"p256dh": "ừ", "auth": "A" * 22}}),
        ("keys.p256dh", {"keys": {"p256dh": text(b"\4" + bytes(64)), "auth": "A" * 22}}),
        ("keys.p256dh", {"keys": {"p256dh": POINT[:40] + "@" * 8 + POINT[40:], "auth": "A" * 22}}),
        ("keys.auth", {"keys": {"p256dh": POINT, "auth": "AA"}}),
        ("ahead", {"ahead": 16}),
        ("ahead", {"ahead": 0}),
    ],
)
def test_what_no_browser_sends_is_refused_by_name(api, service, field, how):
    answer = subscribe(api, issue(api), Browser(service, "x"), **how)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_after_the_days_end_nothing_of_it_is_in_any_file(api, server, service):
    ours, browser = issue(api), Browser(service, "0f2b7a-private")
    subscribe(api, ours, browser)
    service.wait_for(1)
    secrets = [text.encode() for text in (browser.name, *browser.keys.values())]
    assert any(secret in content for secret in secrets for content in files(server))

    run("close-day", "--yes", "--at-once", "--config", server.config, "--data", server.data)

    def is_gone():
        return not any(secret in content for secret in secrets for content in files(server))

    wait_until("nothing is left", is_gone)


def files(server):
    return [path.read_bytes() for path in server.data.rglob("*") if path.is_file()]
