"""A client that says anything on a socket, and waits until the server has heard it."""

import json
import select
import socket
from contextlib import suppress

from tests.corpora.frames import make_frame, make_text_frame
from tests.waiting import LONG_S

HANDSHAKE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hall\r\n"
    b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
PING = make_frame(0x89, b"heard?")
PONG = b"\x8a\x06heard?"
SILENT_S = 0.1
"""A frame that says it is longer than it is swallows the ping: then there is no answer to it."""
JOINED = "/display"
TIMES = 3


class NobodyIsLetIn(AssertionError):
    """The next one who comes cannot join."""


class Talker:
    """One connection after the other: a server hangs up on who says what is no frame."""

    def __init__(self, port, token):
        self.sent = self.opened = 0
        self._port, self._line = port, None
        self._join = make_text_frame(f"40{JOINED},{json.dumps({'token': token})}")

    def say(self, content):
        """Send bytes, and wait until the server has read them or has hung up."""
        if self._line is None:
            self._open()
        with suppress(OSError):
            self._line.sendall(content + PING)
        self.sent += 1
        if PONG not in self._hear(until=PONG, silent_s=SILENT_S):
            self.close()

    def _open(self):
        """Be let in; come again as pages do, for a machine that stood still has hung up on all."""
        told = ""
        for _ in range(TIMES):
            told = self._come()
            if not told:
                return
            self.close()
        raise NobodyIsLetIn(f"connection {self.opened}: {told}")

    def _come(self):
        """Return what came in place of being let in, nothing where that was it."""
        self._line = socket.create_connection(("127.0.0.1", self._port), timeout=LONG_S)
        self.opened += 1
        for said, answer in ((HANDSHAKE, b"\r\n\r\n"), (self._join, b'["view"')):
            with suppress(OSError):
                self._line.sendall(said)
            got = self._hear(until=answer, silent_s=LONG_S)
            if answer not in got:
                return f"no {answer!r}, but {got[-200:]!r}"
        return ""

    def _hear(self, until, silent_s):
        """Return the last of what comes: up to what is waited for, or until nothing more does."""
        got = b""
        with suppress(OSError):
            while until not in got and select.select([self._line], [], [], silent_s)[0]:
                piece = self._line.recv(65536)
                if not piece:
                    break
                got = got[-200:] + piece
        return got

    def close(self):
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None
