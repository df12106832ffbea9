"""Two hosts behind HAProxy, as docs/scaling.md has it: whichever answers, and when one is gone."""

import re
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection

import pytest
import requests

from tests.journeys import haproxy
from tests.journeys.conftest import NAME
from tests.journeys.live import Follower
from tests.journeys.pairs import two_servers
from tests.journeys.wire import Client
from tests.program import quiet_port
from tests.waiting import LONG_S, wait_until

ONE = {"service": "GTVT-LX"}


@dataclass
class Hosts:
    """Two servers, and the one address of both."""

    one: object
    other: object
    port: int
    plain: int
    certificate: str

    @property
    def url(self):
        return f"https://127.0.0.1:{self.port}"

    def ask(self, method, path, **options):
        """Ask whoever answers, over a connection of its own."""
        sent = {"Authorization": f"Bearer {self.one.tokens['api']}", **options.pop("headers", {})}
        return requests.request(
            method, self.url + path, headers=sent, verify=self.certificate, timeout=LONG_S,
            **options,
        )  # fmt: skip

    def issue(self, key):
        """Return the number that is given for a press, which is repeated until it is answered."""

        def press():
            answer = self.ask("POST", "/api/tickets", json=ONE, headers={"Idempotency-Key": key})
            return answer if answer.status_code < 500 else None

        return wait_until("a number", press).json()["ticket"]["number"]


@pytest.fixture
def hosts(tmp_path, furnished, postgres, certificate):
    public, plain = quiet_port(), quiet_port()

    def behind(settings):
        settings["server"].update(public_url=f"https://{NAME}:{public}", trusted_proxies=1)

    with two_servers(tmp_path, furnished, postgres, behind) as (one, other):
        command = haproxy.write(tmp_path, public, plain, (one.port, other.port), certificate)
        with haproxy.serving(command, public, tmp_path / "log"):
            yield Hosts(one, other, public, plain, str(certificate[0]))


def count_sockets(server):
    with closing(Client(server.port)) as client:
        told = client.get("/metrics").text.decode()
    return int(float(re.search(r"^xinmoi_sockets (\S+)$", told, re.MULTILINE)[1]))


def test_one_hall_is_served_by_both_and_by_one_when_the_other_is_gone(hosts):
    board = {"token": hosts.one.tokens["display"]}
    with (
        Follower(hosts, "/display", board, zone="tret") as first,
        Follower(hosts, "/display", board, zone="tret") as second,
    ):
        for screen in (first, second):
            screen.view()
        wait_until("each has a screen", lambda: count_sockets(hosts.one) == 1)
        assert count_sockets(hosts.other) == 1
        numbers = [hosts.issue(f"both {n}") for n in range(4)]

        hosts.one.kill()
        numbers += [hosts.issue(f"one {n}") for n in range(4)]
        hosts.ask("POST", "/api/counters/07/open", headers={"Idempotency-Key": "open"})
        hosts.ask("POST", "/api/counters/07/call-next", headers={"Idempotency-Key": "call"})
        for screen in (first, second):
            screen.view(lambda view: "D001" in str(view["calls"]))
        assert count_sockets(hosts.other) == 2

        hosts.one.start()
        # One after the other is updated: it ends in order, and what is pressed meanwhile is done
        assert hosts.other.stop() == 0
        numbers += [hosts.issue(f"updated {n}") for n in range(4)]
        hosts.other.start()
    assert numbers == [f"D{number:03}" for number in range(1, 13)]


def test_people_are_sent_to_https_and_programs_refused(hosts):
    for path, status in (("/sign-in", 301), ("/api/tickets", 403), ("/socket.io/", 403)):
        with closing(HTTPConnection("127.0.0.1", hosts.plain, timeout=LONG_S)) as plain:
            plain.request("GET", path, headers={"Host": NAME})
            assert plain.getresponse().status == status
    assert hosts.ask("GET", "/sign-in").status_code == 200
