"""A caller: one keep-alive connection that asks the way an integration or a device does."""

import json
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException
from threading import Event
from time import monotonic

from tests.waiting import LONG_S, POLL_S, NeverHappened


class OutOfTouch(Exception):
    """No answer came: nobody knows whether the command arrived."""


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Message
    text: bytes

    @property
    def json(self):
        return json.loads(self.text)


class Client:
    """One keep-alive connection; the token, if any, goes with every request."""

    def __init__(self, port, token=None, timeout=LONG_S):
        self._connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.token = token

    def get(self, path, **headers):
        """Look at something; once more if the server has hung up since the last question."""
        try:
            return self.ask("GET", path, headers=headers)
        except OutOfTouch:
            return self.ask("GET", path, headers=headers)

    def post(self, path, body=None, key=None, **headers):
        """Post a JSON body; `key` is the idempotency key."""
        if key is not None:
            headers["Idempotency-Key"] = key
        return self.ask("POST", path, json.dumps(body or {}).encode(), headers)

    def ask(self, method, path, content=None, headers=None):
        """Send one request as it is; raise OutOfTouch when no answer comes."""
        sent = {"Content-Type": "application/json"} if content is not None else {}
        if self.token is not None:
            sent["Authorization"] = f"Bearer {self.token}"
        for name, text in (headers or {}).items():
            sent[name.replace("_", "-")] = text
        try:
            self._connection.request(method, path, content, sent)
            # One that breaks off in the middle holds the socket, which the connection has let go of
            with self._connection.getresponse() as response:
                return Answer(response.status, response.headers, response.read())
        except (OSError, HTTPException) as lost:
            self._connection.close()
            raise OutOfTouch(f"{method} {path}: {lost!r}")

    def done(self, path, body=None, key=None):
        """Post a command that must succeed; return its answer's JSON."""
        answer = self.post(path, body, key)
        assert answer.status < 300, (path, answer.status, answer.text)
        return answer.json

    def insist(self, path, body, key, limit_s=LONG_S):
        """Repeat a command with the same key until it is answered, as the pages do."""
        end = monotonic() + limit_s
        while monotonic() < end:
            try:
                answer = self.post(path, body, key)
            except OutOfTouch:
                Event().wait(POLL_S)
                continue
            if answer.status != 503:
                return answer
            Event().wait(POLL_S)
        raise NeverHappened(f"an answer to {path}")

    def close(self):
        self._connection.close()
