"""A Socket.IO client that records what it is sent, and answers `seen` unless it is told not to."""

import json
from contextlib import suppress

import socketio
from socketio.exceptions import BadNamespaceError

from tests.waiting import wait_until
from web.answers import SocketJson


class BothJson:
    """The product's JSON, and the library's for what hostile clients send.

    All of Socket.IO in a process has one, and a test may have a site in its own process.
    """

    loads = staticmethod(json.loads)

    @staticmethod
    def dumps(content, **options):
        with suppress(TypeError):
            return SocketJson.dumps(content)
        return json.dumps(content, **options)


class Socket:
    """One client of one namespace."""

    def __init__(self, url, namespace, query="", token=None, *, answers=True, headers=None):
        self.namespace, self.answers = namespace, answers
        self.views, self.beats, self.refusals, self.hangups = [], [], [], []
        self.aways = []
        self.client = socketio.Client(reconnection=False, json=BothJson)
        self.client.on("view", self._view, namespace)
        self.client.on("beat", self.beats.append, namespace)
        self.client.on("away", self.aways.append, namespace)
        self.client.on("connect_error", self.refusals.append, namespace)
        self.client.on("disconnect", self.hangups.append, namespace)
        self.client.connect(
            f"{url}/?{query}", namespaces=[namespace], auth={"token": token} if token else None,
            transports=["websocket"], wait=False, headers=headers or {},
        )  # fmt: skip

    def _view(self, view):
        self.views.append(view)
        if self.answers:
            self.seen(view["seq"])

    def seen(self, seq):
        """Say what was seen; of a connection that has just ended nobody hears it."""
        with suppress(BadNamespaceError):
            self.client.emit("seen", {"seq": seq}, self.namespace)

    def view(self, seq=0):
        """Return the first view at this journal number or later, waiting for it."""
        return wait_until(
            f"a view at {seq}", lambda: next((v for v in self.views if v["seq"] >= seq), None)
        )

    def refused(self):
        """Return the code with which the server refused the connection."""
        return wait_until("a refusal", lambda: self.refusals)[0]["message"]

    def hung_up(self):
        return wait_until("the server hangs up", lambda: self.hangups)[0]

    def close(self):
        self.client.disconnect()
