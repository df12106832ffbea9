"""A browser maker's push service on this computer: takes messages, hands them to Firefox.

Firefox comes by a WebSocket, as it does to the service of its maker: it greets, registers a channel
for each subscription, and is handed what arrives at that channel's address, as it arrived.
"""

import json
from base64 import urlsafe_b64encode
from collections import deque
from threading import Lock, Thread
from uuid import uuid4

import flask
import simple_websocket
from werkzeug.serving import make_server

from tests.waiting import wait_until


def told_by(service):
    """Return the change of a configuration by which phones are told by this service."""

    def change(settings):
        settings["screens"]["phone"]["push"] = {
            "contact": "mailto:it@centre.example",
            "services": [service.url, "https://*.push.example"],
        }  # fmt: skip

    return change


class PushService:
    """Listens on a free port; `answers`: statuses that the next messages get, 201 when empty."""

    def __init__(self):
        self.taken, self.answers = [], deque()
        self._lock, self._channels, self._browsers = Lock(), {}, {}
        app = flask.Flask(__name__)
        app.add_url_rule("/", view_func=self._talk, websocket=True)
        app.add_url_rule("/push/<channel>", view_func=self._take, methods=["POST"])
        self._server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def wait_for(self, messages):
        """Return the messages taken, once there are so many."""
        wait_until(f"{messages} messages", lambda: len(self.taken) >= messages)
        return self.taken

    def _take(self, channel):
        status = self.answers.popleft() if self.answers else 201
        if status == 201:
            headers, body = dict(flask.request.headers), flask.request.get_data()
            self.taken.append((channel, headers, body))
            browser = self._channels.get(channel)
            if browser is not None:
                browser.send(json.dumps({
                    "messageType": "notification", "channelID": channel, "version": uuid4().hex,
                    "data": urlsafe_b64encode(body).rstrip(b"=").decode(),
                    "headers": {"encoding": headers["Content-Encoding"]},
                }))  # fmt: skip
        return "", status

    def _talk(self):
        browser = simple_websocket.Server.accept(
            flask.request.environ, subprotocols=["push-notification"]
        )
        try:
            while True:
                answer = self._answer(json.loads(browser.receive()), browser)
                if answer is not None:
                    browser.send(json.dumps(answer))
        except simple_websocket.ConnectionClosed:
            return ""

    def _answer(self, said, browser):
        kind = said.get("messageType")
        if kind == "hello":
            return {"messageType": kind, "uaid": uuid4().hex, "status": 200, "use_webpush": True,
                    "broadcasts": {}}  # fmt: skip
        if kind in ("register", "unregister"):
            channel = said["channelID"]
            self._channels[channel] = browser
            return {"messageType": kind, "channelID": channel, "status": 200,
                    "pushEndpoint": f"{self.url}/push/{channel}"}  # fmt: skip
        return {} if said == {} else None
