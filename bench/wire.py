"""An HTTP client on one kept connection, and what benches ask of a centre with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any


class Http:
    """One keep-alive connection that holds a token."""

    def __init__(self, port: int, token: str) -> None:
        """Ask a server of this computer."""
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def ask(self, path: str, body: Any = None) -> Any:
        """Return the JSON of an answer, or its bytes; raise if it is not a success."""
        self.send(path, body)
        return self.receive(path)

    def send(self, path: str, body: Any = None) -> None:
        """Send a POST, or a GET when there is no body; `receive` must follow."""
        content = None if body is None else json.dumps(body)
        self._connection.request("POST" if content else "GET", path, content, self._headers)

    def receive(self, path: str) -> Any:
        """Return the answer to what was sent last."""
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{path}: {answer.status} {content.decode()[:200]}")
        return content if path == "/metrics" else json.loads(content)


def open_services(office: Http) -> list[str]:
    """Return the services that give numbers now."""
    departments = office.ask("/api/services")["departments"]
    return [each["code"] for unit in departments for each in unit["services"] if each["open"]]


def counter_for(office: Http, service: str) -> str:
    """Open a counter that has a ticket of the service in its waiting list; return its id."""
    for counter in office.ask("/api/board")["counters"]:
        view = office.ask(f"/api/counters/{counter['id']}")
        if any(ticket["service"] == service for ticket in view["waiting"]):
            office.ask(f"/api/counters/{counter['id']}/open", {})
            return str(counter["id"])
    raise SystemExit(f"no counter serves {service}")


def make_queue(office: Http, people: int) -> tuple[str, list[str]]:
    """Let people take numbers of a service; return the path that calls them, and their tokens."""
    service = open_services(office)[0]
    issued = [office.ask("/api/tickets", {"service": service}) for _ in range(people)]
    path = f"/api/counters/{counter_for(office, service)}/finish-and-call-next"
    return path, [each["follow_url"].removeprefix("/t/") for each in issued]


@dataclass(frozen=True)
class Looks:
    """How often the event loop's timer was looked at, and how often it was late by how much."""

    up_to: Mapping[str, float]

    @classmethod
    def of(cls, office: Http) -> "Looks":
        """Read them from the server's figures."""
        return cls(
            {
                line.split('le="')[1].split('"')[0]: float(line.rsplit(" ", 1)[1])
                for line in office.ask("/metrics").decode().splitlines()
                if line.startswith("xinmoi_loop_late_seconds_bucket")
            }
        )

    def later_than(self, limit_s: float, before: "Looks") -> tuple[float, float]:
        """Return how many were later than the limit since `before`, and how many there were."""
        every = self.up_to["+Inf"] - before.up_to["+Inf"]
        return every - (self.up_to[str(limit_s)] - before.up_to[str(limit_s)]), every
