"""The agent's link to the server: the newest view of `/printers`, and what is reported by HTTP."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from time import monotonic
from typing import Any

import requests

from kiosk.printing.device import PrinterDevice
from kiosk.printing.slip.slip import Layout, make_layout
from queueing.hall.print_jobs import JobState
from web.agents.following import Follower
from web.agents.posting import TIMEOUT_S, Declined, Poster, Unanswered, make_key

NAMESPACE = "/printers"
KNOWN = {field.name for field in fields(PrinterDevice)}
log = logging.getLogger("xinmoi.print-agent")

__all__ = ["Declined", "Order", "ServerLink", "Unanswered", "make_key"]


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
        self._poster = Poster(url, token)
        self.post = self._poster.post
        self._turn = threading.Condition()
        self._view: dict[str, Any] = {"seq": -1, "printers": [], "jobs": []}
        self._came_at = monotonic()
        self._views = 0
        self._layout: tuple[object, Layout] = (None, Layout())
        self._follower = Follower(url, token, NAMESPACE, self._receive, on_refusal, log)

    def run(self, stop: threading.Event) -> None:
        """Connect, and come back whenever the connection is lost; return once `stop` is set."""
        self._follower.run(stop)

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
        self._follower.end()
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

    def _fetch_logo(self) -> bytes | None:
        try:
            session, url = self._poster.get_session(), self._poster.url
            answer = session.get(f"{url}/api/printers/logo", timeout=TIMEOUT_S)
        except requests.RequestException as fault:
            log.warning("slips have no logo: %s", fault)
            return None
        return answer.content if answer.ok else None

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
        line = self._follower.socket.sid
        with self._turn:
            if view["seq"] >= self._view["seq"] or line != self._view.get("sid"):
                self._view, self._came_at = view | {"sid": line}, monotonic()
        self.wake()
