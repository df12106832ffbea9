"""A phone without a browser: follows a ticket's stream and records what it is sent."""

import json
import socket
from contextlib import suppress
from threading import Thread

from tests.waiting import LONG_S, wait_until


class Stream:
    """One stream. `reads` False leaves everything in the network until `read_on`."""

    def __init__(self, server, address, *, reads=True, last_id=None):
        self.views, self.ids, self.beats, self.aways = [], [], [], []
        self.retry, self.over = None, False
        self._line = socket.socket()
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self._line.settimeout(LONG_S)
        self._line.connect(("127.0.0.1", server.port))
        more = "" if last_id is None else f"Last-Event-ID: {last_id}\r\n"
        head = f"GET {address}/stream HTTP/1.1\r\nHost: hall\r\n{more}\r\n"
        self._line.sendall(head.encode())
        self.status, self.headers = self._head()
        if reads:
            self.read_on()

    def _head(self):
        self._file = self._line.makefile("rb")
        status = int(self._file.readline().split()[1])
        lines = [line.decode().strip() for line in iter(self._file.readline, b"\r\n")]
        return status, {n.lower(): v for n, v in (line.split(": ", 1) for line in lines)}

    def read_on(self):
        """Read what has come and what comes, beside the test."""
        Thread(target=self._read, daemon=True).start()

    def _read(self):
        event = {}
        try:
            for line in self._lines():
                name, _, text = line.partition(": ")
                if name:
                    event[name] = text
                elif event:
                    self._take(event)
                    event = {}
        except (OSError, ValueError):
            pass
        self.over = True
        self._file.close()

    def _lines(self):
        """Yield the lines of the events, out of the chunks they come in."""
        rest = b""
        while size := int(self._file.readline(), 16):
            *lines, rest = (rest + self._file.read(size)).split(b"\n")
            self._file.readline()
            yield from (line.decode() for line in lines)

    def _take(self, event):
        if "retry" in event:
            self.retry = int(event["retry"])
        if event.get("event") == "view":
            self.ids.append(event["id"])
            self.views.append(json.loads(event["data"]))
        elif event.get("event") == "beat":
            self.beats.append(json.loads(event["data"]))
        elif event.get("event") == "away":
            self.aways.append(json.loads(event["data"]))

    def view(self, seq=0):
        """Return the first view at this journal number or later, waiting for it."""
        return wait_until(
            f"a view at {seq}", lambda: next((v for v in self.views if v["seq"] >= seq), None)
        )

    def close(self):
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()
