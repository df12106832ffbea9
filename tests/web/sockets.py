"""A Socket.IO client that records what it is sent, and answers `seen` unless it is told not to."""

import socketio

from tests.journeys.program import wait_until


class Socket:
    """One client of one namespace."""

    def __init__(self, url, namespace, query="", token=None, *, answers=True, headers=None):
        self.namespace, self.answers = namespace, answers
        self.views, self.beats, self.refusals, self.hangups = [], [], [], []
        self.client = socketio.Client(reconnection=False)
        self.client.on("view", self._view, namespace)
        self.client.on("beat", self.beats.append, namespace)
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
