"""How an agent follows a namespace: connected again whenever the line is lost."""

import logging
import threading
from collections.abc import Callable
from typing import Any

import socketio

from web.agents.posting import TIMEOUT_S
from web.trust import make_trust

SOONEST_S, LATEST_S = 0.5, 5.0
"""Between attempts to reach a server that is away."""


class Follower:
    """Follows one namespace as one device; what comes is handed on in the socket's own thread."""

    def __init__(
        self,
        url: str,
        token: str,
        namespace: str,
        on_view: Callable[[dict[str, Any]], None],
        on_refusal: Callable[[str], None],
        log: logging.Logger,
        on_contact: Callable[[bool], None] = lambda _here: None,
    ) -> None:
        """`on_view` hears every view, and has it acknowledged.

        `on_refusal` hears the error code when the server does not let this device follow;
        `on_contact` every sign that the server is there and knows what is so, and every other.
        """
        self._url, self._token, self._namespace = url.rstrip("/"), token, namespace
        self._on_view, self._on_refusal, self._log = on_view, on_refusal, log
        self._on_contact = on_contact
        self._lost = threading.Event()
        # The library does not come back where the server has closed the connection: `run` does
        self.socket = socketio.Client(
            reconnection=False,
            handle_sigint=False,
            websocket_extra_options={"sslopt": {"context": make_trust()}},
        )
        self.socket.on("disconnect", self._lose, namespace)
        self.socket.on("view", self._receive, namespace)
        self.socket.on("beat", lambda *_: on_contact(True), namespace)
        self.socket.on("away", lambda *_: on_contact(False), namespace)
        self.socket.on("connect_error", self._hear_refusal, namespace)

    def run(self, stop: threading.Event) -> None:
        """Connect, and come back whenever the connection is lost; return once `stop` is set."""
        pause_s = SOONEST_S
        while not stop.is_set():
            self._lost.clear()
            try:
                self.socket.connect(
                    self._url,
                    auth={"token": self._token},
                    namespaces=[self._namespace],
                    transports=["websocket"],
                    wait_timeout=TIMEOUT_S,
                )
                pause_s = SOONEST_S
                if not stop.is_set():
                    self._lost.wait()
            except (socketio.exceptions.ConnectionError, ValueError) as fault:
                self._log.info("the server at %s cannot be reached: %s", self._url, fault)
                pause_s = min(2 * pause_s, LATEST_S)
            self.socket.disconnect()
            stop.wait(pause_s)

    def end(self) -> None:
        """Let `run` see at once that it is to end, or the line begin anew."""
        self._lost.set()

    def _lose(self, *_: object) -> None:
        self._on_contact(False)
        self._lost.set()

    def _receive(self, view: dict[str, Any]) -> None:
        self.socket.emit("seen", {"seq": view["seq"]}, self._namespace)
        self._on_view(view)
        self._on_contact(True)

    def _hear_refusal(self, answer: object) -> None:
        self._log.warning("the server at %s refuses this agent: %s", self._url, answer)
        self._on_refusal(str(answer.get("message", "")) if isinstance(answer, dict) else "")
