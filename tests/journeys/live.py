"""A live screen without a browser: follows one namespace and answers `seen`, as a page does."""

from threading import Condition

import socketio
import websocket

from tests.waiting import LONG_S, NeverHappened


class OneSocket(websocket.WebSocket):
    """Leaves nothing open when it is cut before its server's first word, as Engine.IO's would."""

    def recv(self):
        try:
            return super().recv()
        except (OSError, websocket.WebSocketException) as fault:
            if not isinstance(fault, websocket.WebSocketTimeoutException):
                self.shutdown()
            raise


class Follower:
    """Keeps every view it was sent, in order, and the answer when it was not let in."""

    def __init__(self, server, namespace, auth, cookie=None, **query):
        self.views: list[dict] = []
        self.refusal: dict | None = None
        self._namespace, self._changed = namespace, Condition()
        options = {"class_": OneSocket} | ({"cookie": cookie} if cookie else {})
        self._client = socketio.Client(reconnection=True, reconnection_delay=0.2,
                                       reconnection_delay_max=0.5, ssl_verify=False,
                                       websocket_extra_options=options)  # fmt: skip
        self._client.on("view", self._take, namespace=namespace)
        self._client.on("connect_error", self._refused, namespace=namespace)
        parameters = "&".join(f"{name}={text}" for name, text in query.items())
        self._address = f"{server.url}?{parameters}"
        self._auth = auth

    def __enter__(self):
        try:
            self._client.connect(
                self._address, auth=self._auth, namespaces=[self._namespace],
                transports=["websocket"], wait_timeout=LONG_S,
            )  # fmt: skip
        except socketio.exceptions.ConnectionError:
            if self.refusal is None:
                raise
        return self

    def __exit__(self, *_):
        self._client.disconnect()

    def view(self, holds=lambda view: True):
        """Return the first view, past or future, that holds."""
        with self._changed:
            if not self._changed.wait_for(lambda: any(map(holds, self.views)), LONG_S):
                raise NeverHappened("the view")
            return next(filter(holds, self.views))

    def view_at(self, seq):
        """Return the first view that is true at this journal number or later."""
        return self.view(lambda view: view["seq"] >= seq)

    def _take(self, view):
        self._client.emit("seen", {"seq": view["seq"]}, namespace=self._namespace)
        with self._changed:
            self.views.append(view)
            self._changed.notify_all()

    def _refused(self, reason):
        self.refusal = reason
