"""The agent's link to the server: the newest view of `/printers`, and what is reported by HTTP."""

import logging
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import uuid4

import requests
import socketio

from kiosk.printing.device import PrinterDevice
from kiosk.printing.slip.slip import Layout, make_layout
from queueing.hall.print_jobs import JobState

NAMESPACE = "/printers"
TIMEOUT_S = 5.0
SOONEST_S, LATEST_S = 0.5, 5.0
"""Between attempts to reach a server that is away."""
KNOWN = {field.name for field in fields(PrinterDevice)}
log = logging.getLogger("xinmoi.print-agent")


class Unanswered(Exception):
    """The server did not answer, or cannot carry it out now: report again."""


class Declined(Exception):
    """The server refused for good; the message is its error code."""


@dataclass(frozen=True)
class Order:
    """One slip to print. `until`: when it is too late for it, seconds of this process's clock."""

    id: str
    printer: str
    spare: str | None
    state: str
    slip: dict[str, Any]
    until: float

    def is_wanted(self) -> bool:
        """Return whether somebody still waits for it."""
        return monotonic() <= self.until


class ServerLink:
    """Keeps the newest view of the server; reading it never blocks."""

    def __init__(
        self, url: str, token: str, on_refusal: Callable[[str], None] = lambda _code: None
    ) -> None:
        """Reach the server at `url`, as the device with this token.

        `on_refusal` hears the error code when the server does not let this device follow.
        """
        self._on_refusal = on_refusal
        self._url, self._token = url.rstrip("/"), token
        self._turn = threading.Condition()
        self._view: dict[str, Any] = {"seq": -1, "printers": [], "jobs": []}
        self._came_at = monotonic()
        self._views = 0
        self._layout: tuple[object, Layout] = (None, Layout())
        self._sessions = threading.local()
        self._lost = threading.Event()
        # The library does not come back where the server has closed the connection: `run` does
        self._socket = socketio.Client(reconnection=False)
        self._socket.on("disconnect", lambda *_: self._lost.set(), NAMESPACE)
        self._socket.on("view", self._receive, NAMESPACE)
        self._socket.on("connect_error", self._log_refusal, NAMESPACE)

    def run(self, stop: threading.Event) -> None:
        """Connect, and come back whenever the connection is lost; return once `stop` is set."""
        pause_s = SOONEST_S
        while not stop.is_set():
            self._lost.clear()
            try:
                self._socket.connect(
                    self._url,
                    auth={"token": self._token},
                    namespaces=[NAMESPACE],
                    transports=["websocket"],
                    wait_timeout=TIMEOUT_S,
                )
                pause_s = SOONEST_S
                if not stop.is_set():
                    self._lost.wait()
            except (socketio.exceptions.ConnectionError, ValueError) as fault:
                log.info("the server at %s cannot be reached: %s", self._url, fault)
                pause_s = min(2 * pause_s, LATEST_S)
            self._socket.disconnect()
            stop.wait(pause_s)

    def wait_for_view(self, seen: int, seconds: float) -> int:
        """Return how many views have come: at once if more than `seen`, else after `seconds`."""
        with self._turn:
            self._turn.wait_for(lambda: self._views > seen, seconds)
            return self._views

    def wake(self) -> None:
        """Wake all who wait for a view."""
        with self._turn:
            self._views += 1
            self._turn.notify_all()

    def end(self) -> None:
        """Let `run` see at once that it is to end, and all who wait for a view."""
        self._lost.set()
        self.wake()

    def list_printers(self) -> list[PrinterDevice]:
        """Return this agent's printers; fields that a newer server adds are left out."""
        rows = self._view["printers"]
        return [PrinterDevice(**{name: row[name] for name in KNOWN & set(row)}) for row in rows]

    def find_spare(self, printer: str) -> str | None:
        """Return the code of the printer that stands in for this one."""
        return self._find_row(printer).get("spare")

    def find_trial(self, printer: str) -> str | None:
        """Return the id of the test print that a printer is to do."""
        return self._find_row(printer).get("trial")

    def list_orders(self) -> list[Order]:
        """Return the slips that are not over, oldest first."""
        with self._turn:
            view, came_at = self._view, self._came_at
        return [self._read_order(job, view["at"], came_at) for job in view["jobs"]]

    def list_open_orders(self, printer: str) -> list[Order]:
        """Return the slips that may be sent to a printer now."""
        return [
            order
            for order in self.list_orders()
            if order.printer == printer and order.state != JobState.SENDING and order.is_wanted()
        ]

    def load_layout(self) -> Layout:
        """Return how slips look; the logo is fetched once for each that the server names."""
        asked = self._view.get("lines"), self._view.get("logo")
        known, made = self._layout
        if asked != known:
            made = make_layout(asked[0] or (), self._fetch_logo() if asked[1] else None)
            self._layout = asked, made
        return made

    def post(self, path: str, body: dict[str, Any], key: str | None = None) -> None:
        """Post `body` as JSON; raise Declined or Unanswered. The same `key` is carried out once."""
        headers = {"Idempotency-Key": key or make_key()}
        try:
            answer = self._get_session().post(
                self._url + path, json=body, headers=headers, timeout=TIMEOUT_S
            )
        except requests.RequestException as fault:
            raise Unanswered(str(fault))
        if answer.status_code >= 500 or answer.status_code == 429:
            raise Unanswered(f"{answer.status_code}")
        if answer.status_code >= 400:
            raise Declined(_read_code(answer))

    def _fetch_logo(self) -> bytes | None:
        try:
            answer = self._get_session().get(f"{self._url}/api/printers/logo", timeout=TIMEOUT_S)
        except requests.RequestException as fault:
            log.warning("slips have no logo: %s", fault)
            return None
        return answer.content if answer.ok else None

    def _get_session(self) -> requests.Session:
        if not hasattr(self._sessions, "own"):
            self._sessions.own = make_session()
            self._sessions.own.headers["Authorization"] = f"Bearer {self._token}"
        session: requests.Session = self._sessions.own
        return session

    def _find_row(self, printer: str) -> dict[str, Any]:
        return next((row for row in self._view["printers"] if row["id"] == printer), {})

    def _read_order(self, job: dict[str, Any], at: str, came_at: float) -> Order:
        left_s = (datetime.fromisoformat(job["until"]) - datetime.fromisoformat(at)).total_seconds()
        return Order(
            job["id"],
            job["printer"],
            self.find_spare(job["printer"]),
            job["state"],
            job["slip"],
            came_at + left_s,
        )

    def _receive(self, view: dict[str, Any]) -> None:
        self._socket.emit("seen", {"seq": view["seq"]}, NAMESPACE)
        with self._turn:
            if view["seq"] >= self._view["seq"] or self._socket.sid != self._view.get("sid"):
                self._view, self._came_at = view | {"sid": self._socket.sid}, monotonic()
        self.wake()

    def _log_refusal(self, answer: object) -> None:
        log.warning("the server at %s refuses this agent: %s", self._url, answer)
        self._on_refusal(str(answer.get("message", "")) if isinstance(answer, dict) else "")


def make_key() -> str:
    """Return an idempotency key that nobody has used."""
    return uuid4().hex


def make_session() -> requests.Session:
    """Return a session that no proxy and no password of the environment comes between.

    It is led on to no other address: whoever is asked hears a token, or gives one.

    By https it believes whom the socket believes: SSL_CERT_FILE, else this computer's authorities.
    """
    session = requests.Session()
    session.trust_env, session.max_redirects = False, 0
    believed = ssl.get_default_verify_paths()
    session.verify = believed.cafile or believed.capath or True
    return session


def _read_code(answer: requests.Response) -> str:
    try:
        return str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return str(answer.status_code)
