"""The agent's link to the server: the newest view of `/printers`, and what is told by HTTP."""

import logging
import threading
from dataclasses import dataclass, fields
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import uuid4

import requests
import socketio

from kiosk.printing.printers import Printer
from kiosk.printing.slip import Layout, layout
from queueing.printing import JobState

NAMESPACE = "/printers"
PATIENCE_S = 5.0
SOONEST_S, LATEST_S = 0.5, 5.0
"""Between attempts to reach a server that is away."""
KNOWN = {field.name for field in fields(Printer)}
log = logging.getLogger("xinmoi.print-agent")


class Unanswered(Exception):
    """The server did not answer, or could not carry it out now: to be told again."""


class Declined(Exception):
    """The server said no, for good; the message is its code."""


@dataclass(frozen=True)
class Order:
    """One slip to print. `until`: when nobody waits for it any longer, by this process's clock."""

    id: str
    printer: str
    spare: str | None
    state: str
    slip: dict[str, Any]
    until: float

    def wanted(self) -> bool:
        """Say whether somebody still waits for it."""
        return monotonic() <= self.until


class ServerLink:
    """Keeps the newest view, from any number of connections; reading it blocks nobody."""

    def __init__(self, url: str, token: str) -> None:
        """Reach the server at `url`, as the device with this token."""
        self._url, self._token = url.rstrip("/"), token
        self._turn = threading.Condition()
        self._view: dict[str, Any] = {"seq": -1, "printers": [], "jobs": []}
        self._came_at = monotonic()
        self._views = 0
        self._layout: tuple[object, Layout] = (None, Layout())
        self._sessions = threading.local()
        self._socket = socketio.Client(
            reconnection=True, reconnection_delay=SOONEST_S, reconnection_delay_max=LATEST_S
        )
        self._socket.on("view", self._take, NAMESPACE)
        self._socket.on("connect_error", self._refused, NAMESPACE)

    def follow(self, stop: threading.Event) -> None:
        """Connect, and come back whenever the connection is lost; return once `stop` is set."""
        while not stop.is_set():
            try:
                self._socket.connect(
                    self._url,
                    auth={"token": self._token},
                    namespaces=[NAMESPACE],
                    transports=["websocket"],
                    wait_timeout=PATIENCE_S,
                )
                break
            except (socketio.exceptions.ConnectionError, ValueError) as fault:
                log.info("the server at %s cannot be reached: %s", self._url, fault)
                self._socket.disconnect()
                stop.wait(LATEST_S)
        stop.wait()
        self._socket.disconnect()

    def wait(self, seen: int, seconds: float) -> int:
        """Return how many views have come: at once if more than `seen`, else after `seconds`."""
        with self._turn:
            self._turn.wait_for(lambda: self._views > seen, seconds)
            return self._views

    def wake(self) -> None:
        """Let everybody who waits look again."""
        with self._turn:
            self._views += 1
            self._turn.notify_all()

    def printers(self) -> list[Printer]:
        """Return this agent's printers as the server has them; unknown fields are left out."""
        rows = self._view["printers"]
        return [Printer(**{name: row[name] for name in KNOWN & set(row)}) for row in rows]

    def spare(self, printer: str) -> str | None:
        """Return the printer that stands in for this one."""
        return self._row(printer).get("spare")

    def trial(self, printer: str) -> str | None:
        """Return the test print that is wanted of a printer."""
        return self._row(printer).get("trial")

    def orders(self) -> list[Order]:
        """Return the slips that are not over, oldest first."""
        with self._turn:
            view, came_at = self._view, self._came_at
        return [self._order(job, view["at"], came_at) for job in view["jobs"]]

    def open_orders(self, printer: str) -> list[Order]:
        """Return the slips that may be sent to a printer now."""
        return [
            order
            for order in self.orders()
            if order.printer == printer and order.state != JobState.SENDING and order.wanted()
        ]

    def layout(self) -> Layout:
        """Return how slips look; the logo is fetched once for each that the server names."""
        asked = self._view.get("lines"), self._view.get("logo")
        known, made = self._layout
        if asked != known:
            made = layout(asked[0] or (), self._logo() if asked[1] else None)
            self._layout = asked, made
        return made

    def tell(self, path: str, said: dict[str, Any], key: str | None = None) -> None:
        """Post `said`; raise Declined or Unanswered. The same `key` is carried out once."""
        headers = {"Idempotency-Key": key or new_key()}
        try:
            answer = self._session().post(
                self._url + path, json=said, headers=headers, timeout=PATIENCE_S
            )
        except requests.RequestException as fault:
            raise Unanswered(str(fault))
        if answer.status_code >= 500 or answer.status_code == 429:
            raise Unanswered(f"{answer.status_code}")
        if answer.status_code >= 400:
            raise Declined(_code(answer))

    def _logo(self) -> bytes | None:
        try:
            answer = self._session().get(f"{self._url}/api/printers/logo", timeout=PATIENCE_S)
        except requests.RequestException as fault:
            log.warning("slips have no logo: %s", fault)
            return None
        return answer.content if answer.ok else None

    def _session(self) -> requests.Session:
        if not hasattr(self._sessions, "own"):
            self._sessions.own = requests.Session()
            # No proxy of the environment may come between: the server is a neighbour
            self._sessions.own.trust_env = False
            self._sessions.own.headers["Authorization"] = f"Bearer {self._token}"
        session: requests.Session = self._sessions.own
        return session

    def _row(self, printer: str) -> dict[str, Any]:
        return next((row for row in self._view["printers"] if row["id"] == printer), {})

    def _order(self, job: dict[str, Any], at: str, came_at: float) -> Order:
        left_s = (datetime.fromisoformat(job["until"]) - datetime.fromisoformat(at)).total_seconds()
        return Order(
            job["id"],
            job["printer"],
            self.spare(job["printer"]),
            job["state"],
            job["slip"],
            came_at + left_s,
        )

    def _take(self, view: dict[str, Any]) -> None:
        self._socket.emit("seen", {"seq": view["seq"]}, NAMESPACE)
        with self._turn:
            if view["seq"] >= self._view["seq"] or self._socket.sid != self._view.get("sid"):
                self._view, self._came_at = view | {"sid": self._socket.sid}, monotonic()
        self.wake()

    def _refused(self, answer: object) -> None:
        log.warning("the server at %s refuses this agent: %s", self._url, answer)


def new_key() -> str:
    """Return an idempotency key that nobody has used."""
    return uuid4().hex


def _code(answer: requests.Response) -> str:
    try:
        return str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return str(answer.status_code)
