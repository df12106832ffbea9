"""The agent: follows its counter, sends what is pressed, remembers what was refused."""

import logging
import threading
from time import monotonic
from typing import Any

from counters.keys.agent.picture import SAID_FOR_S, Picture, make_picture
from counters.keys.agent.presses import UNKNOWN, PressGuard, find_hindrance, make_body
from web.agents.following import Follower
from web.agents.posting import Declined, Poster, Unanswered, make_key
from web.agents.program import OnRefusal

NAMESPACE = "/keys"
SILENT_S = 8.0
"""The server beats every 5 s: nothing for longer, and it is out of touch."""
log = logging.getLogger("xinmoi.key-agent")


class KeyAgent:
    """One counter's keys. What it knows may be asked from any thread."""

    def __init__(self, server: str, token: str, on_refusal: OnRefusal) -> None:
        """Reach the server as the device with this token."""
        self._poster = Poster(server, token)
        self._follower = Follower(
            server, token, NAMESPACE, self._receive, on_refusal, log, self._note_contact
        )
        self._view: dict[str, Any] | None = None
        self._heard_at = float("-inf")
        self._guard, self._turn = PressGuard(), threading.Lock()
        self._said, self._said_at = "", float("-inf")

    def run(self, stop: threading.Event) -> None:
        """Follow the counter until `stop` is set."""
        threading.Thread(target=self._end_at_stop, args=(stop,), daemon=True).start()
        self._follower.run(stop)

    def press(self, action: str) -> None:
        """Send a press, once, or refuse it where it can be seen; a hasty second one is dropped."""
        with self._turn:
            if not self._guard.begin(monotonic()):
                return
        threading.Thread(target=self._send, args=(action,), daemon=True).start()

    def look(self) -> Picture:
        """Return what the window shows now."""
        said = self._said if monotonic() - self._said_at < SAID_FOR_S else ""
        return make_picture(self._view, self._is_in_touch(), said)

    def _send(self, action: str) -> None:
        view = self._view
        said = find_hindrance(action, view, self._is_in_touch())
        try:
            if said is None and view is not None:
                path = f"/api/counters/{view['counter']}/keys/{action}"
                self._poster.post(path, make_body(view), make_key())
                log.info("%s is sent", action)
        except Declined as refusal:
            said = refusal.sentence or str(refusal)
        except Unanswered as fault:
            log.warning("%s: the server does not answer: %s", action, fault)
            said = UNKNOWN
        finally:
            with self._turn:
                self._guard.end(monotonic())
        self._said, self._said_at = said or "", monotonic()
        if said:
            log.info("%s: %s", action, said)

    def _is_in_touch(self) -> bool:
        return monotonic() - self._heard_at < SILENT_S

    def _receive(self, view: dict[str, Any]) -> None:
        if self._view is None or view["seq"] >= self._view["seq"] or not self._is_in_touch():
            self._view = view

    def _note_contact(self, here: bool) -> None:
        self._heard_at = monotonic() if here else float("-inf")

    def _end_at_stop(self, stop: threading.Event) -> None:
        stop.wait()
        self._follower.end()
